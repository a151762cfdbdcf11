// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/compare/comparetext.h"

#include "core/text/quantities.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"
#include "records/comparison/reportwording.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace fiftyfold {

namespace {

constexpr std::size_t columnCount = 6;
using Row = std::array<QString, columnCount>;

/// Names and words to the left, figures to the right.
constexpr std::array<bool, columnCount> isToTheRight = {false, true, true, true, true, false};

Row headOf(const ComparisonReport &report)
{
    return {QStringLiteral("strategy"),      QStringLiteral("median"),        medianIntervalHeading(report),
            QStringLiteral("times as fast"), QStringLiteral("95 % interval"), QString()};
}

Row rowOf(const ComparisonReport &report, std::size_t index)
{
    const ReportedEntry &entry = report.entries[index];
    return {visibleText(entry.name),
            entry.median ? durationForPeople(std::llround(entry.median->value * 1e6)) : QStringLiteral("–"),
            medianInterval(report, entry),
            entry.ratio ? ratioForPeople(*entry.ratio) : QString(),
            ratioInterval(entry),
            verdictText(entry)};
}

QString lineOf(const Row &row, const std::array<qsizetype, columnCount> &widths)
{
    QString line;
    for (std::size_t column = 0; column < columnCount; ++column) {
        line += isToTheRight[column] ? row[column].rightJustified(widths[column])
                                     : row[column].leftJustified(widths[column]);
        line += QLatin1String("  ");
    }
    while (line.endsWith(QLatin1Char(' ')))
        line.chop(1);
    return line;
}

QString tableText(const ComparisonReport &report, const TextStyle &style)
{
    std::vector<Row> rows = {headOf(report)};
    for (std::size_t entry = 0; entry < report.entries.size(); ++entry)
        rows.push_back(rowOf(report, entry));
    std::array<qsizetype, columnCount> widths = {};
    for (const Row &row : rows) {
        for (std::size_t column = 0; column < columnCount; ++column)
            widths[column] = std::max(widths[column], row[column].size());
    }
    QString text = style.strong(lineOf(rows.front(), widths)) + QLatin1Char('\n');
    for (std::size_t row = 1; row < rows.size(); ++row)
        text += lineOf(rows[row], widths) + QLatin1Char('\n');
    return text;
}

} // namespace

QString comparisonText(const ComparisonReport &report, const TextStyle &style)
{
    QString text = style.strong(QString::fromLatin1(report.plan.method) + QLatin1Char(' ') +
                                visibleText(redactedUrl(report.plan.url)));
    text += QLatin1Char('\n') + loadForPeople(report) + QLatin1String("\n\n");
    text += tableText(report, style) + QLatin1Char('\n');
    for (const ReportedEntry &entry : report.entries) {
        if (const QString shortfall = shortfallOf(entry); !shortfall.isEmpty())
            text +=
                style.bad(visibleText(entry.name)) + QLatin1String(": ") + visibleText(shortfall) + QLatin1Char('\n');
    }
    QStringList remarks = remarksOn(report);
    remarks.append(sameForAllText(report));
    for (const QString &remark : std::as_const(remarks))
        text += QLatin1String("note: ") + visibleText(remark) + QLatin1Char('\n');
    return text + QLatin1String("note: Measured ") + visibleText(machineForPeople(report)) + QLatin1String(".\n");
}

} // namespace fiftyfold
