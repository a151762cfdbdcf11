// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/import/delimitedrows.h"

#include <initializer_list>

namespace fiftyfold {

// Values of a row, each into what it is of. Empty, or what is wrong and in which line. What the row or the file does
// not have stays as it is.

/// A time of a run, of which one is so many nanoseconds; `what` is "a time in seconds".
QString readTime(const DelimitedRows &rows, int column, double nanosecondsOfOne, const QString &what, qint64 &into);
/// The same where there has to be one.
QString needTime(const DelimitedRows &rows, int column, double nanosecondsOfOne, const QString &what, qint64 &into);
/// Of a whole number of so many nanoseconds since the epoch, which has to be there.
QString needEpoch(const DelimitedRows &rows, int column, qint64 nanosecondsOfOne, const QString &what, qint64 &into);
/// 0 is that of no reply.
QString readStatus(const DelimitedRows &rows, int column, quint16 &into);
QString readBytes(const DelimitedRows &rows, int column, quint32 &into);

/// The first that is not empty.
QString firstProblem(std::initializer_list<QString> problems);

} // namespace fiftyfold
