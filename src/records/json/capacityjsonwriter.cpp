// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/capacityjsonwriter.h"

#include "core/capacity/capacitystep.h"
#include "core/plan/planjson.h"
#include "records/base/jsonwriter.h"
#include "records/base/machinetext.h"
#include "records/capacity/capacitytable.h"
#include "records/json/environmentjson.h"
#include "records/json/expectationsjson.h"
#include "records/json/figuresjson.h"

namespace fiftyfold {

namespace {

/// What all steps have in common.
void writeCommonPlan(JsonWriter &json, const CapacityPlan &plan)
{
    const QString loadKey = QStringLiteral("load");
    QJsonObject object = redactedPlanToJson(stepPlan(plan, rateLimit)); // an open load, of which rate and time go
    object.remove(QStringLiteral("requests"));
    QJsonObject load = object.value(loadKey).toObject();
    load.remove(QStringLiteral("rate"));
    load.remove(QStringLiteral("duration_ms"));
    object.insert(loadKey, load);
    json.key("plan"_key);
    json.object(object);
}

void writeObjectives(JsonWriter &json, const CapacityPlan &plan)
{
    QStringList texts;
    for (const Threshold &objective : plan.objectives)
        texts.append(objective.text);
    json.stringsIfAny("objectives"_key, texts);
    if (plan.stepTime.count() > 0) {
        json.key("step_ms"_key);
        json.millionths(plan.stepTime.count());
    }
    if (plan.from > 0)
        json.decimal("from_rate"_key, plan.from);
}

void writeAnswer(JsonWriter &json, const CapacityAnswer &answer)
{
    json.key("answer"_key);
    json.beginObject();
    if (answer.end != CapacityEnd::Open) {
        json.key("end"_key);
        json.string(capacityEndName(answer.end));
    }
    if (answer.heldStep) {
        json.decimal("held_rate"_key, answer.held);
        json.number("held_step"_key, static_cast<qint64>(*answer.heldStep));
    }
    if (answer.crossedStep) {
        json.decimal("crossed_rate"_key, answer.crossed);
        json.number("crossed_step"_key, static_cast<qint64>(*answer.crossedStep));
        json.key("limit"_key);
        json.string(capacityLimitName(answer.limit));
    }
    if (answer.hasRange())
        json.decimal("percent_apart"_key, answer.percentApart());
    json.endObject();
}

void writeTimes(JsonWriter &json, QLatin1String name, const Distribution &times)
{
    if (times.count == 0)
        return;
    json.key(name);
    json.beginObject();
    writeFigures(json, times);
    json.endObject();
}

void writeStep(JsonWriter &json, const CapacityStep &step)
{
    json.beginObject();
    json.decimal("rate"_key, step.rate);
    json.key("length_ms"_key);
    json.millionths(step.length.count());
    json.number("at_once"_key, step.atOnce);
    json.number("requests"_key, step.requests);
    json.number("done"_key, step.done);
    json.number("failed"_key, step.failed);
    json.number("cancelled"_key, step.cancelled);
    json.decimal("done_rate"_key, step.doneRate);
    writeTimes(json, "response_ms"_key, step.response);
    writeTimes(json, "latency_ms"_key, step.service);
    writeTimes(json, "lag_ms"_key, step.lag);
    writeHealth(json, step.health, step.lag);
    json.key("expectations"_key);
    writeExpectations(json, step.expectations);
    json.key("verdict"_key);
    json.string(stepVerdictName(step.verdict));
    json.trueIf("crossed_by_service"_key, step.isServiceTooSlow || step.isCrossedAnyway);
    if (!step.firstFailure.isEmpty()) {
        json.key("first_failure"_key);
        json.string(step.firstFailure);
    }
    json.trueIf("disturbed"_key, step.isDisturbed);
    json.endObject();
}

} // namespace

QString writeCapacityJson(QIODevice &device, const CapacityRecord &record)
{
    TextOutput output(device);
    JsonWriter json(output);
    json.beginObject();
    json.key("schema"_key);
    json.string("fiftyfold.capacity/1"_key);
    json.key("version"_key);
    json.string(versionOf(record.version));
    json.key("started_at"_key);
    json.string(record.startedAt.toUTC().toString(Qt::ISODateWithMs));
    json.onNewLine();
    writeCommonPlan(json, record.plan);
    json.onNewLine();
    json.key("environment"_key);
    writeEnvironment(json, environmentOf(record));
    json.onNewLine();
    writeObjectives(json, record.plan);
    if (record.probedRate)
        json.decimal("probed_rate"_key, *record.probedRate);
    json.trueIf("stopped"_key, record.isStopped);
    if (!record.problem.isEmpty()) {
        json.key("problem"_key);
        json.string(record.problem);
    }
    json.stringsIfAny("notices"_key, noticesOf(record));
    json.onNewLine();
    writeAnswer(json, record.answer);
    json.onNewLine();
    json.key("steps"_key);
    json.beginArray();
    for (const CapacityStep &step : record.steps) {
        json.onNewLine();
        writeStep(json, step);
    }
    json.endArray();
    json.endObject();
    output.append('\n');
    return output.finish();
}

} // namespace fiftyfold
