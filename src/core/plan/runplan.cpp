// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/runplan.h"

#include "core/plan/strategytraits.h"
#include "core/text/remark.h"

#include <algorithm>

namespace fiftyfold {

QList<StatusRange> defaultAcceptStatus()
{
    return {{200, 399}};
}

quint32 RunPlan::effectiveAtOnce() const
{
    return strategyOf(*this).lanes == LanesOn::One ? 1 : concurrentAtOnce();
}

quint32 RunPlan::concurrentAtOnce() const
{
    if (hasEnd() && atOnce > 0)
        return atOnce; // however few there were in the end
    const quint32 usual = isOpen() ? defaultOpenAtOnce : defaultAtOnceLimit;
    return std::min(requestsAtMost(), atOnce == 0 ? usual : atOnce);
}

quint32 RunPlan::effectiveThreads() const
{
    const StrategyTraits &traits = strategyOf(*this);
    if (traits.lanes == LanesOn::Threads && !traits.isExternal())
        return effectiveAtOnce();
    return std::clamp(static_cast<quint32>(std::max(threads, 1)), 1U, std::max(effectiveAtOnce(), 1U));
}

bool RunPlan::accepts(int status) const
{
    return std::any_of(acceptStatus.cbegin(), acceptStatus.cend(),
                       [status](const StatusRange &range) { return range.first <= status && status <= range.last; });
}

bool RunPlan::isPractice() const
{
    return url.scheme() == QLatin1String("practice");
}

bool isUnverified(const RunPlan &plan)
{
    const QLatin1String https("https");
    return plan.insecure && (plan.url.scheme() == https || (plan.proxy && plan.proxy->scheme() == https));
}

QString insecureRemark(const RunPlan &plan)
{
    return plan.insecure ? QStringLiteral(QT_TRANSLATE_NOOP("fiftyfold::Notice",
                                                            "TLS certificates were not verified (--insecure)."))
                         : QString();
}

QString oneLaneRemark(const RunPlan &plan)
{
    return plan.isOpen() && plan.effectiveAtOnce() == 1 && strategyOf(plan).lanes == LanesOn::One
               ? remarkText(RemarkKind::OneLane, {plan.strategy})
               : QString();
}

ExactUrl defaultPracticeUrl()
{
    return ExactUrl::fromText(QByteArrayLiteral("practice:robots.txt?latency=100ms&jitter=40ms"));
}

QStringList availableTransports()
{
    return {QStringLiteral("curl"), QStringLiteral("qt")};
}

QStringList availableHttpVersions()
{
    return {QStringLiteral("1.1"), QStringLiteral("2")};
}

QStringList proxySchemesOf(const QString &transport)
{
    if (transport == QLatin1String("qt"))
        return {QStringLiteral("http"), QStringLiteral("socks5"), QStringLiteral("socks5h")};
    return {QStringLiteral("http"), QStringLiteral("https"), QStringLiteral("socks5"), QStringLiteral("socks5h")};
}

} // namespace fiftyfold
