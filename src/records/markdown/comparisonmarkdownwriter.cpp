// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/markdown/comparisonmarkdownwriter.h"

#include "core/text/quantities.h"
#include "core/text/redaction.h"
#include "records/base/textoutput.h"
#include "records/comparison/reportwording.h"
#include "records/markdown/markdowntext.h"

#include <cmath>

namespace fiftyfold {

namespace {

QString entryRow(const ComparisonReport &report, std::size_t index)
{
    const ReportedEntry &entry = report.entries[index];
    const bool isBaseline = index == static_cast<std::size_t>(report.baseline);
    const QString median =
        entry.median ? durationForPeople(std::llround(entry.median->value * 1e6), recordLocale()) : QStringLiteral("–");
    const QString ratio = entry.ratio ? ratioForPeople(*entry.ratio) : isBaseline ? QStringLiteral("1") : QString();
    QStringList remarks;
    for (const QString &remark : {verdictText(entry), shortfallOf(entry)}) {
        if (!remark.isEmpty())
            remarks.append(markdownText(remark));
    }
    return markdownRow({markdownText(entry.name), median, medianInterval(report, entry), ratio, ratioInterval(entry),
                        QString::number(entry.wholeRounds), remarks.join(QLatin1String("; "))});
}

/// Empty where nothing was measured of it.
QString costTable(const ComparisonReport &report)
{
    QStringList headings = costHeadings(report);
    if (headings.isEmpty())
        return {};
    for (QString &heading : headings)
        heading = markdownText(heading);
    QString text = markdownRow(headings) +
                   QLatin1String("| --- | ---: | :---: | ---: | :---: | ---: | :---: | ---: | ---: | ---: | :---: |\n");
    for (const ReportedEntry &entry : report.entries) {
        QStringList cells = costCells(entry);
        if (cells.isEmpty())
            continue;
        cells.first() = markdownText(cells.first());
        text += markdownRow(cells);
    }
    return text + QLatin1Char('\n');
}

/// Empty of what is no sweep.
QString sweepTables(const ComparisonReport &report)
{
    QString text;
    if (!report.sweep)
        return text;
    for (const SweepCurve &curve : report.sweep->curves) {
        QStringList headings = sweepHeadings(report, curve);
        headings.first() = markdownText(headings.first());
        text += markdownRow(headings) + QLatin1String("| ---: | ---: | :---: | ---: | ---: | ---: | ---: |\n");
        for (const SweepPoint &point : curve.points)
            text += markdownRow(sweepCells(point));
        text += QLatin1Char('\n') + markdownText(sweepRemark(*report.sweep, curve)) + QLatin1String("\n\n");
    }
    return text;
}

} // namespace

QString writeComparisonMarkdown(QIODevice &device, const ComparisonReport &report)
{
    QString text =
        QStringLiteral("**Fiftyfold comparison**: %1, %2.\n\n")
            .arg(requestForPeople(report, markdownCode(redactedUrl(report.plan.url))), loadForPeople(report));
    for (const QString &sentence : report.answer)
        text += QStringLiteral("**%1**\n").arg(markdownText(sentence));
    if (!report.answer.isEmpty())
        text += QLatin1Char('\n');
    text += sweepTables(report);
    const QString baseline =
        report.entries.empty() ? QString() : report.entries[static_cast<std::size_t>(report.baseline)].name;
    text += markdownRow({markdownText(nameHeading(report)), medianHeading(report), medianIntervalHeading(report),
                         QStringLiteral("times as fast as ") + markdownText(baseline), ratioIntervalHeading(report),
                         QStringLiteral("rounds"), QStringLiteral("remarks")});
    text += QLatin1String("| --- | ---: | :---: | ---: | :---: | ---: | --- |\n");
    for (std::size_t entry = 0; entry < report.entries.size(); ++entry)
        text += entryRow(report, entry);
    text += QLatin1Char('\n');
    text += costTable(report);
    for (const QString &remark : remarksOn(report))
        text += QLatin1String("- ") + markdownText(remark) + QLatin1Char('\n');
    text += QLatin1String("- ") + markdownText(sameForAllText(report)) + QLatin1Char('\n');
    text += QStringLiteral("- Measured %1.\n").arg(markdownText(machineForPeople(report)));

    TextOutput output(device);
    output.append(text.toUtf8());
    return output.finish();
}

} // namespace fiftyfold
