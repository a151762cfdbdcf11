// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/barejtl.h"

#include "records/import/delimitedrows.h"
#include "records/import/importtext.h"

#include <QBuffer>

#include <algorithm>

namespace fiftyfold {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The fields of the first row, where it begins as one of JMeter's does: a time in milliseconds, and how long it took.
std::optional<QList<QByteArray>> fieldsOfBareJtl(QByteArrayView text, char *delimiter)
{
    constexpr qsizetype digitsOfTime = 13;
    constexpr qsizetype fewest = 5;
    const QByteArrayView begin = text.trimmed().first(std::min<qsizetype>(text.trimmed().size(), importLineLimit));
    if (begin.size() <= digitsOfTime || !std::all_of(begin.begin(), begin.begin() + digitsOfTime, isDigit))
        return std::nullopt;
    const char by = begin.at(digitsOfTime);
    QByteArray bytes = begin.toByteArray();
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    ImportText lines(buffer, {});
    DelimitedRows rows(lines, by);
    if (isDigit(by) || by == '.' || !rows.next() || rows.size() < fewest || rows.whole(1).value_or(-1) < 0)
        return std::nullopt;
    if (delimiter)
        *delimiter = by;
    return rows.fields();
}

} // namespace

const QList<QByteArray> &jmeterColumns()
{
    static const QList<QByteArray> names{
        "timeStamp",  "elapsed", "label",          "responseCode", "responseMessage", "threadName",
        "dataType",   "success", "failureMessage", "bytes",        "sentBytes",       "grpThreads",
        "allThreads", "URL",     "Latency",        "IdleTime",     "Connect"};
    return names;
}

std::optional<char> delimiterOfBareJtl(QByteArrayView beginning)
{
    char delimiter = ',';
    const std::optional<QList<QByteArray>> fields = fieldsOfBareJtl(beginning, &delimiter);
    const bool isOfJmeter = fields && fields->size() == jmeterColumns().size();
    const qsizetype success = jmeterColumns().indexOf("success");
    if (!isOfJmeter || (fields->at(success) != "true" && fields->at(success) != "false"))
        return std::nullopt;
    return delimiter;
}

QString nearlyBareJtl(QByteArrayView beginning)
{
    const std::optional<QList<QByteArray>> fields = fieldsOfBareJtl(beginning, nullptr);
    if (!fields)
        return {};
    const qsizetype count = jmeterColumns().size();
    const QString lack =
        fields->size() == count
            ? QStringLiteral("its 8th column has no true or false, as JMeter's own has")
            : QStringLiteral("it has %1 columns, where JMeter's own are %2").arg(fields->size()).arg(count);
    return QStringLiteral("it looks like a JTL of JMeter without the line of names, but %1; that line comes with "
                          "-Jjmeter.save.saveservice.print_field_names=true")
        .arg(lack);
}

} // namespace fiftyfold
