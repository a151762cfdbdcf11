// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/requestfields.h"

#include "core/plan/fieldvalues.h"
#include "core/plan/planproblems.h"
#include "core/plan/plantexts.h"
#include "core/text/redaction.h"

#include <algorithm>

namespace fiftyfold {

namespace {

using Group = FieldGroup;
using Place = FieldPlace;

QByteArray valueOf(const HeaderField &header, Secrets secrets)
{
    return secrets == Secrets::Kept ? header.value : redactedHeaderValue(header.name, header.value);
}

QStringList headerTexts(const RunPlan &plan, Secrets secrets)
{
    QStringList texts;
    for (const HeaderField &header : plan.headers) {
        texts.append(QString::fromUtf8(header.name) + QLatin1String(": ") +
                     QString::fromUtf8(valueOf(header, secrets)));
    }
    return texts;
}

/// A refusal does not quote it: it may hold a secret.
Refusal readHeader(RunPlan &plan, const QString &text)
{
    const qsizetype colon = text.indexOf(QLatin1Char(':'));
    if (text.isEmpty())
        return FieldWords::tr("nothing (an empty text)");
    if (colon < 0)
        return FieldWords::tr("a text without the colon after the name");
    if (colon == 0)
        return FieldWords::tr("a text without a name before the colon");
    if (text.contains(QLatin1Char('\r')) || text.contains(QLatin1Char('\n')))
        return FieldWords::tr("a text with a line break");
    plan.headers.append({text.left(colon).toUtf8(), text.mid(colon + 1).trimmed().toUtf8()});
    return accepted;
}

/// In JSON pairs, always there.
FieldValue headersValue()
{
    FieldValue value = list<&RunPlan::headers>(QStringLiteral("'NAME: VALUE'"), headerTexts, readHeader);
    const QJsonObject text{{QStringLiteral("type"), QStringLiteral("string")}};
    value.schema = {{QStringLiteral("type"), QStringLiteral("array")},
                    {QStringLiteral("items"),
                     QJsonObject{{QStringLiteral("type"), QStringLiteral("array")}, {QStringLiteral("items"), text}}}};
    value.toJson = [](const RunPlan &plan, Secrets secrets) -> QJsonValue {
        QJsonArray headers;
        for (const HeaderField &header : plan.headers) {
            headers.append(QJsonArray{QString::fromLatin1(header.name), QString::fromUtf8(valueOf(header, secrets))});
        }
        return headers;
    };
    value.fromJson = [](RunPlan &plan, const QJsonValue &json) {
        const QJsonArray headers = json.toArray();
        for (const QJsonValue element : headers) {
            const QJsonArray pair = element.toArray();
            if (pair.size() != 2 || !pair.at(0).isString() || !pair.at(1).isString())
                return false;
            plan.headers.append({pair.at(0).toString().toLatin1(), pair.at(1).toString().toUtf8()});
        }
        return json.isArray();
    };
    return value;
}

FieldValue userAgentValue()
{
    FieldValue value = textual<&RunPlan::userAgent>(
        FieldWords::tr("a text on one line"),
        [](const RunPlan &plan, Secrets secrets) {
            const HeaderField field{"User-Agent", plan.userAgent.toUtf8()};
            return plan.userAgent.isEmpty() ? QStringList() : QStringList(QString::fromUtf8(valueOf(field, secrets)));
        },
        text<&RunPlan::userAgent>({}).read);
    value.read = [read = value.read](RunPlan &plan, const QString &text) -> Refusal {
        const bool hasControl =
            std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.category() == QChar::Other_Control; });
        return hasControl ? Refusal(FieldWords::tr("one with control characters")) : read(plan, text);
    };
    value.fromJson = [read = value.read](RunPlan &plan, const QJsonValue &json) {
        return json.isString() && !read(plan, json.toString());
    };
    return value;
}

/// In JSON only where it is not as ever.
FieldValue fieldsValue()
{
    FieldValue value = choice<&RunPlan::fields>({usualFields, curlFields, curlCompressedFields});
    value.toJson = [toJson = value.toJson](const RunPlan &plan, Secrets secrets) -> QJsonValue {
        return plan.fields == usualFields ? QJsonValue(QJsonValue::Undefined) : toJson(plan, secrets);
    };
    return value;
}

/// Of which a record tells the size; see planFromJson() for the rest.
FieldValue bodyValue()
{
    FieldValue value = text<&RunPlan::body>(FieldWords::tr("a text"));
    value.read = [](RunPlan &plan, const QString &text) -> Refusal {
        plan.body = text.toUtf8();
        return accepted;
    };
    value.schema = {{QStringLiteral("type"), QStringLiteral("integer")}, {QStringLiteral("minimum"), 0}};
    value.toJson = [](const RunPlan &plan, Secrets) -> QJsonValue { return static_cast<qint64>(plan.body.size()); };
    value.fromJson = [](RunPlan &, const QJsonValue &json) {
        constexpr qint64 most = qint64(1) << 52;
        return json.toInteger(-1) >= 0 && json.toInteger() <= most;
    };
    return value;
}

FieldValue acceptStatusValue()
{
    return parsed<&RunPlan::acceptStatus>(FieldWords::tr("status codes and ranges from 100 to 999 such as 200-399,404"),
                                          statusRangesToText, statusRangesFromText);
}

FieldValue checksValue()
{
    return list<&RunPlan::checks>(
        Check::forms(),
        [](const RunPlan &plan, Secrets secrets) {
            QStringList texts;
            for (const Check &check : plan.checks)
                texts.append(secrets == Secrets::Kept ? check.toText() : check.redactedText());
            return texts;
        },
        [](RunPlan &plan, const QString &text) -> Refusal {
            QString problem;
            const std::optional<Check> check = Check::fromText(text, &problem);
            if (!check)
                return problem;
            plan.checks.append(*check);
            return accepted;
        });
}

/// In JSON only where there are targets.
FieldValue orderValue()
{
    FieldValue value = choice<&RunPlan::order>({QStringLiteral("turn"), QStringLiteral("shuffled")});
    value.toJson = [toJson = value.toJson](const RunPlan &plan, Secrets secrets) -> QJsonValue {
        const bool isThere = !plan.targetsFile.isEmpty() || plan.order != RunPlan().order;
        return isThere ? toJson(plan, secrets) : QJsonValue(QJsonValue::Undefined);
    };
    return value;
}

} // namespace

std::vector<PlanField> requestFields()
{
    const QString nameOfFile = FieldWords::tr("the name of a file");
    return {
        {"--method", "X", "method", "method", Group::Request, Place::RunBar,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "HTTP method"), "", "METHOD",
         QStringLiteral("Default: GET, or POST when there is data."),
         text<&RunPlan::method>(FieldWords::tr("an HTTP method such as GET or POST"), Offer::Words,
                                QStringLiteral("GET HEAD POST PUT PATCH DELETE OPTIONS").split(QLatin1Char(' '))),
         methodProblem},
        {"--header", "H", "headers", "headers", Group::Request, Place::Requests,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Headers"), QT_TRANSLATE_NOOP("fiftyfold::PlanField", "headers"),
         "'NAME: VALUE'", QStringLiteral("A header of the request. May be repeated."), headersValue(), headersProblem},
        {"--user-agent", "", "user_agent", "userAgent", Group::Request, Place::Requests,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "User agent"),
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "user agent"), "TEXT",
         QStringLiteral("How the program names itself to the server. Default: Fiftyfold/VERSION."), userAgentValue(),
         userAgentProblem},
        {"--fields", "", "fields", "fields", Group::Request, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Other fields"),
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "other fields"), "WHICH",
         QStringLiteral("Which fields are sent besides those that are given: usual; curl, those of the program curl, "
                        "which asks for no coding; or curl-compressed, those of curl --compressed. What --curl takes "
                        "over has curl's. Default: usual."),
         fieldsValue(), fieldsProblem},
        {"--data", "", "body_bytes", "body", Group::Request, Place::Requests,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Body"), QT_TRANSLATE_NOOP("fiftyfold::PlanField", "body"), "TEXT",
         QStringLiteral("The body of the request. With a body the method is POST unless --method says otherwise, and "
                        "the content type that of a form unless --header does."),
         bodyValue(), noProblem, true},
        {"--redirects", "", "redirects", "redirects", Group::Request, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Follow redirects"),
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "redirects"), "N",
         QStringLiteral("Follow at most N redirects; with 0 the redirect is the answer. Default: 10."),
         number<&RunPlan::redirects>(0, redirectsLimit), redirectsProblem},
        {"--accept-status", "", "accept_status", "acceptStatus", Group::Request, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Success means status"),
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "success status"), "LIST",
         QStringLiteral("What counts as success. Default: 200-399."), acceptStatusValue(), acceptStatusProblem},
        {"--targets", "", "targets.source", "targets", Group::Request, Place::Requests,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Targets"), QT_TRANSLATE_NOOP("fiftyfold::PlanField", "targets"),
         "FILE",
         QStringLiteral("Many requests in turn, each with its own figures: lines URL or METHOD URL, lines of JSON with "
                        "method, url, headers and body, or a HAR."),
         text<&RunPlan::targetsFile>(nameOfFile, Offer::File), targetsProblem},
        {"--order", "", "targets.order", "order", Group::Request, Place::Requests,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Order"), QT_TRANSLATE_NOOP("fiftyfold::PlanField", "order"), "HOW",
         QStringLiteral("In which order targets are asked: turn, as they stand there, or shuffled, by --seed. Default: "
                        "turn."),
         orderValue(), orderProblem},
        {"--rows", "", "rows", "rows", Group::Request, Place::Requests,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Rows"), QT_TRANSLATE_NOOP("fiftyfold::PlanField", "rows"), "FILE",
         QStringLiteral("A CSV file with a header: {{column}} in URL, headers and body takes the next row's value. "
                        "Without it there are {{index}}, {{lane}}, {{uuid}}, {{random 1 100}} and {{time}}."),
         text<&RunPlan::rowsFile>(nameOfFile, Offer::File), rowsProblem},
        {"--check", "", "checks", "checks", Group::Request, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "Checks"), QT_TRANSLATE_NOOP("fiftyfold::PlanField", "checks"),
         "'WHAT …'",
         QStringLiteral("What a reply must be to count as done; one that is not has failed with the class check. ") +
             Check::forms() + QStringLiteral(". May be repeated."),
         checksValue(), checksProblem},
        {"--http", "", "http", "http", Group::Request, Place::MoreOptions,
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "HTTP version"),
         QT_TRANSLATE_NOOP("fiftyfold::PlanField", "HTTP version"), "VERSION",
         QStringLiteral("The version of HTTP: 1.1, or 2 for an https URL under the transport curl. Where a server does "
                        "not offer 2, the reply comes in 1.1, and the summary says so. Default: 1.1."),
         choice<&RunPlan::http>(availableHttpVersions()), httpProblem},
    };
}

} // namespace fiftyfold
