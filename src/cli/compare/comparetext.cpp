// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/compare/comparetext.h"

#include "core/text/quantities.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"
#include "records/comparison/reportwording.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace fiftyfold {

namespace {

QStringList headOf(const ComparisonReport &report)
{
    return {QStringLiteral("strategy"),      QStringLiteral("median"),        medianIntervalHeading(report),
            QStringLiteral("times as fast"), QStringLiteral("95 % interval"), QString()};
}

QStringList rowOf(const ReportedEntry &entry, const ComparisonReport &report)
{
    return {visibleText(entry.name),
            entry.median ? durationForPeople(std::llround(entry.median->value * 1e6)) : QStringLiteral("–"),
            medianInterval(report, entry),
            entry.ratio ? ratioForPeople(*entry.ratio) : QString(),
            ratioInterval(entry),
            verdictText(entry)};
}

/// Names and words, as stand first or below no heading, to the left, figures to the right.
QString lineOf(const QStringList &row, const std::vector<qsizetype> &widths, const QStringList &head)
{
    QString line;
    for (std::size_t column = 0; column < widths.size(); ++column) {
        const QString &cell = row.at(static_cast<qsizetype>(column));
        const bool isLeft = column == 0 || head.at(static_cast<qsizetype>(column)).isEmpty();
        line += isLeft ? cell.leftJustified(widths[column]) : cell.rightJustified(widths[column]);
        line += QLatin1String("  ");
    }
    while (line.endsWith(QLatin1Char(' ')))
        line.chop(1);
    return line;
}

/// The first row is the head.
QString tableText(const QList<QStringList> &rows, const TextStyle &style)
{
    std::vector<qsizetype> widths(static_cast<std::size_t>(rows.first().size()));
    for (const QStringList &row : rows) {
        for (std::size_t column = 0; column < widths.size(); ++column)
            widths[column] = std::max(widths[column], row.at(static_cast<qsizetype>(column)).size());
    }
    QString text = style.strong(lineOf(rows.first(), widths, rows.first())) + QLatin1Char('\n');
    for (qsizetype row = 1; row < rows.size(); ++row)
        text += lineOf(rows.at(row), widths, rows.first()) + QLatin1Char('\n');
    return text + QLatin1Char('\n');
}

QString timesText(const ComparisonReport &report, const TextStyle &style)
{
    QList<QStringList> rows{headOf(report)};
    for (const ReportedEntry &entry : report.entries)
        rows.append(rowOf(entry, report));
    return tableText(rows, style);
}

/// Empty where nothing was measured of it.
QString costText(const ComparisonReport &report, const TextStyle &style)
{
    QList<QStringList> rows{costHeadings(report)};
    if (rows.first().isEmpty())
        return {};
    for (const ReportedEntry &entry : report.entries) {
        if (const QStringList cells = costCells(entry); !cells.isEmpty())
            rows.append(cells);
    }
    for (QStringList &row : rows)
        for (QString &cell : row)
            cell = visibleText(cell);
    return tableText(rows, style);
}

} // namespace

QString comparisonText(const ComparisonReport &report, const TextStyle &style)
{
    QString text = style.strong(QString::fromLatin1(report.plan.method) + QLatin1Char(' ') +
                                visibleText(redactedUrl(report.plan.url)));
    text += QLatin1Char('\n') + loadForPeople(report) + QLatin1String("\n\n");
    text += timesText(report, style) + costText(report, style);
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
