// SPDX-License-Identifier: GPL-3.0-or-later
// Where a plan leads: what a person typed as a URL, and whether that place is local.
#include "core/plan/runplan.h"

#include "core/text/hostaddress.h"
#include "core/text/problemwords.h"
#include "core/text/redaction.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <optional>

namespace fiftyfold {

namespace {

struct Network {
    const char *address;
    int prefixBits;
};

// The addresses that mean every one of this machine are, to who connects to them, loopback's.
constexpr std::array<Network, 4> loopback = {{{"127.0.0.0", 8}, {"0.0.0.0", 32}, {"::1", 128}, {"::", 128}}};
constexpr std::array<Network, 6> local = {
    {{"10.0.0.0", 8}, {"172.16.0.0", 12}, {"192.168.0.0", 16}, {"169.254.0.0", 16}, {"fc00::", 7}, {"fe80::", 10}}};

template<std::size_t count>
bool isIn(const std::optional<HostAddress> &address, const std::array<Network, count> &networks)
{
    return address && std::any_of(networks.begin(), networks.end(), [&address](const Network &network) {
               return address->isIn(*HostAddress::fromHost(QLatin1String(network.address)), network.prefixBits);
           });
}

} // namespace

ExactUrl urlFromUserInput(const QString &text, QString *message)
{
    static const QRegularExpression schemePattern(QStringLiteral("^([A-Za-z][A-Za-z0-9+.-]*):(?!\\d+(/|\\?|#|$))"));
    const auto fail = [&](const QString &why) {
        if (message)
            *message =
                ProblemWords::tr("The URL %1: got \"%2\"; it takes http://HOST[:PORT]/PATH, https://… or practice:…")
                    .arg(why, redactedUrlText(text));
        return ExactUrl();
    };
    if (message)
        message->clear();

    QString input = text.trimmed();
    if (input.isEmpty())
        return fail(ProblemWords::tr("is empty"));
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
        return url.isValid() ? url : fail(ProblemWords::tr("can't be read"));
    }
    if (scheme != QLatin1String("http") && scheme != QLatin1String("https"))
        return fail(ProblemWords::tr("has a scheme that can't be fetched, %1").arg(scheme));
    ExactUrl url = ExactUrl::fromText(input);
    if (!url.isValid())
        return fail(ProblemWords::tr("can't be read (%1)").arg(url.errorString().section(QLatin1Char(';'), 0, 0)));
    if (url.port() == 0)
        return fail(ProblemWords::tr("has port 0"));
    return url;
}

ExactUrl urlAsSent(const RunPlan &plan, const ExactUrl &url)
{
    return plan.fields == usualFields ? url : url.asGiven();
}

bool isLocalHost(const QString &host)
{
    return isLoopbackHost(host) || isIn(HostAddress::fromHost(host), local);
}

bool isLocalhostName(const QString &host)
{
    const QString name = host.endsWith(QLatin1Char('.')) ? host.chopped(1) : host;
    return name.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0 ||
           name.endsWith(QLatin1String(".localhost"), Qt::CaseInsensitive);
}

bool isLoopbackHost(const QString &host)
{
    return isLocalhostName(host) || isIn(HostAddress::fromHost(host), loopback);
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
