// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/diff/difftext.h"

#include "cli/base/texttable.h"
#include "cli/run/baselinetext.h"
#include "core/comparison/runcomparisonwording.h"
#include "core/text/numberlocale.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"

namespace fiftyfold {

namespace {

constexpr qsizetype verdictColumn = 5;

QString runHead(const char *letter, const ComparedRun &run, const TextStyle &style)
{
    const RunRecord &record = *run.record;
    QStringList parts{visibleText(run.name)};
    if (record.imported)
        parts.append(visibleText(record.imported->tool));
    if (record.startedAt.isValid())
        parts.append(record.startedAt.toUTC().toString(QStringLiteral("yyyy-MM-dd hh:mm")) + QLatin1String(" UTC"));
    if (const QString url = redactedUrl(record.plan().url); !url.isEmpty())
        parts.append(QString::fromLatin1(record.plan().method) + QLatin1Char(' ') + visibleText(url));
    parts.append(QStringLiteral("%1 done").arg(numberLocale().toString(run.summary.done)));
    return style.strong(QLatin1String(letter)) + QLatin1String("  ") + parts.join(QLatin1String(", ")) +
           QLatin1Char('\n');
}

} // namespace

QString diffText(const ComparedRun &baseline, const ComparedRun &run, const RunComparison &comparison,
                 bool showsFigures, const TextStyle &style)
{
    QString text = runHead("A", baseline, style) + runHead("B", run, style) + QLatin1Char('\n');
    if (showsFigures) {
        QList<QStringList> rows{comparedHeadings(QStringLiteral("A"), QStringLiteral("B"))};
        for (const ComparedFigure &figure : comparison.figures)
            rows.append(comparedCells(figure));
        text += tableText(rows, {verdictColumn}, style) +
                visibleText(comparisonMethodText()).replace(QLatin1String(". "), QLatin1String(".\n")) +
                QLatin1String("\n\n");
    }
    text += verdictLines(comparison, style);
    if (!showsFigures)
        text += QStringLiteral("--anyway shows the figures all the same.\n");
    return text;
}

} // namespace fiftyfold
