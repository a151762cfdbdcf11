// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runplan.h"

#include <algorithm>

namespace fiftyfold {

QList<StatusRange> defaultAcceptStatus()
{
    return {{200, 399}};
}

quint32 RunPlan::effectiveAtOnce() const
{
    if (strategy == QLatin1String("sequential"))
        return 1;
    return std::min(requests, atOnce == 0 ? defaultAtOnceLimit : atOnce);
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

QUrl defaultPracticeUrl()
{
    return QUrl(QStringLiteral("practice:robots.txt?latency=100ms&jitter=40ms"));
}

QStringList availableStrategies()
{
    return {QStringLiteral("async"), QStringLiteral("sequential")};
}

QStringList availableTransports()
{
    return {QStringLiteral("qt")};
}

} // namespace fiftyfold
