// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/loadfields.h"

#include "core/plan/fieldvalues.h"
#include "core/plan/planproblems.h"
#include "core/plan/strategytraits.h"

#include <limits>

namespace fiftyfold {

namespace {

using Group = FieldGroup;
using Place = FieldPlace;

/// A plan that another program carries out has the transport that it has brought along.
FieldValue transportValue()
{
    FieldValue value = choice<&RunPlan::transport>(availableTransports());
    const QString external = QStringLiteral("external");
    value.schema = {
        {QStringLiteral("enum"), QJsonArray::fromStringList(availableTransports() + QStringList(external))}};
    value.toJson = [external](const RunPlan &plan, Secrets) -> QJsonValue {
        return plan.runnerCommand.isEmpty() ? plan.transport : external;
    };
    return value;
}

FieldValue strategyValue()
{
    FieldValue value = choice<&RunPlan::strategy>(strategyNames());
    value.schema = {{QStringLiteral("type"), QStringLiteral("string")}};
    return value;
}

/// Only in what a worker is told.
FieldValue allowRemoteValue()
{
    FieldValue value = onOff<&RunPlan::allowRemote>();
    value.toJson = [](const RunPlan &plan, Secrets secrets) -> QJsonValue {
        return secrets == Secrets::Kept && plan.allowRemote ? QJsonValue(true) : QJsonValue(QJsonValue::Undefined);
    };
    return value;
}

/// In JSON only of a plan to which it means something, or that has another than a new one.
template<auto member>
FieldValue where(FieldValue value, bool (RunPlan::*isMeant)() const)
{
    value.toJson = [toJson = value.toJson, isMeant](const RunPlan &plan, Secrets secrets) -> QJsonValue {
        const bool isThere = (plan.*isMeant)() || plan.*member != RunPlan().*member;
        return isThere ? toJson(plan, secrets) : QJsonValue(QJsonValue::Undefined);
    };
    return value;
}

/// A time that is none unless it is given.
template<auto member>
FieldValue ifAny(FieldValue value)
{
    value.texts = [](const RunPlan &plan, Secrets) {
        return (plan.*member).count() == 0 ? QStringList() : QStringList(durationToText(plan.*member));
    };
    value.toJson = [toJson = value.toJson](const RunPlan &plan, Secrets secrets) -> QJsonValue {
        return (plan.*member).count() == 0 ? QJsonValue(QJsonValue::Undefined) : toJson(plan, secrets);
    };
    return value;
}

FieldValue rateValue()
{
    return textual<&RunPlan::rate>(
        FieldWords::tr("a rate such as 200/s or 30/m, a ramp such as 10/s..500/s, or pieces such as "
                       "0/s..200/s:10s,200/s:30s, from 1 an hour (0.02/m) to 1000000/s"),
        [](const RunPlan &plan, Secrets) {
            return plan.rate.isEmpty() ? QStringList() : QStringList(rateToText(plan.rate));
        },
        [](RunPlan &plan, const QString &text) {
            return takeParsed(rateFromText(text), text, [&plan](const Rate &rate) { plan.rate = rate; });
        });
}

std::vector<PlanField> countFields()
{
    FieldValue requests = number<&RunPlan::requests>(1, requestsLimit);
    requests.schema[QStringLiteral("minimum")] = 0; // of a record that was stopped before its first
    return {
        {"--requests", "n", "requests", "requests", Group::Load, Place::Load,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Requests"), QT_TRANSLATE_NOOP("fiftyfold::PlanField", "requests"),
         "N", QStringLiteral("How many requests. Default: 50; with an end in time, as many as there are before it."),
         requests, requestsProblem},
        {"--at-once", "c", "at_once", "atOnce", Group::Load, Place::Load,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "At once"), QT_TRANSLATE_NOOP("fiftyfold::PlanField", "at once"),
         "N",
         QStringLiteral("The most in flight at a time. Default: as many as requests, 256 at most; with "
                        "--rate 1024 at most."),
         number<&RunPlan::atOnce>(1, requestsLimit, [](const RunPlan &plan) { return qint64(plan.effectiveAtOnce()); }),
         noProblem},
        {"--duration", "z", "load.duration_ms", "duration", Group::Load, Place::Load,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Duration"), QT_TRANSLATE_NOOP("fiftyfold::PlanField", "duration"),
         "TIME",
         QStringLiteral("For how long instead; with --requests, whichever comes first. What is under way then has "
                        "--drain to end. Default: until all requests have ended."),
         ifAny<&RunPlan::duration>(time<&RunPlan::duration>()), durationProblem},
        {"--drain", "", "load.drain_ms", "drain", Group::Load, Place::Load,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Drain"), QT_TRANSLATE_NOOP("fiftyfold::PlanField", "drain"), "TIME",
         QStringLiteral("How long what is under way at the end of the duration may still take; then it is cancelled, "
                        "and counted as cancelled, not as failed. Default: 5s."),
         where<&RunPlan::drain>(timeOrNone<&RunPlan::drain>(), &RunPlan::hasEnd), noProblem},
        {"--rate", "", "load.rate", "rate", Group::Load, Place::Load, QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Rate"),
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "rate"), "RATE",
         QStringLiteral("Open load: requests become due at this rate, whether a lane is free or not: 200/s, 30/m; a "
                        "ramp 10/s..500/s over the duration; pieces 0/s..200/s:10s,200/s:30s. Default: closed, each "
                        "lane takes the next request as soon as it is free."),
         rateValue(), rateProblem},
        {"--arrivals", "", "load.arrivals", "arrivals", Group::Load, Place::Load,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Arrivals"), QT_TRANSLATE_NOOP("fiftyfold::PlanField", "arrivals"),
         "HOW", QStringLiteral("How they are spread: even, or poisson, as a public comes. Default: even."),
         where<&RunPlan::arrivals>(choice<&RunPlan::arrivals>({QStringLiteral("even"), QStringLiteral("poisson")}),
                                   &RunPlan::isOpen),
         arrivalsProblem},
        {"--seed", "", "load.seed", "seed", Group::Load, Place::Load, QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Seed"),
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "seed"), "N",
         QStringLiteral("Of what is drawn: the same seed gives the same instants. Default: 1."),
         where<&RunPlan::seed>(number<&RunPlan::seed>(0, std::numeric_limits<quint32>::max()), &RunPlan::isOpen),
         noProblem},
        {"--ramp-up", "", "load.ramp_up_ms", "rampUp", Group::Load, Place::Load,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Ramp-up"), QT_TRANSLATE_NOOP("fiftyfold::PlanField", "ramp-up"),
         "TIME", QStringLiteral("Closed load: lanes open one after the other over this time. Default: all at once."),
         ifAny<&RunPlan::rampUp>(timeOrNone<&RunPlan::rampUp>()), rampUpProblem},
    };
}

} // namespace

std::vector<PlanField> loadFields()
{
    std::vector<PlanField> fields = countFields();
    const std::vector<PlanField> others{
        {"--strategy", "", "strategy", "strategy", Group::Load, Place::RunBar,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Strategy"), "", "NAME",
         QStringLiteral("How requests are scheduled, or which runner of another language carries them out. Default: "
                        "async."),
         strategyValue(), strategyProblem},
        {"--transport", "", "transport", "transport", Group::Load, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Transport"), QT_TRANSLATE_NOOP("fiftyfold::PlanField", "transport"),
         "NAME",
         QStringLiteral("What carries HTTP: curl (libcurl: true times of every stage) or qt (Qt's own, which can't "
                        "tell dns and tls). Default: curl."),
         transportValue(), transportProblem},
        {"--threads", "", "threads", "threads", Group::Load, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Engine threads"),
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "engine threads"), "N",
         QStringLiteral("Engine threads, each with its share of the lanes; never more than lanes. Default: 1."),
         number<&RunPlan::threads>(1, threadsLimit,
                                   [](const RunPlan &plan) { return qint64(plan.effectiveThreads()); }),
         threadsProblem},
        {"--warmup", "", "warmup", "warmup", Group::Load, Place::Load,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Warm-up"), QT_TRANSLATE_NOOP("fiftyfold::PlanField", "warm-up"),
         "N", QStringLiteral("Requests before the clock starts, in no figure. Default: 0."),
         number<&RunPlan::warmup>(0, requestsLimit), noProblem},
        {"--allow-remote", "", "allow_remote", "allowRemote", Group::Load, Place::Elsewhere,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "the window asks once for each"), "", "",
         QStringLiteral("Ask no question before a host that is neither loopback nor private. Without it, and without "
                        "a terminal to ask on, such a host is refused."),
         allowRemoteValue(), noProblem},
    };
    fields.insert(fields.end(), others.begin(), others.end());
    return fields;
}

} // namespace fiftyfold
