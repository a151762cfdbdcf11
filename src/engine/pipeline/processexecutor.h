// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/pipeline/stepexecutor.h"

#include <QByteArray>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <memory>
#include <vector>

class QProcess;

namespace fiftyfold {

/// A pool of processes, `fiftyfold-cli step-worker`, each of which gets works over its standard input and answers over
/// its standard output. The works of one that dies, or that neither reads nor answers for half a minute (longer where a
/// page is large), fail with class `worker`; the others go on.
class ProcessExecutor final : public StepExecutor
{
    Q_OBJECT
public:
    /// Starts the processes and waits until they are there. `folder` is where they save; `clock` outlives it.
    ProcessExecutor(int processes, const QString &folder, const Clock *clock);
    ~ProcessExecutor() override;
    void run(PageWork work) override;
    void finish() override;

    /// Why it can't work, and what to do; empty when it can.
    QString problem() const override { return m_problem; }
    QList<qint64> processIds() const override;

private:
    struct Worker {
        std::unique_ptr<QProcess> process;
        QByteArray output;
        QSet<quint32> open; ///< Indices of the works it has.
        qint64 largest = 0; ///< Of their bodies, and of those that it had with them.
        QTimer answer;      ///< Runs while it owes one.
        bool isLastLook = false;
        Fault fault; ///< Why it was killed.
    };

    void read(Worker *worker);
    void lose(Worker *worker);
    void expect(Worker *worker);
    static std::chrono::seconds answerDeadlineOf(const Worker &worker);
    void expire(Worker *worker);
    void discard(Worker *worker, const Fault &fault);
    Worker *leastBusy() const;
    void failLater(quint32 index, const Fault &fault);

    const Clock *const m_clock;
    std::vector<std::unique_ptr<Worker>> m_workers; ///< One that died has no process.
    std::vector<std::unique_ptr<QProcess>> m_lost;
    QString m_problem;
};

/// What a worker process does until its standard input ends; its exit code. Blocks.
int runStepWorker(const QString &folder);

} // namespace fiftyfold
