// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/capacity/capacityfields.h"

#include "core/capacity/capacitywording.h"
#include "core/text/quantities.h"
#include "engine/strategies/strategycatalogue.h"
#include "models/base/windowwording.h"
#include "widgets/base/settingsfile.h"

#include <QCoreApplication>
#include <QSettings>

#include <algorithm>

namespace fiftyfold {

namespace {

struct FieldsWording {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::CapacityFields)
};

const QString objectiveKey = QStringLiteral("capacity/objective");
const QString capacityStrategyKey = QStringLiteral("capacity/strategy");
const QString stepTimeKey = QStringLiteral("capacity/stepTime");
const QString fromKey = QStringLiteral("capacity/from");

QString applyObjective(const QString &text, QList<Threshold> &objectives)
{
    objectives.clear();
    const QStringList parts = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (part.trimmed().isEmpty())
            continue;
        Threshold threshold;
        if (const Refusal got = readThreshold(part.trimmed(), threshold))
            return FieldsWording::tr("The objective takes thresholds such as p95 < 200ms, got %1.").arg(*got);
        const bool isKnown = std::any_of(objectives.cbegin(), objectives.cend(),
                                         [&threshold](const Threshold &one) { return one.text == threshold.text; });
        if (!isKnown)
            objectives.append(threshold);
    }
    return objectives.isEmpty() ? FieldsWording::tr("Give an objective, such as p95 < 200ms.") : QString();
}

QString applyTimes(const CapacityFields &fields, CapacityPlan &plan)
{
    plan.stepTime = std::chrono::nanoseconds(0);
    plan.from = 0;
    if (const QString text = fields.stepTime.trimmed(); !text.isEmpty()) {
        const auto length = durationFromText(text);
        if (!length)
            return FieldsWording::tr("A step takes a time such as 20s, got “%1”.").arg(text);
        plan.stepTime = *length;
    }
    if (const QString text = fields.from.trimmed(); !text.isEmpty()) {
        const std::optional<Rate> rate = rateFromText(text);
        if (!rate || rate->pieces.size() != 1 || rate->pieces.first().isRamp())
            return FieldsWording::tr("The first rate is one such as 200/s, got “%1”.").arg(text);
        plan.from = rate->pieces.first().from;
    }
    return {};
}

} // namespace

QString applyFields(const CapacityFields &fields, CapacityPlan &plan)
{
    if (QString problem = applyObjective(fields.objective, plan.objectives); !problem.isEmpty())
        return problem;
    if (QString problem = problemOfObjectives(plan.objectives); !problem.isEmpty())
        return problem;
    if (QString problem = applyTimes(fields, plan); !problem.isEmpty())
        return problem;
    const std::optional<StrategyInfo> strategy = strategyNamed(fields.strategy);
    if (strategy)
        chooseStrategy(plan.run, *strategy);
    const QList<PlanProblem> problems = problemsOf(stepPlan(plan, plan.from > 0 ? plan.from : 100));
    return problems.isEmpty() ? QString() : wordedForWindow(problems.first().message);
}

CapacityFields fieldsOf(const CapacityPlan &plan)
{
    CapacityFields fields;
    QStringList objectives;
    for (const Threshold &objective : plan.objectives)
        objectives.append(objective.text);
    fields.objective = objectives.join(QLatin1String(", "));
    fields.strategy = plan.run.strategy;
    if (plan.stepTime.count() > 0)
        fields.stepTime = durationToText(plan.stepTime);
    if (plan.from > 0) {
        Rate rate;
        rate.pieces = {{plan.from, plan.from, std::chrono::nanoseconds(0)}};
        fields.from = rateToText(rate);
    }
    return fields;
}

CapacityFields rememberedCapacityFields()
{
    QSettings settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("Fiftyfold"),
                       QStringLiteral("Fiftyfold"));
    CapacityFields fields;
    fields.objective = settings.value(objectiveKey, fields.objective).toString();
    fields.strategy = settings.value(capacityStrategyKey, fields.strategy).toString();
    fields.stepTime = settings.value(stepTimeKey).toString();
    fields.from = settings.value(fromKey).toString();
    return fields;
}

void rememberCapacityFields(const CapacityFields &fields)
{
    QSettings settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("Fiftyfold"),
                       QStringLiteral("Fiftyfold"));
    keepToOwner(settings);
    settings.setValue(objectiveKey, fields.objective);
    settings.setValue(capacityStrategyKey, fields.strategy);
    settings.setValue(stepTimeKey, fields.stepTime);
    settings.setValue(fromKey, fields.from);
}

} // namespace fiftyfold
