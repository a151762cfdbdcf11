// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/capacity/capacitytable.h"

#include "core/capacity/capacitywording.h"
#include "core/text/quantities.h"

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

QString countText(qint64 count)
{
    return numberLocale().toString(count);
}

QString timeText(std::optional<double> nanoseconds)
{
    return nanoseconds ? durationForPeople(std::llround(*nanoseconds)) : QStringLiteral("–");
}

} // namespace

QString searchForPeople(const CapacityRecord &record)
{
    const CapacityPlan &plan = record.plan;
    quint32 lanes = 0; // of a step never more than it has requests
    for (const CapacityStep &step : record.steps)
        lanes = std::max(lanes, step.atOnce);
    if (lanes == 0)
        lanes = stepPlan(plan, rateLimit).effectiveAtOnce();
    const QString length = plan.stepTime.count() > 0
                               ? QStringLiteral("steps of %1").arg(durationForPeople(plan.stepTime.count()))
                               : QStringLiteral("steps as long as the objectives need");
    return QStringLiteral("%1, %2, %3 at once, %4, %5 arrivals%6")
        .arg(objectivesText(plan.objectives), plan.run.strategy, countText(lanes), length, plan.run.arrivals,
             plan.run.insecure ? QStringLiteral(", certificates not verified") : QString());
}

QStringList stepHeadings(const CapacityPlan &plan)
{
    return {QStringLiteral("step"),     QStringLiteral("rate"),     QStringLiteral("for"),
            QStringLiteral("requests"), QStringLiteral("not done"), QStringLiteral("replies"),
            watchedName(plan),          QStringLiteral("verdict"),  QStringLiteral("generator")};
}

QStringList stepCells(const CapacityStep &step, std::size_t number)
{
    return {QString::number(number),
            rateForPeople(step.rate),
            durationForPeople(step.length.count()),
            countText(step.requests),
            countText(qint64(step.failed) + step.cancelled),
            rateForPeople(step.doneRate),
            timeText(watchedNs(step)),
            stepVerdictText(step.verdict),
            generatorText(step)};
}

QStringList remarksOn(const CapacityRecord &record)
{
    QStringList remarks = noticesOf(record);
    if (record.probedRate.value_or(0) > 0)
        remarks.append(QStringLiteral("It began at half of what a short closed run got done, %1.")
                           .arg(rateForPeople(*record.probedRate)));
    const auto disturbed = std::count_if(record.steps.begin(), record.steps.end(),
                                         [](const CapacityStep &step) { return step.isDisturbed; });
    if (disturbed > 0)
        remarks.append(QStringLiteral("The program stood still for a while in %1 of %2 steps: do not trust these "
                                      "figures, run it again.")
                           .arg(disturbed)
                           .arg(record.steps.size()));
    const auto failed = std::find_if(record.steps.begin(), record.steps.end(),
                                     [](const CapacityStep &step) { return !step.firstFailure.isEmpty(); });
    if (failed != record.steps.end())
        remarks.append(QStringLiteral("The first failed request, at %1: %2")
                           .arg(rateForPeople(failed->rate), failed->firstFailure));
    if (record.isStopped)
        remarks.append(QStringLiteral("It was stopped before its end, after %1 steps.").arg(record.steps.size()));
    if (!record.problem.isEmpty())
        remarks.append(QStringLiteral("It could not go on: ") + record.problem);
    return remarks;
}

QStringList noticesOf(const CapacityRecord &record)
{
    const QString insecure = insecureRemark(record.plan.run);
    return insecure.isEmpty() ? record.notices : record.notices + QStringList(insecure);
}

Environment environmentOf(const CapacityRecord &record)
{
    Environment environment = record.environment ? *record.environment : currentEnvironment(record.plan.run.transport);
    if (!record.transportLibrary.isEmpty())
        environment.transportLibrary = record.transportLibrary;
    return environment;
}

} // namespace fiftyfold
