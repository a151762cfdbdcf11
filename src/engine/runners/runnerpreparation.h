// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"
#include "engine/base/outofmemory.h"

#include <QList>
#include <QObject>
#include <QStringList>

#include <atomic>
#include <memory>

namespace fiftyfold {

class RunFolder;

/// What has to be there before a runner starts.
struct RunnerGround {
    QString problem; ///< Not empty: it can't start, and this says why.
    QString option;  ///< See RunEnd.
    QString folder;
    QStringList
        command; ///< Compiled where it was ours and `go run FILE` or `java FILE`; the program with its full path.
};

/// Lays the ground for a runner and clears it away, in a thread of its own, as it writes files and may compile. Made in
/// the main thread, then moved; destroying it removes the run's folder.
class RunnerPreparation : public QObject
{
    Q_OBJECT
public:
    RunnerPreparation(const RunPlan &plan, const QStringList &command);
    ~RunnerPreparation() override;

    /// From any thread: what takes long is broken off.
    void cancel() { m_isCancelled = true; }

public Q_SLOTS:
    void prepare();
    /// Removes the folder, or where files are kept the pages of `notDone`; `cleared` follows.
    void clear(const QList<quint32> &notDone);

Q_SIGNALS:
    void prepared(const fiftyfold::RunnerGround &ground);
    void cleared();

private:
    QString findProgram(QStringList &command) const;
    QString compileGo(QStringList &command) const;
    QString compileJava(QStringList &command) const;

    const RunPlan m_plan;
    const QStringList m_command;
    std::unique_ptr<RunFolder> m_folder;
    std::unique_ptr<RemovedWithoutMemory> m_removedWithoutMemory; ///< The folder, where it is to be removed.
    std::atomic<bool> m_isCancelled{false};
};

} // namespace fiftyfold
