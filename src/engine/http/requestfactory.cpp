// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/requestfactory.h"

#include "core/plan/headerfields.h"
#include "core/run/environment.h"
#include "core/text/redaction.h"
#include "engine/http/directmanager.h"
#include "engine/http/tlsfiles.h"
#include "engine/http/tracedreply.h"

#include <QByteArrayList>

#include <curl/curl.h>
#include <netdb.h>

namespace fiftyfold {

namespace {

bool hasOwnCertificates(const RunPlan &plan)
{
    return !plan.caCertificate.isEmpty() || !plan.certificate.isEmpty();
}

void appendLine(QNetworkRequest &request, const QByteArray &name, const QByteArray &value)
{
    auto lines = request.attribute(TracedReply::fieldLines).value<QList<HeaderField>>();
    lines.append({name, value});
    request.setAttribute(TracedReply::fieldLines, QVariant::fromValue(lines));
}

/// Takes the place of those of the same name.
void setField(QNetworkRequest &request, const QByteArray &name, const QByteArray &value)
{
    auto lines = request.attribute(TracedReply::fieldLines).value<QList<HeaderField>>();
    removeHeaders(lines, name);
    request.setAttribute(TracedReply::fieldLines, QVariant::fromValue(lines));
    appendLine(request, name, value);
    request.setRawHeader(name, value);
}

/// One more of a name. Qt has one value for it; several are a list (RFC 9110, 5.3), with Cookie's own separator (RFC
/// 6265, 4.2.1).
void addField(QNetworkRequest &request, const QByteArray &name, const QByteArray &value)
{
    const bool isCookie = name.compare("cookie", Qt::CaseInsensitive) == 0;
    appendLine(request, name, value);
    request.setRawHeader(name, request.rawHeader(name) + (isCookie ? "; " : ", ") + value);
}

/// What curl --compressed asks for, in its order, but for zstd, which can't be decoded here.
QByteArray codingsOfCurl()
{
    const int features = curl_version_info(CURLVERSION_NOW)->features;
    QByteArrayList names;
    if ((features & CURL_VERSION_LIBZ) != 0)
        names << QByteArrayLiteral("deflate") << QByteArrayLiteral("gzip");
    if ((features & CURL_VERSION_BROTLI) != 0)
        names << QByteArrayLiteral("br");
    return names.join(", ");
}

/// The value of Accept-Encoding; empty: none.
QByteArray codingsAskedFor(const RunPlan &plan)
{
    if (plan.fields == curlCompressedFields)
        return codingsOfCurl();
    if (plan.fields == curlFields)
        return {};
    // A part of a body can't be decoded.
    return hasHeader(plan.headers, "range") ? QByteArrayLiteral("identity") : QByteArrayLiteral("gzip, deflate");
}

} // namespace

bool isIdempotent(const QByteArray &method)
{
    return method == "GET" || method == "HEAD" || method == "PUT" || method == "DELETE" || method == "OPTIONS" ||
           method == "TRACE";
}

QByteArray basicCredentials(const QString &user, const QString &password)
{
    return "Basic " + (user + QLatin1Char(':') + password).toUtf8().toBase64();
}

QList<HeaderField> fieldsOfOurs(const RunPlan &plan)
{
    QList<HeaderField> fields = {{"User-Agent", plan.userAgent.isEmpty() ? "Fiftyfold/" + programVersion().toLatin1()
                                                                         : plan.userAgent.toUtf8()}};
    const bool isAsCurl = plan.fields != usualFields && plan.transport != QLatin1String("qt");
    if (!isAsCurl)
        fields.append(HeaderField{"Accept-Language", "*"});
    if (!isAsCurl || plan.freshConnections)
        fields.append(HeaderField{"Connection", plan.freshConnections ? "close" : "keep-alive"});
    return fields;
}

QString nameOfThisMachine()
{
    static const QString name = [] {
        const QString usual = QStringLiteral("localhost");
        addrinfo *addresses = nullptr;
        const bool isKnown = getaddrinfo(usual.toLatin1().constData(), nullptr, nullptr, &addresses) == 0;
        if (isKnown)
            freeaddrinfo(addresses);
        return isKnown ? usual : QStringLiteral("127.0.0.1");
    }();
    return name;
}

RequestFactory::RequestFactory(const RunPlan &plan, QString *problem)
    : m_plan(plan)
    , m_decodes(!hasHeader(plan.headers, "accept-encoding"))
    , m_secrets(plan)
    , m_firstHop{plan.url, plan.method, !plan.body.isEmpty(), false, 0, redactedUrl(plan.url)}
    , m_firstRequest(requestFor(m_firstHop))
{
    if (problem && hasOwnCertificates(plan))
        tlsFor(plan, problem);
}

QNetworkRequest RequestFactory::requestFor(const Hop &hop) const
{
    QUrl url = hop.url.toUrl();
    url.setUserInfo(QString()); // sent below; Qt's errors would show it
    QNetworkRequest request(url);
    request.setAttribute(TracedReply::exactUrl, hop.url.textWithoutUserInfo());
    request.setAttribute(TracedReply::onceOnly, !isIdempotent(hop.method));
    // First, as curl has it.
    if (!m_plan.url.userInfo().isEmpty() && !hop.hasLeftOrigin) {
        setField(request, QByteArrayLiteral("Authorization"),
                 basicCredentials(m_plan.url.userName(), m_plan.url.password()));
    }
    for (const HeaderField &field : fieldsOfOurs(m_plan))
        setField(request, field.name, field.value);
    setField(request, QByteArrayLiteral("Accept"), QByteArrayLiteral("*/*"));
    // Said by us, so that no transport says or does something of its own.
    if (const QByteArray codings = codingsAskedFor(m_plan); !codings.isEmpty())
        setField(request, QByteArrayLiteral("Accept-Encoding"), codings);
    if (hop.hasBody)
        setField(request, QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/x-www-form-urlencoded"));
    addPlanHeaders(request, hop);
    return request;
}

void RequestFactory::addPlanHeaders(QNetworkRequest &request, const Hop &hop) const
{
    const bool hasLostBody = !hop.hasBody && (!m_plan.body.isEmpty() || hop.method != m_plan.method);
    QList<QByteArray> given;
    for (const HeaderField &header : m_plan.headers) {
        const QByteArray name = header.name.toLower();
        const bool staysBehind = hop.hasLeftOrigin && (isSecretHeader(name) || name == "host");
        if (staysBehind || (hasLostBody && (name == "content-type" || name == "content-length")))
            continue;
        if (given.contains(name))
            addField(request, header.name, header.value);
        else
            setField(request, header.name, header.value);
        given.append(name);
    }
}

TracedReply *RequestFactory::send(DirectManager *manager, const Hop &hop) const
{
    const QNetworkRequest request = hop.redirects == 0 ? m_firstRequest : requestFor(hop);
    QNetworkReply *reply = nullptr;
    if (hop.hasBody)
        reply = manager->sendCustomRequest(request, hop.method, m_plan.body);
    else if (hop.method == "GET")
        reply = manager->send(QNetworkAccessManager::GetOperation, request);
    else if (hop.method == "HEAD")
        reply = manager->send(QNetworkAccessManager::HeadOperation, request);
    else
        reply = manager->sendCustomRequest(request, hop.method);
    return static_cast<TracedReply *>(reply); // see DirectManager
}

} // namespace fiftyfold
