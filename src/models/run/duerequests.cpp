// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/duerequests.h"

namespace fiftyfold {

DueRequests::DueRequests(const RunPlan &plan)
{
    if (!plan.isOpen())
        return;
    m_schedule.emplace(plan);
}

std::vector<DueRequests::Due> DueRequests::advance(qint64 nowNs, const RunRecord &record)
{
    std::vector<Due> due;
    if (!m_schedule)
        return due;
    for (; m_next < record.requestCount(); ++m_next) {
        const qint64 at = m_schedule->dueNs(m_next);
        if (at > nowNs)
            break;
        due.push_back({m_next, at});
        if (!record.startNs(m_next))
            m_waiting.insert(m_next, at);
    }
    return due;
}

void DueRequests::take(const std::vector<Fact> &facts)
{
    if (m_waiting.isEmpty())
        return;
    for (const Fact &fact : facts) {
        if (fact.kind == Fact::Kind::Ended && fact.stage == Stage::Queued)
            m_waiting.remove(fact.request);
    }
}

std::optional<qint64> DueRequests::dueNs(quint32 request) const
{
    const auto found = m_waiting.constFind(request);
    return found == m_waiting.cend() ? std::nullopt : std::optional(*found);
}

} // namespace fiftyfold
