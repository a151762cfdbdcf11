// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/markdown/comparedruns.h"

#include "core/comparison/runcomparisonwording.h"
#include "core/text/redaction.h"
#include "records/base/machinetext.h"
#include "records/base/textoutput.h"
#include "records/markdown/markdowntext.h"

namespace fiftyfold {

namespace {

constexpr QLatin1String comparedAlignment("| --- | ---: | ---: | ---: | :---: | --- |\n");

/// `sentence` begins with the verdict.
QString verdictMarkdown(Verdict verdict, const QString &sentence)
{
    const QString word = runVerdictText(verdict);
    return QStringLiteral("**%1**%2\n\n").arg(markdownText(word), markdownText(sentence.mid(word.size())));
}

QString verdictMarkdown(const RunComparison &comparison)
{
    return verdictMarkdown(comparison.verdict, runComparisonSentence(comparison));
}

QString verdictMarkdown(const ComparedEntries &compared)
{
    return verdictMarkdown(compared.verdict, comparedEntriesSentence(compared));
}

QString toldLine(const QString &letter, const ToldComparison &told)
{
    const ComparisonRecord &record = told.record;
    return QStringLiteral("- %1: %2, %3, %4\n")
        .arg(letter, markdownText(told.name), markdownCode(told.plan.value(QLatin1String("url")).toString()),
             markdownText(machineText(record.startedAt, record.environment.value_or(Environment()), record.version)));
}

QString toldLine(const QString &letter, const ComparedRun &run)
{
    const RunRecord &record = *run.record;
    const QString where = record.imported ? record.imported->tool : machineText(record);
    const QString url = redactedUrl(record.plan().url);
    const QString request = url.isEmpty() ? QString()
                                          : markdownText(QString::fromLatin1(record.plan().method)) + QLatin1Char(' ') +
                                                markdownCode(url) + QLatin1String(", ");
    return QStringLiteral("- %1: %2, %3%4\n").arg(letter, markdownText(run.name), request, markdownText(where));
}

template<typename Figures>
QString tableMarkdown(const Figures &figures, const QString &baseline, const QString &run)
{
    QString text = markdownRow(comparedHeadings(baseline, run)) + comparedAlignment;
    for (const auto &figure : figures)
        text += markdownRow(comparedCells(figure));
    return text + QLatin1Char('\n');
}

/// Of two runs or two comparisons: the verdict, the table of what came of them, what they are.
template<typename Told, typename Compared, typename Figures>
QString writeDiff(QIODevice &device, const Told &baseline, const Told &run, const Compared &compared,
                  const Figures &figures, const QString &method, bool showsFigures)
{
    const QString a = QStringLiteral("A");
    const QString b = QStringLiteral("B");
    QString text = QStringLiteral("B against A: ") + verdictMarkdown(compared);
    if (showsFigures)
        text += tableMarkdown(figures, a, b);
    text += toldLine(a, baseline) + toldLine(b, run);
    if (showsFigures)
        text += QStringLiteral("- %1\n").arg(markdownText(method));
    TextOutput output(device);
    output.append(text.toUtf8());
    return output.finish();
}

} // namespace

QString comparedFiguresMarkdown(const RunComparison &comparison, const QString &baseline, const QString &run)
{
    return tableMarkdown(comparison.figures, baseline, run);
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
    return writeDiff(device, baseline, run, comparison, comparison.figures, comparisonMethodText(), showsFigures);
}

QString writeDiffMarkdown(QIODevice &device, const ToldComparison &baseline, const ToldComparison &run,
                          const ComparedEntries &compared, bool showsFigures)
{
    return writeDiff(device, baseline, run, compared, compared.entries, entriesMethodText(), showsFigures);
}

} // namespace fiftyfold
