// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/worker/workercommand.h"

#include "cli/base/terminal.h"
#include "core/run/environment.h"
#include "core/text/exitcode.h"
#include "core/text/visibletext.h"
#include "engine/base/clock.h"
#include "engine/runners/enginerunner.h"
#include "engine/runners/externalrunner.h"
#include "engine/runners/practiceserver.h"
#include "engine/runners/runnerprotocol.h"
#include "engine/runners/runnerreport.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include <unistd.h>

namespace fiftyfold {

namespace {

constexpr std::chrono::milliseconds reportInterval{10};
constexpr std::size_t readAtOnce = 64 * 1024;

/// One plan from its first line to the last of its report.
class Worker : public QObject
{
public:
    Worker();

private:
    void readInput();
    void takeTask(QByteArray line);
    void sayReady();
    void begin();
    void reportFacts();
    void conclude(const RunEnd &end);
    static void tell(const QStringList &notices);
    void write(const QByteArray &lines);
    void fail(const QString &problem, int exitCode);

    QSocketNotifier m_inputReady{STDIN_FILENO, QSocketNotifier::Read};
    QByteArray m_input;
    RunnerTask m_task;
    PracticeServer m_server; ///< For a plan that a person wrote: a runner resolves its URL before.
    std::unique_ptr<EngineRunner> m_runner;
    std::optional<MonotonicClock::Moment> m_readyAt;
    std::optional<RunnerReport> m_report; ///< Since it has begun.
    QTimer m_reportTimer;
    bool m_isStartRead = false;
};

Worker::Worker()
{
    connect(&m_inputReady, &QSocketNotifier::activated, this, &Worker::readInput);
    m_reportTimer.setInterval(reportInterval);
    connect(&m_reportTimer, &QTimer::timeout, this, &Worker::reportFacts);
}

void Worker::readInput()
{
    QByteArray bytes(readAtOnce, Qt::Uninitialized);
    const ssize_t count = ::read(STDIN_FILENO, bytes.data(), readAtOnce);
    if (count < 0 && errno == EINTR)
        return;
    if (count <= 0) { // whoever wanted this wants it no more, or is dead
        m_inputReady.setEnabled(false);
        return QCoreApplication::exit(exitcode::couldNotRun);
    }
    qsizetype from = m_input.size();
    m_input.append(bytes.constData(), count);
    for (qsizetype end = m_input.indexOf('\n', from); end >= 0 && m_inputReady.isEnabled();
         end = m_input.indexOf('\n', from)) {
        const bool isAll = end + 1 == m_input.size();
        QByteArray line = isAll ? std::exchange(m_input, {}) : m_input.left(end); // a task with its body is large
        m_input.remove(0, end + 1);
        from = 0;
        if (!m_runner)
            takeTask(std::move(line));
        else if (isStartLine(line))
            begin();
    }
}

void Worker::takeTask(QByteArray line)
{
    QString problem;
    m_task = taskFromLine(std::move(line), &problem);
    if (problem.isEmpty() && !m_task.plan.allowRemote && !isLocalTarget(m_task.plan))
        problem = QStringLiteral("The plan's host is neither loopback nor private, and \"allow_remote\" is not true.");
    if (problem.isEmpty() && ExternalRunner::isNeededFor(m_task.plan))
        problem =
            QStringLiteral("A worker carries a plan out itself: its strategy can't be %1.").arg(m_task.plan.strategy);
    if (!problem.isEmpty())
        return fail(problem, exitcode::badUsage);
    if (m_task.plan.transport == QLatin1String("external")) { // to be this program, by whatever name it goes
        m_task.plan.strategy = RunPlan().strategy;
        m_task.plan.transport = RunPlan().transport;
    }
    m_runner = std::make_unique<EngineRunner>(m_task.plan, &m_server, RunShare{m_task.share, m_task.firstLane});
    connect(m_runner.get(), &Runner::prepared, this,
            [](const RunPlan &, const QString &, const QStringList &notices) { tell(notices); });
    connect(m_runner.get(), &EngineRunner::waiting, this, &Worker::sayReady);
    connect(m_runner.get(), &Runner::finished, this, &Worker::conclude);
    m_runner->start();
}

void Worker::sayReady()
{
    m_readyAt = std::chrono::steady_clock::now();
    write(lineOf(RunnerReady{QStringLiteral("fiftyfold"), programVersion(),
                             std::chrono::nanoseconds(m_readyAt->time_since_epoch()).count()}));
    if (m_isStartRead)
        begin();
}

void Worker::begin()
{
    m_isStartRead = true;
    if (!m_readyAt || m_report)
        return;
    const MonotonicClock::Moment start = std::chrono::steady_clock::now();
    m_report.emplace(m_task, std::chrono::nanoseconds(start - *m_readyAt).count());
    m_runner->go(start);
    m_reportTimer.start();
}

void Worker::reportFacts()
{
    write(m_report->lines(m_runner->mailbox().take()));
}

void Worker::conclude(const RunEnd &end)
{
    m_inputReady.setEnabled(false);
    m_reportTimer.stop();
    if (!end.problem.isEmpty() || !m_report)
        return fail(end.problem, exitcode::couldNotRun);
    tell(end.notices);
    reportFacts();
    write(m_report->finishedLine(end.elapsedNs, end.isDisturbed, end.clientCpuShare, end.cost));
    QCoreApplication::exit(exitcode::allDone);
}

/// On standard error, which whoever started this shows.
void Worker::tell(const QStringList &notices)
{
    for (const QString &notice : notices)
        Terminal().write(visibleText(notice) + QLatin1Char('\n'));
}

/// Waits for the reader where that is slow; the engine's threads go on meanwhile. One that is gone ends the program.
void Worker::write(const QByteArray &lines)
{
    qsizetype written = 0;
    while (written < lines.size()) {
        const ssize_t count =
            ::write(STDOUT_FILENO, lines.constData() + written, static_cast<std::size_t>(lines.size() - written));
        if (count < 0 && errno != EINTR)
            return fail(errno == EPIPE
                            ? QString() // who closes a pipe has read enough
                            : QStringLiteral("Standard output could not be written: %1.").arg(qt_error_string(errno)),
                        exitcode::couldNotRun);
        written += std::max<ssize_t>(count, 0);
    }
}

void Worker::fail(const QString &problem, int exitCode)
{
    m_inputReady.setEnabled(false);
    m_reportTimer.stop();
    if (!problem.isEmpty())
        Terminal().writeProblem(problem);
    QCoreApplication::exit(exitCode);
}

} // namespace

int workerCommand()
{
    const Worker worker;
    return QCoreApplication::exec();
}

} // namespace fiftyfold
