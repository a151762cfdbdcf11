// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/lanegroup.h"

#include "core/text/remark.h"
#include "engine/base/costmeter.h"
#include "engine/base/memorylimit.h"
#include "engine/base/runfolder.h"
#include "engine/pipeline/managerpool.h"
#include "engine/pipeline/stepexecutor.h"

#include <exception>
#include <new>

namespace fiftyfold {

LaneGroup::LaneGroup(const RunPlan &plan, const LaneRange &lanes, RunFolder *folder, const Clock *clock,
                     std::atomic<quint32> *connectionNumbers)
    : m_plan(plan)
    , m_lanes(lanes)
    , m_folder(folder)
    , m_clock(clock)
    , m_connectionNumbers(connectionNumbers)
{
}

LaneGroup::~LaneGroup()
{
    clear();
}

void LaneGroup::prepare()
{
    QString problem;
    try {
        m_managers = makeManagerPool(m_plan, m_lanes.count, m_clock, m_connectionNumbers);
    } catch (const std::bad_alloc &) {
        problem = addressSpaceLeft() ? remarkText(RemarkKind::TransportNoMemory, {addressSpaceLimitText()})
                                     : remarkText(RemarkKind::NoMemoryForTransport);
    } catch (const std::exception &failed) { // no descriptor is left
        problem = remarkText(RemarkKind::TransportNotReady, {QString::fromLocal8Bit(failed.what())});
    }
    m_executor = makeExecutor(m_plan, m_folder, m_folder->path(), m_clock);
    if (m_executor && problem.isEmpty())
        problem = m_executor->problem();
    Q_EMIT prepared(problem);
}

void LaneGroup::run(const JobContext &context)
{
    JobContext own = context;
    own.executor = m_executor.get();
    m_strategies.push_back(makeStrategy(m_plan.strategy, own, *m_managers, m_lanes));
    Strategy *strategy = m_strategies.back().get();
    const qint64 before = threadCpuNs();
    std::vector<ProcessCostMeter> processes;
    for (const qint64 process : m_executor ? m_executor->processIds() : QList<qint64>())
        processes.emplace_back().start(process);
    connect(strategy, &Strategy::finished, this, [this, strategy, before, processes]() mutable {
        RunCost ofProcesses;
        for (ProcessCostMeter &process : processes) {
            process.look();
            ofProcesses += process.cost();
        }
        Q_EMIT finished(strategy->connectionsOpened(), threadCpuNs() - before, ofProcesses);
    });
    strategy->start();
}

void LaneGroup::cancel()
{
    if (!m_strategies.empty())
        m_strategies.back()->cancel();
}

void LaneGroup::clear()
{
    if (m_executor)
        m_executor->finish(); // while its results are heard: no file of a cancelled request stays
    m_strategies.clear();
    m_executor.reset();
    m_managers.reset();
}

} // namespace fiftyfold
