// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/comparisonrecord.h"
#include "engine/base/sidethread.h"
#include "engine/run/recordedrun.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace fiftyfold {

/// Runs several plans in turn and keeps what each round took: a warm-up of each first, which counts in nothing, then
/// rounds A B C, C B A, A B C, … so that a machine that becomes slower is slower for all. An entry that could not run,
/// or of which requests failed, is left out of the rounds that follow, and says why. Main thread; never blocks: what it
/// keeps of a run is made of the run's facts in a thread.
class Comparison : public QObject
{
    Q_OBJECT
public:
    /// `server` must outlive the comparison. `factory` makes the runner of each run; by default makeRunner().
    Comparison(const QList<ComparisonEntry> &entries, int rounds, PracticeServer *server, QObject *parent = nullptr,
               RecordedRun::RunnerFactory factory = {});
    ~Comparison() override;

    /// All that has come of it so far, entry by entry in the order they were given.
    const ComparisonRecord &record() const { return m_record; }
    /// A guess from what has ended so far; nothing before each entry has run once.
    std::optional<qint64> remainingMs() const;
    /// Which entry runs now; -1 where none does.
    int currentEntry() const;
    bool isRunning() const { return m_run != nullptr; }

public Q_SLOTS:
    void start();
    /// Ends after what runs now, which is cancelled and counts in nothing; `finished` follows. Keeps what is done.
    void stop();

Q_SIGNALS:
    /// Another entry runs, or a round has ended: everything may read differently.
    void progressed();
    /// Emitted once.
    void finished();

private:
    struct Turn {
        int entry = 0;
        bool isWarmUp = false;
    };
    /// What the turns of an entry took with all that is around a run, for the guess at what remains.
    struct TurnTimes {
        qint64 sumMs = 0;
        int count = 0;
    };
    void makeSchedule();
    void clampEntries();
    void runNext();
    void notePrepared();
    void endTurn();
    void keep(ComparisonRound &&round);
    void note(const QStringList &notices);
    void leaveTurn();
    void leaveOut(int entry, const QString &problem);
    void leaveOutIfLowered(int entry);

    PracticeServer *const m_server;
    const RecordedRun::RunnerFactory m_factory;
    ComparisonRecord m_record;
    std::vector<RunPlan> m_plans;   ///< By entry: what each of its runs is asked for; the record has what ran.
    std::vector<TurnTimes> m_times; ///< By entry.
    std::vector<Turn> m_schedule; ///< What has ended, runs and will run; an entry that drops out takes its turns along.
    QElapsedTimer m_clock;        ///< Of the turn that runs.
    std::unique_ptr<RecordedRun>
        m_run;               ///< Also for a moment after its end, as it can't be destroyed in its own signal.
    bool m_isInTurn = false; ///< It has been started and has not ended.
    bool m_isStarted = false;
    bool m_isFinished = false;
    SideThread m_roundThread; ///< Makes a round of what has run. Last, so that it is waited for first.
};

} // namespace fiftyfold
