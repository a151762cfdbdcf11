// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/stageseries.h"

#include <QString>

namespace fiftyfold {

/// The name of a band as legend and readout show it: "done", "wait", "queued".
QString bandName(StageSeries::Band band);

} // namespace fiftyfold
