// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/delimitedrows.h"

#include "core/text/visibletext.h"

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {
constexpr qsizetype fieldsLimit = 1000;
} // namespace

char delimiterIn(QByteArrayView line)
{
    constexpr QByteArrayView ofNames("_+-. /%\"");
    const auto isOfName = [ofNames](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || ofNames.contains(c);
    };
    const auto *found = std::find_if_not(line.begin(), line.end(), isOfName);
    return found == line.end() ? ',' : *found;
}

bool DelimitedRows::readHeader()
{
    QByteArray line;
    if (!nextLine(line))
        return false;
    if (!m_isDelimiterTold)
        m_delimiter = delimiterIn(line);
    if (!split(line))
        return false;
    m_names = m_fields;
    for (QByteArray &name : m_names)
        name = name.trimmed();
    return true;
}

bool DelimitedRows::nextLine(QByteArray &line)
{
    do {
        if (!m_text.readLine(line))
            return false;
    } while (line.trimmed().isEmpty());
    return true;
}

bool DelimitedRows::next()
{
    QByteArray line;
    return nextLine(line) && split(line) && hasFieldOfEachName();
}

/// Otherwise a number with a decimal comma, say, puts all that follow it into other columns.
bool DelimitedRows::hasFieldOfEachName()
{
    while (m_fields.size() > m_names.size() && m_fields.last().isEmpty() && !m_names.isEmpty())
        m_fields.removeLast();
    if (!m_names.isEmpty() && m_fields.size() != m_names.size())
        m_problem = m_text.problemHere(
            QStringLiteral("it has %1 fields, and of columns there are %2").arg(m_fields.size()).arg(m_names.size()));
    return m_problem.isEmpty();
}

bool DelimitedRows::split(QByteArray line)
{
    m_fields.clear();
    QByteArray field;
    bool isQuoted = false;
    qsizetype at = 0;
    for (;;) {
        if (at == line.size()) {
            if (!isQuoted)
                break;
            QByteArray more; // of a field that holds lines
            if (line.size() > importLineLimit || !m_text.readLine(more)) {
                m_problem = m_text.problemHere(QStringLiteral("a quote is opened and never closed"));
                return false;
            }
            line += '\n' + more;
        }
        const char c = line.at(at++);
        const bool isQuote = c == '"';
        if (isQuoted && isQuote && at < line.size() && line.at(at) == '"') {
            field += '"';
            ++at;
        } else if (isQuote && (isQuoted || field.isEmpty())) {
            isQuoted = !isQuoted;
        } else if (c == m_delimiter && !isQuoted) {
            m_fields.append(field);
            field.clear();
            if (m_fields.size() > fieldsLimit) {
                m_problem = m_text.problemHere(QStringLiteral("it has more than %1 fields").arg(fieldsLimit));
                return false;
            }
        } else {
            field += c;
        }
    }
    m_fields.append(field);
    return true;
}

std::optional<double> DelimitedRows::number(int column) const
{
    bool isNumber = false;
    const double value = field(column).trimmed().toDouble(&isNumber);
    return isNumber && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<qint64> DelimitedRows::whole(int column) const
{
    bool isNumber = false;
    const qint64 value = field(column).trimmed().toLongLong(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

QString DelimitedRows::expected(int column, const QString &what) const
{
    const QString name = column >= 0 && column < m_names.size()
                             ? QStringLiteral("\"%1\"").arg(QString::fromUtf8(m_names.at(column)))
                             : QStringLiteral("field %1").arg(column + 1);
    const QByteArray is = field(column).left(60);
    bool isOfComma = false;
    QByteArray(is).replace(',', '.').toDouble(&isOfComma);
    const QString remark = isOfComma && is.contains(',') ? QStringLiteral("; decimals have a point") : QString();
    return m_text.problemHere(
        QStringLiteral("%1 should be %2, and is \"%3\"").arg(name, what, visibleText(QString::fromUtf8(is))) + remark);
}

} // namespace fiftyfold
