// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/import/importtext.h"

#include <QList>

#include <optional>

namespace fiftyfold {

/// Rows of fields between delimiters, with quotes as RFC 4180 has them, so that a field may hold lines. Its columns are
/// found by the names in its first line.
class DelimitedRows
{
public:
    explicit DelimitedRows(ImportText &text, char delimiter = ',')
        : m_text(text)
        , m_delimiter(delimiter)
    {
    }

    /// Reads the line with the names.
    bool readHeader();
    /// -1 where there is none of that name.
    int column(const char *name) const { return static_cast<int>(m_names.indexOf(QByteArray(name))); }
    const QList<QByteArray> &names() const { return m_names; }

    /// The next row that is not empty; false at the end of the file, or where there is a problem.
    bool next();
    qsizetype size() const { return m_fields.size(); }
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
    bool split(QByteArray line);

    ImportText &m_text;
    const char m_delimiter;
    QList<QByteArray> m_names;
    QList<QByteArray> m_fields;
    QString m_problem;
};

} // namespace fiftyfold
