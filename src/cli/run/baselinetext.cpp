// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run/baselinetext.h"

#include "core/comparison/runcomparisonwording.h"
#include "core/text/visibletext.h"

namespace fiftyfold {

namespace {

QString styledWord(Verdict verdict, const TextStyle &style)
{
    const QString word = runVerdictText(verdict);
    if (verdict == Verdict::Slower)
        return style.bad(word);
    return verdict == Verdict::Faster ? style.good(word) : style.strong(word);
}

/// `sentence` begins with the verdict.
QString linesOfVerdict(Verdict verdict, const QString &sentence, const std::vector<ComparisonObstacle> &obstacles,
                       const TextStyle &style)
{
    const QString word = styledWord(verdict, style);
    if (verdict != Verdict::NotComparable)
        return word + visibleText(sentence.mid(runVerdictText(verdict).size())) + QLatin1Char('\n');
    QString text = word + QLatin1String(":\n");
    for (const ComparisonObstacle &obstacle : obstacles)
        text += QLatin1String("  ") + visibleText(obstacle.text) + QLatin1Char('\n');
    return text;
}

} // namespace

QString verdictLines(const RunComparison &comparison, const TextStyle &style)
{
    return linesOfVerdict(comparison.verdict, runComparisonSentence(comparison), comparison.obstacles, style);
}

QString verdictLines(const ComparedEntries &compared, const TextStyle &style)
{
    return linesOfVerdict(compared.verdict, comparedEntriesSentence(compared), compared.obstacles, style);
}

QString baselineText(const RunComparison &comparison, const TextStyle &style)
{
    QString text = QLatin1Char('\n') + style.strong(QStringLiteral("against ")) +
                   style.strong(visibleText(comparison.baselineName)) + QLatin1Char('\n') +
                   verdictLines(comparison, style);
    if (comparison.verdict == Verdict::NotComparable)
        return text;
    for (const ComparedFigure &figure : comparison.figures) {
        if (figure.kind == ComparedFigureKind::P50 ||
            (figure.verdict != Verdict::Slower && figure.verdict != Verdict::Faster))
            continue;
        text += QStringLiteral("%1 %2: %3 against %4, %5 (%6)\n")
                    .arg(comparedFigureText(figure.kind), styledWord(figure.verdict, style),
                         comparedValueText(figure.kind, figure.run), comparedValueText(figure.kind, figure.baseline),
                         comparedRatioText(figure), comparedIntervalText(figure));
    }
    return text;
}

} // namespace fiftyfold
