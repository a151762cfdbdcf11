// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pipeline/threadexecutor.h"

#include "core/text/remark.h"
#include "engine/base/systemlimits.h"

#include <QCoreApplication>
#include <QEvent>
#include <QThread>

#include <utility>

namespace fiftyfold {

ThreadExecutor::ThreadExecutor(int threads, FileStore *store, const Clock *clock)
    : m_store(store)
    , m_clock(clock)
{
    for (int i = 0; i < threads; ++i) {
        std::unique_ptr<QThread> thread(QThread::create([this] { takeWorks(); }));
        thread->setObjectName(QStringLiteral("steps"));
        thread->start();
        if (!thread->isRunning()) // it waits for works: it can't have ended
            break;
        m_threads.push_back(std::move(thread));
    }
    if (m_threads.empty())
        m_problem = noThreadFor(remarkText(RemarkKind::ThreadOfSteps));
}

ThreadExecutor::~ThreadExecutor()
{
    finish();
}

void ThreadExecutor::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
        m_works.clear();
    }
    m_changed.notify_all();
    for (const auto &thread : m_threads)
        thread->wait();
    m_threads.clear();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall); // their results
}

void ThreadExecutor::run(PageWork work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_works.push_back(std::move(work));
    }
    m_changed.notify_one();
}

void ThreadExecutor::takeWorks()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_isEnding || !m_works.empty(); });
        if (m_isEnding)
            return;
        PageWork work = std::move(m_works.front());
        m_works.pop_front();
        lock.unlock();
        const PageResult result = runSteps(std::move(work), *m_store, *m_clock);
        QMetaObject::invokeMethod(this, [this, result] { Q_EMIT done(result); }, Qt::QueuedConnection);
        lock.lock();
    }
}

} // namespace fiftyfold
