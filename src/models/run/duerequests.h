// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/schedule.h"
#include "core/run/runrecord.h"

#include <QHash>

#include <optional>
#include <vector>

namespace fiftyfold {

/// The requests of an open run that are due and wait for a lane: a record knows when a request was due only once it has
/// left the queue. Keeps those that wait alone. Main thread.
class DueRequests
{
public:
    struct Due {
        quint32 request = 0;
        qint64 at = 0; ///< ns since the run's start.
    };

    DueRequests() = default;
    /// Of a closed run there are none, ever.
    explicit DueRequests(const RunPlan &plan);

    /// The run's clock goes on. Those of the record that became due since it was told last, in their order; also those
    /// that have left the queue meanwhile, which the record knows.
    std::vector<Due> advance(qint64 nowNs, const RunRecord &record);
    /// These have left the queue, as far as their stages say so. One that is cancelled in it stays.
    void take(const std::vector<Fact> &facts);

    /// When it was due; nothing where it is not due yet, or has left the queue.
    std::optional<qint64> dueNs(quint32 request) const;

private:
    std::optional<Schedule> m_schedule;
    quint32 m_next = 0; ///< The first that is not due yet.
    QHash<quint32, qint64> m_waiting;
};

} // namespace fiftyfold
