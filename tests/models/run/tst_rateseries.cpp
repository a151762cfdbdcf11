// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/rateseries.h"

#include "core/run/runrecorder.h"
#include "support/facts.h"

#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::facts;

namespace {

constexpr qint64 ms = 1'000'000;
constexpr qint64 s = 1'000'000'000;

RunPlan planOf(const QString &rate, quint32 requests, std::chrono::nanoseconds duration = {})
{
    RunPlan plan;
    if (!rate.isEmpty())
        plan.rate = rateFromText(rate).value();
    plan.requests = requests;
    plan.duration = duration;
    return plan;
}

/// Steps a run on: each of the requests is due, starts after `lag`, and is done at once.
class Run
{
public:
    explicit Run(const RunPlan &plan)
        : series(plan)
        , m_recorder(plan, 1)
    {
    }

    void step(qint64 nowNs, quint32 count, qint64 lag = 0)
    {
        FactBatch batch;
        batch.runId = 1;
        for (; count > 0; --count, ++m_next) {
            Fact left = ended(m_next, Stage::Queued, nowNs);
            left.begin = nowNs - lag;
            Fact received = ended(m_next, Stage::Receive, nowNs);
            received.begin = nowNs;
            batch.facts.insert(batch.facts.end(), {left, received, finished(m_next, Outcome::Done, nowNs)});
        }
        QVERIFY(m_recorder.apply(batch));
        series.take(batch, *m_recorder.record(), m_recorder.tally(), nowNs);
    }

    void finish(qint64 nowNs) { series.finish(m_recorder.tally(), nowNs); }

    RateSeries series;

private:
    RunRecorder m_recorder;
    quint32 m_next = 0;
};

} // namespace

class TestRateSeries : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isOfUseWhereTimeCounts();
    void hasAnIntervalThatSuitsTheRun_data();
    void hasAnIntervalThatSuitsTheRun();
    void tellsRatesAndLag();
    void aClosedRunIsAskedForNothing();
    void knowsTheCornersOfTheRate();
    void aShortRestIsNoPointOfItsOwn();
    void aBurstIsNotWhatIsShownUpTo();
    void staysBounded();
};

void TestRateSeries::isOfUseWhereTimeCounts()
{
    QVERIFY(!RateSeries().isOfUse());
    QVERIFY(!RateSeries(planOf({}, 50)).isOfUse());
    QVERIFY(RateSeries(planOf({}, 0, std::chrono::seconds(10))).isOfUse());
    QVERIFY(!RateSeries(planOf({}, 0, std::chrono::seconds(10))).isOpen());
    QVERIFY(RateSeries(planOf(QStringLiteral("10/s"), 50)).isOpen());
    Run closed(planOf({}, 50));
    closed.step(10 * s, 5);
    closed.finish(20 * s);
    QVERIFY(closed.series.points().empty());
}

void TestRateSeries::hasAnIntervalThatSuitsTheRun_data()
{
    QTest::addColumn<QString>("rate");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<qint64>("interval");
    QTest::newRow("a minute") << QStringLiteral("200/s") << 60 << 500 * ms;
    QTest::newRow("five seconds") << QStringLiteral("1000/s") << 5 << 100 * ms;
    QTest::newRow("an hour") << QStringLiteral("200/s") << 3600 << 1000 * ms;
    QTest::newRow("a low rate") << QStringLiteral("10/s") << 5 << 1000 * ms;
    QTest::newRow("closed") << QString() << 10 << 100 * ms;
}

void TestRateSeries::hasAnIntervalThatSuitsTheRun()
{
    QFETCH(QString, rate);
    QFETCH(int, seconds);
    const RunPlan plan = settledLoad(planOf(rate, 0, std::chrono::seconds(seconds)));
    QTEST(RateSeries(plan).intervalNs(), "interval");
}

void TestRateSeries::tellsRatesAndLag()
{
    Run run(planOf(QStringLiteral("200/s"), 400)); // two seconds: a point each 100 ms
    for (qint64 now = 20 * ms; now <= 100 * ms; now += 20 * ms)
        run.step(now, 4);
    QCOMPARE(run.series.points().size(), std::size_t(1));
    for (qint64 now = 120 * ms; now <= 200 * ms; now += 20 * ms)
        run.step(now, 2, 30 * ms);
    QCOMPARE(run.series.points().size(), std::size_t(2));
    const RateSeries::Point &first = run.series.points()[0];
    QCOMPARE(first.beginNs, qint64(0));
    QCOMPARE(first.endNs, 100 * ms);
    QCOMPARE(first.sent, 200.);
    QCOMPARE(first.done, 200.);
    QCOMPARE(run.series.points()[1].beginNs, 100 * ms);
    QCOMPARE(run.series.points()[1].sent, 100.);
    QVERIFY(qAbs(run.series.points()[1].lagP99.value() - 30 * ms) <= ms);
    QCOMPARE(run.series.longestLagNs(), run.series.points()[1].lagP99.value());
    QCOMPARE(run.series.highestRate(), 200.);
    QCOMPARE(run.series.pointAt(50 * ms), &run.series.points()[0]);
    QCOMPARE(run.series.pointAt(100 * ms), &run.series.points()[0]);
    QCOMPARE(run.series.pointAt(101 * ms), &run.series.points()[1]);
    QVERIFY(!run.series.pointAt(201 * ms));
    QVERIFY(!run.series.pointAt(-1));
    QCOMPARE(run.series.askedAt(1 * s).value(), 200.);
    QCOMPARE(run.series.askedAt(2 * s).value(), 0.); // none is due any more
}

void TestRateSeries::aClosedRunIsAskedForNothing()
{
    Run run(planOf({}, 0, std::chrono::seconds(10)));
    run.step(100 * ms, 7, 50 * ms);
    QCOMPARE(run.series.points().size(), std::size_t(1));
    QCOMPARE(run.series.points()[0].sent, 70.);
    QVERIFY(!run.series.points()[0].lagP99);
    QVERIFY(!run.series.askedAt(0));
    QVERIFY(run.series.asked().empty());
}

void TestRateSeries::knowsTheCornersOfTheRate()
{
    const RunPlan plan = settledLoad(planOf(QStringLiteral("0/s..200/s:10s,200/s:30s"), 0));
    const RateSeries series(plan);
    const std::vector<RateSeries::Corner> &asked = series.asked();
    QCOMPARE(asked.size(), std::size_t(4));
    QCOMPARE(asked[0].timeNs, 0.);
    QCOMPARE(asked[0].perSecond, 0.);
    QCOMPARE(asked[1].timeNs, 10e9);
    QVERIFY(qAbs(asked[1].perSecond - 200) < 0.01);
    QCOMPARE(asked[2].timeNs, 10e9);
    QCOMPARE(asked[3].timeNs, 40e9);
    QCOMPARE(asked[3].perSecond, 200.);
    QVERIFY(series.highestRate() >= 199.9);
    QCOMPARE(series.askedAt(5 * s).value(), 100.);
}

void TestRateSeries::aBurstIsNotWhatIsShownUpTo()
{
    Run run(planOf(QStringLiteral("200/s"), 2'000));
    run.step(100 * ms, 400);
    QCOMPARE(run.series.shownRate(), 4'000.); // so far that is all there is
    for (int i = 2; i < 40; ++i)
        run.step(i * 100 * ms, 20);
    QCOMPARE(run.series.highestRate(), 4'000.);
    QCOMPARE(run.series.shownRate(), 300.);
    Run steady(planOf(QStringLiteral("200/s"), 2'000));
    for (int i = 1; i < 40; ++i)
        steady.step(i * 100 * ms, i % 2 == 0 ? 10 : 30); // many are high
    QCOMPARE(steady.series.shownRate(), 300.);
    QCOMPARE(steady.series.highestRate(), 300.);
}

void TestRateSeries::aShortRestIsNoPointOfItsOwn()
{
    Run run(planOf(QStringLiteral("200/s"), 400));
    run.step(100 * ms, 20);
    run.step(120 * ms, 20);
    run.finish(125 * ms);
    QCOMPARE(run.series.points().size(), std::size_t(1));
    QCOMPARE(run.series.points()[0].endNs, 125 * ms);
    QCOMPARE(run.series.points()[0].sent, 320.);
    run.finish(125 * ms); // nothing is new
    QCOMPARE(run.series.points().size(), std::size_t(1));
    Run shorter(planOf(QStringLiteral("200/s"), 400));
    shorter.step(10 * ms, 2);
    shorter.finish(20 * ms);
    QCOMPARE(shorter.series.points().size(), std::size_t(1));
    QCOMPARE(shorter.series.points()[0].sent, 100.);
}

void TestRateSeries::staysBounded()
{
    Run run(settledLoad(planOf(QStringLiteral("1/s"), 0, std::chrono::hours(2))));
    QCOMPARE(run.series.intervalNs(), 1 * s);
    for (qint64 second = 1; second <= 3000; ++second)
        run.step(second * s, 1, second == 7 ? 40 * ms : 0);
    QVERIFY(run.series.points().size() <= RateSeries::pointLimit);
    QCOMPARE(run.series.intervalNs(), 4 * s);
    qint64 end = 0;
    for (const RateSeries::Point &point : run.series.points()) {
        QCOMPARE(point.beginNs, end);
        QCOMPARE(point.sent, 1.);
        end = point.endNs;
    }
    QVERIFY(run.series.pointAt(7 * s)->lagP99.value() >= 39 * ms); // the longest of those in it
}

QTEST_GUILESS_MAIN(TestRateSeries)
#include "tst_rateseries.moc"
