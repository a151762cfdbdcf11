// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/sidethread.h"

#include "engine/base/systemlimits.h"

namespace fiftyfold {

SideThread::~SideThread()
{
    if (m_thread)
        m_thread->wait();
}

void SideThread::start(const std::function<void()> &work)
{
    m_thread.reset(QThread::create(work));
    if (descriptorShortage(1).isEmpty()) // without one for it, Qt aborts the program
        m_thread->start();
    if (!m_thread->isRunning() && !m_thread->isFinished()) // the system has none left
        work();
}

void SideThread::join()
{
    m_thread->wait();
    m_thread.reset();
}

} // namespace fiftyfold
