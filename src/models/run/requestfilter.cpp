// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/requestfilter.h"

#include "core/text/nearestname.h"
#include "core/text/quantities.h"
#include "models/run/requestcell.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>
#include <optional>
#include <utility>

namespace fiftyfold {

namespace {

using Field = RequestCondition::Field;
using Comparison = RequestCondition::Comparison;

struct FieldName {
    const char *name;
    Field field;
};
constexpr std::array fieldNames = {
    FieldName{"response", Field::Response},
    FieldName{"service", Field::Service},
    FieldName{"lag", Field::Lag},
    FieldName{"due", Field::Due},
    FieldName{"start", Field::Start},
    FieldName{"status", Field::Status},
    FieldName{"bytes", Field::Bytes},
    FieldName{"lane", Field::Lane},
    FieldName{"connection", Field::Connection},
    FieldName{"number", Field::Number},
    FieldName{"outcome", Field::Outcome},
    FieldName{"class", Field::Class},
    FieldName{"target", Field::Target},
    FieldName{"error", Field::Error},
};

constexpr std::array<std::pair<const char *, Comparison>, 7> signs = {{{"<", Comparison::Below},
                                                                       {"<=", Comparison::AtMost},
                                                                       {"=", Comparison::Equal},
                                                                       {"==", Comparison::Equal},
                                                                       {"!=", Comparison::NotEqual},
                                                                       {">=", Comparison::AtLeast},
                                                                       {">", Comparison::Above}}};

/// What texts are translated as.
struct FilterWords {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::RequestFilter)
};

QStringList namesOfFields()
{
    QStringList names;
    for (const FieldName &field : fieldNames)
        names.append(QLatin1String(field.name));
    for (const Stage stage : allStages)
        names.append(stageName(stage));
    return names;
}

/// Its field, and stage, into the condition.
bool readField(const QString &name, RequestCondition &condition)
{
    for (const FieldName &field : fieldNames) {
        if (name == QLatin1String(field.name)) {
            condition.field = field.field;
            return true;
        }
    }
    for (const Stage stage : allStages) {
        if (name == stageName(stage)) {
            condition.field = Field::Stage;
            condition.stage = stage;
            return true;
        }
    }
    return false;
}

bool isText(Field field)
{
    return field == Field::Target || field == Field::Error;
}

bool isName(Field field)
{
    return field == Field::Outcome || field == Field::Class;
}

bool isTime(Field field)
{
    return field <= Field::Stage;
}

/// In the order of their enum.
QStringList namesOf(Field field)
{
    QStringList names;
    if (field == Field::Outcome) {
        for (const Outcome outcome : {Outcome::Pending, Outcome::Done, Outcome::Failed, Outcome::Cancelled})
            names.append(outcomeName(outcome));
    } else {
        for (std::size_t error = 0; error < errorClassCount; ++error)
            names.append(errorClassName(static_cast<ErrorClass>(error)));
    }
    return names;
}

QString problemOfName(const QString &field, const QString &value, const QStringList &known)
{
    const QString nearest = nearestName(known, value);
    const QString all = known.join(QLatin1String(", "));
    return nearest.isEmpty() ? FilterWords::tr("“%1” is no %2: there are %3.").arg(value, field, all)
                             : FilterWords::tr("“%1” is no %2; “%3” is.").arg(value, field, nearest);
}

QString unquoted(const QString &text)
{
    if (text.size() < 2 || !text.startsWith(QLatin1Char('"')) || !text.endsWith(QLatin1Char('"')))
        return text;
    QString inner = text.mid(1, text.size() - 2);
    return inner.replace(QLatin1String("\"\""), QLatin1String("\""));
}

QString readNumber(const QString &field, const QString &value, RequestCondition &condition)
{
    std::optional<qint64> number = wholeNumberFromText(value);
    if (isTime(condition.field)) {
        const auto time = durationFromText(QString(value).replace(QStringLiteral("µs"), QStringLiteral("us")));
        if (number != 0) // which needs no unit
            number = time ? std::optional<qint64>(time->count()) : std::nullopt;
        if (!number)
            return FilterWords::tr("“%1” is no time such as 800us, 400ms or 1.5s, which “%2” is compared with.")
                .arg(value, field);
    } else if (condition.field == Field::Bytes) {
        number = sizeFromText(value);
        if (!number)
            return FilterWords::tr("“%1” is no size such as 512, 64KiB or 1MiB, which “%2” is compared with.")
                .arg(value, field);
    }
    if (!number)
        return FilterWords::tr("“%1” is no whole number, which “%2” is compared with.").arg(value, field);
    condition.number = *number;
    return {};
}

/// Puts the value into the condition; what is wrong with it, or nothing.
QString readValue(const QString &field, const QString &sign, const QString &value, RequestCondition &condition)
{
    if (value.isEmpty())
        return FilterWords::tr("Nothing stands behind “%1 %2”.").arg(field, sign);
    const bool isOrdered = !isText(condition.field) && !isName(condition.field);
    if (!isOrdered && condition.comparison != Comparison::Equal && condition.comparison != Comparison::NotEqual)
        return FilterWords::tr("“%1” can be compared by = and != alone.").arg(field);
    if (isText(condition.field)) {
        condition.text = unquoted(value);
        return {};
    }
    if (!isName(condition.field))
        return readNumber(field, value, condition);
    const QStringList known = namesOf(condition.field);
    qsizetype place = known.indexOf(value.toLower());
    for (qsizetype i = 0; place < 0 && condition.field == Field::Outcome && i < known.size(); ++i) {
        if (outcomeInWords(static_cast<Outcome>(i)).compare(value, Qt::CaseInsensitive) == 0) // as the table says it
            place = i;
    }
    if (place < 0)
        return problemOfName(field, value, known.mid(condition.field == Field::Class ? 1 : 0)); // the first is ""
    condition.number = place;
    return {};
}

/// The parts between "and"s that stand outside of quotation marks.
QStringList partsOf(const QString &text)
{
    static const QRegularExpression joint(QStringLiteral("\"(?:[^\"]|\"\")*\"|(\\s+and\\s+|\\s*&&\\s*)"),
                                          QRegularExpression::CaseInsensitiveOption);
    QStringList parts;
    qsizetype from = 0;
    for (auto found = joint.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        if (match.capturedStart(1) < 0)
            continue;
        parts.append(text.mid(from, match.capturedStart(1) - from).trimmed());
        from = match.capturedEnd(1);
    }
    parts.append(text.mid(from).trimmed());
    return parts;
}

/// Whether a part is a condition; what is wrong with it is then in `problem`.
bool readCondition(const QString &part, RequestCondition &condition, QString &problem)
{
    static const QRegularExpression pattern(QStringLiteral("^([A-Za-z]+)(\\s*)([<>=!]+)\\s*(.*)$"));
    const QRegularExpressionMatch match = pattern.match(part);
    if (!match.hasMatch())
        return false;
    const QString name = match.captured(1).toLower();
    const QString sign = match.captured(3);
    if (!readField(name, condition)) {
        if (match.captured(2).isEmpty()) // "q=lamp" may be part of a URL
            return false;
        problem = problemOfName(FilterWords::tr("field", "of a filter: “respons” is no field"), name, namesOfFields());
        return true;
    }
    for (const auto &[known, comparison] : signs) {
        if (sign == QLatin1String(known)) {
            condition.comparison = comparison;
            problem = readValue(name, sign, match.captured(4), condition);
            return true;
        }
    }
    problem = FilterWords::tr("“%1” is none of <, <=, =, !=, >= and >.").arg(sign);
    return true;
}

} // namespace

bool RequestCondition::holds(qint64 value) const
{
    switch (comparison) {
    case Comparison::Below:
        return value < number;
    case Comparison::AtMost:
        return value <= number;
    case Comparison::Equal:
        return value == number;
    case Comparison::NotEqual:
        return value != number;
    case Comparison::AtLeast:
        return value >= number;
    case Comparison::Above:
        return value > number;
    }
    return false;
}

RequestFilter readRequestFilter(const QString &text, QString *problem)
{
    problem->clear();
    RequestFilter filter;
    const QStringList parts = partsOf(text.trimmed());
    for (const QString &part : parts) {
        RequestCondition condition;
        if (readCondition(part, condition, *problem))
            filter.conditions.push_back(condition);
        else if (!part.isEmpty())
            filter.texts.append(unquoted(part));
        if (!problem->isEmpty())
            return {};
    }
    if (filter.conditions.empty() && parts.size() > 1) // "salt and pepper" is one text
        filter.texts = {text.trimmed()};
    return filter;
}

QString filterTextFor(ErrorClass error, const QString &message)
{
    const QString byClass = QStringLiteral("class = ") + errorClassName(error);
    if (message.isEmpty())
        return byClass;
    QString quoted = message;
    quoted.replace(QLatin1Char('"'), QLatin1String("\"\""));
    return byClass + QLatin1String(" and error = \"") + quoted + QLatin1Char('"');
}

} // namespace fiftyfold
