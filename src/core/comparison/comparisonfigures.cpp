// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/comparisonfigures.h"

#include "core/comparison/answervoice.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

namespace fiftyfold {

namespace {

Verdict verdictOf(const EntryFigures &figures)
{
    if (!figures.difference.isEmpty())
        return Verdict::NotComparable;
    if (!figures.hasRatioInterval()) // an interval of one value says nothing about what the next round would be
        return Verdict::Unknown;
    if (isNoDifference(*figures.ratio))
        return Verdict::NoDifference;
    return figures.ratio->value < 1 ? Verdict::Slower : Verdict::Faster;
}

std::vector<double> cpuUsOf(const std::vector<RoundCost> &costs)
{
    std::vector<double> values;
    for (const RoundCost &cost : costs)
        values.push_back(costPerRequest(cost, cost.requests).value_or(CostPerRequest()).cpuUs);
    return values;
}

void addCpuRatio(CostFigures &figures, const std::vector<double> &entry, const std::vector<double> &baseline)
{
    for (std::size_t round = 0; round < std::min(entry.size(), baseline.size()); ++round)
        figures.cpuPairs += entry[round] > 0 && baseline[round] > 0 ? 1U : 0U; // as ratioOf() takes them
    if (figures.cpuPairs > 0)
        figures.cpuRatio = ratioOf(entry, baseline);
}

} // namespace

std::optional<CostFigures> costOf(const std::vector<RoundCost> &costs)
{
    if (costs.empty())
        return std::nullopt;
    CostFigures figures;
    std::vector<double> switches;
    std::vector<double> memory;
    for (const RoundCost &cost : costs) {
        switches.push_back(costPerRequest(cost, cost.requests).value_or(CostPerRequest()).contextSwitches);
        memory.push_back(static_cast<double>(cost.peakMemoryBytes));
        figures.threads = std::max(figures.threads, cost.threads);
        figures.processes = std::max(figures.processes, cost.processes);
    }
    figures.rounds = static_cast<quint32>(costs.size());
    figures.cpuUs = medianOf(cpuUsOf(costs));
    figures.contextSwitches = medianOf(switches);
    figures.peakMemoryBytes = medianOf(memory);
    return figures;
}

EntryFigures figuresOf(const MeasuredTimes &entry, const MeasuredTimes *baseline, AnswerWords words)
{
    EntryFigures figures;
    if (entry.elapsedMs.empty())
        return figures;
    figures.median = medianOf(entry.elapsedMs);
    figures.cost = costOf(entry.costs);
    if (!baseline || baseline->elapsedMs.empty())
        return figures;
    figures.pairs = static_cast<quint32>(std::min(entry.elapsedMs.size(), baseline->elapsedMs.size()));
    figures.difference = pageDifference(entry.page, baseline->page, words);
    if (figures.difference.isEmpty())
        figures.ratio = ratioOf(baseline->elapsedMs, entry.elapsedMs);
    if (figures.ratio && figures.cost)
        addCpuRatio(*figures.cost, cpuUsOf(entry.costs), cpuUsOf(baseline->costs));
    figures.verdict = verdictOf(figures);
    return figures;
}

EntryFigures figuresOfBaseline(const MeasuredTimes &baseline)
{
    EntryFigures figures = figuresOf(baseline, nullptr);
    figures.pairs = static_cast<quint32>(baseline.elapsedMs.size());
    figures.verdict = Verdict::Baseline;
    return figures;
}

QString verdictText(const EntryFigures &figures)
{
    switch (figures.verdict) {
    case Verdict::Unknown:
    case Verdict::Faster:
        break;
    case Verdict::Baseline:
        return QStringLiteral("baseline");
    case Verdict::Slower:
        return QStringLiteral("slower");
    case Verdict::NoDifference:
        return QStringLiteral("no difference seen");
    case Verdict::NotComparable:
        return QStringLiteral("not comparable: ") + figures.difference;
    }
    return {};
}

QStringList sameForAll(const RunPlan &plan, bool hasExternal, const QList<const Factor *> &varied,
                       const ObservedFacts &seen, AnswerWords words)
{
    const AnswerVoice voice(words);
    QStringList same = seen.same;
    const auto add = [&](const char *factor, const QString &text) {
        if (!isVaried(varied, factor))
            same.append(text);
    };
    if (seen.isEmpty())
        add("http", QLatin1String("HTTP/") + plan.http);
    add("transport", voice
                         .say(hasExternal ? QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                                              "transport %1 (external runners bring their own)")
                                          : QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "transport %1"))
                         .arg(plan.transport));
    if (seen.isEmpty())
        add("connections",
            voice.say(plan.freshConnections
                          ? QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "a new connection for each request")
                          : QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "connections reused within a run")));
    return same +
           QStringList{voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                                   "no connection, DNS answer or TLS session kept between runs")),
                       voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "pages in %1"))
                           .arg(plan.workDir.isEmpty() ? QDir::tempPath() : plan.workDir)};
}

} // namespace fiftyfold
