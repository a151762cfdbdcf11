// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/importedjson.h"

#include "core/run/statedfigures.h"
#include "core/text/redaction.h"
#include "records/json/jsonmembers.h"

#include <QJsonArray>

#include <cmath>

namespace fiftyfold {

void writeImported(JsonWriter &json, const Imported &imported)
{
    json.key("imported"_key);
    json.beginObject();
    json.key("tool"_key);
    json.string(imported.tool);
    json.key("file"_key);
    json.string(imported.file);
    json.key("limits"_key);
    json.beginArray();
    for (const QString &limit : imported.limits)
        json.string(limit);
    json.endArray();
    if (!imported.percentiles.empty()) {
        json.key("percentiles_ms"_key);
        json.beginObject();
        for (const auto &[percent, nanoseconds] : imported.percentiles) {
            const QByteArray name = QByteArray::number(percent);
            json.key(QLatin1String(name));
            json.millionths(std::llround(nanoseconds));
        }
        json.endObject();
    }
    json.endObject();
    json.onNewLine();
}

QString readImportedJson(const QJsonObject &json, Imported &imported)
{
    JsonMembers members(json, QStringLiteral("imported."));
    imported = Imported{members.text("tool"), members.text("file"), {}, {}};
    for (const QJsonValue limit : members.array("limits"))
        imported.limits.append(limit.toString());
    const QJsonObject percentiles = json.value(QLatin1String("percentiles_ms")).toObject();
    JsonMembers figures(percentiles, QStringLiteral("imported.percentiles_ms."));
    for (const QString &name : percentiles.keys()) {
        if (const std::optional<double> percent = percentFromText(name))
            imported.percentiles[*percent] = figures.number(qPrintable(name)) * 1e6;
        else
            figures.fail(QStringLiteral("imported.percentiles_ms has \"%1\", which is no percentile").arg(name));
    }
    return members.problem().isEmpty() ? figures.problem() : members.problem();
}

QJsonObject importedPlanJson(const RunPlan &plan)
{
    QJsonObject json{{QStringLiteral("url"), redactedUrl(plan.url)},
                     {QStringLiteral("method"), QString::fromLatin1(plan.method)},
                     {QStringLiteral("requests"), qint64(plan.requests)}};
    if (plan.atOnce > 0)
        json.insert(QStringLiteral("at_once"), qint64(plan.atOnce));
    return json;
}

} // namespace fiftyfold
