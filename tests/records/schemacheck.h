// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace fiftyfold::test {

/// What a schema's object lacks or does not know of.
inline QStringList strangers(const QJsonObject &schema, const QJsonObject &object)
{
    QStringList found;
    for (const QJsonValue name : schema.value(QLatin1String("required")).toArray()) {
        if (!object.contains(name.toString()))
            found.append(QLatin1String("lacks ") + name.toString());
    }
    const QJsonObject known = schema.value(QLatin1String("properties")).toObject();
    for (const QString &name : object.keys()) {
        if (!known.contains(name) && schema.contains(QLatin1String("additionalProperties")))
            found.append(QLatin1String("does not know ") + name);
    }
    return found;
}

} // namespace fiftyfold::test
