// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecorder.h"
#include "engine/runners/runner.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace fiftyfold {

class ProgressPrinter;

/// One run in the terminal: brings runner, recorder and progress together. Main thread. `finished` comes exactly once,
/// also after stop(); then end() and record() stand.
class RunSession : public QObject
{
    Q_OBJECT
public:
    /// `server` and `progress` must outlive the session.
    RunSession(const RunPlan &plan, PracticeServer *server, ProgressPrinter *progress, QObject *parent = nullptr);

    void start();
    /// Cancels what is open. May be called at any time, more than once.
    void stop();

    const RunEnd &end() const { return m_end; }
    /// Each request has its outcome here. Null where the run could not start (RunEnd::problem).
    std::shared_ptr<const RunRecord> record() const;

Q_SIGNALS:
    void finished();

private:
    void prepare(const RunPlan &plan, const QString &workFolder, const QStringList &notices);
    void drain();
    void conclude(const RunEnd &end);
    void cancelPending();

    RunPlan m_plan;
    std::unique_ptr<Runner> m_runner;
    ProgressPrinter *m_progress;
    std::optional<RunRecorder> m_recorder;
    RunEnd m_end;
    QElapsedTimer m_clock;
    QTimer m_drainTimer;
};

} // namespace fiftyfold
