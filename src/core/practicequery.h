// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace fiftyfold {

/// What the practice server would refuse, or pass over, in the query of a "practice:…" URL: a sentence that names the
/// parameter, what it got and what it takes, without secrets; empty when all is well.
QString practiceQueryProblem(const QUrl &url);

} // namespace fiftyfold
