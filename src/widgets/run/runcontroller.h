// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"
#include "core/run/livethresholds.h"
#include "core/run/runsummary.h"
#include "core/run/statistics.h"
#include "core/run/thresholdset.h"
#include "engine/run/recordedrun.h"
#include "models/base/timeaxis.h"
#include "models/run/duerequests.h"
#include "models/run/errormodel.h"
#include "models/run/latencypoints.h"
#include "models/run/latencyspread.h"
#include "models/run/logmodel.h"
#include "models/run/rateseries.h"
#include "models/run/requestmodel.h"
#include "models/run/runfigures.h"
#include "models/run/runselection.h"
#include "models/run/stageseries.h"
#include "models/run/thresholdstate.h"
#include "models/run/timelineindex.h"
#include "widgets/base/paintbudget.h"

#include <QElapsedTimer>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

namespace fiftyfold {

class PracticeServer;
struct ShownRun;

/// Joins engine to models: runs one plan at a time, takes its facts out of the mailbox as often as the PaintBudget
/// allows, since all that is shown but the time changes with them alone, and hands them to record, log, series and
/// figures. Owns all of these. Main thread; never blocks.
class RunController : public QObject
{
    Q_OBJECT
public:
    enum class State { Empty, Preparing, Running, Stopping, Done, Failed, Stopped, CouldNotRun };
    Q_ENUM(State)

    /// `factory` makes the runner of each plan; by default the engine's makeRunner().
    explicit RunController(QObject *parent = nullptr, RecordedRun::RunnerFactory factory = {});
    ~RunController() override;

    /// Begins a run. What the one before has measured stays until this one is prepared: a run that can't begin takes
    /// nothing away. What comes of it is held against `thresholds`. Ignored while isBusy().
    void start(const RunPlan &plan, const ThresholdSet &thresholds = {});
    /// Cancels what is open; Stopped follows. Ignored where nothing runs.
    void stop();
    /// Shows a run that was kept, known by that name, as if it had just run, and had the thresholds that it was held
    /// against. Ignored while isBusy(). See RunOpener.
    void show(ShownRun &&shown, const QString &name);

    State state() const { return m_state; }
    bool isBusy() const;
    /// Whether models, figures and plan() are of the run that state() tells of: not before its plan is settled, and
    /// never of one that was stopped, or could not run, before that.
    bool isPrepared() const { return m_isPrepared; }
    /// Why it could not run, and what to do; only in CouldNotRun.
    const QString &problem() const { return m_problem; }
    /// See RunEnd.
    const QString &optionThatMends() const { return m_optionThatMends; }
    /// The plan of the last run that was prepared, as it really ran.
    const RunPlan &plan() const { return m_plan; }
    const QStringList &notices() const { return m_notices; }
    /// What the run that is shown was opened as; empty where it ran here.
    const QString &openedAs() const { return m_openedAs; }
    /// Of the last run that was prepared, or was opened; null before.
    const std::shared_ptr<const RunRecord> &record() const { return m_record; }
    /// Its final figures; null before it is summarised.
    const std::shared_ptr<const RunSummary> &summary() const { return m_summary; }
    /// Whether something is known of each request: not where only figures were kept.
    bool hasRequests() const { return m_record && m_requests.record(); }
    const RunFigures &figures() const { return m_figures; }
    /// How that run stands against its thresholds: so far, looked at a few times a second, or what came of it.
    const ThresholdSet &thresholds() const { return m_thresholds; }
    const Expectations &expectations() const { return m_expectations; }
    VerdictTime verdictTime() const { return m_verdictTime; }
    const StageSeries &series() const { return m_series; }
    const RateSeries &rates() const { return m_rates; }
    const LatencyPoints &latencyPoints() const { return m_latencyPoints; }
    /// How its times are spread, so far, or as summarised. Reads all buckets: a few times a second is enough.
    LatencySpreads latencySpreads() const;
    /// The same of the requests in the selection's range, once a run is summarised; nothing without a range, and before
    /// it has been worked out.
    const std::optional<LatencySpreads> &pickedSpreads() const { return m_pickedSpreads; }

    const TimelineIndex &timeline() const { return m_timeline; }

    ErrorModel *errors() { return &m_errors; }
    LogModel *log() { return &m_log; }
    RequestModel *requests() { return &m_requests; }
    const RequestModel *requests() const { return &m_requests; }
    TimeAxis *timeAxis() { return &m_timeAxis; }
    RunSelection *selection() { return &m_selection; }

Q_SIGNALS:
    void stateChanged(fiftyfold::RunController::State state);
    /// The plan is settled, the models are empty and belong to the new run.
    void prepared();
    /// New facts went into series, figures and models.
    void updated();
    /// Between two of these that are far apart the elapsed time of figures() went on, and nothing else: what is shown
    /// together is of one moment.
    void moved();
    /// The figures are now those of the record's summary, and final, and so are the verdicts on the thresholds.
    void summarised();
    /// expectations() has changed.
    void judged();
    /// pickedSpreads() has changed.
    void pickedSpreadsChanged();

private:
    void setState(State state);
    void clear();
    void prepare();
    void begin();
    void take(const FactBatch &batch);
    void showSoFar();
    void showTime();
    void finish();
    void summariseInPool();
    void spreadPickedInPool();
    void judgeSoFar(const RunTally &tally, qint64 nowNs);
    void logVerdicts(qint64 at);
    void takeSummary(const std::shared_ptr<const RunSummary> &summary, const RunFigures &figures);

    RecordedRun::RunnerFactory m_factory;
    PracticeServer *m_server;
    std::unique_ptr<RecordedRun> m_run; ///< Null where none runs.
    PaintBudget m_budget;
    std::chrono::milliseconds m_pictureInterval{0}; ///< What it allows.
    QElapsedTimer m_sincePicture;
    QTimer m_pictureTimer;
    QTimer m_movingTimer;                      ///< Between pictures that are far apart.
    std::shared_ptr<const RunRecord> m_record; ///< Of the last run that was prepared.
    std::shared_ptr<const RunSummary> m_summary;
    QString m_openedAs;

    State m_state = State::Empty;
    bool m_isPrepared = false; ///< The models are of the run that m_run is, or was.
    QString m_problem;
    QString m_optionThatMends;
    RunPlan m_plan;
    QStringList m_notices;
    RunFigures m_figures;
    StageSeries m_series;
    ThresholdSet m_asked;      ///< Of the run that was started last.
    ThresholdSet m_thresholds; ///< Of the last run that was prepared.
    LiveThresholds m_liveThresholds;
    Expectations m_expectations;
    VerdictTime m_verdictTime = VerdictTime::SoFar;
    QElapsedTimer m_judged; ///< Since they were looked at.
    RateSeries m_rates;
    LiveTimes m_times;
    LatencyPoints m_latencyPoints;
    std::optional<LatencySpreads> m_finalSpreads;
    std::optional<LatencySpreads> m_pickedSpreads;
    bool m_isSpreading = false; ///< Those that were picked, in the pool.
    DueRequests m_due;
    TimelineIndex m_timeline;
    LogModel m_log;
    ErrorModel m_errors;
    RequestModel m_requests;
    TimeAxis m_timeAxis;
    RunSelection m_selection;
    QThreadPool m_pool; ///< Last, so that it is waited for first.
};

} // namespace fiftyfold
