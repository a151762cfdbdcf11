// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/threadexecutor.h"

#include <QCoreApplication>
#include <QEvent>

namespace fiftyfold {

ThreadExecutor::ThreadExecutor(int threads, FileStore *store, const Clock *clock)
    : m_store(store)
    , m_clock(clock)
{
    m_pool.setMaxThreadCount(threads);
    m_pool.setExpiryTimeout(-1);
}

ThreadExecutor::~ThreadExecutor()
{
    finish();
}

void ThreadExecutor::finish()
{
    m_pool.clear();
    m_pool.waitForDone();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall); // their results
}

void ThreadExecutor::run(const PageWork &work)
{
    m_pool.start([this, work] {
        const PageResult result = runSteps(work, *m_store, *m_clock);
        QMetaObject::invokeMethod(this, [this, result] { Q_EMIT done(result); }, Qt::QueuedConnection);
    });
}

} // namespace fiftyfold
