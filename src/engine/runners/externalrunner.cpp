// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/externalrunner.h"

#include "core/plan/proxychoice.h"
#include "core/plan/strategytraits.h"
#include "core/text/remark.h"
#include "engine/base/siblingprogram.h"
#include "engine/base/systemlimits.h"
#include "engine/pipeline/managerpool.h"
#include "engine/runners/descriptorlimit.h"
#include "engine/runners/practiceserver.h"
#include "engine/runners/runnerpreparation.h"
#include "engine/runners/threadlimit.h"

#include <QFileInfo>
#include <QProcess>

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

constexpr quint32 mostProcesses = 8;

/// Without a shell. Empty for the strategy `processes` where our own program is not installed.
QStringList commandFor(const RunPlan &plan)
{
    if (!plan.runnerCommand.isEmpty())
        return QProcess::splitCommand(plan.runnerCommand);
    const QString program = siblingProgram(QStringLiteral("fiftyfold-cli"));
    return program.isEmpty() ? QStringList() : QStringList{program, QStringLiteral("worker")};
}

/// "python_asyncio.py" of "/usr/bin/python3 -B /usr/share/fiftyfold/runners/python_asyncio.py".
QString titleOf(const QStringList &command)
{
    const auto script = std::find_if(command.cbegin() + 1, command.cend(),
                                     [](const QString &word) { return QFileInfo(word).isFile(); });
    return QFileInfo(script == command.cend() ? command.first() : *script).fileName();
}

} // namespace

quint32 ExternalRunner::processesFor(const RunPlan &plan, quint32 lanes)
{
    const auto processors = static_cast<quint32>(std::max(QThread::idealThreadCount(), 1));
    return plan.runnerCommand.isEmpty() ? std::min({lanes, processors, mostProcesses}) : 1;
}

bool ExternalRunner::isNeededFor(const RunPlan &plan)
{
    return !plan.runnerCommand.isEmpty() || strategyOf(plan).lanes == LanesOn::Processes;
}

ExternalRunner::ExternalRunner(const RunPlan &plan, PracticeServer *server, RunReport report)
    : m_runId(nextRunId())
    , m_mailbox(m_runId)
    , m_plan(plan)
    , m_server(server)
    , m_report(report)
    , m_standstill(this)
{
    m_thread.setObjectName(QStringLiteral("runner"));
}

ExternalRunner::~ExternalRunner()
{
    for (const auto &child : m_children) // all of them, before the first is waited for
        child->kill();
    const QList<quint32> unfinished = notDone();
    m_children.clear(); // before the folder that they write to
    if (m_thread.isRunning()) {
        m_preparation->cancel();
        m_preparation->disconnect(this);
        QMetaObject::invokeMethod(
            m_preparation, [preparation = m_preparation, unfinished] { preparation->clear(unfinished); },
            Qt::BlockingQueuedConnection);
    }
    m_thread.quit();
    m_thread.wait();
}

QList<qint64> ExternalRunner::processIds() const
{
    QList<qint64> ids;
    for (const auto &child : m_children)
        ids.append(child->processId());
    return ids;
}

void ExternalRunner::start()
{
    if (const QList<PlanProblem> problems = problemsOf(m_plan); !problems.isEmpty())
        return endWithout(problems.first().message, problems.first().option);
    if (!m_plan.isPractice())
        return prepare();
    connect(m_server, &PracticeServer::listening, this, &ExternalRunner::prepare);
    connect(m_server, &PracticeServer::failed, this, [this](const QString &problem) { endWithout(problem); });
    m_server->start();
}

void ExternalRunner::prepare()
{
    if (m_isEnded || m_preparation)
        return;
    const LaneLimit ofDescriptors = clampToDescriptorLimit(m_plan); // which asks whether it is practice
    if (m_plan.isPractice()) {
        m_plan.url = m_server->resolved(m_plan.url);
        m_plan.wasPractice = true;
    }
    const ProxyChoice choice = proxyChoiceFor(m_plan);
    if (!choice.problem.isEmpty())
        return endWithout(choice.problem, QStringLiteral("--proxy"));
    m_plan.proxy = choice.proxy;
    for (const LaneLimit &limit : {ofDescriptors, clampToThreadLimit(m_plan)}) {
        if (!limit.problem.isEmpty())
            return endWithout(limit.problem, QStringLiteral("--at-once"));
        if (!limit.lowered.isEmpty())
            m_notices.append(limit.notice());
    }
    const QStringList command = commandFor(m_plan);
    if (command.isEmpty() && m_plan.runnerCommand.isEmpty())
        return endWithout(remarkText(RemarkKind::NoWorkerProgram));
    if (!command.isEmpty())
        m_title = titleOf(command);
    m_preparation = new RunnerPreparation(m_plan, command);
    m_preparation->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_preparation, &RunnerPreparation::prepare);
    connect(&m_thread, &QThread::finished, m_preparation, &QObject::deleteLater);
    connect(m_preparation, &RunnerPreparation::prepared, this, &ExternalRunner::startChildren);
    connect(m_preparation, &RunnerPreparation::cleared, this, [this] { Q_EMIT finished(m_end); });
    m_thread.start();
    if (m_thread.isRunning() || m_thread.isFinished())
        return;
    delete std::exchange(m_preparation, nullptr); // which nobody else will
    endWithout(noThreadFor(remarkText(RemarkKind::ThreadOfRunner)));
}

void ExternalRunner::startChildren(const RunnerGround &ground)
{
    if (!m_end.isStopped)
        m_end.problem = ground.problem;
    m_end.option = ground.option;
    if (m_end.isStopped || !ground.problem.isEmpty())
        return clearUp();
    m_workFolder = ground.folder;
    RunPlan plan = m_plan;
    plan.workDir = ground.folder;
    const RunnerProgram program{m_title, ground.command.first(), ground.command.mid(1)};
    if (m_plan.runnerCommand.isEmpty()) {
        plan.strategy = RunPlan().strategy; // of each share
        m_end.transportLibrary = transportLibrary(m_plan);
    }
    const quint32 count = processesFor(m_plan, m_plan.atOnce);
    for (quint32 number = 0; number < count; ++number)
        m_children.emplace_back(makeChild(program, plan, number, count));
    for (const auto &child : m_children)
        child->start();
}

RunnerProcess *ExternalRunner::makeChild(const RunnerProgram &program, const RunPlan &plan, quint32 number,
                                         quint32 count)
{
    const auto partBefore = [count](quint32 whole, quint32 part) {
        return static_cast<quint32>(quint64(whole) * part / count);
    };
    const quint32 firstLane = partBefore(plan.atOnce, number);
    RunnerTask task;
    task.plan = plan;
    task.isSummary = m_report == RunReport::Summary;
    if (plan.isOpen()) { // every so manieth of the one schedule
        task.share = {number, count};
        task.plan.requests = task.share.countOf(plan.requests);
    } else {
        const quint32 first = partBefore(plan.requests, number);
        task.share = plan.isCountKnown() ? IndexShare{first, 1} : IndexShare{number, count};
        task.plan.requests = partBefore(plan.requests, number + 1) - first;
    }
    task.plan.atOnce = partBefore(plan.atOnce, number + 1) - firstLane;
    task.firstLane = firstLane;
    task.plan.warmup = partBefore(plan.warmup, number + 1) - partBefore(plan.warmup, number);
    FactSink *sink = &m_mailbox;
    if (!plan.isCountKnown())
        sink = m_sinks.emplace_back(std::make_unique<CountingSink>(&m_mailbox, &m_requestsBegun)).get();
    auto *child = new RunnerProcess(program, task, {firstLane, {number, count}}, sink, &m_clock);
    connect(child, &RunnerProcess::ready, this, &ExternalRunner::childReady);
    connect(child, &RunnerProcess::ended, this, [this, child] { childEnded(child); });
    return child;
}

void ExternalRunner::childReady()
{
    if (++m_readyCount < m_children.size() || m_endedCount > 0 || m_end.isStopped)
        return;
    if (!m_plan.runnerCommand.isEmpty())
        m_end.transportLibrary = m_children.front()->name();
    Q_EMIT prepared(m_plan, m_workFolder, m_notices);
    if (m_end.isStopped) // by who heard it
        return;
    const QDateTime startedAt = QDateTime::currentDateTimeUtc();
    m_isStarted = true;
    m_standstill.start();
    for (const auto &child : m_children) // before the clock starts: it takes its time
        child->startMeasuring();
    m_clock.restart();
    for (const auto &child : m_children)
        child->go();
    Q_EMIT started(startedAt);
}

void ExternalRunner::childEnded(RunnerProcess *child)
{
    ++m_endedCount;
    m_end.elapsedNs = std::max(m_end.elapsedNs, child->lastOutcomeNs());
    if (!child->problem().isEmpty() && !m_end.isStopped && m_end.problem.isEmpty())
        m_end.problem = child->problem();
    m_end.isDisturbed = m_end.isDisturbed || child->isDisturbed();
    if (const std::optional<double> share = child->cpuShare()) // of all children alike
        m_end.clientCpuShare = m_end.clientCpuShare.value_or(0) + *share / static_cast<double>(m_children.size());
    if (const std::optional<RunTotals> &totals = child->totals()) {
        if (m_end.totals)
            *m_end.totals += *totals;
        else
            m_end.totals = totals;
    }
    if (const std::optional<RunCost> cost = child->cost()) {
        m_end.cost = m_end.cost.value_or(RunCost());
        *m_end.cost += *cost;
    }
    if (const QString errors = child->errorOutput(); !errors.isEmpty()) {
        const QString notice = remarkText(RemarkKind::StandardError, {m_title, errors});
        if (!m_end.notices.contains(notice)) // each of several says the same
            m_end.notices.append(notice);
    }
    if (m_endedCount == m_children.size()) {
        m_end.isDisturbed = m_standstill.stop() || m_end.isDisturbed;
        clearUp();
    } else if (!m_isStarted) {
        stopChildren(); // a run without all of its requests is none
    }
}

void ExternalRunner::stop()
{
    if (!m_preparation)
        return endWithout({});
    if (m_end.isStopped || m_isEnded)
        return;
    m_end.isStopped = true;
    m_preparation->cancel();
    stopChildren();
}

void ExternalRunner::stopChildren()
{
    for (const auto &child : m_children)
        child->stop();
}

void ExternalRunner::clearUp()
{
    m_isEnded = true;
    QMetaObject::invokeMethod(
        m_preparation, [preparation = m_preparation, indices = notDone()] { preparation->clear(indices); },
        Qt::QueuedConnection);
}

QList<quint32> ExternalRunner::notDone() const
{
    QList<quint32> indices;
    if (!m_plan.steps.keepsFiles())
        return indices; // nobody will ask for them
    for (const auto &child : m_children)
        indices += child->notDone();
    return indices;
}

void ExternalRunner::endWithout(const QString &problem, const QString &option)
{
    if (m_isEnded || m_preparation)
        return;
    m_isEnded = true;
    m_end.problem = problem;
    m_end.option = option;
    m_end.isStopped = problem.isEmpty();
    // Through the event loop: nobody expects `finished` from within start() or stop().
    QMetaObject::invokeMethod(this, [this] { Q_EMIT finished(m_end); }, Qt::QueuedConnection);
}

} // namespace fiftyfold
