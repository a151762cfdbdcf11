// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/jsonmembers.h"

#include <QVariant>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

QString shown(const QJsonValue &value)
{
    constexpr qsizetype longest = 40;
    switch (value.type()) {
    case QJsonValue::Undefined:
        return QStringLiteral("is not there");
    case QJsonValue::Null:
        return QStringLiteral("is null");
    case QJsonValue::Array:
        return QStringLiteral("is an array");
    case QJsonValue::Object:
        return QStringLiteral("is an object");
    case QJsonValue::String:
        return QStringLiteral("is \"%1\"").arg(value.toString().left(longest));
    case QJsonValue::Bool:
    case QJsonValue::Double:
        break;
    }
    return QStringLiteral("is %1").arg(value.toVariant().toString());
}

} // namespace

JsonMembers::JsonMembers(const QJsonObject &object, const QString &path)
    : m_object(object)
    , m_path(path)
{
}

QString JsonMembers::text(const char *key)
{
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (!value.isString())
        expect(key, QStringLiteral("a text"));
    return value.toString();
}

qint64 JsonMembers::count(const char *key, qint64 most, qint64 otherwise)
{
    if (otherwise >= 0 && !has(key))
        return otherwise;
    const double number = m_object.value(QLatin1String(key)).toDouble(std::nan(""));
    if (number >= 0 && number <= static_cast<double>(most) && number == std::floor(number))
        return static_cast<qint64>(number);
    expect(key, QStringLiteral("a whole number from 0 to %1").arg(most));
    return 0;
}

double JsonMembers::number(const char *key)
{
    constexpr double most =
        4e12; // as milliseconds more than any record has, and two of them as nanoseconds have 64 bits
    const double number = m_object.value(QLatin1String(key)).toDouble(std::nan(""));
    if (number >= 0 && number < most)
        return number;
    expect(key, QStringLiteral("a number from 0 to 4e12"));
    return 0;
}

double JsonMembers::share(const char *key)
{
    constexpr double most = 1.1; // earlier versions wrote a little over 1 of what two clocks told
    const double share = number(key);
    if (share > most)
        expect(key, QStringLiteral("a number from 0 to 1"));
    return std::min(1.0, share);
}

qint64 JsonMembers::time(const char *key)
{
    return std::llround(number(key) * 1e6);
}

QJsonObject JsonMembers::object(const char *key)
{
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (!value.isObject())
        expect(key, QStringLiteral("an object"));
    return value.toObject();
}

void JsonMembers::expect(const char *key, const QString &what)
{
    const QString name = QLatin1String(key);
    fail(QStringLiteral("%1%2 should be %3, and %4").arg(m_path, name, what, shown(m_object.value(name))));
}

void JsonMembers::fail(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
}

} // namespace fiftyfold
