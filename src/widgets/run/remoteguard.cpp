// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/remoteguard.h"

#include "core/text/numberlocale.h"
#include "models/comparison/comparisonwording.h"
#include "models/run/loadwording.h"
#include "widgets/base/safequestion.h"

#include <QCoreApplication>

#include <utility>

namespace fiftyfold {

namespace {

struct GuardWording {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::RemoteGuard)
};

constexpr qsizetype shownHosts = 3;

QString countedText(quint64 number)
{
    return numberLocale().toString(number);
}

QString sendText()
{
    return GuardWording::tr("&Send requests");
}

QString aboutTheHosts(const QStringList &hosts)
{
    if (hosts.size() == 1)
        return GuardWording::tr(
            "This host is neither on this machine nor in a private network. Go on only if its owner does "
            "not mind. You will not be asked again for this host.");
    const QString few = GuardWording::tr("These hosts are neither on this machine nor in a private network. Go on only "
                                         "if their owners do not mind. You will not be asked again for them.");
    if (hosts.size() <= shownHosts)
        return few;
    constexpr qsizetype listedHosts = 30;
    const QString end = hosts.size() > listedHosts ? QStringLiteral(", …") : QString();
    return few + QLatin1Char('\n') +
           GuardWording::tr("These are %1.").arg(hosts.mid(0, listedHosts).join(QLatin1String(", ")) + end);
}

/// "a, b and 4 more hosts"
QString listed(const QStringList &hosts)
{
    const QString shown = hosts.mid(0, shownHosts).join(QLatin1String(", "));
    return hosts.size() <= shownHosts
               ? shown
               : GuardWording::tr("%1 and %2 more hosts").arg(shown, countedText(quint64(hosts.size() - shownHosts)));
}

} // namespace

void askBeforeRemoteRun(QWidget *parent, const RunPlan &plan, const QStringList &hosts, std::function<void()> onAgreed)
{
    const QString host = listed(hosts);
    ask(parent,
        {GuardWording::tr("Run against %1?").arg(host),
         GuardWording::tr("Send %1 to %2, up to %3 at once?")
             .arg(countedRequests(plan), host, countedText(plan.effectiveAtOnce())),
         aboutTheHosts(hosts),
         sendText(),
         {}},
        std::move(onAgreed));
}

void askBeforeRemoteComparison(QWidget *parent, const RunPlan &plan, const QStringList &hosts, int entries, int rounds,
                               std::function<void()> onAgreed)
{
    const QString host = listed(hosts);
    ask(parent,
        {GuardWording::tr("Compare against %1?").arg(host),
         GuardWording::tr("Send %1 requests in all to %2, up to %3 at once?")
             .arg(countedText(comparisonRequests(plan.requests + plan.warmup, entries, rounds)), host,
                  countedText(plan.concurrentAtOnce())),
         GuardWording::tr("That is %1 requests for each of %2 strategies, in a warm-up and %3 rounds. %4")
             .arg(countedText(plan.requests), countedText(quint64(entries)), countedText(quint64(rounds)),
                  aboutTheHosts(hosts)),
         sendText(),
         {}},
        std::move(onAgreed));
}

void askBeforeRemoteCapacity(QWidget *parent, const RunPlan &step, const QStringList &hosts,
                             std::function<void()> onAgreed)
{
    const QString host = listed(hosts);
    ask(parent,
        {GuardWording::tr("Find the limit of %1?").arg(host),
         GuardWording::tr(
             "Send requests to %1 at a rate that rises, step after step, until it is too much, up to %2 at "
             "once?")
             .arg(host, countedText(step.effectiveAtOnce())),
         aboutTheHosts(hosts),
         sendText(),
         {}},
        std::move(onAgreed));
}

} // namespace fiftyfold
