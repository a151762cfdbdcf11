// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/curl/curlsettings.h"

#include <QFile>
#include <QHostAddress>

#include <algorithm>
#include <limits>

namespace fiftyfold {

namespace {

/// As libcurl wants it: an IPv6 address in brackets.
QByteArray hostText(const QString &host)
{
    if (host.contains(QLatin1Char(':')))
        return host.startsWith(QLatin1Char('[')) ? host.toLatin1() : '[' + host.toLatin1() + ']';
    const QByteArray ace = QUrl::toAce(host); // as it is in the URL that libcurl gets
    return ace.isEmpty() ? host.toLatin1() : ace;
}

QByteArray portText(quint16 port)
{
    return port == 0 ? QByteArray() : QByteArray::number(port);
}

/// The environment's was looked at before, for both transports: see proxyChoiceFor().
QByteArray proxyText(const RunPlan &plan)
{
    return plan.unixSocket.isEmpty() && plan.proxy
               ? plan.proxy->toEncoded(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment)
               : QByteArray();
}

/// libcurl gives up connecting after five minutes unless told otherwise. The plan's own deadline is kept by the job; a
/// limit here costs a timer for each request, so there is none while it isn't needed.
long connectTimeoutMs(const RunPlan &plan)
{
    using namespace std::chrono;
    constexpr minutes usual(5);
    if (plan.connectTimeout < usual)
        return 0;
    return static_cast<long>(
        std::min<qint64>(ceil<milliseconds>(plan.connectTimeout).count() + 1000, std::numeric_limits<int>::max()));
}

} // namespace

bool CurlSettings::looksUpNameFor(const QUrl &url) const
{
    if (!unixSocket.isEmpty())
        return false;
    const QString host = proxyHost.isEmpty() ? endpointOf(rules, url).host : proxyHost;
    return QHostAddress(host).isNull() && !isLoopbackHost(host);
}

CurlSettings curlSettingsFor(const RunPlan &plan, quint32 lanes)
{
    constexpr long spare = 8;
    CurlSettings settings;
    settings.wantsHttp2 = plan.http == QLatin1String("2");
    settings.verifiesPeer = !plan.insecure;
    settings.freshConnections = plan.freshConnections;
    settings.caFile = QFile::encodeName(plan.caCertificate);
    settings.certificate = QFile::encodeName(plan.certificate);
    settings.privateKey = QFile::encodeName(plan.privateKey);
    settings.proxy = proxyText(plan);
    settings.unixSocket = QFile::encodeName(plan.unixSocket);
    settings.rules.resolve = plan.resolve;
    settings.rules.connectTo = plan.connectTo;
    settings.proxyHost = QUrl::fromEncoded(settings.proxy).host();
    for (const ConnectToRule &rule : plan.connectTo)
        settings.connectTo.append(hostText(rule.host) + ':' + portText(rule.port) + ':' + hostText(rule.toHost) + ':' +
                                  portText(rule.toPort));
    for (const ResolveRule &rule : plan.resolve) {
        // libcurl resolves names only; an address is led elsewhere by the other rule.
        if (QHostAddress(rule.host).isNull())
            settings.resolve.append(hostText(rule.host) + ':' + portText(rule.port) + ':' + hostText(rule.address));
        else
            settings.connectTo.append(hostText(rule.host) + ':' + portText(rule.port) + ':' + hostText(rule.address) +
                                      ':' + portText(rule.port));
    }
    // libcurl knows by itself that "localhost" and what ends in it is this machine, but not with a last dot.
    const QString host = endpointOf(plan, plan.url).host;
    if (isLocalhostName(host) && host.endsWith(QLatin1Char('.')) && settings.proxy.isEmpty())
        settings.connectTo.append(hostText(plan.url.host()) + "::localhost:");
    settings.lanes = lanes;
    settings.connectionsKept = static_cast<long>(lanes) + spare;
    settings.connectTimeoutMs = connectTimeoutMs(plan);
    return settings;
}

} // namespace fiftyfold
