// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/runnerprocess.h"

#include "core/text/quantities.h"
#include "core/text/remark.h"
#include "engine/base/systemlimits.h"
#include "engine/base/writesignals.h"
#include "engine/runners/runnererrors.h"

#include <QProcess>

#include <algorithm>
#include <csignal>
#include <utility>

#include <sys/prctl.h>
#include <unistd.h>

namespace fiftyfold {

namespace {

constexpr int linesPerTurn = 2'000; // some milliseconds
constexpr qint64 longestLine = 64 * 1024;
constexpr qint64 largestBacklog = 64 * 1024 * 1024;
constexpr std::chrono::milliseconds lastLook{200};
constexpr int endedDeadlineMs = 1'000;
constexpr std::chrono::milliseconds costLookInterval{50};

} // namespace

RunnerProcess::RunnerProcess(const RunnerProgram &program, const RunnerTask &task, const ChildNumbers &numbers,
                             FactSink *sink, const MonotonicClock *clock, QObject *parent)
    : QObject(parent)
    , m_program(program)
    , m_task(task)
    , m_clock(clock)
    , m_filter(task.plan)
    , m_process(std::make_unique<QProcess>())
    , m_requests(task.plan, task.share, numbers, sink, clock, &m_filter)
    , m_errors(&m_filter)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &RunnerProcess::expire);
    m_costLooks.setInterval(costLookInterval);
    connect(&m_costLooks, &QTimer::timeout, this, [this] { m_costMeter.look(); });
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &RunnerProcess::readLines);
    connect(m_process.get(), &QProcess::readyReadStandardError, this, &RunnerProcess::readErrors);
    connect(m_process.get(), &QProcess::bytesWritten, this, &RunnerProcess::writeTask);
    connect(m_process.get(), &QProcess::finished, this, &RunnerProcess::exited);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            failToStart();
    });
    m_process->setChildProcessModifier([] {
        setpgid(0, 0); // not in the terminal's group: Ctrl+C is for this process; and what it starts ends with it
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        restoreFileSizeSignal();
    });
}

RunnerProcess::~RunnerProcess()
{
    m_process->disconnect(this);
    if (m_process->state() == QProcess::NotRunning)
        return;
    kill();
    m_process->waitForFinished(endedDeadlineMs); // no zombie is left
}

qint64 RunnerProcess::processId() const
{
    return m_process->processId();
}

std::optional<RunCost> RunnerProcess::cost() const
{
    if (!m_costMeter.isStarted())
        return std::nullopt;
    RunCost cost = m_costMeter.cost();
    if (m_toldCost) {
        cost.cpuNs = m_toldCost->cpuNs;
        cost.contextSwitches = m_toldCost->contextSwitches;
        cost.threads = m_toldCost->threads;
    }
    return cost;
}

QString RunnerProcess::errorOutput() const
{
    return m_errors.text();
}

void RunnerProcess::start()
{
    m_state = State::Starting;
    // Its warm-up, if it has one, comes before that.
    const quint32 turns = m_task.plan.warmup / std::max(m_task.plan.effectiveAtOnce(), 1U) + (m_task.plan.warmup > 0);
    expectWithin(m_deadlines.ready +
                 std::chrono::ceil<std::chrono::milliseconds>(m_task.plan.timeout) * std::min(turns, 1000U));
    m_sinceStart.start();
    m_startedAt = std::chrono::steady_clock::now();
    m_costMeter.prepare();
    m_process->start(m_program.path, m_program.arguments);
    m_groupId = m_process->processId();
    if (m_state != State::Starting)
        return;
    m_taskLine.emplace(m_task);
    writeTask();
}

/// As much as it takes: what it has not read yet would lie here, for each of several programs.
void RunnerProcess::writeTask()
{
    constexpr qint64 most = 256 * 1024;
    while (m_taskLine && m_state < State::Ending && m_process->bytesToWrite() < most) {
        if (const QByteArray piece = m_taskLine->next(); !piece.isEmpty()) {
            m_process->write(piece);
        } else {
            m_taskLine.reset();
            if (m_isGoingLater)
                m_process->write(startLine());
        }
    }
}

void RunnerProcess::failToStart()
{
    if (m_state < State::Ending) {
        m_problem =
            remarkText(RemarkKind::RunnerNotStarted, {m_program.title, whyNotStarted(m_process->errorString())});
    }
    m_state = State::Ending;
    QMetaObject::invokeMethod(this, &RunnerProcess::conclude, Qt::QueuedConnection);
}

void RunnerProcess::startMeasuring()
{
    if (m_state == State::Ready)
        m_costMeter.start(m_process->processId());
}

void RunnerProcess::go()
{
    if (m_state != State::Ready)
        return;
    m_state = State::Running;
    m_requests.setReadyAt(m_clock->nsAt(m_readyAt), m_isClockKnown);
    m_costLooks.start();
    m_isGoingLater = m_taskLine.has_value(); // to one that did not wait for all of its task
    if (!m_isGoingLater)
        m_process->write(startLine());
    m_process->waitForBytesWritten(0); // now, not in the event loop's next turn: the clock runs. It does not wait.
    if (m_state == State::Running)     // and did not end meanwhile
        expectWithin(m_deadlines.silence + longestSilence(m_task));
}

void RunnerProcess::stop()
{
    if (m_state == State::Idle || m_state == State::Ended)
        return;
    if (m_state == State::Ending)
        return kill(); // it has told all, or was told already
    if (m_state == State::Running)
        m_requests.cancelOpen();
    m_state = State::Ending;
    m_process->closeWriteChannel();
    signalGroup(SIGTERM);
    m_process->terminate(); // also where it is not yet in its group
    expectWithin(m_deadlines.stop);
}

void RunnerProcess::expectWithin(std::chrono::milliseconds deadline)
{
    m_allowed = deadline;
    m_isLastLook = false;
    m_deadline.start(deadline);
}

void RunnerProcess::expire()
{
    const auto elapsed = [this] {
        return durationForPeople(std::chrono::nanoseconds(m_allowed).count(), recordLocale());
    };
    // Perhaps it was this process that stood still, and the line lies there.
    if (m_state < State::Ending && !std::exchange(m_isLastLook, true))
        return m_deadline.start(lastLook);
    if (m_state == State::Starting)
        breakOff(remarkText(RemarkKind::DidNotGetReady, {elapsed()}));
    else if (m_state == State::Running)
        breakOff(remarkText(RemarkKind::SaidNothing, {elapsed()}));
    else
        kill();
}

void RunnerProcess::readErrors()
{
    m_errors.add(m_process->readAllStandardError());
    if (m_hasExited)
        m_errors.end();
}

void RunnerProcess::readLines()
{
    m_arrivedAtNs = m_clock->nowNs();
    if (m_state == State::Running)
        expectWithin(m_allowed);
    for (int i = 0; i < linesPerTurn && m_state < State::Ending && m_process->canReadLine(); ++i) {
        m_line = m_process->readLine(longestLine + 1);
        if (m_line.endsWith('\n'))
            std::visit([this](const auto &line) { take(line); }, runnerLine(m_line));
        else
            refuse(remarkText(RemarkKind::WroteLongLine, {sizeForPeople(longestLine, recordLocale())}));
    }
    if (m_state >= State::Ending) {
        m_process->readAllStandardOutput(); // nothing more of it counts
    } else if (m_process->bytesAvailable() > largestBacklog) {
        breakOff(remarkText(RemarkKind::WritesTooFast, {sizeForPeople(m_process->bytesAvailable(), recordLocale())}));
    } else if (m_process->canReadLine()) {
        if (!std::exchange(m_isReadingLater, true)) {
            QMetaObject::invokeMethod(
                this,
                [this] {
                    m_isReadingLater = false;
                    readLines();
                },
                Qt::QueuedConnection);
        }
        return;
    } else if (m_process->bytesAvailable() > longestLine) {
        m_line = m_process->readLine(longestLine);
        refuse(remarkText(RemarkKind::WroteLongLine, {sizeForPeople(longestLine, recordLocale())}));
    }
    if (m_hasExited)
        conclude();
}

void RunnerProcess::exited()
{
    m_hasExited = true;
    m_costLooks.stop();
    signalGroup(SIGKILL); // what it has started and left behind
    m_groupId = 0;        // which may be another's from now on
    readErrors();
    readLines(); // what it said last, and then the conclusion
}

/// The child is gone, and all that it said is read.
void RunnerProcess::conclude()
{
    if (m_state == State::Ended)
        return;
    if (m_state < State::Ending) {
        m_line = m_process->readAllStandardOutput();
        const bool isInRun = m_state == State::Running;
        const RemarkKind kind = m_process->exitStatus() == QProcess::CrashExit
                                    ? (isInRun ? RemarkKind::SignalledInRun : RemarkKind::SignalledEarly)
                                    : (isInRun ? RemarkKind::EndedInRun : RemarkKind::EndedEarly);
        const QString how = remarkText(kind, {QString::number(m_process->exitCode())});
        if (m_line.trimmed().isEmpty())
            breakOff(how);
        else
            refuse(remarkText(RemarkKind::InMiddleOfLine, {how}));
    }
    if (!m_task.plan.runnerCommand.isEmpty()) // alone: of several nobody could tell whose is what they took
        m_costMeter.end(!m_isSeenFinished);
    m_deadline.stop();
    m_state = State::Ended;
    Q_EMIT ended();
}

void RunnerProcess::refuse(const QString &why)
{
    const QString line = m_filter.filteredBeginning(QString::fromUtf8(m_line)); // perhaps it is half a line
    breakOff(why, QStringLiteral(": \"%1\"").arg(m_filter.shown(line)));
}

void RunnerProcess::breakOff(const QString &why, const QString &line)
{
    if (m_state >= State::Ending)
        return;
    const bool isRunning = m_state == State::Running;
    m_state = State::Ending;
    readErrors();
    const QString words = m_errors.lastWords();
    QString message = remarkText(RemarkKind::RunnerBroke, {m_program.title, why}) + line + QLatin1Char('.');
    if (const QString limit = limitBehind(words); !limit.isEmpty())
        message += QLatin1Char(' ') + limit;
    if (words.isEmpty())
        message += QLatin1Char(' ') + remarkText(RemarkKind::RunByHand);
    else // last, as nobody knows where another's words end
        message += QStringLiteral(" On standard error: %1").arg(m_filter.shown(words));
    if (isRunning)
        m_requests.failOpen(toldFault(ErrorClass::Worker, message));
    else
        m_problem = message;
    kill();
    m_deadline.stop();
}

void RunnerProcess::signalGroup(int number) const
{
    if (m_groupId > 0) // 0 would be this process's own
        ::kill(static_cast<pid_t>(-m_groupId), number);
}

/// The child with all that it has started.
void RunnerProcess::kill()
{
    if (m_process->state() == QProcess::NotRunning)
        return;
    signalGroup(SIGKILL);
    m_process->kill();
}

void RunnerProcess::take(const RunnerReady &line)
{
    if (m_state != State::Starting)
        return refuse(remarkText(RemarkKind::SaidReadyTwice));
    m_readyAt = std::chrono::steady_clock::now();
    if (line.clockNs) {
        // Of another clock, as a container may have one, nothing is believed.
        const MonotonicClock::Moment told{std::chrono::nanoseconds(*line.clockNs)};
        m_isClockKnown = m_startedAt <= told && told <= m_readyAt;
        if (m_isClockKnown)
            m_readyAt = told;
    }
    m_deadline.stop();
    m_name = m_filter.shown(line.name + QLatin1Char(' ') + line.version);
    m_state = State::Ready;
    Q_EMIT ready();
}

void RunnerProcess::take(const RunnerStage &line)
{
    if (mayTell(line.begin + line.length))
        refuseIf(m_requests.take(line, m_arrivedAtNs));
}

void RunnerProcess::take(const RunnerOutcome &line)
{
    if (mayTell(line.at) && !refuseIf(m_requests.take(line, m_arrivedAtNs)) && m_requests.isAllTold())
        expectWithin(m_deadlines.end);
}

void RunnerProcess::take(const RunnerFinished &line)
{
    if (m_state != State::Running)
        return refuse(remarkText(RemarkKind::SaidFinishedEarly));
    m_isDisturbed = line.isDisturbed;
    m_cpuShare = line.cpuShare;
    if (m_task.plan.runnerCommand.isEmpty())
        m_toldCost = line.cost;
    m_isSeenFinished = m_costMeter.look();
    m_costLooks.stop();
    if (m_task.isSummary && !m_requests.isAnyTold()) {
        if (refuseIf(m_requests.takeAll(line, m_arrivedAtNs)))
            return;
    } else {
        m_requests.failOpen(toldFault(
            ErrorClass::Worker, QStringLiteral("%1. %2").arg(remarkText(RemarkKind::RunnerForgot, {m_program.title}),
                                                             remarkText(RemarkKind::RunByHand))));
    }
    m_state = State::Ending;
    m_process->closeWriteChannel();
    expectWithin(m_deadlines.end);
}

void RunnerProcess::take(const RunnerNonsense &line)
{
    refuse(remarkText(RemarkKind::WroteNoLine, {line.why}));
}

/// Whether a request can be told of now, with a time since `ready`; otherwise all is broken off.
bool RunnerProcess::mayTell(qint64 at)
{
    if (m_state != State::Running)
        refuse(remarkText(RemarkKind::ToldEarly));
    else if (at > m_sinceStart.nsecsElapsed())
        refuse(remarkText(RemarkKind::ToldOfFuture));
    return m_state == State::Running;
}

bool RunnerProcess::refuseIf(const QString &why)
{
    if (!why.isEmpty())
        refuse(why);
    return !why.isEmpty();
}

} // namespace fiftyfold
