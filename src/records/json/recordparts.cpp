// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/recordparts.h"

namespace fiftyfold {

QString schemaOf(const QByteArray &json)
{
    const JsonSlices slices(json);
    QString schema;
    if (!slices.isObject(slices.whole()))
        return schema;
    slices.forEach(slices.whole(), [&](const QString &key, JsonSlice value) {
        QString problem;
        if (key != QLatin1String("schema"))
            return problem;
        schema = slices.value(value, &problem).value_or(QJsonValue()).toString();
        return QStringLiteral("it is found");
    });
    return schema;
}

QString RecordParts::cut(QLatin1String schema, const QString &what)
{
    const JsonSlice whole = m_slices.whole();
    if (!m_slices.isObject(whole))
        return m_slices.problemAt(whole.begin, QStringLiteral("a record is a JSON object, and this is not"));
    const QString problem = m_slices.forEach(whole, [this](const QString &key, JsonSlice value) {
        m_parts.insert(key, value);
        return QString();
    });
    const QString other = problemWithSchema(schema, what); // what is none of them needs no other word
    return other.isEmpty() ? problem : other;
}

QString RecordParts::value(const char *key, QJsonValue *into) const
{
    QString problem;
    if (!has(key))
        return QStringLiteral("\"%1\" is not there").arg(QLatin1String(key));
    *into = m_slices.value(slice(key), &problem).value_or(QJsonValue());
    return problem;
}

QString RecordParts::values(std::initializer_list<const char *> keys, QJsonObject *into) const
{
    for (const char *key : keys) {
        QJsonValue json;
        if (!has(key))
            continue;
        if (QString problem = value(key, &json); !problem.isEmpty())
            return problem;
        into->insert(QLatin1String(key), json);
    }
    return {};
}

QString RecordParts::plan(RunPlan &plan, PlanLack &lack) const
{
    QJsonValue json;
    if (QString problem = value("plan", &json); !problem.isEmpty())
        return problem;
    const QJsonObject object = json.toObject();
    QString problem;
    plan = planFromJson(object, &problem);
    plan.runnerCommand = object.value(QLatin1String("runner")).toString();
    plan.wasPractice = object.value(QLatin1String("practice")).toBool();
    lack = planLackOf(object);
    return at("plan", problem);
}

QString RecordParts::at(const char *key, const QString &problem) const
{
    return problem.isEmpty() ? problem : m_slices.problemAt(slice(key).begin, problem);
}

QString RecordParts::problemWithSchema(QLatin1String expected, const QString &what) const
{
    QJsonValue schema;
    if (QString problem = value("schema", &schema); !problem.isEmpty())
        return problem + QStringLiteral(": a record of %1 says %2 there").arg(what, expected);
    if (schema.toString() == expected)
        return {};
    const QString got = schema.isString() ? schema.toString().left(60) : QStringLiteral("no text");
    const QString family = QString(expected).section(QLatin1Char('/'), 0, 0) + QLatin1Char('/');
    return at("schema", got.startsWith(family)
                            ? QStringLiteral("it was written by a later version: its schema is \"%1\", this program "
                                             "reads %2")
                                  .arg(got, expected)
                            : QStringLiteral("it is not the record of %1: its schema is \"%2\", and %3 was expected")
                                  .arg(what, got, expected));
}

} // namespace fiftyfold
