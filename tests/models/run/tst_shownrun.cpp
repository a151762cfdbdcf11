// SPDX-License-Identifier: GPL-3.0-or-later
// What is shown of a run that was kept is what its window showed at its end.
#include "models/run/shownrun.h"

#include "core/run/runrecorder.h"
#include "models/run/logmodel.h"
#include "requestruns.h"

#include <QTest>
#include <QThread>

using namespace fiftyfold;
using namespace fiftyfold::test;

namespace {

const std::atomic_bool goesOn = false;

/// A run, with what its window has made of its facts as they came.
class WatchedRun
{
public:
    explicit WatchedRun(const RunPlan &plan, StageSeries::Arrivals arrivals)
        : series(plan.requests, arrivals)
        , rates(plan)
        , m_recorder(plan, 1)
        , due(plan)
        , timeline(m_recorder.record(), &due)
    {
        errors.setRecord(m_recorder.record());
    }

    std::shared_ptr<RunRecord> record() const { return m_recorder.record(); }

    void tell(const std::vector<Fact> &facts, qint64 now, const std::vector<Note> &notes = {})
    {
        FactBatch batch;
        batch.runId = 1;
        batch.facts = facts;
        batch.notes = notes;
        QVERIFY(m_recorder.apply(batch));
        for (const DueRequests::Due &one : due.advance(now, *record())) {
            series.arrive(one.request, one.at);
            timeline.arrive(one.request, one.at);
        }
        due.take(facts);
        timeline.take(facts);
        series.apply(facts);
        points.take(batch, *record());
        rates.take(batch, *record(), m_recorder.tally(), now);
        log.append(batch);
        errors.noteChanges(facts);
    }
    void finish(qint64 elapsedNs)
    {
        record()->elapsedNs = elapsedNs;
        rates.finish(m_recorder.tally(), elapsedNs);
    }

    StageSeries series;
    RateSeries rates;

private:
    RunRecorder m_recorder;

public:
    DueRequests due;
    TimelineIndex timeline;
    LatencyPoints points;
    LogModel log;
    ErrorModel errors;
};

QStringList linesOf(const LogModel &log)
{
    QStringList lines;
    for (int row = 0; row < log.rowCount(); ++row)
        lines.append(log.index(row).data().toString());
    return lines;
}

QStringList rowsOf(const ErrorModel &errors)
{
    QStringList rows;
    for (int row = 0; row < errors.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < errors.columnCount(); ++column)
            cells.append(errors.index(row, column).data().toString());
        rows.append(cells.join(QLatin1Char('|')));
    }
    return rows;
}

std::unique_ptr<ShownRun> shown(const std::shared_ptr<const RunRecord> &record, const RunSummary &summary,
                                bool hasRequests = true)
{
    return shownRunOf(record, hasRequests, summary, {}, QThread::currentThread(), goesOn);
}

void compare(const WatchedRun &run, const ShownRun &other)
{
    const qint64 elapsed = run.record()->elapsedNs;
    QCOMPARE(other.series.binNs(), run.series.binNs());
    const std::vector<StageSeries::Level> expected = run.series.levels(0, elapsed, 200);
    const std::vector<StageSeries::Level> levels = other.series.levels(0, elapsed, 200);
    QCOMPARE(levels.size(), expected.size());
    for (std::size_t i = 0; i < levels.size(); ++i)
        QCOMPARE(levels[i].count, expected[i].count);
    QCOMPARE(other.latencyPoints.columns().size(), run.points.columns().size());
    for (std::size_t i = 0; i < run.points.columns().size(); ++i) {
        const LatencyPoints::Column &column = other.latencyPoints.columns()[i];
        QCOMPARE(column.response, run.points.columns()[i].response);
        QCOMPARE(column.failed.size(), run.points.columns()[i].failed.size());
    }
    QCOMPARE(other.timeline.laneCount(), run.timeline.laneCount());
    for (int lane = 0; lane < run.timeline.laneCount(); ++lane) {
        const auto lanes = run.timeline.onLane(lane);
        QVERIFY(std::ranges::equal(other.timeline.onLane(lane), lanes));
    }
    QCOMPARE(rowsOf(*other.errors), rowsOf(run.errors));
    LogModel log;
    log.leaveOut(other.linesLeftOut);
    log.append(other.lastSteps);
    QCOMPARE(log.droppedLines(), run.log.droppedLines());
    QCOMPARE(linesOf(log), linesOf(run.log));
}

} // namespace

class ShownRunTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aClosedRunIsShownAsItWas()
    {
        WatchedRun run(closedPlan(40), StageSeries::Arrivals::Together);
        ToldRun told(closedPlan(40));
        for (quint32 request = 0; request < 40; ++request) {
            const qint64 start = (request / 8) * 20 * ms + request * 1'000;
            std::vector<Note> notes;
            std::vector<Fact> facts = facts::wholeRequest(request, start);
            facts.front().value = request % 8;
            if (request == 17) {
                facts = {facts.front(), facts::began(request, Stage::Connect, start),
                         facts::brokenOff(request, Stage::Connect, start + ms, Outcome::Failed),
                         facts::finished(request, Outcome::Failed, start + ms, ErrorClass::Connect)};
                facts[0].begin = facts[0].at;
                facts[2].begin = start;
                notes.push_back(
                    {request, Note::Kind::Failure, {}, toldFault(ErrorClass::Connect, QStringLiteral("refused"))});
            }
            for (Fact &fact : facts) {
                if (fact.kind == Fact::Kind::Finished && fact.outcome == Outcome::Done)
                    fact.value = 6804;
                if (fact.kind == Fact::Kind::Ended && fact.stage == Stage::Wrap)
                    fact.value = -1; // which no record keeps
            }
            run.tell(facts, start + ms, notes);
        }
        run.finish(100 * ms);
        const RunSummary summary = summarise(*run.record());
        const std::unique_ptr<ShownRun> other = shown(run.record(), summary);
        QVERIFY(other);
        compare(run, *other);
        QCOMPARE(other->figures.done, 39u);
        QCOMPARE(other->figures.failed, 1u);
        QCOMPARE(other->spreads.of(LatencyTime::Response).count, 39u);
    }

    void anOpenRunHasItsRates()
    {
        RunPlan plan = closedPlan(400);
        plan.rate = rateFromText(QStringLiteral("200/s")).value();
        WatchedRun run(plan, StageSeries::Arrivals::OneByOne);
        ToldRun told(plan);
        const qint64 step = run.rates.intervalNs();
        const qint64 between = 5 * ms;
        quint32 request = 0;
        for (qint64 now = step; now <= 2000 * ms; now += step) {
            std::vector<Fact> facts;
            for (; request < 390 && request * between + 2 * ms <= now; ++request) {
                const qint64 due = request * between;
                for (const Fact &fact : told.reply(request, due, due + ms, ms))
                    facts.push_back(fact);
            }
            run.tell(facts, now);
        }
        run.finish(2000 * ms + step);
        const std::unique_ptr<ShownRun> other = shown(run.record(), summarise(*run.record()));
        QVERIFY(other);
        QCOMPARE(other->rates.points().size(), run.rates.points().size());
        for (std::size_t i = 0; i < run.rates.points().size(); ++i) {
            QCOMPARE(other->rates.points()[i].sent, run.rates.points()[i].sent);
            QCOMPARE(other->rates.points()[i].done, run.rates.points()[i].done);
            QCOMPARE(other->rates.points()[i].lagP99, run.rates.points()[i].lagP99);
        }
        QVERIFY(!other->due.dueNs(389));
        QCOMPARE(other->due.dueNs(395), 395 * between); // which never began
        QCOMPARE(other->timeline.laneCount(), run.timeline.laneCount());
    }

    void aFullLogSaysWhatIsGone()
    {
        const quint32 requests = 20'000;
        WatchedRun run(closedPlan(requests), StageSeries::Arrivals::Together);
        ToldRun told(closedPlan(requests));
        for (quint32 request = 0; request < requests; ++request) {
            const qint64 start = request * 10'000;
            run.tell(told.reply(request, 0, start, 5'000), start);
        }
        run.finish(requests * 10'000);
        const std::unique_ptr<ShownRun> other = shown(run.record(), summarise(*run.record()));
        LogModel log;
        log.leaveOut(other->linesLeftOut);
        log.append(other->lastSteps);
        QCOMPARE(log.rowCount(), LogModel::capacity);
        QCOMPARE(log.droppedLines(), run.log.droppedLines());
        QCOMPARE(linesOf(log).last(), linesOf(run.log).last());
        QCOMPARE(linesOf(log).first(), linesOf(run.log).first());
    }

    void figuresAloneAreAsStated()
    {
        RunRecorder recorder(closedPlan(1000), 1);
        recorder.record()->imported = Imported{QStringLiteral("wrk"), {}, {}, {{97.5, 30. * ms}, {50, 10. * ms}}};
        RunSummary summary;
        summary.requests = summary.done = 1000;
        summary.latency = summary.response = unstatedDistribution(1000);
        summary.latency.p50 = summary.response.p50 = 10. * ms;
        const std::unique_ptr<ShownRun> other = shown(recorder.record(), summary, false);
        QVERIFY(other);
        QVERIFY(!other->hasRequests);
        const LatencySpread &spread = other->spreads.of(LatencyTime::Response);
        QCOMPARE(spread.curve.size(), std::size_t(2));
        QVERIFY(spread.isKnownAt(0.5) && spread.isKnownAt(0.975) && !spread.isKnownAt(0.99));
        QCOMPARE(latencyText(other->figures).value, QStringLiteral("10.0 · – · –"));
        QCOMPARE(other->latencyPoints.columns().size(), std::size_t(0));
    }

    void nothingIsMadeOfWhatIsCancelled()
    {
        ToldRun told(closedPlan(8000));
        for (quint32 request = 0; request < 8000; ++request)
            told.reply(request, 0, request * 10'000, 5'000);
        const std::atomic_bool isCancelled = true;
        QVERIFY(!shownRunOf(told.record(), true, {}, {}, QThread::currentThread(), isCancelled));
    }
};

QTEST_GUILESS_MAIN(ShownRunTest)
#include "tst_shownrun.moc"
