// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/templates.h"

#include "core/plan/headerfields.h"
#include "core/plan/templateparser.h"
#include "core/text/problemwords.h"
#include "core/text/redaction.h"

#include <QRegularExpression>

#include <algorithm>

namespace fiftyfold {

namespace {

using Form = TemplateParser::Form;

/// How a body is to be read, and what its values are then.
struct BodyForm {
    Form form = Form::Other;
    TemplateSite site = TemplateSite::Plain;
};

/// No form begins like that, also where its header calls it one, as data without a header of its own has it.
bool beginsAsJson(const QByteArray &body)
{
    const QByteArray text = body.trimmed();
    return text.startsWith('[') || (text.startsWith('{') && (!text.startsWith("{{") || text.startsWith("{{{")));
}

BodyForm bodyFormOf(const QList<HeaderField> &headers, const QByteArray &body)
{
    const HeaderField *header = findHeader(headers, "content-type");
    const QByteArray type = header ? header->value.split(';').first().trimmed().toLower() : QByteArray();
    const bool isForm = type.isEmpty() || type == "application/x-www-form-urlencoded";
    if (type.endsWith("/json") || type.endsWith("+json") || (isForm && beginsAsJson(body)))
        return {Form::Json, TemplateSite::Json};
    return {Form::Other, isForm ? TemplateSite::Form : TemplateSite::Plain};
}

bool hasPlace(TemplateParser &parser, const QByteArray &text, Form form)
{
    QString problem;
    const TemplateText read = parser.parse(text, form, TemplateSite::Plain, {}, &problem);
    return !problem.isEmpty() || !read.isConstant();
}

QString readable(QString text)
{
    return text.replace(QLatin1String("%20"), QLatin1String(" ")).replace(QLatin1String("%22"), QLatin1String("\""));
}

/// The URL with its places as they are typed, but for texts that stand for themselves, which `shown` shows.
template<typename Shown>
QString withPlaces(const ExactUrl &url, const Shown &shown)
{
    static const QRegularExpression place(
        QStringLiteral(R"((?:\{\{|%7B%7B)(?:(?:%20| )*(?:%22|")(?<text>(?:(?!%22|").)*)(?:%22|")(?:%20| )*|)"
                       R"((?<name>(?:%20| )*[A-Za-z_](?:(?!%7B|%7D)[^{}])*))(?:\}\}|%7D%7D))"));
    QString text = redactedUrl(url);
    for (QRegularExpressionMatch found = place.match(text); found.hasMatch();) {
        const QString name = found.captured(QStringLiteral("name"));
        const QString now = name.isEmpty() ? shown(found.captured(QStringLiteral("text")))
                                           : QStringLiteral("{{%1}}").arg(readable(name));
        text.replace(found.capturedStart(), found.capturedLength(), now);
        found = place.match(text, found.capturedStart() + now.size());
    }
    return text;
}

} // namespace

std::optional<RequestTemplate> RequestTemplate::parse(const ExactUrl &url, const QList<HeaderField> &headers,
                                                      const QByteArray &body, const QStringList &columns,
                                                      QString *problem)
{
    RequestTemplate result;
    TemplateParser parser(columns);
    const QByteArray authority = url.text().chopped(url.target().size());
    if (hasPlace(parser, authority, Form::Url)) {
        *problem = ProblemWords::tr("A {{…}} of the URL stands in its path or its query, not before them.");
        return std::nullopt;
    }
    result.m_url = parser.parse(url.text(), Form::Url, TemplateSite::Url, ProblemWords::tr("the URL"), problem);
    if (!problem->isEmpty())
        return std::nullopt;
    result.m_constant.headers = headers;
    if (!result.addHeaders(parser, problem))
        return std::nullopt;
    const BodyForm form = bodyFormOf(headers, body);
    result.m_body = parser.parse(body, form.form, form.site, ProblemWords::tr("the body"), problem);
    if (!problem->isEmpty())
        return std::nullopt;
    // What has no place is filled here, once.
    const TemplateValues nothing;
    if (result.m_url.isConstant())
        result.m_url.fill(result.m_constant.url, nothing, problem);
    if (result.m_body.isConstant())
        result.m_body.fill(result.m_constant.body, nothing, problem);
    return result;
}

bool RequestTemplate::addHeaders(TemplateParser &parser, QString *problem)
{
    for (qsizetype i = 0; i < m_constant.headers.size(); ++i) {
        HeaderField &header = m_constant.headers[i];
        const QString name = QString::fromUtf8(header.name);
        if (hasPlace(parser, header.name, Form::Other)) {
            *problem = ProblemWords::tr("A {{…}} of a header stands in its value, not in its name.");
            return false;
        }
        const TemplateText value = parser.parse(header.value, Form::Other, TemplateSite::Header,
                                                ProblemWords::tr("the header %1").arg(name), problem);
        if (!problem->isEmpty())
            return false;
        if (value.isConstant())
            value.fill(header.value, {}, problem);
        else
            m_headers.append({i, value});
    }
    return true;
}

bool RequestTemplate::isConstant() const
{
    return m_url.isConstant() && m_body.isConstant() && m_headers.isEmpty();
}

bool RequestTemplate::usesColumns() const
{
    return m_url.usesColumns() || m_body.usesColumns() ||
           std::any_of(m_headers.cbegin(), m_headers.cend(),
                       [](const HeaderPlace &place) { return place.value.usesColumns(); });
}

bool RequestTemplate::fill(const TemplateValues &values, FilledRequest &request, QString *problem) const
{
    request.headers = m_constant.headers;
    if (m_url.isConstant())
        request.url = m_constant.url;
    else if (!m_url.fill(request.url, values, problem))
        return false;
    if (m_body.isConstant())
        request.body = m_constant.body;
    else if (!m_body.fill(request.body, values, problem))
        return false;
    for (const HeaderPlace &place : m_headers) {
        QByteArray value;
        if (!place.value.fill(value, values, problem))
            return false;
        request.headers[place.header].value = value;
    }
    return true;
}

QString readableUrl(const ExactUrl &url)
{
    return withPlaces(url, [](const QString &text) {
        QByteArray sent;
        appendAt(sent, QByteArray::fromPercentEncoding(text.toUtf8()), TemplateSite::Url);
        return QString::fromLatin1(sent);
    });
}

QString typedUrl(const ExactUrl &url)
{
    return withPlaces(url, [](QString text) {
        text.replace(QLatin1String("%7B"), QLatin1String("{")).replace(QLatin1String("%7D"), QLatin1String("}"));
        return QStringLiteral("{{\"%1\"}}").arg(readable(text));
    });
}

} // namespace fiftyfold
