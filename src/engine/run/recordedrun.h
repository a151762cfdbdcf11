// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecorder.h"
#include "engine/runners/runner.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

namespace fiftyfold {

/// One run and its record: the one place where a runner and a recorder meet. Main thread; never blocks.
///
/// start() once; then `prepared` (not where it could not run or was stopped before), `took` again and again, and in
/// every case exactly one `finished`, after which end() and record() stand and do not change. It may be destroyed at
/// any time, except from within its own signals: that stops what runs.
class RecordedRun : public QObject
{
    Q_OBJECT
public:
    using RunnerFactory = std::function<std::unique_ptr<Runner>(const RunPlan &, PracticeServer *)>;

    /// `server` must outlive the run. Facts are taken in every `interval`. `factory` makes the runner; by default
    /// makeRunner().
    RecordedRun(const RunPlan &plan, PracticeServer *server, std::chrono::milliseconds interval,
                const RunnerFactory &factory = {}, QObject *parent = nullptr);
    ~RecordedRun() override;

    void start();
    /// Cancels what is open; `finished` follows. May be called at any time after start(), more than once.
    void stop();

    /// Facts are taken in that often from now on.
    void setInterval(std::chrono::milliseconds interval);

    /// Whether the record's plan is the one that really runs, with `atOnce` as it was clamped.
    bool isPrepared() const { return m_isPrepared; }
    bool isFinished() const { return m_isFinished; }
    /// After `finished` each request has an outcome in it, unless end() tells of a problem. Null before start(), and
    /// where there is too little memory for it.
    std::shared_ptr<RunRecord> record() const { return m_recorder ? m_recorder->record() : nullptr; }
    /// Not before start(), nor where there is no record.
    const RunRecorder &recorder() const { return *m_recorder; }
    /// How it ended; means nothing before `finished`.
    const RunEnd &end() const { return m_end; }
    /// On the run's clock, by the main thread's; never before the latest fact. 0 until the clock runs.
    qint64 nowNs() const;

Q_SIGNALS:
    void prepared();
    /// The clock runs.
    void started();
    /// The record has these as well now. At each interval while the clock runs, with nothing in it too.
    void took(const fiftyfold::FactBatch &batch);
    void finished();

private:
    void prepare(const RunPlan &plan, const QString &workFolder, const QStringList &notices);
    void begin(const QDateTime &startedAt);
    void drain();
    void conclude(const RunEnd &end);
    FactBatch outcomesOfThePending() const;

    const RunPlan m_plan;
    std::unique_ptr<Runner> m_runner;
    std::unique_ptr<RunRecorder> m_recorder;
    RunEnd m_end;
    QElapsedTimer m_clock;
    QTimer m_drainTimer;
    bool m_isPrepared = false;
    bool m_isFinished = false;
};

} // namespace fiftyfold
