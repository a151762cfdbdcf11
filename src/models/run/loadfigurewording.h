// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/runfigures.h"

#include <QString>

namespace fiftyfold {

FigureText achievedText(const LoadHealth &health);   ///< "199.2" "of 200/s"
FigureText responseText(const LoadFigures &load);    ///< "197 · 323 · 1,790" "ms": p50, p95, p99; "*": too few for one
QString longestLagText(const LoadFigures &load);     ///< "longest 2.89 ms"; empty before there is one
QString responseDetailText(const LoadFigures &load); ///< A sentence with p99.9, and what a "*" means
QString verdictText(LoadVerdict verdict);            ///< "kept up", "fell behind", "too few lanes"
/// What stands under the verdict: "so far", "441/1,024 lanes", "64 at once · 441 wanted", "97.2 % of rate".
QString verdictNote(const LoadFigures &load, quint32 atOnce);
/// For the end of a sentence, of a load that isBehind(): "too few lanes, 441 wanted", "the client fell behind so far".
QString behindText(const LoadFigures &load);

} // namespace fiftyfold
