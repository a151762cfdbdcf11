// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/importcolumns.h"

#include "records/import/importedrun.h"

#include <algorithm>
#include <limits>

namespace fiftyfold {

namespace {

constexpr qint64 farthestEpochNs = std::numeric_limits<qint64>::max() / 4;

bool isBlank(const DelimitedRows &rows, int column)
{
    return rows.field(column).trimmed().isEmpty();
}

} // namespace

QString needTime(const DelimitedRows &rows, int column, double nanosecondsOfOne, const QString &what, qint64 &into)
{
    const std::optional<qint64> time = importedTime(rows.number(column).value_or(-1), nanosecondsOfOne);
    into = time.value_or(-1);
    return time ? QString() : rows.expected(column, what);
}

QString readTime(const DelimitedRows &rows, int column, double nanosecondsOfOne, const QString &what, qint64 &into)
{
    return isBlank(rows, column) ? QString() : needTime(rows, column, nanosecondsOfOne, what, into);
}

QString needEpoch(const DelimitedRows &rows, int column, qint64 nanosecondsOfOne, const QString &what, qint64 &into)
{
    const std::optional<qint64> time = rows.whole(column);
    if (!time || *time < 0 || *time >= farthestEpochNs / nanosecondsOfOne)
        return rows.expected(column, what);
    into = *time * nanosecondsOfOne;
    return {};
}

QString readStatus(const DelimitedRows &rows, int column, quint16 &into)
{
    if (isBlank(rows, column))
        return {};
    const qint64 status = rows.whole(column).value_or(-1);
    if (status != 0 && (status < 100 || status > 999))
        return rows.expected(column, QStringLiteral("a status such as 200"));
    into = static_cast<quint16>(status);
    return {};
}

QString readBytes(const DelimitedRows &rows, int column, quint32 &into)
{
    if (isBlank(rows, column))
        return {};
    const double bytes = rows.number(column).value_or(-1);
    if (bytes < 0 || bytes > std::numeric_limits<quint32>::max())
        return rows.expected(column, QStringLiteral("a number of bytes, below 4 GiB"));
    into = static_cast<quint32>(bytes);
    return {};
}

QString firstProblem(std::initializer_list<QString> problems)
{
    const auto *found =
        std::find_if(problems.begin(), problems.end(), [](const QString &one) { return !one.isEmpty(); });
    return found == problems.end() ? QString() : *found;
}

} // namespace fiftyfold
