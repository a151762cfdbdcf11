// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capacity/capacitywording.h"

#include "core/capacity/capacitystep.h"
#include "core/run/thresholdwording.h"
#include "core/text/numberlocale.h"

#include <QCoreApplication>

#include <algorithm>

namespace fiftyfold {

namespace {

struct CapacityWords {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::Capacity)
};

bool isAboutTime(const Threshold &threshold)
{
    return threshold.figure <= ThresholdFigure::Max;
}

/// Null where none is about a time.
const Threshold *watchedObjective(const CapacityPlan &plan)
{
    const auto found = std::find_if(plan.objectives.cbegin(), plan.objectives.cend(), isAboutTime);
    return found == plan.objectives.cend() ? nullptr : &*found;
}

QString percentText(double percent)
{
    return numberLocale().toString(percent, 'f', 1);
}

const CapacityStep &crossedStepOf(const CapacityRecord &record)
{
    return record.steps[*record.answer.crossedStep];
}

QString openSentence(const CapacityRecord &record)
{
    const CapacityAnswer &answer = record.answer;
    if (answer.hasRange())
        return CapacityWords::tr("So far %1 holds, and %2 does not.")
            .arg(rateForPeople(answer.held), rateForPeople(answer.crossed));
    if (answer.heldStep)
        return CapacityWords::tr("So far %1 holds.").arg(rateForPeople(answer.held));
    if (answer.crossedStep)
        return CapacityWords::tr("So far not even %1 holds.").arg(rateForPeople(answer.crossed));
    return CapacityWords::tr("Nothing is known so far.");
}

} // namespace

QString objectivesText(const QList<Threshold> &objectives)
{
    QStringList texts;
    for (const Threshold &objective : objectives)
        texts.append(objective.text);
    return texts.join(QLatin1String(", "));
}

QString problemOfObjectives(const QList<Threshold> &objectives)
{
    for (const Threshold &objective : objectives) {
        if (objective.figure == ThresholdFigure::Rate)
            return CapacityWords::tr("\"%1\" is for a run: the rate is what capacity searches for.")
                .arg(objective.text);
        if (objective.figure == ThresholdFigure::Elapsed)
            return CapacityWords::tr("\"%1\" is for a run: how long a step lasts is given.").arg(objective.text);
    }
    return {};
}

QString probeProblem(quint32 failed, const QString &failure)
{
    if (failed > 0)
        return CapacityWords::tr("None of the first %1 requests was done: %2")
            .arg(numberLocale().toString(failed), failure);
    return CapacityWords::tr("None of the first requests had a reply in time, so there is no rate to begin with.");
}

QString watchedName(const CapacityPlan &plan)
{
    const Threshold *watched = watchedObjective(plan);
    return watched ? watched->name : QStringLiteral("p95");
}

QString watchedText(const CapacityPlan &plan)
{
    const Threshold *watched = watchedObjective(plan);
    return watched ? watched->text : QString();
}

std::optional<double> watchedLimitNs(const CapacityPlan &plan)
{
    const Threshold *watched = watchedObjective(plan);
    return watched ? std::optional(watched->limit * unitBase(watched->unit)) : std::nullopt;
}

std::optional<double> watchedNs(const CapacityStep &step)
{
    const auto found = std::find_if(step.expectations.cbegin(), step.expectations.cend(),
                                    [](const Expectation &one) { return isAboutTime(one.threshold); });
    if (found != step.expectations.cend())
        return found->measured;
    return step.response.count > 0 ? std::optional(step.response.p95) : std::nullopt;
}

QString stepVerdictText(StepVerdict verdict)
{
    switch (verdict) {
    case StepVerdict::Held:
        break;
    case StepVerdict::Crossed:
        return CapacityWords::tr("crossed");
    case StepVerdict::Unreached:
        return CapacityWords::tr("not reached");
    }
    return CapacityWords::tr("held");
}

QString stepReason(const CapacityStep &step)
{
    switch (step.verdict) {
    case StepVerdict::Held:
        break;
    case StepVerdict::Unreached:
        return CapacityWords::tr("%1 of %2 were done").arg(rateForPeople(step.doneRate), rateForPeople(step.rate));
    case StepVerdict::Crossed:
        for (const Expectation &expectation : step.expectations) {
            if (expectation.verdict != ThresholdVerdict::Held)
                return expectationText(expectation);
        }
    }
    return {};
}

QString generatorText(const CapacityStep &step)
{
    switch (step.health.verdict) {
    case LoadVerdict::KeptUp:
        break;
    case LoadVerdict::FellBehind:
        return CapacityWords::tr("fell behind");
    case LoadVerdict::TooFewLanes:
        return CapacityWords::tr("lanes full");
    }
    return CapacityWords::tr("kept up");
}

QString generatorSentence(const CapacityPlan &plan, const CapacityStep &step)
{
    RunPlan run = stepPlan(plan, step.rate);
    run.atOnce = step.atOnce;
    return loadHealthSentence(step.health, step.lag, run);
}

QString answerSentence(const CapacityRecord &record)
{
    const CapacityAnswer &answer = record.answer;
    const QString held = rateForPeople(answer.held);
    const QString crossed = rateForPeople(answer.crossed);
    switch (answer.end) {
    case CapacityEnd::Open:
        break;
    case CapacityEnd::Found:
        return CapacityWords::tr("%1 is the highest rate that holds; %2, %3 % more, does not: %4.")
            .arg(held, crossed, percentText(answer.percentApart()), stepReason(crossedStepOf(record)));
    case CapacityEnd::NothingHeld:
        return CapacityWords::tr("Not even %1 holds: %2.").arg(crossed, stepReason(crossedStepOf(record)));
    case CapacityEnd::NothingCrossed:
        return CapacityWords::tr("%1 holds, and more can't be asked for: the capacity is higher.").arg(held);
    }
    return openSentence(record);
}

QString limitSentence(const CapacityRecord &record)
{
    const CapacityAnswer &answer = record.answer;
    if (!answer.crossedStep || answer.limit == CapacityLimit::Server)
        return {};
    return CapacityWords::tr("This is the client's limit, and says nothing of the server's.") + QLatin1Char(' ') +
           generatorSentence(record.plan, crossedStepOf(record));
}

} // namespace fiftyfold
