// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/runcomparisonwording.h"

#include "core/text/quantities.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

struct RunComparisonWords {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::RunComparison)
};

QString endsOfInterval(const ComparedFigure &figure)
{
    const auto [low, high] = ratioEnds(*figure.ratio, numberLocale());
    return RunComparisonWords::tr("%1 to %2").arg(low, high);
}

QString obstaclesText(const std::vector<ComparisonObstacle> &obstacles)
{
    QStringList texts;
    for (const ComparisonObstacle &obstacle : obstacles)
        texts.append(obstacle.text);
    return texts.join(QLatin1String("; "));
}

QString entriesText(const std::vector<ComparedEntry> &entries, Verdict verdict)
{
    QStringList texts;
    for (const ComparedEntry &entry : entries) {
        if (entry.verdict == verdict)
            //: The name of an entry, how many times as long it took, the interval of that
            texts.append(RunComparisonWords::tr("%1 takes %2 as long (95 % interval: %3)")
                             .arg(entry.name, comparedRatioText(entry), endsOfInterval(entry)));
    }
    return texts.join(QLatin1String(", "));
}

} // namespace

QString runVerdictText(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Faster:
        return RunComparisonWords::tr("faster");
    case Verdict::Slower:
        return RunComparisonWords::tr("slower");
    case Verdict::NoDifference:
        return RunComparisonWords::tr("no difference seen");
    case Verdict::NotComparable:
        return RunComparisonWords::tr("not comparable");
    case Verdict::Unknown:
    case Verdict::Baseline:
        break;
    }
    return {};
}

QString runComparisonSentence(const RunComparison &comparison)
{
    const QString verdict = runVerdictText(comparison.verdict);
    if (comparison.verdict == Verdict::NotComparable)
        return verdict + QLatin1String(": ") + obstaclesText(comparison.obstacles);
    const ComparedFigure *median = comparison.figure(ComparedFigureKind::P50);
    if (!median || !median->hasInterval)
        return verdict;
    //: The first is a verdict, "slower"
    const QString sentence =
        RunComparisonWords::tr("%1: the median response time is %2 that of the baseline (95 % interval: %3)")
            .arg(verdict, comparedRatioText(*median), endsOfInterval(*median));
    const bool isTooSmall = comparison.verdict == Verdict::NoDifference && !isNoDifference(*median->ratio);
    return isTooSmall ? sentence + RunComparisonWords::tr(", and less than 3 % is of no interest") : sentence;
}

QString comparedFigureText(ComparedFigureKind kind)
{
    switch (kind) {
    case ComparedFigureKind::P50:
    case ComparedFigureKind::P95:
    case ComparedFigureKind::P99:
        return comparedFigureName(kind);
    case ComparedFigureKind::Mean:
        return RunComparisonWords::tr("mean");
    case ComparedFigureKind::Rate:
        return RunComparisonWords::tr("requests a second");
    case ComparedFigureKind::Elapsed:
        return RunComparisonWords::tr("elapsed");
    case ComparedFigureKind::Failed:
        break;
    }
    return RunComparisonWords::tr("failed");
}

QString comparedValueText(ComparedFigureKind kind, const std::optional<double> &value)
{
    if (!value)
        return QStringLiteral("–");
    if (isTimeFigure(kind))
        return durationForPeople(std::llround(*value));
    const int decimals = kind == ComparedFigureKind::Rate ? std::max(1, decimalsOfRate(*value)) : 0;
    return numberLocale().toString(*value, 'f', decimals);
}

QString comparedRatioText(const ComparedFigure &figure)
{
    if (!figure.ratio)
        return {};
    const int decimals = figure.hasInterval ? decimalsOf(*figure.ratio) : decimalsOf(figure.ratio->value);
    return numberLocale().toString(figure.ratio->value, 'f', decimals) + QStringLiteral(" ×");
}

QString comparedIntervalText(const ComparedFigure &figure)
{
    if (!figure.ratio)
        return {};
    return figure.hasInterval ? endsOfInterval(figure) : RunComparisonWords::tr("none");
}

QStringList comparedHeadings(const QString &baseline, const QString &run)
{
    return {QString(),
            baseline,
            run,
            RunComparisonWords::tr("ratio"),
            RunComparisonWords::tr("95 % interval"),
            RunComparisonWords::tr("verdict")};
}

QStringList comparedCells(const ComparedFigure &figure)
{
    return {comparedFigureText(figure.kind),
            comparedValueText(figure.kind, figure.baseline),
            comparedValueText(figure.kind, figure.run),
            comparedRatioText(figure),
            comparedIntervalText(figure),
            runVerdictText(figure.verdict)};
}

QStringList comparedCells(const ComparedEntry &entry)
{
    QStringList cells = comparedCells(static_cast<const ComparedFigure &>(entry));
    cells.first() = entry.name;
    if (!entry.reason.isEmpty())
        cells.last() = runVerdictText(Verdict::NotComparable) + QLatin1String(": ") + entry.reason;
    return cells;
}

QString comparedEntriesSentence(const ComparedEntries &compared)
{
    const QString verdict = runVerdictText(compared.verdict) + QLatin1String(": ");
    switch (compared.verdict) {
    case Verdict::NotComparable:
        return verdict + obstaclesText(compared.obstacles);
    case Verdict::Slower: {
        const QString faster = entriesText(compared.entries, Verdict::Faster);
        return verdict + entriesText(compared.entries, Verdict::Slower) +
               (faster.isEmpty()
                    ? QString()
                    : QLatin1String("; ") + runVerdictText(Verdict::Faster) + QLatin1String(": ") + faster);
    }
    case Verdict::Faster:
        return verdict + entriesText(compared.entries, Verdict::Faster);
    default:
        return runVerdictText(compared.verdict);
    }
}

QString entriesMethodText()
{
    return RunComparisonWords::tr(
        "Medians of whole rounds: how long they took, and under a rate the mean response time. The two were run at "
        "different times, so rounds are not paired. They are held against each other by Mann–Whitney with the "
        "Hodges–Lehmann shift; what else had changed by then is in the difference. Less than 3 % is of no interest.");
}

QString comparisonMethodText()
{
    return RunComparisonWords::tr(
        "Times are response times. Each run is cut into 20 to 40 batches in order of time; their medians, or means, "
        "are "
        "held against each other by Mann–Whitney with the Hodges–Lehmann shift, percentiles by order statistics. A "
        "difference of less than 3 % is of no interest. “none”: too few requests for an interval.");
}

} // namespace fiftyfold
