// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"
#include "core/run/thresholds.h"

#include <QString>

class QIODevice;

namespace fiftyfold {

/// Writes the figures of a run that has ended in OpenMetrics' text, which Prometheus and the collectors of text files
/// read: in seconds and bytes, labelled with the strategy. Histogram and quantiles are of response times of requests
/// that are done. `device` is open for writing. May run in any thread.
/// Empty when everything was written, otherwise why not.
QString writeRunOpenMetrics(QIODevice &device, const RunRecord &record, const RunSummary &summary,
                            const Expectations &expectations);

} // namespace fiftyfold
