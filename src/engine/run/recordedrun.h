// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/schedule.h"
#include "core/run/runrecorder.h"
#include "engine/runners/runner.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

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
    /// There is more to tell, in the next turns of the event loop.
    bool hasMore() const;
    /// On the run's clock, by the main thread's; never before the latest fact. 0 until the clock runs.
    qint64 nowNs() const;

Q_SIGNALS:
    void prepared();
    /// The clock runs.
    void started();
    /// The record has these as well now. At each interval while the clock runs, with nothing in it too; never so many
    /// that to take them in would be felt: what is more comes in the turns of the event loop that follow.
    void took(const fiftyfold::FactBatch &batch);
    void finished();

private:
    void prepare(const RunPlan &plan, const QString &workFolder, const QStringList &notices);
    void begin(const QDateTime &startedAt);
    void drain();
    void noteDue();
    void tell(const FactBatch &batch);
    FactBatch nextPortion();
    void conclude(const RunEnd &end);
    void goOnConcluding();
    void noteEnd();
    FactBatch outcomesOfThePending();

    const RunPlan m_plan;
    std::unique_ptr<Runner> m_runner;
    std::unique_ptr<RunRecorder> m_recorder;
    std::optional<Schedule> m_schedule; ///< Of an open load that time ends.
    quint32 m_due = 0;                  ///< Of its requests.
    RunEnd m_end;
    QElapsedTimer m_clock;
    QTimer m_drainTimer;
    QTimer m_restTimer;      ///< Of a batch too large for one turn.
    FactBatch m_batch;       ///< Taken from the mailbox.
    std::size_t m_told = 0;  ///< Of its facts.
    quint32 m_concluded = 0; ///< Requests that have an outcome in the record for certain, from 0 on.
    bool m_isPrepared = false;
    bool m_isStopping = false;
    bool m_isConcluding = false;
    bool m_isAllTold = false; ///< The runner has ended, and its mailbox is empty.
    bool m_isFinished = false;
};

} // namespace fiftyfold
