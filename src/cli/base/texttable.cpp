// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/base/texttable.h"

#include <algorithm>
#include <vector>

namespace fiftyfold {

namespace {

QString lineOf(const QStringList &row, const std::vector<qsizetype> &widths, const QList<qsizetype> &words)
{
    QString line;
    for (qsizetype column = 0; column < row.size(); ++column) {
        const qsizetype width = widths[static_cast<std::size_t>(column)];
        const bool isLeft = column == 0 || words.contains(column);
        line += isLeft ? row.at(column).leftJustified(width) : row.at(column).rightJustified(width);
        line += QLatin1String("  ");
    }
    while (line.endsWith(QLatin1Char(' ')))
        line.chop(1);
    return line;
}

} // namespace

QString tableText(const QList<QStringList> &rows, const QList<qsizetype> &words, const TextStyle &style)
{
    std::vector<qsizetype> widths(static_cast<std::size_t>(rows.first().size()));
    for (const QStringList &row : rows) {
        for (std::size_t column = 0; column < widths.size(); ++column)
            widths[column] = std::max(widths[column], row.at(static_cast<qsizetype>(column)).size());
    }
    QString text = style.strong(lineOf(rows.first(), widths, words)) + QLatin1Char('\n');
    for (qsizetype row = 1; row < rows.size(); ++row)
        text += lineOf(rows.at(row), widths, words) + QLatin1Char('\n');
    return text + QLatin1Char('\n');
}

} // namespace fiftyfold
