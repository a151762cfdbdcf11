// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/comparisonjsonwriter.h"

#include "core/comparison/variation.h"
#include "core/plan/headerfields.h"
#include "core/plan/planjson.h"
#include "records/base/jsonwriter.h"
#include "records/base/machinetext.h"
#include "records/json/costjson.h"
#include "records/json/environmentjson.h"

#include <cmath>

namespace fiftyfold {

namespace {

void writeText(JsonWriter &json, QLatin1String name, const QString &text)
{
    json.key(name);
    json.string(text);
}

void writeTextIfGiven(JsonWriter &json, QLatin1String name, const QString &text)
{
    if (!text.isEmpty())
        writeText(json, name, text);
}

/// An interval is written only where there is one.
void writeEstimate(JsonWriter &json, QLatin1String name, const Estimate &estimate, quint32 count)
{
    json.key(name);
    json.beginObject();
    json.decimal("value"_key, estimate.value);
    if (count >= 2) {
        json.decimal("low"_key, estimate.low);
        json.decimal("high"_key, estimate.high);
    }
    json.endObject();
}

/// A key of a plan's field, "at_once" or "load.rate".
void remove(QJsonObject &object, const QString &key)
{
    const QString outer = key.section(QLatin1Char('.'), 0, 0);
    if (outer == key) {
        object.remove(key);
        return;
    }
    QJsonObject inner = object.value(outer).toObject();
    inner.remove(key.section(QLatin1Char('.'), 1));
    object.insert(outer, inner);
}

} // namespace

QJsonObject commonPlanJson(const ComparisonReport &report)
{
    RunPlan plan = report.plan;
    const QList<const Factor *> varied = report.factors();
    if (isVaried(varied, "header")) {
        for (const ReportedEntry &entry : report.entries)
            removeHeaders(plan.headers, entry.plan.headers.last().name);
    }
    QJsonObject object = redactedPlanToJson(plan);
    object.insert(QStringLiteral("at_once"), static_cast<qint64>(plan.concurrentAtOnce()));
    object.remove(QStringLiteral("strategy"));
    for (const Factor *factor : varied) {
        if (!factor->option)
            object.remove(QStringLiteral("url"));
        else if (QLatin1String(factor->name) != QLatin1String("header"))
            remove(object, QString::fromLatin1(findPlanField(QLatin1String(factor->option))->key));
    }
    return object;
}

namespace {

void writeFactors(JsonWriter &json, const ComparisonReport &report)
{
    const QList<const Factor *> factors = report.factors();
    if (factors.isEmpty())
        return;
    json.key("factors"_key);
    json.beginArray();
    for (const Factor *factor : factors)
        json.string(QLatin1String(factor->name));
    json.endArray();
}

/// A number where it is one.
void writeValues(JsonWriter &json, const QList<FactorValue> &values)
{
    if (values.isEmpty())
        return;
    json.key("values"_key);
    json.beginObject();
    for (const FactorValue &value : values) {
        const QLatin1String name(findFactor(value.factor)->name);
        if (value.number)
            json.decimal(name, *value.number);
        else
            writeText(json, name, value.text);
    }
    json.endObject();
}

void writeSweepPoint(JsonWriter &json, const ComparisonReport &report, const SweepPoint &point)
{
    const auto count = static_cast<quint32>(point.rounds);
    json.beginObject();
    writeText(json, "entry"_key, report.entries[point.entry].name);
    json.decimal("value"_key, point.value);
    writeEstimate(json, "throughput_per_second"_key, point.throughput, count);
    if (point.boundPerSecond)
        json.decimal("bound_per_second"_key, *point.boundPerSecond);
    if (point.meanMs)
        writeEstimate(json, "mean_response_ms"_key, *point.meanMs, count);
    if (point.p95Ms)
        writeEstimate(json, "p95_response_ms"_key, *point.p95Ms, count);
    if (point.cost)
        writeEstimate(json, "cpu_us_per_request"_key, point.cost->cpuUs, count);
    json.endObject();
}

void writeSweep(JsonWriter &json, const ComparisonReport &report)
{
    if (!report.sweep)
        return;
    json.key("sweep"_key);
    json.beginObject();
    writeText(json, "factor"_key, report.sweep->factor->nameText());
    json.key("curves"_key);
    json.beginArray();
    for (const SweepCurve &curve : report.sweep->curves) {
        json.onNewLine();
        json.beginObject();
        writeTextIfGiven(json, "name"_key, curve.name);
        if (curve.floorMs)
            json.decimal("floor_ms"_key, *curve.floorMs);
        if (curve.laneMs)
            json.decimal("lane_ms"_key, *curve.laneMs);
        if (curve.knee)
            json.decimal("knee"_key, curve.points[*curve.knee].value);
        if (curve.enoughAtOnce)
            json.decimal("enough_at_once"_key, *curve.enoughAtOnce);
        json.key("points"_key);
        json.beginArray();
        for (const SweepPoint &point : curve.points) {
            json.onNewLine();
            writeSweepPoint(json, report, point);
        }
        json.endArray();
        json.endObject();
    }
    json.endArray();
    json.endObject();
    json.onNewLine();
}

/// `tellsCurve`: of the round that charts show.
void writeRound(JsonWriter &json, const ComparisonRound &round, bool tellsCurve)
{
    json.beginObject();
    json.key("elapsed_ms"_key);
    json.millionths(round.elapsedNs);
    json.number("done"_key, round.done);
    json.number("failed"_key, round.failed);
    if (round.maxInFlight > 0)
        json.number("max_in_flight"_key, round.maxInFlight);
    json.number("bytes"_key, round.bytesReceived);
    if (!round.statuses.empty()) {
        json.key("statuses"_key);
        json.beginArray();
        for (const quint16 status : round.statuses)
            json.number(status);
        json.endArray();
    }
    writeTextIfGiven(json, "digest"_key, QString::fromLatin1(round.digest));
    if (round.response) {
        json.key("response_ms"_key);
        json.beginObject();
        json.decimal("mean"_key, round.response->meanMs);
        json.decimal("p50"_key, round.response->p50Ms);
        json.decimal("p95"_key, round.response->p95Ms);
        json.endObject();
    }
    if (round.laneMs)
        json.decimal("lane_ms"_key, *round.laneMs);
    if (round.cost)
        writeCost(json, *round.cost, round.done + round.failed);
    json.trueIf("disturbed"_key, round.isDisturbed);
    writeTextIfGiven(json, "problem"_key, round.problem);
    if (tellsCurve && !round.doneMs.empty()) {
        json.key("done_at_ms"_key);
        json.beginArray();
        for (const float ms : round.doneMs)
            json.decimal(ms);
        json.endArray();
    }
    json.endObject();
}

void writeFigures(JsonWriter &json, const ReportedEntry &entry)
{
    if (entry.floor) {
        json.key("floor_ms"_key);
        json.millionths(entry.floor->count());
    }
    if (entry.median)
        writeEstimate(json, "median_ms"_key, *entry.median, entry.wholeRounds);
    writeTextIfGiven(json, "not_comparable"_key, entry.difference);
    if (entry.ratio) {
        writeEstimate(json, "ratio"_key, *entry.ratio, entry.pairs);
        if (entry.hasRatioInterval()) {
            json.key("no_difference"_key);
            json.boolean(entry.verdict == Verdict::NoDifference);
        }
    }
}

/// Medians over whole rounds, and of threads and processes the most.
void writeCostFigures(JsonWriter &json, const CostFigures &cost)
{
    json.key("cost"_key);
    json.beginObject();
    writeEstimate(json, "cpu_us_per_request"_key, cost.cpuUs, cost.rounds);
    if (cost.cpuRatio)
        writeEstimate(json, "cpu_ratio"_key, *cost.cpuRatio, cost.cpuPairs);
    json.number("peak_memory_bytes"_key, std::llround(cost.peakMemoryBytes.value));
    json.number("threads"_key, cost.threads);
    json.number("processes"_key, cost.processes);
    json.decimal("context_switches_per_request"_key, cost.contextSwitches.value);
    json.endObject();
}

void writeCount(JsonWriter &json, QLatin1String name, const std::optional<quint64> &count)
{
    if (count)
        json.number(name, static_cast<qint64>(*count));
}

/// Over its whole rounds; what nobody told is left out.
void writeObserved(JsonWriter &json, const ObservedExchange &seen)
{
    json.key("observed"_key);
    json.beginObject();
    json.number("replies"_key, static_cast<qint64>(seen.replies));
    QStringList versions;
    for (const HttpVersion version : seen.http)
        versions.append(httpVersionName(version));
    json.stringsIfAny("http"_key, versions);
    QStringList codings;
    for (const QByteArray &coding : seen.codings)
        codings.append(QString::fromLatin1(coding));
    json.stringsIfAny("codings"_key, codings);
    writeCount(json, "reused"_key, seen.reused);
    writeCount(json, "lookups"_key, seen.lookups);
    writeCount(json, "handshakes"_key, seen.handshakes);
    json.endObject();
}

void writeEntry(JsonWriter &json, const ReportedEntry &entry)
{
    json.beginObject();
    writeText(json, "name"_key, entry.name);
    writeText(json, "label"_key, entry.label);
    writeValues(json, entry.values);
    writeText(json, "strategy"_key, entry.plan.strategy);
    json.number("at_once"_key, entry.plan.effectiveAtOnce());
    if (entry.isExternal()) {
        json.key("external"_key);
        json.boolean(true);
    }
    writeTextIfGiven(json, "unavailable"_key, entry.unavailable);
    writeTextIfGiven(json, "problem"_key, entry.problem);
    writeFigures(json, entry);
    if (entry.cost)
        writeCostFigures(json, *entry.cost);
    if (const ObservedExchange seen = observedOver(entry.rounds); seen.replies > 0)
        writeObserved(json, seen);
    json.key("rounds"_key);
    json.beginArray();
    const ComparisonRound *shown = entry.middleRound();
    for (const ComparisonRound &round : entry.rounds) {
        json.onNewLine();
        writeRound(json, round, entry.plan.isOpen() || &round == shown); // the rate of an open load is that of these
    }
    json.endArray();
    json.endObject();
}

} // namespace

QString writeComparisonJson(QIODevice &device, const ComparisonReport &report)
{
    TextOutput output(device);
    JsonWriter json(output);
    json.beginObject();
    json.key("schema"_key);
    json.string("fiftyfold.comparison/1"_key);
    writeText(json, "version"_key, versionOf(report.version));
    writeText(json, "started_at"_key, report.startedAt.toUTC().toString(Qt::ISODateWithMs));
    json.onNewLine();
    json.key("plan"_key);
    json.object(commonPlanJson(report));
    json.onNewLine();
    json.key("environment"_key);
    writeEnvironment(json, report.environment);
    json.onNewLine();
    json.number("rounds"_key, report.roundsWanted);
    writeTextIfGiven(json, "preset"_key, report.preset);
    if (!report.entries.empty())
        writeText(json, "baseline"_key, report.entries[static_cast<std::size_t>(report.baseline)].name);
    json.trueIf("stopped"_key, report.isStopped);
    json.stringsIfAny("notices"_key, report.allNotices());
    writeFactors(json, report);
    if (report.isOfResponses())
        writeText(json, "compared"_key, QStringLiteral("mean_response"));
    json.stringsIfAny("answer"_key, report.answer);
    json.onNewLine();
    writeSweep(json, report);
    json.key("entries"_key);
    json.beginArray();
    for (const ReportedEntry &entry : report.entries) {
        json.onNewLine();
        writeEntry(json, entry);
    }
    json.endArray();
    json.endObject();
    output.append('\n');
    return output.finish();
}

} // namespace fiftyfold
