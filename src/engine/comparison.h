// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runplan.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace fiftyfold {

class PracticeServer;
class Runner;
class RunRecorder;
struct RunEnd;

/// One line of a comparison: a plan, and how it is called.
struct ComparisonEntry {
    QString name;        ///< "async", "go-goroutines": what the command line calls it.
    QString label;       ///< "Async": what people read.
    QString description; ///< "one event loop"
    RunPlan plan;
    QString unavailable; ///< Not empty: why it can't run here, with the command that would change that.
};

/// What came of one run of one entry.
struct ComparisonRound {
    qint64 elapsedNs = 0;
    quint32 done = 0;
    quint32 failed = 0;
    quint32 maxInFlight = 0;
    QString problem;           ///< Not empty: it could not run, or some requests failed: the first message.
    std::vector<float> doneMs; ///< When requests were done, in order, ms from the run's start; at most 2,000 of them.
    bool isDisturbed = false;
    bool isWhole() const { return problem.isEmpty() && failed == 0; }
};

/// Runs several plans in turn and keeps what each round took: a warm-up of each first, which counts in nothing, then
/// rounds A B C, C B A, A B C, … so that a machine that becomes slower is slower for all. An entry that could not run,
/// or of which requests failed, is left out of the rounds that follow, and says why. Main thread; never blocks.
class Comparison : public QObject
{
    Q_OBJECT
public:
    using RunnerFactory = std::function<std::unique_ptr<Runner>(const RunPlan &, PracticeServer *)>;

    /// `server` must outlive the comparison. `factory` makes the runner of each run; by default makeRunner().
    Comparison(const QList<ComparisonEntry> &entries, int rounds, PracticeServer *server, QObject *parent = nullptr,
               RunnerFactory factory = {});
    ~Comparison() override;

    const QList<ComparisonEntry> &entries() const { return m_entries; }
    /// Rounds of an entry that have ended, in order, without the warm-up.
    const std::vector<ComparisonRound> &rounds(qsizetype entry) const { return m_rounds[std::size_t(entry)]; }
    /// Elapsed times in ms of the rounds that are whole.
    std::vector<double> elapsedMs(qsizetype entry) const;
    /// Why an entry is out of it; empty while it is not.
    QString problemOf(qsizetype entry) const;

    int roundsWanted() const { return m_roundsWanted; }
    int runsDone() const { return m_next; }
    int runsInAll() const { return static_cast<int>(m_schedule.size()); }
    /// A guess from what has ended so far; nothing before each entry has run once.
    std::optional<qint64> remainingMs() const;
    /// Which entry runs now; -1 where none does.
    int currentEntry() const;
    bool isRunning() const { return m_runner != nullptr; }
    bool isStopped() const { return m_isStopped; }

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
    void runNext();
    void drain();
    void endTurn(const RunEnd &end);
    void leaveTurn();
    void leaveOut(int entry, const QString &problem);

    const QList<ComparisonEntry> m_entries;
    const int m_roundsWanted;
    PracticeServer *const m_server;
    const RunnerFactory m_factory;
    std::vector<std::vector<ComparisonRound>> m_rounds; ///< By entry.
    std::vector<QString> m_problems;                    ///< By entry.
    std::vector<TurnTimes> m_times;                     ///< By entry.
    std::vector<Turn> m_schedule; ///< What has ended, runs and will run; an entry that drops out takes its turns along.
    int m_next = 0;               ///< In the schedule; before it, all have ended.
    QElapsedTimer m_clock;        ///< Of the turn that runs.
    QTimer m_drainTimer;
    std::unique_ptr<Runner> m_runner; ///< Also for a moment after its end, as it can't be destroyed in its own signal.
    std::unique_ptr<RunRecorder> m_recorder;
    bool m_isInTurn = false; ///< The runner has been started and has not ended.
    bool m_isStarted = false;
    bool m_isStopped = false;
    bool m_isFinished = false;
};

} // namespace fiftyfold
