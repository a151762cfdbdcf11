// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/importedjson.h"

#include "core/text/redaction.h"

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
