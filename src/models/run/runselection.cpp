// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/runselection.h"

#include <algorithm>
#include <limits>

namespace fiftyfold {

std::optional<qint64> arrivalNs(const RunRecord &record, quint32 request)
{
    const std::optional<qint64> due = record.dueNs(request);
    return due ? due : record.startNs(request);
}

std::optional<NsRange> lifeOf(const RunRecord &record, quint32 request, std::optional<qint64> waitsSince, qint64 nowNs)
{
    const std::optional<qint64> arrival = arrivalNs(record, request);
    const std::optional<qint64> begin = arrival ? arrival : waitsSince;
    if (!begin)
        return std::nullopt;
    return NsRange{*begin, std::max(*begin, record.endNs(request).value_or(nowNs))};
}

bool overlap(const NsRange &one, const NsRange &other)
{
    return one.begin <= other.end && one.end >= other.begin;
}

bool RequestRange::contains(const RunRecord &record, quint32 request, std::optional<qint64> waitsSince) const
{
    if (time) {
        constexpr qint64 goesOn = std::numeric_limits<qint64>::max();
        const std::optional<NsRange> life = lifeOf(record, request, waitsSince, goesOn);
        if (!life || !overlap(*life, *time))
            return false;
    }
    if (responseTime) {
        const std::optional<qint64> response = record.responseNs(request);
        if (!response || *response < responseTime->begin || *response > responseTime->end)
            return false;
    }
    return true;
}

void RunSelection::setCurrent(int request)
{
    if (m_current == request)
        return;
    m_current = request;
    Q_EMIT currentChanged(request);
}

void RunSelection::setRange(const RequestRange &range)
{
    if (m_range == range)
        return;
    m_range = range;
    Q_EMIT rangeChanged();
}

void RunSelection::setTime(std::optional<NsRange> time)
{
    setRange({time, m_range.responseTime});
}

void RunSelection::setResponseTime(std::optional<NsRange> responseTime)
{
    setRange({m_range.time, responseTime});
}

void RunSelection::clearRange()
{
    setRange({});
}

void RunSelection::reset()
{
    clearRange();
    setCurrent(-1);
}

} // namespace fiftyfold
