// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/costwording.h"

#include "core/text/quantities.h"

#include <QCoreApplication>
#include <QStringList>

#include <cmath>

namespace fiftyfold {

namespace {

struct CostWords {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::RunCost)
};

} // namespace

QString processorTimeForPeople(double microseconds, const QLocale &locale)
{
    return durationForPeople(std::llround(microseconds * 1e3), locale);
}

QString switchesForPeople(double contextSwitches, const QLocale &locale)
{
    const int decimals = contextSwitches < 0.995 ? 2 : contextSwitches < 99.95 ? 1 : 0;
    return locale.toString(contextSwitches, 'f', decimals);
}

QString costForPeople(const RunCost &cost, quint32 requests)
{
    const QLocale &numbers = numberLocale();
    QStringList parts;
    if (const std::optional<CostPerRequest> each = costPerRequest(cost, requests))
        parts.append(CostWords::tr("%1 of processor and %2 switches a request")
                         .arg(processorTimeForPeople(each->cpuUs), switchesForPeople(each->contextSwitches)));
    else
        parts.append(CostWords::tr("%1 of processor").arg(durationForPeople(cost.cpuNs)));
    parts.append(sizeForPeople(cost.peakMemoryBytes));
    parts.append(cost.threads == 1 ? CostWords::tr("1 thread")
                                   : CostWords::tr("%1 threads").arg(numbers.toString(cost.threads)));
    parts.append(cost.processes == 1 ? CostWords::tr("1 process")
                                     : CostWords::tr("%1 processes").arg(numbers.toString(cost.processes)));
    return parts.join(QLatin1String(", "));
}

} // namespace fiftyfold
