// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/clock.h"
#include "engine/base/costmeter.h"
#include "engine/runners/runnerdeadlines.h"
#include "engine/runners/runnererrorlog.h"
#include "engine/runners/runnerprotocol.h"
#include "engine/runners/runnerrequests.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

class QProcess;

namespace fiftyfold {

class FactSink;

/// A program to be started, without a shell.
struct RunnerProgram {
    QString title; ///< What messages call it: "goroutines.go".
    QString path;
    QStringList arguments; ///< Anybody on this machine can read them: no secrets.
};

/// A child program that speaks fiftyfold.runner/1: a run, or a share of one. What it says becomes facts in the sink;
/// see RunnerRequests. Whatever it does, each of its requests gets exactly one outcome. What it says wrongly ends it,
/// and its open requests with class `worker`.
///
/// start(), `ready`, go(), `ended`. `ended` comes once in every case, when the child is gone. Main thread; never
/// blocks, and reads a bounded number of lines in one turn of the event loop. Destroying it kills the child.
class RunnerProcess : public QObject
{
    Q_OBJECT
public:
    /// The task is what it gets to read. Sink and clock are the run's and outlive it.
    RunnerProcess(const RunnerProgram &program, const RunnerTask &task, const ChildNumbers &numbers, FactSink *sink,
                  const MonotonicClock *clock, QObject *parent = nullptr);
    ~RunnerProcess() override;

    void setDeadlines(const RunnerDeadlines &deadlines) { m_deadlines = deadlines; }

    void start();
    /// What it costs counts from here: once it is ready, and before the run's clock starts.
    void startMeasuring();
    /// Lets it begin: once it is ready, and after the run's clock has started.
    void go();
    /// Cancels what is open, and ends it. Safe at any time, also twice.
    void stop();
    /// Ends it at once, with all that it has started.
    void kill();

    /// What it says it is, with its version: "go goroutines go1.19".
    QString name() const { return m_name; }
    /// Why it ended before go(); empty where it did not. Then no request has an outcome.
    const QString &problem() const { return m_problem; }
    /// What it told of all of its requests together; nothing where it told of each, or did not come to that.
    const std::optional<RunTotals> &totals() const { return m_requests.totals(); }
    /// When the last of its requests got its outcome.
    qint64 lastOutcomeNs() const { return m_requests.lastOutcomeNs(); }
    /// Indices of those of its requests that are not done: no page of theirs is to stay.
    QList<quint32> notDone() const { return m_requests.notDone(); }
    /// The end of what it wrote on standard error, without secrets; empty if it wrote nothing.
    QString errorOutput() const;
    /// It says of itself that it stood still for a while.
    bool isDisturbed() const { return m_isDisturbed; }
    /// How busy its processors were, where it told that. After `ended`.
    std::optional<double> cpuShare() const { return m_cpuShare; }
    /// From go() to `finished`, or to its end: as it tells of itself where it is a worker of ours, otherwise as seen
    /// from outside. Nothing before go().
    std::optional<RunCost> cost() const;
    /// 0 while it does not run.
    qint64 processId() const;

Q_SIGNALS:
    void ready();
    void ended();

private:
    enum class State { Idle, Starting, Ready, Running, Ending, Ended };

    void failToStart();
    void writeTask();
    void readLines();
    void readErrors();
    void exited();
    void conclude();
    void expire();
    void expectWithin(std::chrono::milliseconds deadline);

    void take(const RunnerReady &line);
    void take(const RunnerStage &line);
    void take(const RunnerOutcome &line);
    void take(const RunnerFinished &line);
    void take(const RunnerNonsense &line);
    bool mayTell(qint64 at);
    bool refuseIf(const QString &why);

    /// `why` goes on with the title; `line` is what it wrote.
    void breakOff(const QString &why, const QString &line = {});
    void refuse(const QString &why);
    void signalGroup(int number) const;

    const RunnerProgram m_program;
    const RunnerTask m_task;
    const MonotonicClock *const m_clock;
    const SecretFilter m_filter;
    RunnerDeadlines m_deadlines;
    std::unique_ptr<QProcess> m_process;
    State m_state = State::Idle;
    std::optional<TaskLine> m_taskLine; ///< What of it is still to be written.
    bool m_isGoingLater = false;        ///< Once it is.
    QTimer m_deadline;
    std::chrono::milliseconds m_allowed{0}; ///< That the deadline began with.
    bool m_isLastLook = false;              ///< It has passed; what lies there is still read.
    RunnerRequests m_requests;
    RunnerErrorLog m_errors;
    QByteArray m_line; ///< Being read.
    QElapsedTimer m_sinceStart;
    MonotonicClock::Moment m_startedAt; ///< The child, not the run.
    MonotonicClock::Moment m_readyAt;   ///< As it told by its clock, or when that was read.
    bool m_isClockKnown = false;        ///< It told.
    qint64 m_arrivedAtNs = 0;           ///< When what is being read was.
    qint64 m_groupId = 0;               ///< Of the child and its own children.
    bool m_isDisturbed = false;
    std::optional<double> m_cpuShare;
    ProcessCostMeter m_costMeter;
    QTimer m_costLooks;
    bool m_isSeenFinished = false; ///< The meter saw it when it had told that it had finished.
    std::optional<RunCost> m_toldCost;
    QString m_name;
    QString m_problem;
    bool m_hasExited = false;
    bool m_isReadingLater = false;
};

} // namespace fiftyfold
