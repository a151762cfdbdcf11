// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/fieldwords.h"
#include "core/plan/planfields.h"
#include "core/text/quantities.h"

#include <QJsonArray>
#include <QtGlobal>

#include <cmath>
#include <type_traits>
#include <utility>

namespace fiftyfold {

// The kinds of fields that a plan has, each made from the member that holds it. For planfields.cpp and
// the files of its groups.

/// A field whose JSON is its text, or an array of its texts; absent where there is none.
template<auto member>
FieldValue textual(QString takes, std::function<QStringList(const RunPlan &, Secrets)> texts,
                   std::function<Refusal(RunPlan &, const QString &)> read)
{
    FieldValue value;
    value.takes = std::move(takes);
    value.texts = std::move(texts);
    value.read = std::move(read);
    value.reset = [](RunPlan &plan) { plan.*member = RunPlan().*member; };
    value.schema = {{QStringLiteral("type"), QStringLiteral("string")}};
    value.toJson = [texts = value.texts](const RunPlan &plan, Secrets secrets) -> QJsonValue {
        const QStringList list = texts(plan, secrets);
        return list.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(list.first());
    };
    value.fromJson = [read = value.read](RunPlan &plan, const QJsonValue &json) {
        return json.isString() && !read(plan, json.toString());
    };
    return value;
}

/// The refusal of a text that `parsed` is nothing of; otherwise takes it in.
template<typename Value, typename Take>
Refusal takeParsed(const std::optional<Value> &parsed, const QString &text, Take &&take)
{
    if (!parsed)
        return quoted(text);
    take(*parsed);
    return accepted;
}

/// A textual one that has a text at any time, and is read by a function that says whether it could.
template<auto member, typename Value>
FieldValue parsed(QString takes, QString (*toText)(Value),
                  std::optional<std::remove_cvref_t<Value>> (*fromText)(const QString &))
{
    return textual<member>(
        std::move(takes), [toText](const RunPlan &plan, Secrets) { return QStringList(toText(plan.*member)); },
        [fromText](RunPlan &plan, const QString &text) {
            return takeParsed(fromText(text), text, [&plan](const auto &value) { plan.*member = value; });
        });
}

/// Of several texts.
template<auto member>
FieldValue list(QString takes, std::function<QStringList(const RunPlan &, Secrets)> texts,
                std::function<Refusal(RunPlan &, const QString &)> read)
{
    FieldValue value = textual<member>(std::move(takes), std::move(texts), std::move(read));
    value.isList = true;
    value.schema = {{QStringLiteral("type"), QStringLiteral("array")}, {QStringLiteral("items"), value.schema}};
    value.toJson = [texts = value.texts](const RunPlan &plan, Secrets secrets) -> QJsonValue {
        const QStringList list = texts(plan, secrets);
        return list.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(QJsonArray::fromStringList(list));
    };
    value.fromJson = [read = value.read](RunPlan &plan, const QJsonValue &json) {
        bool isRead = json.isArray();
        const QJsonArray elements = json.toArray();
        for (const QJsonValue element : elements)
            isRead = isRead && element.isString() && !read(plan, element.toString());
        return isRead;
    };
    return value;
}

/// A text as it is; an empty one is refused. A name of a file where `offer` says so.
template<auto member>
FieldValue text(QString takes, Offer offer = Offer::Nothing, QStringList words = {})
{
    using Member = std::remove_cvref_t<decltype(RunPlan().*member)>;
    constexpr bool isBytes = std::is_same_v<Member, QByteArray>;
    FieldValue value = textual<member>(
        std::move(takes),
        [](const RunPlan &plan, Secrets) {
            QString text;
            if constexpr (isBytes)
                text = QString::fromUtf8(plan.*member);
            else
                text = plan.*member;
            return text.isEmpty() ? QStringList() : QStringList(text);
        },
        [](RunPlan &plan, const QString &text) -> Refusal {
            if (text.isEmpty())
                return FieldWords::tr("an empty text");
            if constexpr (isBytes)
                plan.*member = text.toUtf8();
            else
                plan.*member = text;
            return accepted;
        });
    value.offer = offer;
    value.words = std::move(words);
    value.fromJson = [read = value.read](RunPlan &plan, const QJsonValue &json) {
        return json.isString() && (json.toString().isEmpty() || !read(plan, json.toString()));
    };
    return value;
}

/// One of several names.
template<auto member>
FieldValue choice(const QStringList &names)
{
    FieldValue value =
        text<member>(FieldWords::tr("one of %1").arg(names.join(QLatin1String(", "))), Offer::Words, names);
    value.schema = {{QStringLiteral("enum"), QJsonArray::fromStringList(names)}};
    return value;
}

/// A whole number. `shown` is what a record tells of it, where that is another; 0 has no text if `least` is above it.
template<auto member>
FieldValue number(qint64 least, qint64 most, qint64 (*shown)(const RunPlan &plan) = nullptr)
{
    using Member = std::remove_cvref_t<decltype(RunPlan().*member)>;
    FieldValue value = textual<member>(
        FieldWords::tr("a whole number from %1 to %2").arg(least).arg(most),
        [least](const RunPlan &plan, Secrets) {
            const qint64 number = plan.*member;
            return number == 0 && least > 0 ? QStringList() : QStringList(QString::number(number));
        },
        [least, most](RunPlan &plan, const QString &text) -> Refusal {
            const std::optional<qint64> number = wholeNumberFromText(text);
            if (!number || *number < least || *number > most)
                return quoted(text);
            plan.*member = static_cast<Member>(*number);
            return accepted;
        });
    value.schema = {{QStringLiteral("type"), QStringLiteral("integer")},
                    {QStringLiteral("minimum"), least},
                    {QStringLiteral("maximum"), most}};
    value.toJson = [shown](const RunPlan &plan, Secrets) -> QJsonValue {
        return shown ? shown(plan) : static_cast<qint64>(plan.*member);
    };
    value.fromJson = [most](RunPlan &plan, const QJsonValue &json) {
        const double number = json.toDouble(std::nan(""));
        if (!(number == std::floor(number) && number >= 0 && // whether it can be 0 is for the field's problem to say
              number <= static_cast<double>(most)))
            return false;
        plan.*member = static_cast<Member>(number);
        return true;
    };
    return value;
}

/// In JSON milliseconds.
template<auto member>
FieldValue time()
{
    FieldValue value =
        parsed<member>(FieldWords::tr("a time below a day such as 250ms, 10s or 2m"), durationToText, durationFromText);
    value.schema = {{QStringLiteral("type"), QStringLiteral("number")}};
    value.toJson = [](const RunPlan &plan, Secrets) -> QJsonValue {
        return static_cast<double>((plan.*member).count()) / 1e6;
    };
    value.fromJson = [](RunPlan &plan, const QJsonValue &json) {
        constexpr double day = 24 * 3600e3;
        const double milliseconds = json.toDouble(std::nan(""));
        if (!(milliseconds >= 0 && milliseconds <= day))
            return false;
        plan.*member = std::chrono::nanoseconds(std::llround(milliseconds * 1e6));
        return true;
    };
    return value;
}

/// The same, which may be none at all.
template<auto member>
FieldValue timeOrNone()
{
    FieldValue value = time<member>();
    value.takes = FieldWords::tr("%1, or 0").arg(value.takes);
    value.read = [](RunPlan &plan, const QString &text) {
        return takeParsed(durationOrNoneFromText(text), text, [&plan](const auto &given) { plan.*member = given; });
    };
    return value;
}

/// On or off; as a text "true", where it is on.
template<auto member>
FieldValue onOff()
{
    FieldValue value = textual<member>(
        QString(),
        [](const RunPlan &plan, Secrets) { return plan.*member ? QStringList(QStringLiteral("true")) : QStringList(); },
        [](RunPlan &plan, const QString &text) -> Refusal {
            plan.*member = text.isEmpty() || text == QLatin1String("true") || text == QLatin1String("1");
            return accepted;
        });
    value.schema = {{QStringLiteral("type"), QStringLiteral("boolean")}};
    value.toJson = [](const RunPlan &plan, Secrets) -> QJsonValue { return plan.*member; };
    value.fromJson = [](RunPlan &plan, const QJsonValue &json) {
        plan.*member = json.toBool();
        return json.isBool();
    };
    return value;
}

} // namespace fiftyfold
