// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/proxychoice.h"

#include "core/text/hostaddress.h"
#include "core/text/problemwords.h"

#include <QRegularExpression>

#include <algorithm>

namespace fiftyfold {

namespace {

struct Variable {
    QString name;
    QString value;
};

/// The first of them, in lower case and then in upper case, that says something.
std::optional<Variable> variableOf(const QStringList &names)
{
    for (const QString &name : names) {
        for (const QString &spelling : {name, name.toUpper()}) {
            const QString value = qEnvironmentVariable(spelling.toLatin1().constData()).trimmed();
            if (!value.isEmpty())
                return Variable{spelling, value};
        }
    }
    return std::nullopt;
}

/// Of a host, or an entry of no_proxy: as they compare.
QString comparable(QString name)
{
    while (name.startsWith(QLatin1Char('*')) || name.startsWith(QLatin1Char('.')))
        name.remove(0, 1);
    if (name.endsWith(QLatin1Char('.')))
        name.chop(1);
    const QByteArray ace = QUrl::toAce(name);
    return ace.isEmpty() ? name.toLower() : QString::fromLatin1(ace).toLower();
}

/// Whether an entry of no_proxy is for this host and port.
bool isEntryFor(const QString &entry, const QString &host, quint16 port)
{
    static const QRegularExpression pattern(QStringLiteral(
        "^(\\[[^\\]]*\\]|[^:/]*|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/(\\d{1,3}))?(?::(\\d{1,5}))?$"));
    if (entry == QLatin1String("*"))
        return true;
    const QRegularExpressionMatch match = pattern.match(entry);
    if (!match.hasMatch() || (match.hasCaptured(3) && match.captured(3).toUInt() != port))
        return false;
    const QString name = match.captured(1);
    const std::optional<HostAddress> network = HostAddress::fromHost(name);
    const std::optional<HostAddress> address = HostAddress::fromHost(host);
    if (network && address) {
        const int bits = match.hasCaptured(2) ? match.captured(2).toInt() : network->bits();
        return bits <= network->bits() && address->isIn(*network, bits);
    }
    const QString ours = comparable(host);
    const QString theirs = comparable(name);
    return !match.hasCaptured(2) && !theirs.isEmpty() &&
           (ours == theirs || (!address && ours.endsWith(QLatin1Char('.') + theirs)));
}

bool isPassedBy(const QUrl &url)
{
    static const QRegularExpression separators(QStringLiteral("[\\s,]+"));
    const std::optional<Variable> list = variableOf({QStringLiteral("no_proxy")});
    const QStringList entries = list ? list->value.split(separators, Qt::SkipEmptyParts) : QStringList();
    return std::any_of(entries.cbegin(), entries.cend(),
                       [&url](const QString &entry) { return isEntryFor(entry, url.host(), portOf(url)); });
}

} // namespace

std::optional<QUrl> proxyFromText(const QString &text)
{
    const QString trimmed = text.trimmed();
    static const QRegularExpression oneSlash(QStringLiteral("^[A-Za-z][A-Za-z0-9+.-]*:/(?!/)")); // "http:/host"
    if (oneSlash.match(trimmed).hasMatch())
        return std::nullopt;
    const bool hasScheme = trimmed.contains(QLatin1String("://"));
    QUrl url(hasScheme ? trimmed : QLatin1String("http://") + trimmed);
    if (!url.isValid() || url.host().isEmpty())
        return std::nullopt;
    constexpr int usualPort = 1080;
    constexpr int usualTlsPort = 443;
    if (url.port() <= 0)
        url.setPort(url.scheme() == QLatin1String("https") ? usualTlsPort : usualPort);
    return url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

ProxyChoice proxyChoiceFor(const RunPlan &plan)
{
    if (plan.proxy)
        return {*plan.proxy, {}};
    if (!plan.unixSocket.isEmpty() || isLoopbackHost(endpointOf(plan, plan.url).host) || isPassedBy(plan.url))
        return {};
    const std::optional<Variable> variable =
        variableOf({plan.url.scheme() + QLatin1String("_proxy"), QStringLiteral("all_proxy")});
    if (!variable)
        return {};
    const std::optional<QUrl> proxy = proxyFromText(variable->value);
    const QStringList schemes = proxySchemesOf(plan.transport);
    if (proxy && schemes.contains(proxy->scheme()))
        return {*proxy, {}};
    // What it holds may hold a password.
    const QString what = proxy ? ProblemWords::tr("names a proxy of the scheme %1").arg(proxy->scheme())
                               : ProblemWords::tr("can't be read as a proxy");
    return {{},
            ProblemWords::tr("The environment variable %1 %2; it takes HOST:PORT or SCHEME://HOST:PORT, and under the "
                             "transport %3 the schemes %4. Set it right, or do without one: --proxy ''.")
                .arg(variable->name, what, plan.transport, schemes.join(QLatin1String(", ")))};
}

} // namespace fiftyfold
