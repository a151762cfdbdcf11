// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/runcomparison.h"

#include "core/comparison/runbatches.h"
#include "core/comparison/runobstacles.h"
#include "core/plan/planjson.h"
#include "core/run/statedfigures.h"

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

/// The times of one run, ns, made once for all figures.
struct RunTimes {
    std::vector<double> responses; ///< Of requests that are done, in the order in which they began.
    std::vector<double> gaps;      ///< Between one that is done and the next; the first from the run's start.
    bool isOpen = false;
};

RunTimes runTimesOf(const ComparedRun &run)
{
    RunTimes times;
    const RunRecord &record = *run.record;
    times.isOpen = record.plan().isOpen();
    if (!run.hasRequests)
        return times;
    std::vector<std::pair<qint64, double>> begun;
    std::vector<qint64> ends;
    for (quint32 i = 0; i < record.requestCount(); ++i) {
        const std::optional<qint64> response = record.responseNs(i);
        if (!response)
            continue;
        begun.emplace_back(record.startNs(i).value_or(0), std::max(1.0, static_cast<double>(*response)));
        ends.push_back(record.endNs(i).value_or(0));
    }
    std::stable_sort(begun.begin(), begun.end(),
                     [](const auto &one, const auto &other) { return one.first < other.first; });
    times.responses.reserve(begun.size());
    for (const auto &[start, response] : begun)
        times.responses.push_back(response);
    std::sort(ends.begin(), ends.end());
    qint64 before = 0;
    times.gaps.reserve(ends.size());
    for (const qint64 end : ends) {
        times.gaps.push_back(static_cast<double>(end - before));
        before = end;
    }
    return times;
}

std::optional<RatioOfRuns> ratioOfBatches(const std::vector<double> &baseline, const std::vector<double> &run,
                                          BatchFigure figure)
{
    const std::optional<RunBatches> one = batchesOf(baseline, figure);
    const std::optional<RunBatches> other = batchesOf(run, figure);
    return one && other ? std::optional(ratioOf(*one, *other)) : std::nullopt;
}

std::optional<RatioOfRuns> ratioOfPercentiles(const RunTimes &baseline, const RunTimes &run, double fraction)
{
    if (baseline.responses.empty() || run.responses.empty())
        return std::nullopt;
    return ratioOf(percentileOf(baseline.responses, fraction), percentileOf(run.responses, fraction));
}

/// How long as many requests take as were in flight together: with fewer it would be the steps of a burst that are
/// compared. The rate of an open load is the plan's.
std::optional<RatioOfRuns> ratioOfRates(const RunTimes &baseline, const RunTimes &run, quint32 inFlight)
{
    if (baseline.isOpen || run.isOpen || inFlight == 0)
        return std::nullopt;
    const auto perRequest = [inFlight](const std::vector<double> &gaps) {
        std::optional<RunBatches> batches = batchesOf(gaps, BatchFigure::Mean, inFlight);
        const bool isTelling = batches && std::all_of(batches->values.begin(), batches->values.end(),
                                                      [](double value) { return value > 0; });
        return isTelling ? batches : std::nullopt;
    };
    const std::optional<RunBatches> one = perRequest(baseline.gaps);
    const std::optional<RunBatches> other = perRequest(run.gaps);
    return one && other ? std::optional(ratioOf(*other, *one)) : std::nullopt; // the less time, the higher the rate
}

std::optional<double> stated(double value)
{
    return isStated(value) && value > 0 ? std::optional(value) : std::nullopt;
}

std::optional<double> valueOf(ComparedFigureKind kind, const RunSummary &summary)
{
    const Distribution &times = summary.response;
    const auto time = [&times](double value) { return times.count > 0 ? stated(value) : std::nullopt; };
    switch (kind) {
    case ComparedFigureKind::P50:
        return time(times.p50);
    case ComparedFigureKind::P95:
        return time(times.p95);
    case ComparedFigureKind::P99:
        return time(times.p99);
    case ComparedFigureKind::Mean:
        return time(times.mean);
    case ComparedFigureKind::Rate:
        return stated(summary.requestsPerSecond);
    case ComparedFigureKind::Elapsed:
        return stated(static_cast<double>(summary.elapsedNs));
    case ComparedFigureKind::Failed:
        break;
    }
    return hasCount(summary) ? std::optional<double>(summary.failed) : std::nullopt;
}

std::optional<RatioOfRuns> ratioOfFigure(ComparedFigureKind kind, const RunTimes &baseline, const RunTimes &run,
                                         quint32 inFlight)
{
    switch (kind) {
    case ComparedFigureKind::P50:
        return ratioOfBatches(baseline.responses, run.responses, BatchFigure::Median);
    case ComparedFigureKind::P95:
        return ratioOfPercentiles(baseline, run, 0.95);
    case ComparedFigureKind::P99:
        return ratioOfPercentiles(baseline, run, 0.99);
    case ComparedFigureKind::Mean:
        return ratioOfBatches(baseline.responses, run.responses, BatchFigure::Mean);
    case ComparedFigureKind::Rate:
        return ratioOfRates(baseline, run, inFlight);
    case ComparedFigureKind::Elapsed:
    case ComparedFigureKind::Failed:
        break;
    }
    return std::nullopt;
}

ComparedFigure comparedFigureOf(ComparedFigureKind kind, const ComparedRun &baseline, const ComparedRun &run,
                                const std::pair<RunTimes, RunTimes> &times)
{
    ComparedFigure figure{kind, valueOf(kind, baseline.summary), valueOf(kind, run.summary)};
    const quint32 inFlight = std::max(baseline.summary.maxInFlight, run.summary.maxInFlight);
    if (const std::optional<RatioOfRuns> ratio = ratioOfFigure(kind, times.first, times.second, inFlight)) {
        figure.ratio = ratio->ratio;
        figure.hasInterval = ratio->hasInterval;
    } else if (figure.baseline && figure.run && kind != ComparedFigureKind::Failed) {
        const double value = *figure.run / *figure.baseline;
        figure.ratio = Estimate{value, value, value};
    }
    figure.verdict = verdictOf(figure);
    return figure;
}

} // namespace

ComparedRun comparedRun(const QString &name, const std::shared_ptr<const RunRecord> &record, const RunSummary &summary)
{
    return {name,
            record,
            summary,
            true,
            redactedPlanToJson(record->plan()),
            record->version.isEmpty() ? programVersion() : record->version};
}

Verdict verdictOf(const ComparedFigure &figure)
{
    if (!figure.hasInterval)
        return Verdict::Unknown;
    const double ratio = figure.ratio->value;
    const bool isOfInterest = ratio >= 1 + leastInterestingDifference || ratio <= 1 / (1 + leastInterestingDifference);
    if (isNoDifference(*figure.ratio) || !isOfInterest)
        return Verdict::NoDifference;
    const bool isMoreBetter = figure.kind == ComparedFigureKind::Rate;
    return (ratio > 1) == isMoreBetter ? Verdict::Faster : Verdict::Slower;
}

QLatin1String comparedFigureName(ComparedFigureKind kind)
{
    switch (kind) {
    case ComparedFigureKind::P50:
        return QLatin1String("p50");
    case ComparedFigureKind::P95:
        return QLatin1String("p95");
    case ComparedFigureKind::P99:
        return QLatin1String("p99");
    case ComparedFigureKind::Mean:
        return QLatin1String("mean");
    case ComparedFigureKind::Rate:
        return QLatin1String("rate");
    case ComparedFigureKind::Elapsed:
        return QLatin1String("elapsed");
    case ComparedFigureKind::Failed:
        break;
    }
    return QLatin1String("failed");
}

bool isTimeFigure(ComparedFigureKind kind)
{
    return kind != ComparedFigureKind::Rate && kind != ComparedFigureKind::Failed;
}

const ComparedFigure *RunComparison::figure(ComparedFigureKind kind) const
{
    const auto found =
        std::find_if(figures.begin(), figures.end(), [kind](const ComparedFigure &one) { return one.kind == kind; });
    return found == figures.end() ? nullptr : &*found;
}

RunComparison compareRuns(const ComparedRun &baseline, const ComparedRun &run)
{
    RunComparison comparison;
    comparison.baselineName = baseline.name;
    comparison.baselineStartedAt = baseline.record->startedAt;
    comparison.obstacles = obstaclesBetween(baseline, run);
    const std::pair<RunTimes, RunTimes> times{runTimesOf(baseline), runTimesOf(run)};
    for (int kind = 0; kind < comparedFigureCount; ++kind)
        comparison.figures.push_back(comparedFigureOf(static_cast<ComparedFigureKind>(kind), baseline, run, times));
    const ComparedFigure &median = comparison.figures.front();
    if (comparison.obstacles.empty() && !median.hasInterval)
        comparison.obstacles.push_back(obstacleOfDependence());
    comparison.verdict = comparison.obstacles.empty() ? median.verdict : Verdict::NotComparable;
    return comparison;
}

QLatin1String runVerdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Faster:
        return QLatin1String("faster");
    case Verdict::Slower:
        return QLatin1String("slower");
    case Verdict::NoDifference:
        return QLatin1String("no-difference");
    case Verdict::NotComparable:
        return QLatin1String("not-comparable");
    case Verdict::Unknown:
    case Verdict::Baseline:
        break;
    }
    return {};
}

bool isFailure(Verdict verdict, bool isStrict)
{
    return verdict == Verdict::Slower || (isStrict && verdict == Verdict::NotComparable);
}

} // namespace fiftyfold
