// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/planjson.h"

#include "core/plan/planfields.h"
#include "core/text/redaction.h"

#include <QJsonDocument>

namespace fiftyfold {

namespace {

const QString urlKey = QStringLiteral("url");
const QString loadKey = QStringLiteral("load");
constexpr QLatin1String loadMode("load.mode");
constexpr QLatin1String targetsCount("targets.count");

/// "load.rate" is the member "rate" of the object "load".
void insertAt(QJsonObject &json, QLatin1String key, const QJsonValue &value)
{
    const QStringList path = QString(key).split(QLatin1Char('.'));
    if (path.size() == 1) {
        json.insert(key, value);
        return;
    }
    QJsonObject inner = json.value(path.first()).toObject();
    inner.insert(path.last(), value);
    json.insert(path.first(), inner);
}

/// Undefined where it is not there; where its object is none, that.
QJsonValue valueAt(const QJsonObject &json, const QString &key)
{
    const QStringList path = key.split(QLatin1Char('.'));
    const QJsonValue outer = json.value(path.first());
    return path.size() == 1 || !outer.isObject() ? outer : outer.toObject().value(path.last());
}

QJsonObject toJson(const RunPlan &plan, Secrets secrets)
{
    QJsonObject json{{urlKey, secrets == Secrets::Kept ? plan.url.toString() : redactedUrl(plan.url)}};
    for (const PlanField &field : planFields()) {
        if (const QJsonValue value = field.value.toJson(plan, secrets); !value.isUndefined())
            insertAt(json, QLatin1String(field.key), value);
    }
    if (json.contains(loadKey))
        insertAt(json, loadMode, plan.isOpen() ? QStringLiteral("open") : QStringLiteral("closed"));
    if (!plan.targetNames.isEmpty())
        insertAt(json, targetsCount, plan.targetNames.size());
    return json;
}

} // namespace

QJsonObject redactedPlanToJson(const RunPlan &plan)
{
    QJsonObject json = toJson(plan, Secrets::Redacted);
    if (!plan.runnerCommand.isEmpty())
        json.insert(QStringLiteral("runner"), redactedCommand(plan.runnerCommand));
    if (plan.wasPractice)
        json.insert(QStringLiteral("practice"), true);
    return json;
}

QJsonObject planToJson(const RunPlan &plan)
{
    return toJson(plan, Secrets::Kept);
}

PlanLack planLackOf(const QJsonObject &json)
{
    if (QJsonDocument(json).toJson(QJsonDocument::Compact).contains(redactedText))
        return PlanLack::Secrets;
    for (const PlanField &field : planFields()) {
        const bool isNamedFile = field.value.offer == Offer::File && field.place == FieldPlace::Requests;
        const QJsonValue value = valueAt(json, QLatin1String(field.key));
        if (field.isSecret && value.toDouble() > 0)
            return PlanLack::Body;
        if (isNamedFile && !value.toString().isEmpty())
            return PlanLack::Files;
    }
    return PlanLack::Nothing;
}

RunPlan planFromJson(const QJsonObject &json, QString *problem)
{
    RunPlan plan;
    const auto read = [&](const QString &key, auto &&take) {
        const QJsonValue value = valueAt(json, key);
        if (!value.isUndefined() && !take(value) && problem->isEmpty())
            *problem = QStringLiteral("The plan's \"%1\" can't be read.").arg(key);
    };
    read(urlKey, [&plan](const QJsonValue &value) {
        plan.url = ExactUrl::fromText(value.toString());
        return plan.url.isValid();
    });
    for (const PlanField &field : planFields()) {
        read(QLatin1String(field.key), [&](const QJsonValue &value) { return field.value.fromJson(plan, value); });
    }
    read(QStringLiteral("body_base64"), [&plan](const QJsonValue &value) {
        plan.body = QByteArray::fromBase64(value.toString().toLatin1());
        return value.isString();
    });
    plan.url = urlAsSent(plan, plan.url);
    return plan;
}

} // namespace fiftyfold
