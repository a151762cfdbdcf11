// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/requestfactory.h"

#include "core/environment.h"
#include "core/redaction.h"

#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslKey>

#include <algorithm>

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
            *problem = QStringLiteral("--cacert %1 holds no certificate; it takes a file of PEM certificates.").arg(plan.caCertificate);
        tls.setCaCertificates(certificates);
    }
    if (!plan.certificate.isEmpty()) {
        const QList<QSslCertificate> chain = QSslCertificate::fromPath(plan.certificate);
        QFile keyFile(plan.privateKey);
        const QSslKey key = keyFile.open(QIODevice::ReadOnly) ? privateKeyFrom(keyFile.readAll()) : QSslKey();
        if (chain.isEmpty())
            *problem = QStringLiteral("--cert %1 holds no certificate; it takes a PEM file.").arg(plan.certificate);
        else if (key.isNull())
            *problem = QStringLiteral("--key %1 holds no private key; it takes a PEM file without a passphrase.").arg(plan.privateKey);
        tls.setLocalCertificateChain(chain);
        tls.setPrivateKey(key);
    }
    return tls;
}

bool hasHeader(const RunPlan &plan, const char *name)
{
    return std::any_of(plan.headers.cbegin(), plan.headers.cend(), [name](const HeaderField &header) {
        return header.name.compare(name, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

RequestFactory::RequestFactory(const RunPlan &plan, QString *problem)
    : m_plan(plan)
    , m_tls(tlsFor(plan, problem))
{
}

Hop RequestFactory::firstHop() const
{
    return {m_plan.url, m_plan.method, !m_plan.body.isEmpty(), true};
}

QNetworkRequest RequestFactory::requestFor(const Hop &hop) const
{
    QUrl url = hop.url;
    const Endpoint endpoint = endpointOf(m_plan, url);
    const bool isElsewhere = endpoint.host != url.host()
                             || endpoint.port != url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
    QNetworkRequest request;
    if (isElsewhere) {
        request.setRawHeader(QByteArrayLiteral("Host"), url.authority(QUrl::FullyEncoded | QUrl::RemoveUserInfo).toLatin1());
        request.setPeerVerifyName(url.host());
        url.setHost(endpoint.host);
        url.setPort(endpoint.port);
    }
    if (!hop.hasSecrets)
        url.setUserInfo(QString());
    request.setUrl(url);
    request.setSslConfiguration(m_tls);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    // The body is bounded by the plan's own limit, whatever it was compressed from.
    request.setDecompressedSafetyCheckThreshold(-1);
    request.setRawHeader(QByteArrayLiteral("User-Agent"), "Fiftyfold/" + programVersion().toLatin1());
    if (m_plan.freshConnections)
        request.setRawHeader(QByteArrayLiteral("Connection"), QByteArrayLiteral("close"));
    if (hop.hasBody && !hasHeader(m_plan, "Content-Type"))
        request.setRawHeader(QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/x-www-form-urlencoded"));
    for (const HeaderField &header : m_plan.headers) {
        const bool isOfBody = header.name.compare("Content-Type", Qt::CaseInsensitive) == 0;
        if ((hop.hasSecrets || !isSecretHeader(header.name)) && (hop.hasBody || !isOfBody))
            request.setRawHeader(header.name, header.value);
    }
    return request;
}

QNetworkReply *RequestFactory::send(QNetworkAccessManager *manager, const Hop &hop) const
{
    const QNetworkRequest request = requestFor(hop);
    if (!hop.hasBody && hop.method == "GET")
        return manager->get(request);
    if (!hop.hasBody && hop.method == "HEAD")
        return manager->head(request);
    return manager->sendCustomRequest(request, hop.method, hop.hasBody ? m_plan.body : QByteArray());
}

QNetworkProxy proxyFor(const RunPlan &plan)
{
    if (!plan.proxy.isEmpty()) {
        const bool isHttp = plan.proxy.scheme() == QLatin1String("http");
        return QNetworkProxy(isHttp ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy, plan.proxy.host(),
                             static_cast<quint16>(plan.proxy.port(isHttp ? 3128 : 1080)),
                             plan.proxy.userName(QUrl::FullyDecoded), plan.proxy.password(QUrl::FullyDecoded));
    }
    if (isLocalTarget(plan))
        return QNetworkProxy::NoProxy;
    const QList<QNetworkProxy> proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(plan.url));
    return proxies.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : proxies.first();
}

} // namespace fiftyfold
