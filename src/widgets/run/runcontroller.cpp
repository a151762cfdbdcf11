// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/runcontroller.h"

#include "core/run/runsummary.h"
#include "core/text/quantities.h"
#include "engine/runners/practiceserver.h"
#include "models/run/shownrun.h"

#include <chrono>
#include <utility>

namespace fiftyfold {

namespace {
constexpr qint64 judgingIntervalMs = 200; // with each picture that is dear
} // namespace

RunController::RunController(QObject *parent, RecordedRun::RunnerFactory factory)
    : QObject(parent)
    , m_factory(std::move(factory))
    , m_server(new PracticeServer(this))
{
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(-1);
    m_pictureTimer.setSingleShot(true);
    connect(&m_pictureTimer, &QTimer::timeout, this, &RunController::showSoFar);
    m_movingTimer.setInterval(PaintBudget::longestStill);
    connect(&m_movingTimer, &QTimer::timeout, this, &RunController::showTime);
    connect(&m_selection, &RunSelection::rangeChanged, this, &RunController::spreadPickedInPool);
    m_pool.start([] {}); // its thread, while there is one: a pool waits for good for one that can't be started
}

RunController::~RunController()
{
    m_run.reset(); // it uses the server
}

bool RunController::isBusy() const
{
    return m_state == State::Preparing || m_state == State::Running || m_state == State::Stopping;
}

void RunController::start(const RunPlan &plan, const ThresholdSet &thresholds)
{
    if (isBusy())
        return;
    m_asked = thresholds;
    m_isPrepared = false;
    m_problem.clear();
    m_optionThatMends.clear();
    m_notices.clear();
    m_run = std::make_unique<RecordedRun>(plan, m_server, PaintBudget::shortest, m_factory);
    connect(m_run.get(), &RecordedRun::prepared, this, &RunController::prepare);
    connect(m_run.get(), &RecordedRun::started, this, &RunController::begin);
    connect(m_run.get(), &RecordedRun::took, this, &RunController::take);
    connect(m_run.get(), &RecordedRun::finished, this, &RunController::finish);
    m_budget = PaintBudget();
    m_sincePicture.invalidate();
    setState(State::Preparing);
    m_run->start();
}

void RunController::stop()
{
    if (m_state != State::Preparing && m_state != State::Running)
        return;
    setState(State::Stopping);
    m_run->stop();
}

void RunController::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void RunController::clear()
{
    m_record.reset();
    m_summary.reset();
    m_openedAs.clear();
    m_figures = RunFigures();
    m_series = StageSeries();
    m_thresholds = m_asked;
    m_liveThresholds = LiveThresholds(m_thresholds.thresholds);
    m_verdictTime = VerdictTime::SoFar;
    m_rates = RateSeries();
    m_times = LiveTimes();
    m_latencyPoints = LatencyPoints();
    m_finalSpreads.reset();
    m_log.clear();
    m_timeline = TimelineIndex();
    m_requests.setRecord(nullptr);
    m_errors.setRecord(nullptr);
    m_due = DueRequests();
    m_timeAxis.reset();
    m_selection.reset();
}

void RunController::show(ShownRun &&shown, const QString &name)
{
    if (isBusy())
        return;
    setState(State::Empty); // so that the end is told even where the run before ended in the same way
    m_asked = ThresholdSet();
    m_problem.clear();
    m_optionThatMends.clear();
    clear();
    m_isPrepared = true;
    m_record = shown.record;
    m_openedAs = name;
    m_plan = m_record->plan();
    m_notices = m_record->notices;
    if (m_record->imported)
        m_notices += m_record->imported->limits;
    if (m_record->isDisturbed)
        m_notices.append(disturbedRemark());
    m_series = std::move(shown.series);
    m_rates = std::move(shown.rates);
    m_latencyPoints = std::move(shown.latencyPoints);
    m_finalSpreads = shown.spreads;
    m_due = std::move(shown.due);
    m_timeline = std::move(shown.timeline);
    m_timeline.setDue(&m_due);
    if (shown.hasRequests)
        m_requests.setRecord(m_record, &m_due);
    m_errors.takeOver(*shown.errors);
    const QStringList all = m_record->allNotices();
    for (const QString &notice : all)
        m_log.appendNotice(-1, LogModel::Level::Warning, notice);
    m_log.leaveOut(shown.linesLeftOut);
    m_log.append(shown.lastSteps);
    m_timeAxis.finish(double(m_record->elapsedNs));
    m_figures = shown.figures;
    m_expectations = shown.expectations;
    m_verdictTime = VerdictTime::Final;
    Q_EMIT prepared();
    Q_EMIT updated();
    logVerdicts(m_record->elapsedNs);
    Q_EMIT judged();
    if (m_record->isStopped)
        setState(State::Stopped);
    else
        setState(m_figures.failed > 0 ? State::Failed : State::Done);
    takeSummary(shown.summary, shown.figures);
}

void RunController::prepare()
{
    clear();
    m_isPrepared = true;
    m_record = m_run->record();
    m_plan = m_record->plan();
    m_notices = m_record->notices;
    using Arrivals = StageSeries::Arrivals;
    const bool comeTogether = !m_plan.isOpen() && m_plan.isCountKnown();
    m_series = StageSeries(m_record->requestCount(), comeTogether ? Arrivals::Together : Arrivals::OneByOne);
    m_rates = RateSeries(m_plan);
    m_due = DueRequests(m_plan);
    m_timeline = TimelineIndex(m_record, &m_due);
    m_requests.setRecord(m_record, &m_due);
    m_errors.setRecord(m_record);
    const QStringList all = m_record->allNotices();
    for (const QString &notice : all)
        m_log.appendNotice(-1, LogModel::Level::Warning, notice);
    judgeSoFar({}, 0);
    Q_EMIT prepared();
}

void RunController::begin()
{
    if (m_state == State::Preparing)
        setState(State::Running);
}

void RunController::take(const FactBatch &batch)
{
    if (!m_isPrepared)
        return;
    const qint64 now = m_run->nowNs();
    if (m_series.arrivals() == StageSeries::Arrivals::OneByOne)
        m_series.grow(m_record->requestCount());
    const std::vector<DueRequests::Due> due = m_due.advance(now, *m_record);
    for (const DueRequests::Due &one : due) {
        m_series.arrive(one.request, one.at);
        m_timeline.arrive(one.request, one.at);
    }
    m_due.take(batch.facts);
    m_timeline.take(batch.facts);
    m_series.apply(batch.facts);
    m_times.take(batch, *m_record);
    m_latencyPoints.take(batch, *m_record);
    m_rates.take(batch, *m_record, m_run->recorder().tally(), now);
    m_liveThresholds.note(*m_record, batch.facts);
    m_log.append(batch);
    m_requests.noteChanges(batch.facts);
    m_errors.noteChanges(batch.facts);
    if (m_run->hasMore() && m_sincePicture.isValid() && !m_sincePicture.hasExpired(m_pictureInterval.count()))
        return;             // shown with what follows
    m_pictureTimer.start(); // in a turn of its own: a key or a click need not wait for both
}

void RunController::showSoFar()
{
    const qint64 now = m_run->nowNs();
    if (!m_liveThresholds.isEmpty() && m_judged.hasExpired(judgingIntervalMs))
        judgeSoFar(m_run->recorder().tally(), now);
    m_figures = liveFigures(m_run->recorder(), m_times, now);
    m_requests.setNow(now);
    m_requests.pushChanges();
    m_errors.pushChanges();
    m_timeAxis.setNow(double(now));
    Q_EMIT updated();
    m_pictureInterval = m_budget.untilNext();
    m_sincePicture.start();
    m_run->setInterval(m_pictureInterval);
    if (m_pictureInterval > PaintBudget::longestStill)
        m_movingTimer.start(); // anew
    else
        m_movingTimer.stop();
}

void RunController::showTime()
{
    m_figures.elapsedNs = m_run->nowNs();
    Q_EMIT moved();
}

void RunController::finish()
{
    m_pictureTimer.stop();
    m_movingTimer.stop();
    RecordedRun *run = m_run.release();
    run->deleteLater(); // we are in its signal
    const RunEnd &end = run->end();
    if (!m_isPrepared || !end.problem.isEmpty()) {
        const bool isByUser = end.problem.isEmpty();
        m_problem = end.problem;
        m_optionThatMends = end.option;
        if (!isByUser)
            m_log.appendNotice(-1, LogModel::Level::Problem, end.problem);
        setState(isByUser ? State::Stopped : State::CouldNotRun);
        return;
    }
    if (end.isDisturbed) {
        m_notices.append(disturbedRemark());
        m_log.appendNotice(end.elapsedNs, LogModel::Level::Warning, disturbedRemark());
    }
    m_requests.setNow(end.elapsedNs);
    m_requests.pushChanges();
    m_errors.pushChanges();
    m_timeAxis.finish(double(end.elapsedNs));
    m_rates.finish(run->recorder().tally(), end.elapsedNs);
    m_figures = liveFigures(run->recorder(), m_times, end.elapsedNs);
    judgeSoFar(run->recorder().tally(), end.elapsedNs);
    Q_EMIT updated();
    summariseInPool();
    if (end.isStopped)
        setState(State::Stopped);
    else
        setState(run->recorder().tally().failed > 0 ? State::Failed : State::Done);
}

void RunController::judgeSoFar(const RunTally &tally, qint64 nowNs)
{
    m_judged.start();
    m_expectations = m_liveThresholds.judgedSoFar(tally, nowNs);
    Q_EMIT judged();
}

LatencySpreads RunController::latencySpreads() const
{
    return m_finalSpreads ? *m_finalSpreads : spreadsOf(m_times, m_plan.isOpen());
}

void RunController::logVerdicts(qint64 at)
{
    for (const Expectation &expectation : std::as_const(m_expectations)) {
        const bool isProblem = hasCrossed({expectation}, m_thresholds.isStrict);
        m_log.appendNotice(at, isProblem ? LogModel::Level::Problem : LogModel::Level::Outcome,
                           verdictLine(expectation));
    }
}

void RunController::summariseInPool()
{
    const std::shared_ptr<const RunRecord> record = m_record;
    const QList<Threshold> thresholds = m_thresholds.thresholds;
    m_pool.start([this, record, thresholds] { // the pool is waited for before this dies
        const auto summary = std::make_shared<const RunSummary>(summarise(*record));
        const RunFigures figures = finalFigures(*summary, *record);
        const Expectations expectations = fiftyfold::judged(thresholds, *summary, record->isStopped);
        const LatencySpreads spreads = spreadsOf(*record, {});
        QMetaObject::invokeMethod(
            this,
            [this, record, summary, figures, expectations, spreads] {
                if (record != m_record)
                    return; // of a run that has been cleared away
                m_expectations = expectations;
                m_verdictTime = VerdictTime::Final;
                m_finalSpreads = spreads;
                logVerdicts(record->elapsedNs);
                Q_EMIT judged();
                takeSummary(summary, figures);
                spreadPickedInPool();
            },
            Qt::QueuedConnection);
    });
}

/// One at a time: while a range is dragged, it is that of the last one that counts.
void RunController::spreadPickedInPool()
{
    if (std::exchange(m_pickedSpreads, std::nullopt))
        Q_EMIT pickedSpreadsChanged();
    const RequestRange range = m_selection.range();
    if (!m_finalSpreads || range.isEmpty() || m_isSpreading || !hasRequests())
        return;
    m_isSpreading = true;
    const std::shared_ptr<const RunRecord> record = m_record;
    m_pool.start([this, record, range] {
        const LatencySpreads spreads = spreadsOf(*record, range);
        QMetaObject::invokeMethod(
            this,
            [this, record, range, spreads] {
                m_isSpreading = false;
                if (record != m_record || range != m_selection.range()) {
                    spreadPickedInPool();
                    return;
                }
                m_pickedSpreads = spreads;
                Q_EMIT pickedSpreadsChanged();
            },
            Qt::QueuedConnection);
    });
}

void RunController::takeSummary(const std::shared_ptr<const RunSummary> &summary, const RunFigures &figures)
{
    m_summary = summary;
    m_figures = figures;
    if (figures.isBehind()) {
        m_notices.append(figures.load->sentence);
        m_log.appendNotice(figures.elapsedNs, LogModel::Level::Warning, figures.load->sentence);
    }
    Q_EMIT summarised();
}

} // namespace fiftyfold
