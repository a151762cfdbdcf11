// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/pipeline/pagesteps.h"

#include <QObject>

#include <memory>

namespace fiftyfold {

/// Where a strategy sends its replies, to have the steps done beside the event loop. Lives in the engine thread.
class StepExecutor : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void run(PageWork work) = 0;
    /// Drops what nobody has begun, and waits for the rest: `done` comes of it before this returns. Called once, last.
    virtual void finish() = 0;
    /// Why it can't work, and what to do; empty when it can.
    virtual QString problem() const { return {}; }

    /// Of the processes that it does them in.
    virtual QList<qint64> processIds() const { return {}; }

Q_SIGNALS:
    /// Exactly one for each work, never from within run().
    void done(const fiftyfold::PageResult &result);
};

/// How many threads or processes the executors of a plan have, with so many lanes in so many engine threads: together
/// as many as there are processors, but each executor has one, and none has more than lanes.
quint32 executorWorkersFor(const RunPlan &plan, quint32 lanes, quint32 threads);

/// The executor that a plan's strategy needs, made ready; null for one that needs none. `store` saves in `folder`; it
/// and `clock` outlive the executor.
std::unique_ptr<StepExecutor> makeExecutor(const RunPlan &plan, FileStore *store, const QString &folder,
                                           const Clock *clock);

} // namespace fiftyfold
