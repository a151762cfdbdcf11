// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/pipeline/stepexecutor.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

class QThread;

namespace fiftyfold {

/// Threads that take works from one queue. Not a QThreadPool: that does not tell when a thread can't be started, and
/// keeps the work which was to begin with it for good.
class ThreadExecutor final : public StepExecutor
{
    Q_OBJECT
public:
    /// Starts so many, or as many as the system lets it. `store` and `clock` outlive the executor.
    ThreadExecutor(int threads, FileStore *store, const Clock *clock);
    ~ThreadExecutor() override;
    void run(PageWork work) override;
    void finish() override;
    QString problem() const override { return m_problem; }

private:
    void takeWorks();

    FileStore *const m_store;
    const Clock *const m_clock;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<PageWork> m_works; ///< Under the mutex, as the next one.
    bool m_isEnding = false;
    std::vector<std::unique_ptr<QThread>> m_threads;
    QString m_problem;
};

} // namespace fiftyfold
