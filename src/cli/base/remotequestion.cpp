// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/base/remotequestion.h"

#include "cli/base/terminal.h"
#include "core/text/exitcode.h"
#include "core/text/quantities.h"
#include "core/text/visibletext.h"

namespace fiftyfold {

QString loadText(const RunPlan &plan, const QStringList &hosts)
{
    const QString host = hosts.isEmpty() ? plan.url.host() : hosts.join(QLatin1String(", "));
    const QString connectedHost = hosts.isEmpty() ? endpointOf(plan, plan.url).host : host;
    const QString requests = QStringLiteral("%1 %2")
                                 .arg(plan.requests)
                                 .arg(plan.requests == 1 ? QLatin1String("request") : QLatin1String("requests"));
    const QString load =
        plan.isCountKnown() ? requests : QStringLiteral("requests for %1").arg(durationToText(plan.duration));
    QString text = QStringLiteral("%1, %2 at once, to %3").arg(load).arg(plan.effectiveAtOnce()).arg(host);
    if (connectedHost != host)
        text += QStringLiteral(" at %1").arg(connectedHost);
    return text;
}

RemoteAnswer askAboutRemoteHost(const RunPlan &plan, const QStringList &hosts, const Terminal &terminal)
{
    if (plan.allowRemote || (isLocalTarget(plan) && hosts.isEmpty()))
        return RemoteAnswer::NotNeeded;
    if (!terminal.canAsk())
        return RemoteAnswer::NobodyToAsk;
    return terminal.ask(QStringLiteral("Send %1?").arg(visibleText(loadText(plan, hosts)))) ? RemoteAnswer::Allowed
                                                                                            : RemoteAnswer::Declined;
}

int refusalToSend(const RunPlan &plan, const QStringList &hosts, const QString &how, const Terminal &terminal)
{
    switch (askAboutRemoteHost(plan, hosts, terminal)) {
    case RemoteAnswer::NotNeeded:
    case RemoteAnswer::Allowed:
        return 0;
    case RemoteAnswer::Declined:
        terminal.writeProblem(QStringLiteral("nothing was sent."));
        return exitcode::couldNotRun;
    case RemoteAnswer::NobodyToAsk:
        break;
    }
    const QString why = hosts.size() > 1 ? QStringLiteral("those hosts are neither loopback nor private; nothing was "
                                                          "sent. If they agree to the load, give --allow-remote.")
                                         : QStringLiteral("that host is neither loopback nor private; nothing was "
                                                          "sent. If it agrees to the load, give --allow-remote.");
    terminal.writeProblem(QStringLiteral("would send %1, %2, and %3").arg(loadText(plan, hosts), how, why));
    return exitcode::badUsage;
}

} // namespace fiftyfold
