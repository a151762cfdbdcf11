// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/compare/comparetext.h"

#include "cli/base/texttable.h"
#include "core/text/quantities.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"
#include "records/comparison/reportwording.h"

#include <cmath>
#include <utility>

namespace fiftyfold {

namespace {

QStringList headOf(const ComparisonReport &report)
{
    return {nameHeading(report),           medianHeading(report),
            medianIntervalHeading(report), QStringLiteral("times as fast"),
            ratioIntervalHeading(report),  QString()};
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

QString timesText(const ComparisonReport &report, const TextStyle &style)
{
    QList<QStringList> rows{headOf(report)};
    for (const ReportedEntry &entry : report.entries)
        rows.append(rowOf(entry, report));
    return tableText(rows, {rows.first().size() - 1}, style); // of which the last has no heading
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
    return tableText(rows, {}, style);
}

/// Empty of what is no sweep.
QString sweepText(const ComparisonReport &report, const TextStyle &style)
{
    QString text;
    if (!report.sweep)
        return text;
    for (const SweepCurve &curve : report.sweep->curves) {
        QList<QStringList> rows{sweepHeadings(report, curve)};
        for (const SweepPoint &point : curve.points)
            rows.append(sweepCells(point));
        for (QStringList &row : rows)
            row.first() = visibleText(row.first());
        QString table = tableText(rows, {}, style);
        table.chop(1); // the remark belongs to it
        text += table + sweepRemark(*report.sweep, curve) + QLatin1String("\n\n");
    }
    return text;
}

} // namespace

QString comparisonText(const ComparisonReport &report, const TextStyle &style)
{
    QString text = style.strong(visibleText(requestForPeople(report, redactedUrl(report.plan.url))));
    text += QLatin1Char('\n') + loadForPeople(report) + QLatin1String("\n\n");
    for (const QString &sentence : report.answer)
        text += style.strong(visibleText(sentence)) + QLatin1Char('\n');
    if (!report.answer.isEmpty())
        text += QLatin1Char('\n');
    text += sweepText(report, style) + timesText(report, style) + costText(report, style);
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
