// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"

#include <QString>

#include <span>

class QIODevice;

namespace fiftyfold {

/// Writes the requests of a run that has ended as CSV (RFC 4180): a header, then one request a line; a field is empty
/// where there is no value. `device` is open for writing. May run in any thread.
/// Empty when everything was written, otherwise why not.
QString writeRunCsv(QIODevice &device, const RunRecord &record);

/// The same of some requests, whether the run has ended or not, in the thread that may read the record.
QString writeRunCsv(QIODevice &device, const RunRecord &record, std::span<const quint32> requests, bool hasHeader);

} // namespace fiftyfold
