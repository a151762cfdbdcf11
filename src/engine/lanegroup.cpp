// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lanegroup.h"

#include "engine/managerpool.h"

#include <exception>

namespace fiftyfold {

LaneGroup::LaneGroup(const RunPlan &plan, const LaneRange &lanes, const Clock *clock,
                     std::atomic<quint32> *connectionNumbers)
    : m_plan(plan)
    , m_lanes(lanes)
    , m_clock(clock)
    , m_connectionNumbers(connectionNumbers)
{
}

LaneGroup::~LaneGroup() = default;

void LaneGroup::prepare()
{
    QString problem;
    try {
        m_managers = makeManagerPool(m_plan, m_lanes.count, m_clock, m_connectionNumbers);
    } catch (const std::exception &failed) { // no descriptor or no memory is left
        problem = QStringLiteral("The transport can't be made ready: %1. Have fewer in flight with --at-once.")
                      .arg(QString::fromLocal8Bit(failed.what()));
    }
    Q_EMIT prepared(problem);
}

void LaneGroup::run(const JobContext &context)
{
    m_strategy = makeStrategy(m_plan.strategy, context, *m_managers, m_lanes);
    connect(m_strategy.get(), &Strategy::finished, this, [this] { Q_EMIT finished(m_strategy->connectionsOpened()); });
    m_strategy->start();
}

void LaneGroup::cancel()
{
    if (m_strategy)
        m_strategy->cancel();
}

void LaneGroup::clear()
{
    m_strategy.reset();
    m_managers.reset();
}

} // namespace fiftyfold
