// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/latencyspread.h"

#include "core/run/runsummary.h"
#include "models/run/latencylimit.h"
#include "models/run/runselection.h"
#include "support/latencyrun.h"

#include <QTest>

using namespace fiftyfold;

namespace {

constexpr qint64 ms = 1'000'000;

/// Of 1, 2, … ms of service, of every tenth with as much of lag.
test::LatencyRun stepped(quint32 count, bool isOpen = true)
{
    test::LatencyRun run(count, isOpen);
    for (quint32 request = 0; request < count; ++request)
        run.addDone(request * ms, request % 10 == 0 ? (request + 1) * ms : 0, (request + 1) * ms);
    return run;
}

} // namespace

class TestLatencySpread : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isExactOfARecord();
    void isWithinAPercentWhileItGoesOn();
    void aClosedLoadHasOneTime();
    void findsItsFractionsAgain();
    void isSpoken();
    void namesPercentiles();
    void limitsAreThoseOfTimes();
};

void TestLatencySpread::isExactOfARecord()
{
    test::LatencyRun run = stepped(1'234);
    const LatencySpreads spreads = spreadsOf(*run.record(), {});
    const RunSummary summary = summarise(*run.record());
    const auto compare = [](const LatencySpread &spread, const Distribution &expected) {
        QCOMPARE(spread.count, expected.count);
        QCOMPARE(spread.histogram.count(), expected.count);
        QCOMPARE(spread.timeAt(0), expected.min);
        QCOMPARE(spread.timeAt(0.5), expected.p50);
        QCOMPARE(spread.timeAt(0.9), expected.p90);
        QCOMPARE(spread.timeAt(0.95), expected.p95);
        QCOMPARE(spread.timeAt(0.99), expected.p99);
        QCOMPARE(spread.timeAt(0.999), expected.p999);
        QCOMPARE(spread.timeAt(1), expected.max);
    };
    QVERIFY(spreads.isOpen);
    compare(spreads.of(LatencyTime::Response), summary.response);
    compare(spreads.of(LatencyTime::Service), summary.latency);
    compare(spreads.of(LatencyTime::Lag), summary.lag);
}

void TestLatencySpread::isWithinAPercentWhileItGoesOn()
{
    test::LatencyRun run = stepped(1'000);
    const LatencySpreads live = spreadsOf(run.times, true);
    const LatencySpreads exact = spreadsOf(*run.record(), {});
    for (const double fraction : toldFractions()) {
        const double is = live.of(LatencyTime::Response).timeAt(fraction);
        const double should = exact.of(LatencyTime::Response).timeAt(fraction);
        QVERIFY2(qAbs(is - should) < 0.015 * should, qPrintable(percentileName(fraction)));
    }
    QVERIFY(spreadsOf(LiveTimes(), true).isEmpty());
    QCOMPARE(spreadsOf(LiveTimes(), true).of(LatencyTime::Response).timeAt(0.5), 0.0);
}

void TestLatencySpread::aClosedLoadHasOneTime()
{
    test::LatencyRun run = stepped(100, false);
    for (const LatencySpreads &spreads : {spreadsOf(*run.record(), {}), spreadsOf(run.times, false)}) {
        QVERIFY(!spreads.isOpen);
        QCOMPARE(spreads.of(LatencyTime::Response).count, 100U);
        QCOMPARE(spreads.of(LatencyTime::Response).timeAt(0.9), spreads.of(LatencyTime::Service).timeAt(0.9));
        QCOMPARE(spreads.of(LatencyTime::Lag).count, 0U);
    }
}

void TestLatencySpread::findsItsFractionsAgain()
{
    test::LatencyRun run = stepped(1'000, false);
    const LatencySpreads spreads = spreadsOf(*run.record(), {});
    const LatencySpread &spread = spreads.of(LatencyTime::Response);
    for (const double fraction : {0.1, 0.5, 0.99}) {
        QVERIFY(qAbs(spread.leastFractionOf(spread.timeAt(fraction)) - fraction) < 1e-3);
        QVERIFY(qAbs(spread.mostFractionOf(spread.timeAt(fraction)) - fraction) < 1e-3);
    }
    QCOMPARE(spread.leastFractionOf(0), 0.0);
    QCOMPARE(spread.mostFractionOf(0), 0.0);
    QCOMPARE(spread.leastFractionOf(1e18), 1.0);
    QCOMPARE(spread.mostFractionOf(1e18), 1.0);

    test::LatencyRun flat(100, false);
    for (int i = 0; i < 100; ++i)
        flat.addDone(i * ms, 0, 5 * ms);
    const LatencySpreads same = spreadsOf(*flat.record(), {});
    QCOMPARE(same.of(LatencyTime::Response).leastFractionOf(double(5 * ms)), 0.0);
    QCOMPARE(same.of(LatencyTime::Response).mostFractionOf(double(5 * ms)), 1.0);
}

void TestLatencySpread::isSpoken()
{
    test::LatencyRun run = stepped(100, false);
    QCOMPARE(spokenSpread(spreadsOf(*run.record(), {}), LatencyTime::Response),
             QStringLiteral("response time: p50 50.5 ms, p99 99.0 ms, 100 responses"));
    QCOMPARE(spokenSpread(LatencySpreads(), LatencyTime::Response), QStringLiteral("No response yet"));
}

void TestLatencySpread::namesPercentiles()
{
    QStringList names;
    for (const double fraction : toldFractions())
        names.append(percentileName(fraction));
    QCOMPARE(names.join(QLatin1Char(' ')), QStringLiteral("p50 p90 p95 p99 p99.9 p99.99 max"));
}

void TestLatencySpread::limitsAreThoseOfTimes()
{
    Expectations expectations;
    for (const char *text : {"p95 < 400ms", "failed < 1%", "service.p99 < 0.1s", "wait.p95 < 1s", "lag.p99 < 5ms"}) {
        Expectation expectation;
        QVERIFY2(!readThreshold(QString::fromLatin1(text), expectation.threshold), text);
        expectations.append(expectation);
    }
    const std::vector<LatencyLimit> limits = latencyLimitsOf(expectations);
    QCOMPARE(limits.size(), 3U);
    QCOMPARE(limits.front(), (LatencyLimit{QStringLiteral("lag.p99 < 5 ms"), LatencyTime::Lag, 5e6}));
    QCOMPARE(limits.back(), (LatencyLimit{QStringLiteral("p95 < 400 ms"), LatencyTime::Response, 400e6}));
    QCOMPARE(longestWith(limits, 300e6), 400e6);
    QCOMPARE(longestWith(limits, 200e6), 200e6);
}

QTEST_APPLESS_MAIN(TestLatencySpread)
#include "tst_latencyspread.moc"
