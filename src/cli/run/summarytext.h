// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/base/terminal.h"
#include "core/run/runrecord.h"
#include "core/run/runsummary.h"

#include <QString>

namespace fiftyfold {

/// What a person wants to know when a run has ended: some lines of about eighty columns. `summary` is that of `record`.
QString summaryText(const RunRecord &record, const RunSummary &summary, const TextStyle &style);

} // namespace fiftyfold
