// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/texts/schematext.h"

#include "core/plan/planfields.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace fiftyfold {

namespace {

const QString properties = QStringLiteral("properties");

/// Adds what is known of a field to the object of which it is a member, or to that of an object in it.
void addField(QJsonObject &object, const QStringList &path, const PlanField &field)
{
    QJsonObject members = object.value(properties).toObject();
    QJsonObject one = members.value(path.first()).toObject();
    if (path.size() > 1) {
        addField(one, path.mid(1), field);
    } else {
        for (auto part = field.value.schema.begin(); part != field.value.schema.end(); ++part)
            one.insert(part.key(), part.value());
        const QString description = QStringLiteral("description");
        if (!one.contains(description))
            one.insert(description, field.help);
    }
    members.insert(path.first(), one);
    object.insert(properties, members);
}

} // namespace

QByteArray filledSchema(const QByteArray &schema, QString *problem)
{
    const QString defs = QStringLiteral("$defs");
    const QString plan = QStringLiteral("plan");
    QJsonParseError error;
    QJsonObject whole = QJsonDocument::fromJson(schema, &error).object();
    QJsonObject allDefs = whole.value(defs).toObject();
    QJsonObject planDef = allDefs.value(plan).toObject();
    if (planDef.isEmpty()) {
        *problem = QStringLiteral("the schema has no $defs.plan that could be filled (%1).").arg(error.errorString());
        return {};
    }
    for (const PlanField &field : planFields())
        addField(planDef, QString::fromLatin1(field.key).split(QLatin1Char('.')), field);
    allDefs.insert(plan, planDef);
    whole.insert(defs, allDefs);
    return QJsonDocument(whole).toJson();
}

} // namespace fiftyfold
