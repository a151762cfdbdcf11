// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/diffjsonwriter.h"

#include "core/run/environment.h"
#include "core/text/redaction.h"
#include "records/json/baselinejson.h"

namespace fiftyfold {

namespace {

void writeComparedRun(JsonWriter &json, QLatin1String name, const ComparedRun &run)
{
    json.key(name);
    json.beginObject();
    json.key("file"_key);
    json.string(run.name);
    json.key("url"_key);
    json.string(redactedUrl(run.record->plan().url));
    if (run.record->startedAt.isValid()) {
        json.key("started_at"_key);
        json.string(run.record->startedAt.toUTC().toString(Qt::ISODateWithMs));
    }
    if (run.record->imported) {
        json.key("tool"_key);
        json.string(run.record->imported->tool);
    }
    json.number("done"_key, run.summary.done);
    json.endObject();
    json.onNewLine();
}

void writeToldComparison(JsonWriter &json, QLatin1String name, const ToldComparison &told)
{
    json.key(name);
    json.beginObject();
    json.key("file"_key);
    json.string(told.name);
    json.key("url"_key);
    json.string(told.plan.value(QLatin1String("url")).toString());
    json.key("started_at"_key);
    json.string(told.record.startedAt.toUTC().toString(Qt::ISODateWithMs));
    qint64 done = 0;
    for (const MeasuredEntry &entry : told.record.entries) {
        for (const ComparisonRound &round : entry.rounds)
            done += round.done;
    }
    json.number("done"_key, done);
    json.endObject();
    json.onNewLine();
}

void beginDiff(JsonWriter &json)
{
    json.beginObject();
    json.key("schema"_key);
    json.string("fiftyfold.diff/1"_key);
    json.key("version"_key);
    json.string(programVersion());
    json.onNewLine();
}

} // namespace

QString writeDiffJson(QIODevice &device, const ComparedRun &baseline, const ComparedRun &run,
                      const RunComparison &comparison)
{
    TextOutput output(device);
    JsonWriter json(output);
    beginDiff(json);
    writeComparedRun(json, "baseline"_key, baseline);
    writeComparedRun(json, "run"_key, run);
    writeComparedFigures(json, comparison);
    json.endObject();
    output.append('\n');
    return output.finish();
}

QString writeDiffJson(QIODevice &device, const ToldComparison &baseline, const ToldComparison &run,
                      const ComparedEntries &compared)
{
    TextOutput output(device);
    JsonWriter json(output);
    beginDiff(json);
    writeToldComparison(json, "baseline"_key, baseline);
    writeToldComparison(json, "run"_key, run);
    writeComparedEntries(json, compared);
    json.endObject();
    output.append('\n');
    return output.finish();
}

} // namespace fiftyfold
