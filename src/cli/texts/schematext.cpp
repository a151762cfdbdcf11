// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/texts/schematext.h"

#include "core/plan/planfields.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace fiftyfold {

QByteArray filledSchema(const QByteArray &schema, QString *problem)
{
    const QString defs = QStringLiteral("$defs");
    const QString plan = QStringLiteral("plan");
    const QString properties = QStringLiteral("properties");
    QJsonParseError error;
    QJsonObject whole = QJsonDocument::fromJson(schema, &error).object();
    QJsonObject allDefs = whole.value(defs).toObject();
    QJsonObject planDef = allDefs.value(plan).toObject();
    if (planDef.isEmpty()) {
        *problem = QStringLiteral("the schema has no $defs.plan that could be filled (%1).").arg(error.errorString());
        return {};
    }
    QJsonObject fields = planDef.value(properties).toObject();
    for (const PlanField &field : planFields()) {
        QJsonObject one = fields.value(QLatin1String(field.key)).toObject();
        for (auto part = field.value.schema.begin(); part != field.value.schema.end(); ++part)
            one.insert(part.key(), part.value());
        const QString description = QStringLiteral("description");
        if (!one.contains(description))
            one.insert(description, field.help);
        fields.insert(QLatin1String(field.key), one);
    }
    planDef.insert(properties, fields);
    allDefs.insert(plan, planDef);
    whole.insert(defs, allDefs);
    return QJsonDocument(whole).toJson();
}

} // namespace fiftyfold
