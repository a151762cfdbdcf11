// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaObject>
#include <QObject>
#include <QThread>

#include <functional>
#include <memory>
#include <utility>

namespace fiftyfold {

/// Does one thing at a time beside the thread that owns it. Make it its owner's last member: its destructor waits for
/// what is under way, and what that came to is told to nobody.
class SideThread
{
public:
    SideThread() = default;
    ~SideThread();
    Q_DISABLE_COPY_MOVE(SideThread)

    /// `work` makes something in the other thread, which `take` then gets in that of `context`, through its event loop;
    /// isBusy() until then. Where there is no thread to be had, `work` runs at once. Not while it is busy.
    template<typename Work, typename Take>
    void run(QObject *context, Work work, Take take)
    {
        start([this, context, work = std::move(work), take = std::move(take)] {
            QMetaObject::invokeMethod(
                context,
                [this, take, result = work()]() mutable {
                    join();
                    take(std::move(result));
                },
                Qt::QueuedConnection);
        });
    }
    bool isBusy() const { return m_thread != nullptr; }

private:
    void start(const std::function<void()> &work);
    void join();

    std::unique_ptr<QThread> m_thread;
};

} // namespace fiftyfold
