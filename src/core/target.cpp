// SPDX-License-Identifier: GPL-3.0-or-later
// Where a plan leads: what a person typed as a URL, and whether that place is local.
#include "core/runplan.h"

#include "core/redaction.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

#include <arpa/inet.h>

namespace fiftyfold {

namespace {

struct Network {
    std::array<unsigned char, 16> address;
    int prefixBits;
};

bool isInside(const unsigned char *address, const Network &network)
{
    for (int bit = 0; bit < network.prefixBits; ++bit) {
        const auto byte = static_cast<std::size_t>(bit / 8);
        const int mask = 0x80 >> (bit % 8);
        if ((address[byte] & mask) != (network.address[byte] & mask))
            return false;
    }
    return true;
}

bool isLocalIpv4(const in_addr &address)
{
    static constexpr std::array<Network, 5> local = {{{{127}, 8}, {{10}, 8}, {{172, 16}, 12}, {{192, 168}, 16}, {{169, 254}, 16}}};
    const auto *bytes = reinterpret_cast<const unsigned char *>(&address);
    return std::any_of(local.begin(), local.end(), [bytes](const Network &network) { return isInside(bytes, network); });
}

bool isLocalIpv6(const in6_addr &address)
{
    static constexpr std::array<Network, 3> local = {
        {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128}, {{0xfc}, 7}, {{0xfe, 0x80}, 10}}};
    static constexpr Network mappedIpv4 = {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96};
    if (isInside(address.s6_addr, mappedIpv4)) {
        in_addr v4;
        std::copy_n(address.s6_addr + 12, 4, reinterpret_cast<unsigned char *>(&v4));
        return isLocalIpv4(v4);
    }
    return std::any_of(local.begin(), local.end(),
                       [&address](const Network &network) { return isInside(address.s6_addr, network); });
}

/// What a person typed as a URL, without its secrets even where it is none.
QString withoutSecrets(const QString &text)
{
    static const QRegularExpression userInfo(QStringLiteral("//[^/?#]*@"));
    const QString redacted = redactedUrl(QUrl(text));
    return redacted.isEmpty() ? QString(text).replace(userInfo, QStringLiteral("//[redacted]@")) : redacted;
}

} // namespace

QUrl urlFromUserInput(const QString &text, QString *message)
{
    static const QRegularExpression schemePattern(QStringLiteral("^([A-Za-z][A-Za-z0-9+.-]*):(?!\\d+(/|\\?|#|$))"));
    const auto fail = [&](const QString &why) {
        if (message)
            *message = QStringLiteral("The URL %1: got \"%2\"; it takes http://HOST[:PORT]/PATH, https://… or practice:…")
                           .arg(why, withoutSecrets(text));
        return QUrl();
    };
    if (message)
        message->clear();

    QString input = text.trimmed();
    if (input.isEmpty())
        return fail(QStringLiteral("is empty"));
    const QRegularExpressionMatch match = schemePattern.match(input);
    QString scheme = match.captured(1).toLower();
    if (!match.hasMatch()) {
        scheme = QStringLiteral("http");
        input.prepend(QLatin1String("http://"));
    }
    if (scheme == QLatin1String("practice")) {
        QString rest = input.mid(int(qstrlen("practice:")));
        while (rest.startsWith(QLatin1Char('/')))
            rest.remove(0, 1);
        if (rest.isEmpty() || rest.startsWith(QLatin1Char('?')))
            rest.prepend(QLatin1String("robots.txt"));
        const QUrl url(QLatin1String("practice:") + rest);
        return url.isValid() ? url : fail(QStringLiteral("can't be read"));
    }
    if (scheme != QLatin1String("http") && scheme != QLatin1String("https"))
        return fail(QStringLiteral("has a scheme that can't be fetched, %1").arg(scheme));
    QUrl url(input);
    if (!url.isValid())
        return fail(QStringLiteral("can't be read (%1)").arg(url.errorString().section(QLatin1Char(';'), 0, 0)));
    if (url.host().isEmpty())
        return fail(QStringLiteral("has no host"));
    if (url.port() == 0)
        return fail(QStringLiteral("has port 0"));
    if (url.path().isEmpty())
        url.setPath(QStringLiteral("/"));
    url.setFragment({});
    return url;
}

bool isLocalHost(const QString &host)
{
    QString name = host.toLower();
    if (name.startsWith(QLatin1Char('[')) && name.endsWith(QLatin1Char(']')))
        name = name.mid(1, name.size() - 2);
    if (name == QLatin1String("localhost") || name.endsWith(QLatin1String(".localhost")))
        return true;
    const QByteArray text = name.section(QLatin1Char('%'), 0, 0).toLatin1();
    in_addr v4;
    if (inet_pton(AF_INET, text.constData(), &v4) == 1)
        return isLocalIpv4(v4);
    in6_addr v6;
    return inet_pton(AF_INET6, text.constData(), &v6) == 1 && isLocalIpv6(v6);
}

bool isLocalTarget(const RunPlan &plan)
{
    if (plan.isPractice() || !plan.unixSocket.isEmpty())
        return true;
    const Endpoint endpoint = endpointOf(plan, plan.url);
    return isLocalHost(endpoint.host);
}

Endpoint endpointOf(const RunPlan &plan, const QUrl &url)
{
    Endpoint endpoint{url.host(), static_cast<quint16>(url.port(url.scheme() == QLatin1String("https") ? 443 : 80))};
    for (const ConnectToRule &rule : plan.connectTo) {
        if ((rule.host.isEmpty() || rule.host.compare(endpoint.host, Qt::CaseInsensitive) == 0)
            && (rule.port == 0 || rule.port == endpoint.port)) {
            if (!rule.toHost.isEmpty())
                endpoint.host = rule.toHost;
            if (rule.toPort != 0)
                endpoint.port = rule.toPort;
            break;
        }
    }
    for (const ResolveRule &rule : plan.resolve) {
        if (rule.host.compare(endpoint.host, Qt::CaseInsensitive) == 0 && rule.port == endpoint.port) {
            endpoint.host = rule.address;
            break;
        }
    }
    return endpoint;
}

} // namespace fiftyfold
