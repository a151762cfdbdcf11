// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/stepexecutor.h"

#include <QThreadPool>

namespace fiftyfold {

/// A pool of threads.
class ThreadExecutor final : public StepExecutor
{
    Q_OBJECT
public:
    /// `store` and `clock` outlive the executor.
    ThreadExecutor(int threads, FileStore *store, const Clock *clock);
    ~ThreadExecutor() override;
    void run(const PageWork &work) override;
    void finish() override;

private:
    FileStore *const m_store;
    const Clock *const m_clock;
    QThreadPool m_pool;
};

} // namespace fiftyfold
