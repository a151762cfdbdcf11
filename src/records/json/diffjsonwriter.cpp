// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/diffjsonwriter.h"

#include "core/run/environment.h"
#include "core/run/statedfigures.h"
#include "core/text/redaction.h"
#include "records/json/baselinejson.h"

namespace fiftyfold {

namespace {

void writeTold(JsonWriter &json, QLatin1String name, const ComparedRun &run)
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
    if (hasCount(run.summary))
        json.number("done"_key, run.summary.done);
    json.endObject();
    json.onNewLine();
}

void writeTold(JsonWriter &json, QLatin1String name, const ToldComparison &told)
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

/// Of two runs or two comparisons.
template<typename Told, typename Compared>
QString writeDiff(QIODevice &device, const Told &baseline, const Told &run, const Compared &compared,
                  void (*writeCompared)(JsonWriter &json, const Compared &compared))
{
    TextOutput output(device);
    JsonWriter json(output);
    json.beginObject();
    json.key("schema"_key);
    json.string("fiftyfold.diff/1"_key);
    json.key("version"_key);
    json.string(programVersion());
    json.onNewLine();
    writeTold(json, "baseline"_key, baseline);
    writeTold(json, "run"_key, run);
    writeCompared(json, compared);
    json.endObject();
    output.append('\n');
    return output.finish();
}

} // namespace

QString writeDiffJson(QIODevice &device, const ComparedRun &baseline, const ComparedRun &run,
                      const RunComparison &comparison)
{
    return writeDiff(device, baseline, run, comparison, writeComparedFigures);
}

QString writeDiffJson(QIODevice &device, const ToldComparison &baseline, const ToldComparison &run,
                      const ComparedEntries &compared)
{
    return writeDiff(device, baseline, run, compared, writeComparedEntries);
}

} // namespace fiftyfold
