// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/markdown/comparedruns.h"

#include "core/comparison/runcomparisonwording.h"
#include "core/text/redaction.h"
#include "records/base/machinetext.h"
#include "records/base/textoutput.h"
#include "records/markdown/markdowntext.h"

namespace fiftyfold {

namespace {

QString verdictMarkdown(const RunComparison &comparison)
{
    const QString sentence = runComparisonSentence(comparison);
    const QString verdict = runVerdictText(comparison.verdict);
    return QStringLiteral("**%1**%2\n\n").arg(markdownText(verdict), markdownText(sentence.mid(verdict.size())));
}

QString runLine(const QString &letter, const ComparedRun &run)
{
    const RunRecord &record = *run.record;
    const QString where =
        record.imported ? record.imported->tool : machineText(record.startedAt, environmentOf(record));
    const QString url = redactedUrl(record.plan().url);
    const QString request = url.isEmpty() ? QString()
                                          : markdownText(QString::fromLatin1(record.plan().method)) + QLatin1Char(' ') +
                                                markdownCode(url) + QLatin1String(", ");
    return QStringLiteral("- %1: %2, %3%4\n").arg(letter, markdownText(run.name), request, markdownText(where));
}

} // namespace

QString comparedFiguresMarkdown(const RunComparison &comparison, const QString &baseline, const QString &run)
{
    QString text =
        markdownRow(comparedHeadings(baseline, run)) + QLatin1String("| --- | ---: | ---: | ---: | :---: | --- |\n");
    for (const ComparedFigure &figure : comparison.figures)
        text += markdownRow(comparedCells(figure));
    return text + QLatin1Char('\n');
}

QString baselineMarkdown(const RunComparison &comparison)
{
    const QString text =
        QStringLiteral("Against %1: ").arg(markdownText(comparison.baselineName)) + verdictMarkdown(comparison);
    return comparison.verdict == Verdict::NotComparable
               ? text
               : text + comparedFiguresMarkdown(comparison, QStringLiteral("baseline"), QStringLiteral("run"));
}

QString writeDiffMarkdown(QIODevice &device, const ComparedRun &baseline, const ComparedRun &run,
                          const RunComparison &comparison, bool showsFigures)
{
    const QString a = QStringLiteral("A");
    const QString b = QStringLiteral("B");
    QString text = QStringLiteral("B against A: ") + verdictMarkdown(comparison);
    if (showsFigures)
        text += comparedFiguresMarkdown(comparison, a, b);
    text += runLine(a, baseline) + runLine(b, run);
    if (showsFigures)
        text += QStringLiteral("- %1\n").arg(markdownText(comparisonMethodText()));
    TextOutput output(device);
    output.append(text.toUtf8());
    return output.finish();
}

} // namespace fiftyfold
