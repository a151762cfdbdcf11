// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capacity/capacitysearch.h"
#include "engine/base/sidethread.h"
#include "engine/run/recordedrun.h"

#include <QObject>

#include <memory>
#include <optional>

namespace fiftyfold {

/// How far the step that runs has come.
struct CapacityProgress {
    std::optional<double> rate; ///< Requests a second; nothing: it is the probe.
    std::size_t number = 0;     ///< From 1, of steps.
    bool isAgain = false;       ///< At the rate of the step before, which did not hold.
    std::chrono::nanoseconds length{0};
    qint64 elapsedNs = 0;
    quint32 requests = 0; ///< How many there will be; 0 where nobody knows.
    RunTally tally;
};

/// Finds the highest rate that holds all objectives: runs one step after the other, as a CapacitySearch says, each as a
/// run of its own. Where no first rate is given, a probe finds it. Main thread; never blocks: what it keeps of a step
/// is made of the step's facts in a thread.
class CapacityRun : public QObject
{
    Q_OBJECT
public:
    /// `server` must outlive the search. `factory` makes the runner of each step; by default makeRunner().
    CapacityRun(const CapacityPlan &plan, PracticeServer *server, QObject *parent = nullptr,
                RecordedRun::RunnerFactory factory = {});
    ~CapacityRun() override;

    /// All that has come of it so far.
    const CapacityRecord &record() const { return m_record; }
    /// Nothing where no step runs.
    std::optional<CapacityProgress> progress() const;

public Q_SLOTS:
    void start();
    /// Ends now: the step that runs is cancelled and counts in nothing. `finished` follows.
    void stop();

Q_SIGNALS:
    /// A step, or the probe, has begun or gone on: progress() reads differently.
    void progressed();
    /// The record has one step more, and another answer perhaps.
    void stepEnded();
    /// Emitted once.
    void finished();

private:
    void runNext();
    void notePrepared();
    void endRun();
    void takeProbe(const RunSummary &summary, const QString &failure);
    void takeStep(const CapacityStep &step);
    void note(const QStringList &notices);
    void leaveRun();

    PracticeServer *const m_server;
    const RecordedRun::RunnerFactory m_factory;
    CapacityRecord m_record;
    std::optional<CapacitySearch> m_search; ///< Nothing before the probe has ended.
    std::unique_ptr<RecordedRun>
        m_run;              ///< Also for a moment after its end, as it can't be destroyed in its own signal.
    bool m_isInRun = false; ///< It has been started and has not ended.
    bool m_isStarted = false;
    bool m_isFinished = false;
    SideThread m_thread; ///< Makes a step of what has run. Last, so that it is waited for first.
};

} // namespace fiftyfold
