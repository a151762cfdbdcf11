// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/qt/qtfault.h"

#include "engine/http/replyfields.h"
#include "engine/http/replyhead.h"
#include "engine/http/requestfactory.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace fiftyfold {

namespace {

bool hasReply(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid();
}

/// As it was asked for: names of this machine go to Qt as nameOfThisMachine().
QUrl askedUrl(const QNetworkReply &reply)
{
    QUrl url = reply.url();
    const QString name = reply.request().peerVerifyName();
    if (!name.isEmpty() && url.host() == nameOfThisMachine())
        url.setHost(name);
    return url;
}

/// Qt's text names the target's host.
Fault unresolvedProxyFault(const QNetworkProxy &proxy)
{
    Q_ASSERT(!proxy.hostName().isEmpty()); // or there would be none
    return {FaultKind::ProxyUnresolved, {proxy.hostName()}};
}

Fault closedFault(const QNetworkReply &reply)
{
    // Without a reply Qt has one code and one text for an end in good order, a reset, and bytes that are no HTTP.
    return hasReply(reply) ? FaultKind::Truncated : FaultKind::ResetOrNoHttp;
}

} // namespace

Fault faultOf(const QNetworkReply &reply, const QNetworkProxy &proxy, const QString &tlsErrors)
{
    const QString said = reply.errorString();
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool isOverHttpProxy = proxy.type() == QNetworkProxy::HttpProxy;
    // Qt makes errors of most statuses, with the whole URL in the text; whether a status is one, the plan says.
    const bool isAboutBody = reply.error() == QNetworkReply::RemoteHostClosedError;
    const bool isFromProxy = isOverHttpProxy && status == 407;
    if (status >= 400 && !isAboutBody && !isFromProxy)
        return {};

    switch (reply.error()) {
    case QNetworkReply::NoError:
        return {};
    case QNetworkReply::HostNotFoundError:
        if (isOverHttpProxy)
            return unresolvedProxyFault(proxy);
        return {FaultKind::NameUnresolved, {askedUrl(reply).host()}};
    case QNetworkReply::ConnectionRefusedError:
        if (isOverHttpProxy)
            return {FaultKind::ProxyUnusable, {said}};
        return {FaultKind::Refused, {targetOf(askedUrl(reply))}};
    case QNetworkReply::RemoteHostClosedError:
        return closedFault(reply);
    case QNetworkReply::ContentReSendError: // see OnceBody
        return FaultKind::ResetBeforeReply;
    case QNetworkReply::SslHandshakeFailedError:
        return tlsFault(askedUrl(reply), tlsErrors.isEmpty() ? said : tlsErrors);
    case QNetworkReply::TimeoutError:
        return {FaultKind::SystemsTimeLimit, {targetOf(askedUrl(reply))}};
    case QNetworkReply::ProxyNotFoundError:
        return unresolvedProxyFault(proxy);
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return {FaultKind::ProxyUnusable, {said}};
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return FaultKind::ProxyWantsPassword;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return {FaultKind::NoHttp, {said}};
    default:
        break;
    }
    if (hasReply(reply))
        return closedFault(reply);
    if (proxy.type() == QNetworkProxy::Socks5Proxy && said.contains(QLatin1String("proxy"), Qt::CaseInsensitive))
        return {FaultKind::ProxyUnusable, {said}};
    return {FaultKind::NoConnection, {targetOf(askedUrl(reply)), said}};
}

Fault lengthFaultOf(const ReplyHead &head, qint64 received)
{
    if (isChunked(head.value("transfer-encoding")))
        return {};
    const std::optional<qint64> length = lengthFrom(head.value("content-length"));
    return length && received < *length ? Fault(FaultKind::Truncated) : Fault();
}

} // namespace fiftyfold
