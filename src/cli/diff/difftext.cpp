// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/diff/difftext.h"

#include "cli/base/texttable.h"
#include "cli/run/baselinetext.h"
#include "core/comparison/runcomparisonwording.h"
#include "core/run/statedfigures.h"
#include "core/text/numberlocale.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"

namespace fiftyfold {

namespace {

constexpr qsizetype verdictColumn = 5;

QString headLine(const char *letter, const QStringList &parts, const TextStyle &style)
{
    return style.strong(QLatin1String(letter)) + QLatin1String("  ") + parts.join(QLatin1String(", ")) +
           QLatin1Char('\n');
}

QString headOf(const char *letter, const ComparedRun &run, const TextStyle &style)
{
    const RunRecord &record = *run.record;
    QStringList parts{visibleText(run.name)};
    if (record.imported)
        parts.append(visibleText(record.imported->tool));
    if (record.startedAt.isValid())
        parts.append(record.startedAt.toUTC().toString(QStringLiteral("yyyy-MM-dd hh:mm")) + QLatin1String(" UTC"));
    if (const QString url = redactedUrl(record.plan().url); !url.isEmpty())
        parts.append(QString::fromLatin1(record.plan().method) + QLatin1Char(' ') + visibleText(url));
    if (hasCount(run.summary))
        parts.append(QStringLiteral("%1 done").arg(numberLocale().toString(run.summary.done)));
    return headLine(letter, parts, style);
}

QString headOf(const char *letter, const ToldComparison &told, const TextStyle &style)
{
    QStringList parts{visibleText(told.name),
                      told.record.startedAt.toUTC().toString(QStringLiteral("yyyy-MM-dd hh:mm")) +
                          QLatin1String(" UTC"),
                      visibleText(told.plan.value(QLatin1String("url")).toString()),
                      told.record.entries.size() == 1 ? QStringLiteral("1 entry")
                                                      : QStringLiteral("%1 entries").arg(told.record.entries.size()),
                      told.record.roundsWanted == 1 ? QStringLiteral("1 round")
                                                    : QStringLiteral("%1 rounds").arg(told.record.roundsWanted)};
    parts.removeAll(QString()); // the URL, where that is varied
    return headLine(letter, parts, style);
}

template<typename Figures>
QString figuresTable(const Figures &figures, const QString &method, const TextStyle &style)
{
    QList<QStringList> rows{comparedHeadings(QStringLiteral("A"), QStringLiteral("B"))};
    for (const auto &figure : figures) {
        QStringList cells = comparedCells(figure);
        for (QString &cell : cells)
            cell = visibleText(cell);
        rows.append(cells);
    }
    return tableText(rows, {verdictColumn}, style) +
           visibleText(method).replace(QLatin1String(". "), QLatin1String(".\n")) + QLatin1String("\n\n");
}

/// Of two runs or two comparisons: both heads, the table of what came of them, the verdict.
template<typename Told, typename Compared, typename Figures>
QString textOf(const Told &baseline, const Told &run, const Compared &compared, const Figures &figures,
               const QString &method, bool showsFigures, const TextStyle &style)
{
    const QString heads = headOf("A", baseline, style) + headOf("B", run, style) + QLatin1Char('\n');
    const QString verdict = verdictLines(compared, style);
    return showsFigures ? heads + figuresTable(figures, method, style) + verdict
                        : heads + verdict + QStringLiteral("--anyway shows the figures all the same.\n");
}

} // namespace

QString diffText(const ComparedRun &baseline, const ComparedRun &run, const RunComparison &comparison,
                 bool showsFigures, const TextStyle &style)
{
    return textOf(baseline, run, comparison, comparison.figures, comparisonMethodText(), showsFigures, style);
}

QString diffText(const ToldComparison &baseline, const ToldComparison &run, const ComparedEntries &compared,
                 bool showsFigures, const TextStyle &style)
{
    return textOf(baseline, run, compared, compared.entries, entriesMethodText(), showsFigures, style);
}

} // namespace fiftyfold
