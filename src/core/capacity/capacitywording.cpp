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

/// Nothing that is asked of one may be held the better the more load there is, or be held whatever happens.
QString problemOfLimit(const Threshold &objective)
{
    if (objective.comparison == ThresholdOperator::Above || objective.comparison == ThresholdOperator::AtLeast)
        return CapacityWords::tr("\"%1\" is a lower limit, which more load only helps to hold: give the most that may "
                                 "be, such as %2 < %3.")
            .arg(objective.text, objective.name, objective.text.section(QLatin1Char(' '), 2));
    const bool isShare = objective.unit == ThresholdUnit::Percent;
    const bool isCount = objective.unit == ThresholdUnit::Count;
    const bool isAtMost = objective.comparison == ThresholdOperator::AtMost;
    const bool isAlwaysHeld =
        (isShare && isAtMost && objective.limit >= 100) || (isCount && objective.limit >= requestsLimit);
    if (isAlwaysHeld)
        return CapacityWords::tr("\"%1\" holds at any rate: give a share of the requests, such as %2 < 1%.")
            .arg(objective.text, objective.name);
    return {};
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

/// After another one; empty where nothing could go unseen.
QString unseenSentence(const CapacityStep &held)
{
    const double unseen = unseenShareOf(held);
    if (unseen == 0)
        return {};
    return QLatin1Char(' ') +
           CapacityWords::tr("In steps of %1 requests replies may have fallen behind by up to %2 % without it being "
                             "seen: longer steps are more exact.")
               .arg(numberLocale().toString(held.requests), percentText(100 * unseen));
}

/// Of the steps that an answer rests on, where it is the server's and the client did not keep up.
QString healthSentences(const CapacityRecord &record)
{
    const CapacityAnswer &answer = record.answer;
    QStringList sentences;
    const auto isBad = [&record](const std::optional<std::size_t> &step) {
        return step && record.steps[*step].health.verdict != LoadVerdict::KeptUp;
    };
    if (isBad(answer.crossedStep))
        sentences.append(CapacityWords::tr("The server's replies cross it by themselves, though the client had trouble "
                                           "at %1, too.")
                             .arg(rateForPeople(answer.crossed)) +
                         QLatin1Char(' ') + generatorSentence(record.plan, crossedStepOf(record)));
    if (isBad(answer.heldStep))
        sentences.append(
            CapacityWords::tr("The client had trouble at %1, which held.").arg(rateForPeople(answer.held)) +
            QLatin1Char(' ') + generatorSentence(record.plan, record.steps[*answer.heldStep]));
    return sentences.join(QLatin1Char(' '));
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
        if (objective.figure != ThresholdFigure::Rate && objective.figure != ThresholdFigure::Elapsed) {
            if (QString problem = problemOfLimit(objective); !problem.isEmpty())
                return problem;
        }
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
                   .arg(held, crossed, percentText(answer.percentApart()), stepReason(crossedStepOf(record))) +
               unseenSentence(record.steps[*answer.heldStep]);
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
        return healthSentences(record);
    return CapacityWords::tr("This is the client's limit, and says nothing of the server's.") + QLatin1Char(' ') +
           generatorSentence(record.plan, crossedStepOf(record));
}

} // namespace fiftyfold
