// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/runjsonwriter.h"

#include "core/plan/planjson.h"
#include "core/run/environment.h"
#include "core/run/statedfigures.h"
#include "records/base/jsonwriter.h"
#include "records/base/machinetext.h"
#include "records/json/baselinejson.h"
#include "records/json/costjson.h"
#include "records/json/environmentjson.h"
#include "records/json/expectationsjson.h"
#include "records/json/figuresjson.h"
#include "records/json/importedjson.h"

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

/// What another program's file does not tell is nought in the figures, and left out here.
void writeCounts(JsonWriter &json, const RunSummary &summary, bool isImported)
{
    const auto write = [&json](QLatin1String name, qint64 count) {
        json.key(name);
        json.number(count);
    };
    if (!isImported || hasElapsed(summary)) {
        json.key("elapsed_ms"_key);
        json.millionths(summary.elapsedNs);
    }
    write("requests"_key, summary.requests);
    write("done"_key, summary.done);
    write("failed"_key, summary.failed);
    write("cancelled"_key, summary.cancelled);
    if (!isImported || summary.overlap > 0)
        json.decimal("overlap"_key, summary.overlap);
    if (!isImported || hasRate(summary))
        json.decimal("requests_per_second"_key, summary.requestsPerSecond);
    if (!isImported || summary.bytesReceived > 0)
        write("bytes_received"_key, summary.bytesReceived);
    if (summary.connectionsOpened)
        write("connections_opened"_key, *summary.connectionsOpened);
    if (!isImported || summary.maxInFlight > 0)
        write("max_in_flight"_key, summary.maxInFlight);
    if (!isImported)
        write("retries"_key, summary.retries);
}

/// Response time, which in a closed load is the service time, and what only an open one has.
void writeLoadFigures(JsonWriter &json, const RunSummary &summary)
{
    for (const auto &[name, figures] :
         {std::pair("response_ms"_key, &summary.response), std::pair("lag_ms"_key, &summary.lag)}) {
        if (figures->count == 0)
            continue;
        json.key(name);
        json.beginObject();
        writeFigures(json, *figures);
        json.endObject();
        json.onNewLine();
    }
    if (summary.health) {
        writeHealth(json, *summary.health, summary.lag);
        json.onNewLine();
    }
}

void writeCountedFigures(JsonWriter &json, const Distribution &figures)
{
    json.beginObject();
    writeFigures(json, figures);
    json.key("count"_key);
    json.number(figures.count);
    json.endObject();
}

void writeLoopWait(JsonWriter &json, const RunSummary &summary)
{
    json.key("loop_wait_ms"_key);
    writeCountedFigures(json, summary.loopWait);
    json.decimal("loop_wait_share"_key, summary.loopWaitShare);
    json.onNewLine();
}

void writeTargets(JsonWriter &json, const QStringList &names, const std::vector<TargetFigures> &targets)
{
    json.key("targets"_key);
    json.beginArray();
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const TargetFigures &target = targets[i];
        json.onNewLine();
        json.beginObject();
        json.key("name"_key);
        json.string(names.value(static_cast<qsizetype>(i)));
        for (const auto &[key, count] : {std::pair("requests"_key, target.requests), std::pair("done"_key, target.done),
                                         std::pair("failed"_key, target.failed)}) {
            json.key(key);
            json.number(count);
        }
        if (target.response.count > 0) {
            json.key("response_ms"_key);
            json.beginObject();
            writeFigures(json, target.response);
            json.endObject();
        }
        json.endObject();
    }
    json.endArray();
    json.onNewLine();
}

void writeSummary(JsonWriter &json, const RunSummary &summary, const QStringList &targetNames, bool isImported)
{
    json.beginObject();
    json.onNewLine();
    writeCounts(json, summary, isImported);
    json.onNewLine();
    if (summary.latency.count > 0) {
        json.key("latency_ms"_key);
        json.beginObject();
        writeFigures(json, summary.latency);
        json.endObject();
        json.onNewLine();
    }
    writeLoadFigures(json, summary);
    if (summary.cost) {
        writeCost(json, *summary.cost, summary.done + summary.failed);
        json.onNewLine();
    }
    json.key("stages_ms"_key);
    json.beginObject();
    for (const Stage stage : allStages) {
        const Distribution &figures = summary.stages[indexOf(stage)];
        if (figures.count == 0)
            continue;
        json.onNewLine();
        json.key(stageName(stage));
        writeCountedFigures(json, figures);
    }
    json.endObject();
    json.onNewLine();
    if (summary.loopWait.count > 0)
        writeLoopWait(json, summary);
    if (!summary.targets.empty())
        writeTargets(json, targetNames, summary.targets);
    json.key("errors"_key);
    json.beginObject();
    for (const auto &[errorClass, count] : summary.errors) {
        json.key(errorClassName(errorClass));
        json.number(count);
    }
    json.endObject();
    json.key("status"_key);
    json.beginObject();
    for (const auto &[status, count] : summary.statuses) {
        const QByteArray name = QByteArray::number(status);
        json.key(QLatin1String(name));
        json.number(count);
    }
    json.endObject();
    json.endObject();
}

void writeRemarks(JsonWriter &json, const RunRecord &record)
{
    json.trueIf("stopped"_key, record.isStopped);
    json.trueIf("disturbed"_key, record.isDisturbed);
    json.stringsIfAny("notices"_key, record.allNotices());
}

void writeStages(JsonWriter &json, const RunRecord &record, quint32 index)
{
    json.beginObject();
    for (const Stage stage : allStages) {
        const std::optional<Interval> interval = record.stage(index, stage);
        if (!interval)
            continue;
        json.key(stageName(stage));
        json.beginObject();
        json.key("at"_key);
        json.millionths(interval->begin);
        json.key("ms"_key);
        json.millionths(interval->length());
        json.endObject();
    }
    json.endObject();
}

void writeReply(JsonWriter &json, const RunRecord &record, quint32 index)
{
    if (record.status(index) != 0) {
        json.key("status"_key);
        json.number(record.status(index));
    }
    if (record.status(index) != 0 || record.bytes(index) > 0) { // another program may tell bytes of no status
        json.key("bytes"_key);
        json.number(record.bytes(index));
    }
    if (record.http(index) != HttpVersion::Unknown) {
        json.key("http"_key);
        json.string(httpVersionName(record.http(index)));
    }
    if (const std::optional<quint32> connection = record.connection(index)) {
        json.key("connection"_key);
        json.number(*connection);
    }
    if (record.reuse(index) != Fact::Reuse::Unknown) {
        json.key("reused"_key);
        json.boolean(record.reuse(index) == Fact::Reuse::Reused);
    }
}

void writeParticulars(JsonWriter &json, const Fault &fault)
{
    json.key("kind"_key);
    json.string(faultKindName(fault.kind));
    if (!fault.with.isEmpty()) {
        json.key("with"_key);
        json.beginArray();
        for (const QString &particular : fault.with)
            json.string(particular);
        json.endArray();
    }
    if (!fault.advice.isEmpty()) {
        json.key("advice"_key);
        json.beginArray();
        for (const FaultKind advice : fault.advice)
            json.string(faultKindName(advice));
        json.endArray();
    }
}

void writeError(JsonWriter &json, const RunRecord &record, quint32 index)
{
    json.key("error"_key);
    if (record.error(index) == ErrorClass::None) {
        json.null();
        return;
    }
    const Fault &fault = record.fault(index);
    QString message = record.errorMessage(index);
    if (message.isEmpty() && record.error(index) == ErrorClass::Cancelled)
        message = record.isStopped ? QStringLiteral("The run was stopped before this request had ended.")
                                   : QStringLiteral("The time of the run was over before this request had ended.");
    json.beginObject();
    json.key("class"_key);
    json.string(errorClassName(record.error(index)));
    json.key("message"_key);
    json.string(message);
    if (fault.kind == FaultKind::CheckFailed) {
        json.key("check"_key);
        json.string(fault.with.value(0));
    }
    if (hasParticulars(fault))
        writeParticulars(json, fault);
    json.endObject();
}

void writeRequest(JsonWriter &json, const RunRecord &record, quint32 index)
{
    json.beginObject();
    json.key("index"_key);
    json.number(index);
    if (const std::optional<quint32> lane = record.lane(index)) {
        json.key("lane"_key);
        json.number(*lane);
    }
    if (const std::optional<quint32> target = record.target(index)) {
        json.key("target"_key);
        json.number(*target);
    }
    json.key("outcome"_key);
    json.string(outcomeName(record.outcome(index)));
    if (const std::optional<qint64> due = record.dueNs(index)) {
        json.key("due_ms"_key);
        json.millionths(*due);
    }
    if (const std::optional<qint64> start = record.startNs(index)) {
        json.key("start_ms"_key);
        json.millionths(*start);
    }
    if (const std::optional<qint64> end = record.endNs(index)) {
        json.key("end_ms"_key);
        json.millionths(*end);
    }
    json.key("stages"_key);
    writeStages(json, record, index);
    writeReply(json, record, index);
    json.key("retries"_key);
    json.number(record.retries(index));
    if (const QString file = record.fileName(index); !file.isEmpty()) {
        json.key("file"_key);
        json.string(file);
    }
    writeError(json, record, index);
    json.endObject();
}

void writeRequests(JsonWriter &json, const RunRecord &record)
{
    json.key("requests"_key);
    json.beginArray();
    for (quint32 index = 0; index < record.requestCount(); ++index) {
        json.onNewLine();
        writeRequest(json, record, index);
    }
    json.endArray();
}

} // namespace

QString writeWholeRunJson(QIODevice &device, const QByteArray &json, const RunRecord &record)
{
    const qsizetype end = json.lastIndexOf('}');
    TextOutput output(device);
    output.append(QByteArrayView(json).first(std::max<qsizetype>(end, 0)));
    output.append(",\n");
    JsonWriter writer(output);
    writeRequests(writer, record);
    writer.endObject();
    output.append('\n');
    return output.finish();
}

QString writeRunJson(QIODevice &device, const RunRecord &record, const RunSummary &summary, RunJsonDetail detail,
                     const Expectations &expectations, const RunComparison *baseline)
{
    TextOutput output(device);
    JsonWriter json(output);
    json.beginObject();
    json.key("schema"_key);
    json.string("fiftyfold.run/1"_key);
    json.key("version"_key);
    json.string(versionOf(record));
    if (record.startedAt.isValid() || !record.imported) {
        json.key("started_at"_key);
        json.string(record.startedAt.toUTC().toString(Qt::ISODateWithMs));
    }
    json.onNewLine();
    if (record.imported)
        writeImported(json, *record.imported);
    json.key("plan"_key);
    json.object(record.imported ? importedPlanJson(record.plan()) : redactedPlanToJson(record.plan()));
    json.onNewLine();
    if (!record.imported) {
        json.key("environment"_key);
        writeEnvironment(json, environmentOf(record));
        json.onNewLine();
    }
    json.key("summary"_key);
    writeSummary(json, summary, record.plan().targetNames, record.imported.has_value());
    json.onNewLine();
    if (!expectations.isEmpty()) {
        json.key("expectations"_key);
        writeExpectations(json, expectations);
        json.onNewLine();
    }
    if (baseline)
        writeBaseline(json, *baseline);
    writeRemarks(json, record);
    if (record.plan().steps.keepsFiles() && !record.workFolder.isEmpty()) {
        json.key("folder"_key);
        json.string(record.workFolder);
    }
    if (detail == RunJsonDetail::Whole)
        writeRequests(json, record);
    json.endObject();
    output.append('\n');
    return output.finish();
}

} // namespace fiftyfold
