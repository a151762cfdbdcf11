// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/import/importtext.h"

#include <QList>

#include <optional>

namespace fiftyfold {

/// Of a table's first line with names: the first character that can be of none of them. A comma where there is none.
char delimiterIn(QByteArrayView line);

/// Rows of fields between delimiters, with quotes as RFC 4180 has them, so that a field may hold lines. Its columns are
/// found by the names in its first line.
class DelimitedRows
{
public:
    /// Where none is given, the delimiter is that of the first line.
    explicit DelimitedRows(ImportText &text, std::optional<char> delimiter = {})
        : m_text(text)
        , m_delimiter(delimiter.value_or(','))
        , m_isDelimiterTold(delimiter.has_value())
    {
    }

    /// Reads the line with the names.
    bool readHeader();
    /// Of a table without such a line.
    void assumeNames(const QList<QByteArray> &names) { m_names = names; }
    /// -1 where there is none of that name.
    int column(const char *name) const { return static_cast<int>(m_names.indexOf(QByteArrayView(name))); }
    const QList<QByteArray> &names() const { return m_names; }

    /// The next row that is not blank; false at the end of the file, or where there is a problem: that it has more or
    /// fewer fields than there are names, among others.
    bool next();
    qsizetype size() const { return m_fields.size(); }
    const QList<QByteArray> &fields() const { return m_fields; }
    /// Empty where the row, or the file, has none.
    QByteArray field(int column) const { return m_fields.value(column); }
    /// Nothing where it is no number.
    std::optional<double> number(int column) const;
    std::optional<qint64> whole(int column) const;

    /// Empty, or why it can't be read on.
    QString problem() const { return m_problem.isEmpty() ? m_text.problem() : m_problem; }
    /// "line 3: NAME should be WHAT".
    QString expected(int column, const QString &what) const;

private:
    bool nextLine(QByteArray &line);
    bool split(QByteArray line);
    bool hasFieldOfEachName();

    ImportText &m_text;
    char m_delimiter;
    const bool m_isDelimiterTold;
    QList<QByteArray> m_names;
    QList<QByteArray> m_fields;
    QString m_problem;
};

} // namespace fiftyfold
