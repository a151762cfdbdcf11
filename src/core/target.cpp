// SPDX-License-Identifier: GPL-3.0-or-later
// Where a plan leads: what a person typed as a URL, and whether that place is local.
#include "core/runplan.h"

#include "core/redaction.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <optional>

#include <arpa/inet.h>

namespace fiftyfold {

namespace {

using Bytes = std::array<unsigned char, 16>;

struct Network {
    Bytes address;
    std::size_t prefixBits;
};

constexpr std::array<Network, 1> loopbackIpv4 = {{{{127}, 8}}};
constexpr std::array<Network, 4> localIpv4 = {{{{10}, 8}, {{172, 16}, 12}, {{192, 168}, 16}, {{169, 254}, 16}}};
constexpr std::array<Network, 1> loopbackIpv6 = {{{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128}}};
constexpr std::array<Network, 2> localIpv6 = {{{{0xfc}, 7}, {{0xfe, 0x80}, 10}}};
constexpr std::array<Network, 1> ipv4InIpv6 = {{{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96}}};

template<std::size_t count>
bool isIn(const Bytes &address, const std::array<Network, count> &networks)
{
    return std::any_of(networks.begin(), networks.end(), [&address](const Network &network) {
        for (std::size_t bit = 0; bit < network.prefixBits; ++bit) {
            const unsigned mask = 0x80U >> (bit % 8);
            if ((address[bit / 8] & mask) != (network.address[bit / 8] & mask))
                return false;
        }
        return true;
    });
}

/// A host as a URL has it: a name, and the address that it is, if it is one.
struct Address {
    explicit Address(const QString &host);

    QString name;
    std::optional<Bytes> v4; ///< In its first four bytes.
    std::optional<Bytes> v6;
};

Address::Address(const QString &host)
    : name(host.toLower())
{
    if (name.startsWith(QLatin1Char('[')) && name.endsWith(QLatin1Char(']')))
        name = name.mid(1, name.size() - 2);
    const QByteArray text = name.section(QLatin1Char('%'), 0, 0).toLatin1();
    Bytes bytes{};
    if (inet_pton(AF_INET, text.constData(), bytes.data()) == 1) {
        v4 = bytes;
    } else if (inet_pton(AF_INET6, text.constData(), bytes.data()) == 1) {
        if (isIn(bytes, ipv4InIpv6)) {
            v4 = Bytes{};
            std::copy_n(bytes.begin() + 12, 4, v4->begin());
        } else {
            v6 = bytes;
        }
    }
}

} // namespace

ExactUrl urlFromUserInput(const QString &text, QString *message)
{
    static const QRegularExpression schemePattern(QStringLiteral("^([A-Za-z][A-Za-z0-9+.-]*):(?!\\d+(/|\\?|#|$))"));
    const auto fail = [&](const QString &why) {
        if (message)
            *message =
                QStringLiteral("The URL %1: got \"%2\"; it takes http://HOST[:PORT]/PATH, https://… or practice:…")
                    .arg(why, redactedUrlText(text));
        return ExactUrl();
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
        const ExactUrl url = ExactUrl::fromText(QLatin1String("practice:") + rest);
        return url.isValid() ? url : fail(QStringLiteral("can't be read"));
    }
    if (scheme != QLatin1String("http") && scheme != QLatin1String("https"))
        return fail(QStringLiteral("has a scheme that can't be fetched, %1").arg(scheme));
    const ExactUrl url = ExactUrl::fromText(input);
    if (!url.isValid())
        return fail(QStringLiteral("can't be read (%1)").arg(url.errorString().section(QLatin1Char(';'), 0, 0)));
    if (url.port() == 0)
        return fail(QStringLiteral("has port 0"));
    return url;
}

bool isLocalHost(const QString &host)
{
    const Address address(host);
    return isLoopbackHost(host) || (address.v4 && isIn(*address.v4, localIpv4)) ||
           (address.v6 && isIn(*address.v6, localIpv6));
}

bool isLoopbackHost(const QString &host)
{
    const Address address(host);
    return address.name == QLatin1String("localhost") || address.name.endsWith(QLatin1String(".localhost")) ||
           (address.v4 && isIn(*address.v4, loopbackIpv4)) || (address.v6 && isIn(*address.v6, loopbackIpv6));
}

quint16 portOf(const QUrl &url)
{
    return static_cast<quint16>(url.port(url.scheme() == QLatin1String("https") ? 443 : 80));
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
    Endpoint endpoint{url.host(), portOf(url)};
    for (const ConnectToRule &rule : plan.connectTo) {
        if ((rule.host.isEmpty() || rule.host.compare(endpoint.host, Qt::CaseInsensitive) == 0) &&
            (rule.port == 0 || rule.port == endpoint.port)) {
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
