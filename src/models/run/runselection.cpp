// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/runselection.h"

namespace fiftyfold {

std::optional<qint64> arrivalNs(const RunRecord &record, quint32 request)
{
    const std::optional<qint64> due = record.dueNs(request);
    return due ? due : record.startNs(request);
}

bool RequestRange::contains(const RunRecord &record, quint32 request) const
{
    if (time) {
        const std::optional<qint64> begin = arrivalNs(record, request);
        if (!begin || *begin > time->end)
            return false;
        const std::optional<qint64> end = record.endNs(request);
        if (end && *end < time->begin)
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

void RunSelection::setRange(const RequestRange &range)
{
    if (m_range == range)
        return;
    m_range = range;
    Q_EMIT rangeChanged();
}

} // namespace fiftyfold
