// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/terminal.h"
#include "core/runrecord.h"
#include "core/runsummary.h"

#include <QString>

namespace fiftyfold {

/// What a person wants to know when a run has ended: some lines of about eighty columns. `summary` is that of `record`.
QString summaryText(const RunRecord &record, const RunSummary &summary, const TextStyle &style);

} // namespace fiftyfold
