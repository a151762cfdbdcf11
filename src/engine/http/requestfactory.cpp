// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/requestfactory.h"

#include "core/run/environment.h"
#include "core/text/redaction.h"
#include "engine/http/directmanager.h"
#include "engine/http/oncebody.h"
#include "engine/http/tracedreply.h"

#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslKey>

#include <algorithm>

#include <netdb.h>

namespace fiftyfold {

namespace {

/// The private key of a PEM file, whatever its algorithm; null when it holds none.
QSslKey privateKeyFrom(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        QSslKey key(pem, algorithm);
        if (!key.isNull())
            return key;
    }
    return {};
}

QSslConfiguration tlsFor(const RunPlan &plan, QString *problem)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    if (plan.insecure)
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (!plan.caCertificate.isEmpty()) {
        const QList<QSslCertificate> certificates = QSslCertificate::fromPath(plan.caCertificate);
        if (certificates.isEmpty())
            *problem = QStringLiteral("--cacert %1 holds no certificate; it takes a file of PEM certificates.")
                           .arg(plan.caCertificate);
        tls.setCaCertificates(certificates);
    }
    if (!plan.certificate.isEmpty()) {
        const QList<QSslCertificate> chain = QSslCertificate::fromPath(plan.certificate);
        QFile keyFile(plan.privateKey);
        const QSslKey key = keyFile.open(QIODevice::ReadOnly) ? privateKeyFrom(keyFile.readAll()) : QSslKey();
        if (chain.isEmpty())
            *problem = QStringLiteral("--cert %1 holds no certificate; it takes a PEM file.").arg(plan.certificate);
        else if (key.isNull())
            *problem = QStringLiteral("--key %1 holds no private key; it takes a PEM file without a passphrase.")
                           .arg(plan.privateKey);
        tls.setLocalCertificateChain(chain);
        tls.setPrivateKey(key);
    }
    return tls;
}

bool hasOwnCertificates(const RunPlan &plan)
{
    return !plan.caCertificate.isEmpty() || !plan.certificate.isEmpty();
}

/// `name` in lower case.
bool hasHeader(const RunPlan &plan, const char *name)
{
    return std::any_of(plan.headers.begin(), plan.headers.end(),
                       [name](const HeaderField &header) { return header.name.toLower() == name; });
}

/// A zone means something on this machine only.
QByteArray hostField(const QUrl &url)
{
    const bool isIpv6 = url.host().contains(QLatin1Char(':'));
    const QByteArray host = isIpv6 ? '[' + url.host().section(QLatin1Char('%'), 0, 0).toLatin1() + ']'
                                   : url.host(QUrl::FullyEncoded).toLatin1();
    return url.port() < 0 ? host : host + ':' + QByteArray::number(url.port());
}

QByteArray basicCredentials(const QString &user, const QString &password)
{
    return "Basic " + (user + QLatin1Char(':') + password).toUtf8().toBase64();
}

} // namespace

bool isIdempotent(const QByteArray &method)
{
    return method == "GET" || method == "HEAD" || method == "PUT" || method == "DELETE" || method == "OPTIONS" ||
           method == "TRACE";
}

bool expectsBody(const QByteArray &method)
{
    return method == "POST" || method == "PUT" || method == "PATCH";
}

QList<HeaderField> fieldsOfOurs(const RunPlan &plan)
{
    return {
        {"User-Agent", plan.userAgent.isEmpty() ? "Fiftyfold/" + programVersion().toLatin1() : plan.userAgent.toUtf8()},
        {"Accept-Language", "*"},
        {"Connection", plan.freshConnections ? "close" : "keep-alive"}};
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
    , m_decodes(!hasHeader(plan, "accept-encoding"))
    , m_secrets(plan)
    , m_isQt(plan.transport == QLatin1String("qt"))
    , m_proxy(m_isQt ? proxyFor(plan) : QNetworkProxy(QNetworkProxy::NoProxy))
    , m_tls(m_isQt || hasOwnCertificates(plan) ? tlsFor(plan, problem) : QSslConfiguration())
    , m_firstHop{plan.url, plan.method, !plan.body.isEmpty(), false, 0, redactedUrl(plan.url)}
    , m_firstRequest(requestFor(m_firstHop))
{
}

QNetworkRequest RequestFactory::requestFor(const Hop &hop) const
{
    QUrl url = hop.url.toUrl();
    url.setUserInfo(QString()); // sent below; Qt's errors would show it
    QNetworkRequest request(url);
    if (m_isQt) {
        connectElsewhere(request);
        request.setSslConfiguration(m_tls);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    } else {
        request.setAttribute(TracedReply::traceOnly, true);
        request.setAttribute(TracedReply::exactUrl, hop.url.textWithoutUserInfo());
        request.setAttribute(TracedReply::onceOnly, !isIdempotent(hop.method));
    }
    for (const HeaderField &field : fieldsOfOurs(m_plan))
        request.setRawHeader(field.name, field.value);
    request.setRawHeader(QByteArrayLiteral("Accept"), QByteArrayLiteral("*/*"));
    // Said by us, so that no transport says or does something of its own. A part of a body can't be decoded.
    request.setRawHeader(QByteArrayLiteral("Accept-Encoding"), hasHeader(m_plan, "range")
                                                                   ? QByteArrayLiteral("identity")
                                                                   : QByteArrayLiteral("gzip, deflate"));
    if (m_isQt && !hop.hasBody && expectsBody(hop.method)) // libcurl says it by itself
        request.setRawHeader(QByteArrayLiteral("Content-Length"), QByteArrayLiteral("0"));
    if (hop.hasBody)
        request.setRawHeader(QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/x-www-form-urlencoded"));
    if (!m_plan.url.userInfo().isEmpty() && !hop.hasLeftOrigin) {
        request.setRawHeader(QByteArrayLiteral("Authorization"),
                             basicCredentials(m_plan.url.userName(), m_plan.url.password()));
    }
    const bool isProxyAsked = m_proxy.type() == QNetworkProxy::HttpProxy && !m_proxy.user().isEmpty();
    if (isProxyAsked && url.scheme() == QLatin1String("http"))
        request.setRawHeader(QByteArrayLiteral("Proxy-Authorization"),
                             basicCredentials(m_proxy.user(), m_proxy.password()));
    addPlanHeaders(request, hop);
    return request;
}

/// --resolve and --connect-to, and names that are this machine's without a name service knowing them: the host is still
/// asked for under its own name.
void RequestFactory::connectElsewhere(QNetworkRequest &request) const
{
    QUrl url = request.url();
    Endpoint endpoint = endpointOf(m_plan, url);
    if (isLocalhostName(endpoint.host) && m_proxy.type() == QNetworkProxy::NoProxy)
        endpoint.host = nameOfThisMachine();
    const bool isElsewhere = endpoint.host != url.host() || endpoint.port != portOf(url);
    const bool hasZone = url.host().contains(QLatin1Char('%')); // which Qt would tell the server
    if (isElsewhere || hasZone)
        request.setRawHeader(QByteArrayLiteral("Host"), hostField(url));
    if (!isElsewhere)
        return;
    request.setPeerVerifyName(url.host());
    url.setHost(endpoint.host);
    url.setPort(endpoint.port);
    request.setUrl(url);
}

void RequestFactory::addPlanHeaders(QNetworkRequest &request, const Hop &hop) const
{
    QList<QByteArray> given;
    for (const HeaderField &header : m_plan.headers) {
        const QByteArray name = header.name.toLower();
        const bool staysBehind = hop.hasLeftOrigin && (isSecretHeader(name) || name == "host");
        const bool isOfLostBody = name == "content-type" && !hop.hasBody && !m_plan.body.isEmpty();
        if (staysBehind || isOfLostBody)
            continue;
        // Qt has one value for a name; several are a list (RFC 9110, 5.3), with Cookie's own separator (RFC
        // 6265, 4.2.1).
        const QByteArray separator = name == "cookie" ? "; " : ", ";
        const bool isFurther = given.contains(name);
        request.setRawHeader(header.name,
                             isFurther ? request.rawHeader(header.name) + separator + header.value : header.value);
        given.append(name);
    }
    // Qt would ask for its own, and decode it. It means the same (RFC 9110, 12.5.3).
    if (m_isQt && request.rawHeader(QByteArrayLiteral("Accept-Encoding")).isEmpty())
        request.setRawHeader(QByteArrayLiteral("Accept-Encoding"), QByteArrayLiteral("identity"));
}

QNetworkReply *RequestFactory::send(QNetworkAccessManager *manager, const Hop &hop) const
{
    if (m_isQt && m_plan.freshConnections)
        manager->clearConnectionCache(); // the lane is idle, and the manager is its own
    const QNetworkRequest request = hop.redirects == 0 ? m_firstRequest : requestFor(hop);
    if (m_isQt && mayHaveHadEffect(hop))
        return sendOnce(manager, request, hop);
    if (hop.hasBody)
        return manager->sendCustomRequest(request, hop.method, m_plan.body);
    if (hop.method == "GET") {
        auto *direct = qobject_cast<DirectManager *>(manager);
        return direct ? direct->send(QNetworkAccessManager::GetOperation, request) : manager->get(request);
    }
    if (hop.method == "HEAD")
        return manager->head(request);
    return manager->sendCustomRequest(request, hop.method);
}

QNetworkReply *RequestFactory::sendOnce(QNetworkAccessManager *manager, const QNetworkRequest &request,
                                        const Hop &hop) const
{
    auto *body = new OnceBody(hop.hasBody ? m_plan.body : QByteArray());
    QNetworkReply *reply = manager->sendCustomRequest(request, hop.method, body);
    body->setParent(reply);
    return reply;
}

QNetworkProxy proxyFor(const RunPlan &plan)
{
    if (!plan.proxy || plan.proxy->isEmpty())
        return QNetworkProxy::NoProxy;
    const QUrl &proxy = *plan.proxy;
    const bool isHttp = proxy.scheme() == QLatin1String("http");
    return QNetworkProxy(isHttp ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy, proxy.host(),
                         static_cast<quint16>(proxy.port(1080)), proxy.userName(QUrl::FullyDecoded),
                         proxy.password(QUrl::FullyDecoded));
}

} // namespace fiftyfold
