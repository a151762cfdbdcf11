// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/comparison.h"

#include "core/comparison/variation.h"
#include "core/text/remark.h"
#include "engine/run/comparisonlimit.h"
#include "engine/run/comparisonround.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace fiftyfold {

namespace {

// Long, so that taking facts in costs the run next to nothing; short enough that a large run's facts do not pile up.
constexpr std::chrono::milliseconds drainInterval{100};

/// Nobody pays for words that others have not to find.
std::unique_ptr<Runner> makeComparedRunner(const RunPlan &plan, PracticeServer *server)
{
    return makeRunner(plan, server, RunReport::Summary);
}

QString problemText(const ComparisonRound &round, const RunPlan &plan)
{
    if (round.failed == 0)
        return round.problem;
    return remarkText(RemarkKind::RequestsFailed,
                      {QString::number(round.failed), QString::number(plan.requests), round.problem});
}

} // namespace

Comparison::Comparison(const QList<ComparisonEntry> &entries, int rounds, PracticeServer *server, QObject *parent,
                       RecordedRun::RunnerFactory factory)
    : QObject(parent)
    , m_server(server)
    , m_factory(factory ? std::move(factory) : RecordedRun::RunnerFactory(makeComparedRunner))
    , m_times(static_cast<std::size_t>(entries.size()))
{
    m_record.roundsWanted = std::max(rounds, 1);
    for (const ComparisonEntry &entry : entries)
        m_record.entries.emplace_back(entry);
    makeSchedule();
}

Comparison::~Comparison()
{
    if (m_run)
        m_run->disconnect(this);
}

void Comparison::makeSchedule()
{
    std::vector<int> forward;
    for (int entry = 0; entry < static_cast<int>(m_record.entries.size()); ++entry) {
        if (m_record.entries[static_cast<std::size_t>(entry)].unavailable.isEmpty())
            forward.push_back(entry);
    }
    const std::vector<int> backward(forward.rbegin(), forward.rend());
    for (const int entry : forward)
        m_schedule.push_back({entry, true});
    for (int round = 0; round < m_record.roundsWanted; ++round) {
        for (const int entry : round % 2 == 0 ? forward : backward)
            m_schedule.push_back({entry, false});
    }
    m_record.runsInAll = static_cast<int>(m_schedule.size());
}

std::optional<qint64> Comparison::remainingMs() const
{
    qint64 remaining = 0;
    for (std::size_t turn = static_cast<std::size_t>(m_record.runsDone); turn < m_schedule.size(); ++turn) {
        const TurnTimes &times = m_times[static_cast<std::size_t>(m_schedule[turn].entry)];
        if (times.count == 0)
            return std::nullopt;
        remaining += times.sumMs / times.count;
    }
    return m_isInTurn || m_roundThread.isBusy() ? std::max<qint64>(remaining - m_clock.elapsed(), 0) : remaining;
}

int Comparison::currentEntry() const
{
    return isRunning() && m_record.runsDone < m_record.runsInAll
               ? m_schedule[static_cast<std::size_t>(m_record.runsDone)].entry
               : -1;
}

void Comparison::start()
{
    if (std::exchange(m_isStarted, true))
        return;
    m_record.startedAt = QDateTime::currentDateTimeUtc();
    clampEntries();
    if (!m_record.isStopped && !m_schedule.empty())
        return runNext();
    // Through the event loop: nobody expects `finished` from within start() or stop().
    QMetaObject::invokeMethod(this, &Comparison::runNext, Qt::QueuedConnection);
}

/// What one entry can't have for lack of descriptors, threads or memory, the others don't get.
void Comparison::clampEntries()
{
    QList<RunPlan *> plans;
    for (MeasuredEntry &entry : m_record.entries) {
        if (entry.unavailable.isEmpty())
            plans.append(&entry.plan);
    }
    if (const QString clamped = clampAlike(plans); !clamped.isEmpty())
        note({clamped});
    for (const MeasuredEntry &entry : m_record.entries)
        m_plans.push_back(entry.plan);
    for (int entry = 0; entry < static_cast<int>(m_plans.size()); ++entry)
        leaveOutIfLowered(entry);
}

void Comparison::stop()
{
    if (m_isFinished || std::exchange(m_record.isStopped, true))
        return;
    if (m_isInTurn)
        m_run->stop();
    else
        start(); // to its end; where a turn has just ended, that is on its way
}

void Comparison::runNext()
{
    if (m_isFinished)
        return;
    m_run.reset();
    if (m_record.isStopped || m_record.runsDone == m_record.runsInAll) {
        m_isFinished = true;
        Q_EMIT finished();
        return;
    }
    const int entry = m_schedule[static_cast<std::size_t>(m_record.runsDone)].entry;
    const RunPlan &plan = m_plans[static_cast<std::size_t>(entry)];
    m_run = std::make_unique<RecordedRun>(plan, m_server, drainInterval, m_factory);
    connect(m_run.get(), &RecordedRun::prepared, this, &Comparison::notePrepared);
    connect(m_run.get(), &RecordedRun::finished, this, &Comparison::endTurn);
    m_isInTurn = true;
    m_clock.start();
    m_run->start();
    Q_EMIT progressed();
}

/// Of what was lowered for a single run, the record has the least.
void Comparison::notePrepared()
{
    const std::shared_ptr<const RunRecord> run = m_run->record();
    RunPlan &kept = m_record.entries[static_cast<std::size_t>(currentEntry())].plan;
    kept.proxy = run->plan().proxy;
    kept.atOnce = std::min(kept.effectiveAtOnce(), run->plan().atOnce);
    kept.threads = std::min(kept.threads, run->plan().threads);
    note(run->notices);
}

void Comparison::endTurn()
{
    m_isInTurn = false;
    const RunEnd &end = m_run->end();
    note(end.notices);
    if (m_record.isStopped)
        return leaveTurn();

    const int entry = m_schedule[static_cast<std::size_t>(m_record.runsDone)].entry;
    if (!m_run->record()) {
        leaveOut(entry, end.problem);
        return leaveTurn();
    }
    m_record.hasRun = m_record.hasRun || end.problem.isEmpty();
    if (!m_record.entries[static_cast<std::size_t>(entry)].isExternal() && m_record.transportLibrary.isEmpty())
        m_record.transportLibrary = end.transportLibrary;
    m_roundThread.run(
        this, [record = m_run->record(), end] { return comparisonRound(*record, end); },
        [this](ComparisonRound &&round) { keep(std::move(round)); });
}

void Comparison::keep(ComparisonRound &&round)
{
    const Turn turn = m_schedule[static_cast<std::size_t>(m_record.runsDone)];
    MeasuredEntry &entry = m_record.entries[static_cast<std::size_t>(turn.entry)];
    TurnTimes &times = m_times[static_cast<std::size_t>(turn.entry)];
    times.sumMs += m_clock.elapsed();
    ++times.count;
    ++m_record.runsDone;
    if (!round.isWhole())
        leaveOut(turn.entry, problemText(round, entry.plan));
    else
        leaveOutIfLowered(turn.entry);
    if (!turn.isWarmUp)
        entry.rounds.push_back(std::move(round));
    leaveTurn();
}

/// Each run says the same again.
void Comparison::note(const QStringList &notices)
{
    for (const QString &notice : notices) {
        if (!m_record.notices.contains(notice))
            m_record.notices.append(notice);
    }
}

/// On to the next turn, or the end, out of the runner's own signal.
void Comparison::leaveTurn()
{
    QMetaObject::invokeMethod(this, &Comparison::runNext, Qt::QueuedConnection);
    Q_EMIT progressed();
}

/// One that is called by its number, and can't have it here, is not what it says.
void Comparison::leaveOutIfLowered(int entry)
{
    const MeasuredEntry &checked = m_record.entries[static_cast<std::size_t>(entry)];
    if (checked.unavailable.isEmpty() && !valueProblem(checked).isEmpty())
        leaveOut(entry, remarkText(RemarkKind::NotEnoughForEntry, {QString::number(checked.plan.effectiveAtOnce()),
                                                                   QString::number(checked.plan.effectiveThreads())}));
}

/// Takes what is left of an entry off the schedule.
void Comparison::leaveOut(int entry, const QString &problem)
{
    m_record.entries[static_cast<std::size_t>(entry)].problem = problem;
    const auto isOfEntry = [entry](const Turn &turn) { return turn.entry == entry; };
    m_schedule.erase(std::remove_if(m_schedule.begin() + m_record.runsDone, m_schedule.end(), isOfEntry),
                     m_schedule.end());
    m_record.runsInAll = static_cast<int>(m_schedule.size());
}

} // namespace fiftyfold
