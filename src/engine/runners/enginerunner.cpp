// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/enginerunner.h"

#include "core/plan/proxychoice.h"
#include "core/text/remark.h"
#include "engine/base/systemlimits.h"
#include "engine/runners/engineworker.h"
#include "engine/runners/practiceserver.h"

#include <utility>

namespace fiftyfold {

EngineRunner::EngineRunner(const RunPlan &plan, PracticeServer *server, const std::optional<RunShare> &share)
    : m_runId(nextRunId())
    , m_mailbox(m_runId)
    , m_plan(plan)
    , m_share(share)
    , m_server(server)
{
    m_thread.setObjectName(QStringLiteral("engine"));
}

EngineRunner::~EngineRunner()
{
    // The worker is deleted as the thread ends, and cleans up then.
    m_thread.quit();
    m_thread.wait();
}

void EngineRunner::start()
{
    if (const QList<PlanProblem> problems = problemsOf(m_plan); !problems.isEmpty())
        return endWithout(problems.first().message, problems.first().option);
    if (!m_plan.isPractice())
        return startEngine();
    connect(m_server, &PracticeServer::listening, this, &EngineRunner::startEngine);
    connect(m_server, &PracticeServer::failed, this, [this](const QString &problem) { endWithout(problem); });
    m_server->start();
}

void EngineRunner::startEngine()
{
    if (m_isEnded || m_worker)
        return;
    if (m_plan.isPractice())
        m_plan.url = m_server->resolved(m_plan.url);
    const ProxyChoice choice = proxyChoiceFor(m_plan);
    if (!choice.problem.isEmpty())
        return endWithout(choice.problem, QStringLiteral("--proxy"));
    m_plan.proxy = choice.proxy;
    if (const QString shortage = descriptorShortage(1); !shortage.isEmpty()) // Qt would abort the program
        return endWithout(QStringLiteral("The run's engine thread can't be started: %1").arg(shortage));
    m_worker = new EngineWorker(m_plan, m_share, &m_mailbox);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_worker, &EngineWorker::run);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &EngineWorker::prepared, this, &Runner::prepared);
    connect(m_worker, &EngineWorker::waiting, this, &EngineRunner::waiting);
    connect(m_worker, &EngineWorker::started, this, &Runner::started);
    connect(m_worker, &EngineWorker::finished, this, &Runner::finished);
    m_thread.start();
    if (m_thread.isRunning() || m_thread.isFinished())
        return;
    delete std::exchange(m_worker, nullptr); // which nobody else will
    endWithout(noThreadFor(remarkText(RemarkKind::ThreadOfEngine)));
}

void EngineRunner::stop()
{
    if (m_worker)
        QMetaObject::invokeMethod(m_worker, &EngineWorker::stop, Qt::QueuedConnection);
    else
        endWithout({});
}

void EngineRunner::go(MonotonicClock::Moment start)
{
    if (m_worker)
        QMetaObject::invokeMethod(m_worker, [worker = m_worker, start] { worker->go(start); }, Qt::QueuedConnection);
}

void EngineRunner::endWithout(const QString &problem, const QString &option)
{
    if (m_isEnded || m_worker)
        return;
    m_isEnded = true;
    RunEnd end;
    end.problem = problem;
    end.option = option;
    end.isStopped = problem.isEmpty();
    // Through the event loop: nobody expects `finished` from within start() or stop().
    QMetaObject::invokeMethod(this, [this, end] { Q_EMIT finished(end); }, Qt::QueuedConnection);
}

} // namespace fiftyfold
