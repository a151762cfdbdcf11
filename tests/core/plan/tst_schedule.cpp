// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/schedule.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace fiftyfold;

namespace {

constexpr double second = 1e9;

RunPlan planOf(const char *rate, std::chrono::nanoseconds duration = {})
{
    RunPlan plan;
    plan.rate = rateFromText(QLatin1String(rate)).value();
    plan.duration = duration;
    plan.requests = 0;
    return plan;
}

std::vector<qint64> duesOf(const RunPlan &plan)
{
    const RunPlan settled = settledLoad(plan);
    Schedule schedule(settled);
    std::vector<qint64> dues;
    for (quint32 request = 0; request < settled.requests; ++request)
        dues.push_back(schedule.dueNs(request));
    return dues;
}

} // namespace

class TestSchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWhatTimeEnds();
    void ratesAreRead_data();
    void ratesAreRead();
    void ratesAreRefused_data();
    void ratesAreRefused();
    void constantIsByTheFormula();
    void aRampFollowsItsIntegral_data();
    void aRampFollowsItsIntegral();
    void aPauseHasNone();
    void theDurationCutsPiecesOff();
    void requestsOrDurationWhicheverIsFirst();
    void poissonGapsAreExponential();
    void poissonFollowsARamp();
    void theSameSeedGivesTheSameInstants();
    void askedOutOfOrderItAnswersTheSame();
    void noMoreAtOnceThanThereAre();
    void closedLoadsStayAsTheyAre();
    void problems_data();
    void problems();
};

void TestSchedule::ratesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("again");
    for (const auto &[text, again] :
         {std::pair("200/s", "200/s"),
          {"30/m", "30/m"},
          {"0.02/m", "0.02/m"},
          {"0.333333333/s", "0.333333333/s"},
          {"0.5/s", "30/m"},
          {"10/s..500/s", "10/s..500/s"},
          {"10..500/s", "10/s..500/s"},
          {"0/s..200/s:10s,200/s:30s,200/s..0/s:10s", "0/s..200/s:10s,200/s:30s,200/s..0/s:10s"},
          {"5/s:500ms, 7/s:1m", "5/s:500ms,7/s:1m"},
          {"1000000/s", "1000000/s"}})
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(again);
}

void TestSchedule::ratesAreRead()
{
    QFETCH(const QString, text);
    const std::optional<Rate> rate = rateFromText(text);
    QVERIFY(rate);
    QTEST(rateToText(*rate), "again");
    QVERIFY(rateFromText(rateToText(*rate)) == rate);
}

void TestSchedule::ratesAreRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"",
                             "200",
                             "/s",
                             "200/h",
                             "-1/s",
                             "1e3/s",
                             "nan/s",
                             "inf/s",
                             "0/s",
                             "0/s..0/s",
                             "1000001/s",
                             "10/s..",
                             "..10/s",
                             "200/s:",
                             "200/s:0s",
                             "200/s,300/s",
                             "200/s:10s,300/s",
                             "200/s:23h,1/s:2h",
                             "200/s:10s,",
                             "200 /s",
                             "0.0001/s",
                             "0.01/m",
                             "0.00000000001/s"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestSchedule::ratesAreRefused()
{
    QFETCH(const QString, text);
    QVERIFY(!rateFromText(text));
}

void TestSchedule::constantIsByTheFormula()
{
    const std::vector<qint64> dues = duesOf(planOf("300/s", std::chrono::seconds(4)));
    QCOMPARE(dues.size(), std::size_t(1200));
    for (std::size_t k = 0; k < dues.size(); ++k)
        QVERIFY(std::abs(static_cast<double>(dues[k]) - static_cast<double>(k) * second / 300) <= 1);
}

void TestSchedule::aRampFollowsItsIntegral_data()
{
    QTest::addColumn<QString>("rate");
    QTest::addColumn<int>("seconds");
    QTest::newRow("up") << QStringLiteral("10/s..500/s") << 10;
    QTest::newRow("down") << QStringLiteral("500/s..10/s") << 10;
    QTest::newRow("from nothing") << QStringLiteral("0/s..400/s") << 8;
    QTest::newRow("to nothing") << QStringLiteral("400/s..0/s") << 8;
    QTest::newRow("in pieces") << QStringLiteral("0/s..200/s:3s,200/s:2s,200/s..40/s:3s") << 8;
}

void TestSchedule::aRampFollowsItsIntegral()
{
    QFETCH(const QString, rate);
    QFETCH(const int, seconds);
    const bool hasLengths = rate.contains(QLatin1Char(':'));
    const RunPlan plan = planOf(qPrintable(rate), hasLengths ? std::chrono::seconds(0) : std::chrono::seconds(seconds));
    const std::vector<qint64> dues = duesOf(plan);
    const Schedule schedule(plan);
    QVERIFY(std::is_sorted(dues.begin(), dues.end()));
    QVERIFY(dues.back() < schedule.end().count());
    for (int i = 0; i < seconds; ++i) {
        const double begin = i * second;
        const auto in = std::count_if(dues.begin(), dues.end(), [begin](qint64 due) {
            return static_cast<double>(due) >= begin && static_cast<double>(due) < begin + second;
        });
        const double wanted = schedule.integralAt(qint64(begin + second)) - schedule.integralAt(qint64(begin));
        QVERIFY2(std::abs(static_cast<double>(in) - wanted) <= 1, qPrintable(QString::number(i)));
    }
}

void TestSchedule::aPauseHasNone()
{
    const std::vector<qint64> dues = duesOf(planOf("10/s:1s,0/s:2s,10/s:1s"));
    QCOMPARE(dues.size(), std::size_t(20));
    QCOMPARE(dues[9], qint64(900'000'000));
    QCOMPARE(dues[10], qint64(3'000'000'000));
}

void TestSchedule::theDurationCutsPiecesOff()
{
    QCOMPARE(settledLoad(planOf("10/s:4s,20/s:4s", std::chrono::seconds(5))).requests, 60U);
}

void TestSchedule::requestsOrDurationWhicheverIsFirst()
{
    RunPlan plan = planOf("10/s", std::chrono::seconds(5));
    plan.requests = 20;
    QCOMPARE(settledLoad(plan).requests, 20U);
    plan.requests = 200;
    QCOMPARE(settledLoad(plan).requests, 50U);
    plan.duration = {};
    QCOMPARE(settledLoad(plan).requests, 200U);
    QCOMPARE(Schedule(plan).spanNs(200), qint64(20'000'000'000));
}

/// A comparison measures a number of requests.
void TestSchedule::countsWhatTimeEnds()
{
    const RunPlan steady = countedLoad(planOf("200/s", std::chrono::seconds(8)));
    QCOMPARE(steady.requests, 1600U);
    QVERIFY(!steady.hasEnd() && steady.isOpen());
    const RunPlan ramp = countedLoad(planOf("10/s:4s,20/s:4s", std::chrono::seconds(8)));
    QCOMPARE(ramp.requests, 50U);
    QVERIFY(!ramp.hasEnd() && !ramp.isOpen());
    RunPlan closed;
    closed.requests = 0;
    closed.duration = std::chrono::seconds(3);
    QCOMPARE(countedLoad(closed).requests, 50U);
    QVERIFY(!countedLoad(closed).hasEnd());
    closed.requests = 7;
    closed.duration = std::chrono::seconds(0);
    QCOMPARE(countedLoad(closed), closed);
}

/// Kolmogorov and Smirnov's test against the exponential distribution, at 1 %.
void TestSchedule::poissonGapsAreExponential()
{
    RunPlan plan = planOf("1000/s", std::chrono::seconds(10));
    plan.arrivals = QStringLiteral("poisson");
    for (const quint32 seed : {1U, 2U, 77U}) {
        plan.seed = seed;
        const std::vector<qint64> dues = duesOf(plan);
        std::vector<double> gaps;
        for (std::size_t k = 0; k < dues.size(); ++k)
            gaps.push_back(static_cast<double>(dues[k] - (k == 0 ? 0 : dues[k - 1])) / second);
        std::sort(gaps.begin(), gaps.end());
        const auto count = static_cast<double>(gaps.size());
        double farthest = 0;
        for (std::size_t i = 0; i < gaps.size(); ++i) {
            const double expected = 1 - std::exp(-1000 * gaps[i]);
            farthest = std::max(
                {farthest, expected - static_cast<double>(i) / count, static_cast<double>(i + 1) / count - expected});
        }
        constexpr double criticalAtOnePercent = 1.628;
        QVERIFY2(farthest * std::sqrt(count) < criticalAtOnePercent, qPrintable(QString::number(farthest)));
        QVERIFY(std::abs(count - 10'000) < 4 * std::sqrt(10'000));
    }
}

void TestSchedule::poissonFollowsARamp()
{
    RunPlan plan = planOf("0/s..2000/s", std::chrono::seconds(10));
    plan.arrivals = QStringLiteral("poisson");
    const std::vector<qint64> dues = duesOf(plan);
    const auto half = std::count_if(dues.begin(), dues.end(), [](qint64 due) { return due < 5 * qint64(second); });
    QVERIFY(std::abs(static_cast<double>(half) - 2500) < 4 * std::sqrt(2500));
    QVERIFY(std::abs(static_cast<double>(dues.size()) - 10'000) < 4 * std::sqrt(10'000));
}

void TestSchedule::theSameSeedGivesTheSameInstants()
{
    RunPlan plan = planOf("500/s", std::chrono::seconds(2));
    plan.arrivals = QStringLiteral("poisson");
    plan.seed = 42;
    const std::vector<qint64> dues = duesOf(plan);
    QCOMPARE(duesOf(plan), dues);
    plan.seed = 43;
    QVERIFY(duesOf(plan) != dues);
}

/// As a share of it, which takes every third, and as one that begins again.
void TestSchedule::askedOutOfOrderItAnswersTheSame()
{
    RunPlan plan = planOf("0/s..500/s", std::chrono::seconds(4));
    plan.arrivals = QStringLiteral("poisson");
    const std::vector<qint64> dues = duesOf(plan);
    Schedule schedule(plan);
    for (std::size_t k = 2; k < dues.size(); k += 3)
        QCOMPARE(schedule.dueNs(static_cast<quint32>(k)), dues[k]);
    QCOMPARE(schedule.dueNs(0), dues[0]);
    QCOMPARE(schedule.dueNs(0), dues[0]);
    QCOMPARE(schedule.dueNs(5), dues[5]);
}

void TestSchedule::noMoreAtOnceThanThereAre()
{
    RunPlan plan = planOf("5/s", std::chrono::seconds(2));
    plan.atOnce = 1000;
    plan = settledLoad(plan);
    QCOMPARE(plan.atOnce, 10U);
    plan.requests = 3; // that were due when it was stopped
    QCOMPARE(plan.effectiveAtOnce(), 10U);
}

void TestSchedule::closedLoadsStayAsTheyAre()
{
    RunPlan plan;
    QVERIFY(settledLoad(plan) == plan);
    plan.duration = std::chrono::seconds(3);
    plan.requests = 0;
    QVERIFY(settledLoad(plan) == plan);
    QVERIFY(!plan.isCountKnown());
    QCOMPARE(plan.effectiveAtOnce(), 256U);
}

void TestSchedule::problems_data()
{
    QTest::addColumn<RunPlan>("plan");
    QTest::addColumn<QString>("problem");
    RunPlan plan = planOf("10/s..20/s");
    plan.requests = 50;
    QTest::newRow("a ramp without a duration")
        << plan
        << QStringLiteral(
               "--rate 10/s..20/s is a ramp over the duration: say how long that is, such as 10/s..20/s:10s.");
    plan = planOf("10/s:2s,20/s:3s", std::chrono::seconds(6));
    QTest::newRow("longer than its pieces")
        << plan << QStringLiteral("--duration takes at most what the pieces of --rate last together, 5s, got 6s.");
    plan = planOf("1000000/s", std::chrono::seconds(60));
    QTest::newRow("too many") << plan
                              << QStringLiteral(
                                     "--rate 1000000/s for 1m makes 60000000 requests, and a run has 10000000 "
                                     "at most: give a lower rate or less time.");
    plan = planOf("10/s", std::chrono::seconds(1));
    plan.rampUp = std::chrono::seconds(1);
    QTest::newRow("a ramp-up of an open load")
        << plan
        << QStringLiteral(
               "--ramp-up goes with a closed load, got --rate too: a rate that begins low is a ramp, such as "
               "--rate 0/s..200/s.");
    plan = RunPlan();
    plan.arrivals = QStringLiteral("poisson");
    QTest::newRow("poisson of a closed load")
        << plan << QStringLiteral("--arrivals poisson goes with an open load: give its --rate, such as 200/s.");
    plan = planOf("10/s", std::chrono::seconds(1));
    plan.strategy = QStringLiteral("python-asyncio");
    plan.runnerCommand = QStringLiteral("python3 x.py");
    QTest::newRow("a runner that can't")
        << plan
        << QStringLiteral("--duration is not kept by python-asyncio, which runs a number of requests as its lanes are "
                          "free: choose another --strategy, or leave it out.");
}

void TestSchedule::problems()
{
    QFETCH(RunPlan, plan);
    plan.url = defaultPracticeUrl();
    const QList<PlanProblem> problems = problemsOf(plan);
    QVERIFY(!problems.isEmpty());
    QTEST(problems.first().message, "problem");
}

QTEST_APPLESS_MAIN(TestSchedule)
#include "tst_schedule.moc"
