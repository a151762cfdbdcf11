// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/jsonslices.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace fiftyfold {

JsonSlice JsonSlices::whole() const
{
    const qsizetype begin = skipSpace(m_text.startsWith("\xef\xbb\xbf") ? 3 : 0, m_text.size());
    qsizetype end = m_text.size();
    while (end > begin && std::string_view(" \t\r\n").find(m_text.at(end - 1)) != std::string_view::npos)
        --end;
    return {begin, end};
}

QString JsonSlices::problemAt(qsizetype offset, const QString &what) const
{
    const auto line = 1 + std::count(m_text.cbegin(), m_text.cbegin() + std::min(offset, m_text.size()), '\n');
    return QStringLiteral("line %1: %2").arg(line).arg(what);
}

QString JsonSlices::forEach(JsonSlice slice,
                            const std::function<QString(const QString &key, JsonSlice value)> &take) const
{
    const bool isOfMembers = isObject(slice);
    const char last = isOfMembers ? '}' : ']';
    qsizetype at = skipSpace(slice.begin + 1, slice.end);
    if (at + 1 == slice.end && m_text.at(at) == last)
        return {};
    while (at < slice.end) {
        QString key;
        if (isOfMembers) {
            const qsizetype endOfKey = endOfString(at, slice.end);
            const qsizetype colon = skipSpace(endOfKey, slice.end);
            if (colon >= slice.end)
                break;
            if (m_text.at(at) != '"' || colon >= slice.end || m_text.at(colon) != ':')
                return problemAt(at, QStringLiteral("a name in quotes and a colon were expected"));
            QString problem;
            key = value({at, endOfKey}, &problem).value_or(QJsonValue()).toString();
            if (!problem.isEmpty())
                return problem;
            at = skipSpace(colon + 1, slice.end);
        }
        const qsizetype end = endOfValue(at, slice.end);
        if (end == at)
            return problemAt(at, QStringLiteral("a value was expected"));
        if (QString problem = take(key, {at, end}); !problem.isEmpty())
            return problem;
        at = skipSpace(end, slice.end);
        if (at < slice.end && m_text.at(at) == last)
            return at + 1 == slice.end ? QString()
                                       : problemAt(at + 1, QStringLiteral("it ends here, and more follows"));
        if (at >= slice.end || m_text.at(at) != ',')
            break;
        at = skipSpace(at + 1, slice.end);
    }
    const bool isCut = at >= slice.end || (isOfMembers && endOfString(at, slice.end) >= slice.end);
    return problemAt(std::min(at, slice.end),
                     isCut ? QStringLiteral("the file ends in the middle of it: it was cut short")
                           : QStringLiteral("a comma or %1 was expected").arg(QLatin1Char(last)));
}

std::optional<QJsonValue> JsonSlices::value(JsonSlice slice, QString *problem) const
{
    const QByteArray text = m_text.mid(slice.begin, slice.end - slice.begin);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson('[' + text + ']', &error); // which takes no value alone
    if (error.error == QJsonParseError::NoError)
        return document.array().at(0);
    *problem = problemAt(slice.begin + error.offset - 1, QStringLiteral("it is not JSON: ") + error.errorString());
    return std::nullopt;
}

qsizetype JsonSlices::skipSpace(qsizetype at, qsizetype end) const
{
    while (at < end && std::string_view(" \t\r\n").find(m_text.at(at)) != std::string_view::npos)
        ++at;
    return at;
}

qsizetype JsonSlices::endOfString(qsizetype at, qsizetype end) const
{
    for (++at; at < end; ++at) {
        if (m_text.at(at) == '\\')
            ++at;
        else if (m_text.at(at) == '"')
            return at + 1;
    }
    return end;
}

/// Where a value ends, without a look at whether it is one; `at` where there is none.
qsizetype JsonSlices::endOfValue(qsizetype at, qsizetype end) const
{
    int depth = 0;
    while (at < end) {
        const char c = m_text.at(at);
        if (c == '"') {
            at = endOfString(at, end);
        } else if (c == '{' || c == '[') {
            ++depth;
            ++at;
            continue;
        } else if (c == '}' || c == ']') {
            if (depth == 0)
                return at;
            --depth;
            ++at;
        } else if (depth == 0 && (c == ',' || c == ':' || c == ' ' || c == '\n' || c == '\r' || c == '\t')) {
            return at;
        } else {
            ++at;
            if (depth == 0)
                continue;
        }
        if (depth == 0)
            return at;
    }
    return end;
}

} // namespace fiftyfold
