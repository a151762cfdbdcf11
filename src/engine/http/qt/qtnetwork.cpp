// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/qt/qtnetwork.h"

#include "engine/http/qt/oncebody.h"
#include "engine/http/requestfactory.h"
#include "engine/http/tlsfiles.h"

#include <QBuffer>

namespace fiftyfold {

namespace {

/// A plan's proxy, as Qt has it. Nothing of the environment: see proxyChoiceFor().
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

/// A zone means something on this machine only.
QByteArray hostField(const QUrl &url)
{
    const bool isIpv6 = url.host().contains(QLatin1Char(':'));
    const QByteArray host = isIpv6 ? '[' + url.host().section(QLatin1Char('%'), 0, 0).toLatin1() + ']'
                                   : url.host(QUrl::FullyEncoded).toLatin1();
    return url.port() < 0 ? host : host + ':' + QByteArray::number(url.port());
}

void setUnlessGiven(QNetworkRequest &request, const QByteArray &name, const QByteArray &value)
{
    if (!request.hasRawHeader(name))
        request.setRawHeader(name, value);
}

/// Without a copy of one that lies in memory.
QByteArray bytesOf(QIODevice *body)
{
    if (!body)
        return {};
    const auto *buffer = qobject_cast<const QBuffer *>(body);
    return buffer ? buffer->data() : body->readAll();
}

} // namespace

QtSettings qtSettingsFor(const RunPlan &plan)
{
    QtSettings settings;
    settings.rules.resolve = plan.resolve;
    settings.rules.connectTo = plan.connectTo;
    settings.proxy = proxyFor(plan);
    QString problem; // was looked for by the RequestFactory
    settings.tls = tlsFor(plan, &problem);
    settings.freshConnections = plan.freshConnections;
    return settings;
}

QtNetwork::QtNetwork(const QtSettings &settings, const Clock *clock, std::atomic<quint32> *connectionNumbers)
    : m_settings(settings)
    , m_clock(clock)
    , m_connection{connectionNumbers, settings.tellsConnections, settings.proxy}
{
    setProxy(settings.proxy);
    setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    setAutoDeleteReplies(false);
}

QNetworkReply *QtNetwork::createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    if (m_settings.freshConnections)
        clearConnectionCache(); // the lane is idle, and this its own
    const bool hasBody = body && body->size() > 0;
    if (m_preparedFor != request) {
        m_prepared = prepared(request);
        m_preparedFor = request;
    }
    const bool isOnce = hasBody || request.attribute(TracedReply::onceOnly).toBool();
    OnceBody *once = isOnce ? new OnceBody(bytesOf(body)) : nullptr;
    QNetworkReply *reply = carried(operation, m_prepared, once);
    if (once)
        once->setParent(reply);
    return new QtReply(reply, operation, request, hasBody, m_clock, &m_connection, this);
}

QNetworkReply *QtNetwork::carried(Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    return QNetworkAccessManager::createRequest(operation, request, body);
}

QNetworkRequest QtNetwork::prepared(const QNetworkRequest &request) const
{
    QNetworkRequest prepared = request;
    connectElsewhere(prepared);
    prepared.setSslConfiguration(m_settings.tls);
    prepared.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    prepared.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    const QNetworkProxy &proxy = m_settings.proxy;
    const bool isProxyAsked = proxy.type() == QNetworkProxy::HttpProxy && !proxy.user().isEmpty();
    if (isProxyAsked && request.url().scheme() == QLatin1String("http"))
        setUnlessGiven(prepared, QByteArrayLiteral("Proxy-Authorization"),
                       basicCredentials(proxy.user(), proxy.password()));
    // Qt would ask for its own, and decode it. It means the same (RFC 9110, 12.5.3).
    if (prepared.rawHeader(QByteArrayLiteral("Accept-Encoding")).isEmpty())
        prepared.setRawHeader(QByteArrayLiteral("Accept-Encoding"), QByteArrayLiteral("identity"));
    return prepared;
}

/// --resolve and --connect-to, and names that are this machine's without a name service knowing them: the host is still
/// asked for under its own name.
void QtNetwork::connectElsewhere(QNetworkRequest &request) const
{
    QUrl url = request.url();
    Endpoint endpoint = endpointOf(m_settings.rules, url);
    if (isLocalhostName(endpoint.host) && m_settings.proxy.type() == QNetworkProxy::NoProxy)
        endpoint.host = nameOfThisMachine();
    const bool isElsewhere = endpoint.host != url.host() || endpoint.port != portOf(url);
    const bool hasZone = url.host().contains(QLatin1Char('%')); // which Qt would tell the server
    if (isElsewhere || hasZone)
        setUnlessGiven(request, QByteArrayLiteral("Host"), hostField(url));
    if (!isElsewhere)
        return;
    request.setPeerVerifyName(url.host());
    url.setHost(endpoint.host);
    url.setPort(endpoint.port);
    request.setUrl(url);
}

} // namespace fiftyfold
