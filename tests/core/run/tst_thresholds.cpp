// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/thresholds.h"
#include "core/run/thresholdwording.h"

#include <QTest>

using namespace fiftyfold;

namespace {

constexpr double ms = 1e6;

Distribution times(quint32 count, double factor = 1)
{
    Distribution figures;
    figures.count = count;
    figures.min = 90 * ms * factor;
    figures.mean = 101 * ms * factor;
    figures.p50 = 100 * ms * factor;
    figures.p90 = 110 * ms * factor;
    figures.p95 = 121.7 * ms * factor;
    figures.p99 = 130 * ms * factor;
    figures.p999 = 140 * ms * factor;
    figures.max = 150 * ms * factor;
    return figures;
}

/// 200 requests in 1.052 s, 5 of them failed; service takes half the time of a response, lag a tenth.
RunSummary sample(quint32 done = 195)
{
    RunSummary summary;
    summary.elapsedNs = 1'052'000'000;
    summary.requests = 200;
    summary.done = done;
    summary.failed = 5;
    summary.cancelled = 200 - 5 - done;
    summary.requestsPerSecond = done / 1.052;
    summary.errors[ErrorClass::Timeout] = 2;
    summary.errors[ErrorClass::Check] = 3;
    summary.response = times(done);
    summary.latency = times(done, 0.5);
    summary.lag = times(done, 0.1);
    summary.stages[indexOf(Stage::Wait)] = times(done, 0.4);
    return summary;
}

Threshold threshold(const QString &text)
{
    Threshold read;
    if (const Refusal got = readThreshold(text, read))
        qWarning("%s", qPrintable(*got));
    return read;
}

Expectation judgedBy(const char *text, const RunSummary &summary, bool isStopped = false)
{
    return judged(threshold(QString::fromLatin1(text)), summary, isStopped);
}

} // namespace

class TestThresholds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryFigure();
    void setsBlanksWherePeopleDo_data();
    void setsBlanksWherePeopleDo();
    void readsItsOwnText();
    void refuses_data();
    void refuses();
    void judgesByTheLimit_data();
    void judgesByTheLimit();
    void nothingMeasuredIsCrossed_data();
    void nothingMeasuredIsCrossed();
    void fewSamplesDecideNothing_data();
    void fewSamplesDecideNothing();
    void aStoppedRunDecidesNothing();
    void judgesTimesToTheNanosecond();
    void tellsMeasuredFromLimit();
    void decidesAboutExits();
};

void TestThresholds::readsEveryFigure()
{
    const QStringList ofTime{QStringLiteral("p50"), QStringLiteral("p90"),   QStringLiteral("p95"),
                             QStringLiteral("p99"), QStringLiteral("p99.9"), QStringLiteral("mean"),
                             QStringLiteral("min"), QStringLiteral("max")};
    QStringList prefixes{QString(), QStringLiteral("response."), QStringLiteral("service."), QStringLiteral("lag.")};
    for (const Stage stage : allStages)
        prefixes.append(stageName(stage) + QLatin1Char('.'));
    for (const QString &prefix : std::as_const(prefixes)) {
        for (qsizetype i = 0; i < ofTime.size(); ++i) {
            const QString name = prefix + ofTime[i];
            const Threshold read = threshold(name + QLatin1String("<1s"));
            QCOMPARE(read.name, name);
            QCOMPARE(int(read.figure), int(i));
            QCOMPARE(read.unit, ThresholdUnit::Seconds);
            const ThresholdTime time = prefix == QLatin1String("lag.")       ? ThresholdTime::Lag
                                       : prefix == QLatin1String("service.") ? ThresholdTime::Service
                                       : prefixes.indexOf(prefix) < 2        ? ThresholdTime::Response
                                                                             : ThresholdTime::Stage;
            QCOMPARE(read.time, time);
            if (time == ThresholdTime::Stage)
                QCOMPARE(stageName(read.stage) + QLatin1Char('.'), prefix);
        }
    }
    QCOMPARE(threshold(QStringLiteral("elapsed < 2m")).figure, ThresholdFigure::Elapsed);
    QCOMPARE(threshold(QStringLiteral("rate > 5/s")).figure, ThresholdFigure::Rate);
    QCOMPARE(threshold(QStringLiteral("failed < 5")).figure, ThresholdFigure::Failed);
    QCOMPARE(threshold(QStringLiteral("checks < 5%")).figure, ThresholdFigure::Checks);
    const Threshold lag = threshold(QStringLiteral("lag < 5ms"));
    QCOMPARE(lag.time, ThresholdTime::Lag);
    QCOMPARE(lag.figure, ThresholdFigure::P99);
    QCOMPARE(lag.name, QStringLiteral("lag"));
}

void TestThresholds::setsBlanksWherePeopleDo_data()
{
    QTest::addColumn<QString>("text");
    for (const char *given : {"p95<120ms", "p95 < 120ms", "  p95<120 ms ", "p95  <  120  ms"})
        QTest::newRow(given) << QStringLiteral("p95 < 120 ms");
    QTest::newRow("p99.9>=1.50s") << QStringLiteral("p99.9 >= 1.50 s");
    QTest::newRow("min>800us") << QStringLiteral("min > 800 us");
    QTest::newRow("min>800µs") << QStringLiteral("min > 800 us");
    QTest::newRow("elapsed<=2m") << QStringLiteral("elapsed <= 2 m");
    QTest::newRow("rate>=200/s") << QStringLiteral("rate >= 200/s");
    QTest::newRow("rate > 30 /m") << QStringLiteral("rate > 30/m");
    QTest::newRow("failed<=0") << QStringLiteral("failed <= 0");
    QTest::newRow("failed < 0.5 %") << QStringLiteral("failed < 0.5%");
    QTest::newRow("checks<3") << QStringLiteral("checks < 3");
    QTest::newRow("lag<5ms") << QStringLiteral("lag < 5 ms");
}

void TestThresholds::setsBlanksWherePeopleDo()
{
    QFETCH(const QString, text);
    QCOMPARE(threshold(QString::fromUtf8(QTest::currentDataTag())).text, text);
}

/// A record keeps the text alone.
void TestThresholds::readsItsOwnText()
{
    for (const char *text : {"wait.p95<120ms", "rate>=30/m", "failed<1%", "checks<=0", "elapsed>1.5s"}) {
        const Threshold once = threshold(QString::fromLatin1(text));
        const Threshold twice = threshold(once.text);
        QCOMPARE(twice.text, once.text);
        QCOMPARE(twice.name, once.name);
        QCOMPARE(twice.unit, once.unit);
        QCOMPARE(twice.limit, once.limit);
        QCOMPARE(twice.comparison, once.comparison);
    }
}

void TestThresholds::refuses_data()
{
    QTest::addColumn<QString>("words");
    const auto row = [](const char *text, const char *words) { QTest::newRow(text) << QString::fromUtf8(words); };
    row("", "\"\", which has none of <, <=, > and >=");
    row("p95", "\"p95\", which has none of <, <=, > and >=");
    row("p95 120ms", "\"p95 120ms\", which has none of <, <=, > and >=");
    row("p95 == 120ms", "\"p95 == 120ms\", where one of <, <=, > and >= should stand in place of ==");
    row("p95 = 120ms", "in place of =");
    row("p95 != 120ms", "in place of !=");
    row("p95 => 120ms", "in place of =>");
    row("p95 << 120ms", "in place of <<");
    row("< 120ms", "which names no figure before the <");
    row("p59 < 1s", "where \"p59\" is no figure; p50, p99 and p90 are");
    row("p99.99 < 1s", "where \"p99.99\" is no figure; p99.9");
    row("P95 < 1s", "where \"P95\" is no figure; p95");
    row("wiat.p95 < 1s", "where \"wiat.p95\" is no figure; wait.p95");
    row("wait.p59 < 1s", "where \"wait.p59\" is no figure; wait.p50");
    row("wait < 1s", "where \"wait\" is no figure; wait.p50, wait.p95 and wait.max are");
    row("avg < 1s", "where \"avg\" is no figure; mean is");
    row("p(95) < 1s", "where \"p(95)\" is no figure; p95 is");
    row("rps > 1/s", "where \"rps\" is no figure; rate is");
    row("http_req_duration < 1s", "is no figure: there are p50, p90");
    row("elapsed.p95 < 1s", "is no figure");
    row("p95 <", "where p95 takes a time below a day such as 800us, 120ms, 1.5s or 2m");
    row("p95 < 120", "where p95 takes a time");
    row("p95 < 5%", "where p95 takes a time");
    row("p95 < 5/s", "where p95 takes a time");
    row("p95 < 5 parsecs", "where p95 takes a time");
    row("p95 < -5ms", "where p95 takes a time");
    row("p95 < 1e3ms", "where p95 takes a time");
    row("p95 < 5,5ms", "where p95 takes a time");
    row("p95 < 1440m", "where p95 takes a time below a day");
    row("p95 < service.p95", "where p95 takes a time");
    row("p95 < 5ms < 6ms", "where p95 takes a time");
    row("elapsed < 5%", "where elapsed takes a time");
    row("lag < 5", "where lag takes a time");
    row("rate > 200", "where rate takes a number by time such as 200/s or 30/m");
    row("rate > 200ms", "where rate takes a number by time");
    row("rate > 200/h", "where rate takes a number by time");
    row("failed < 5ms", "where failed takes a share such as 1%, or a whole number of requests");
    row("failed < 1.5", "where failed takes a share");
    row("failed < 101%", "where failed takes a share");
    row("checks < 5/s", "where checks takes a share");
    row("failed < 0", "which no run can hold; <= can be");
    row("failed < 0%", "which no run can hold; <= can be");
    row("p95 < 0ms", "which no run can hold");
}

void TestThresholds::refuses()
{
    QFETCH(const QString, words);
    const QString text = QString::fromLatin1(QTest::currentDataTag());
    Threshold read;
    const Refusal got = readThreshold(text, read);
    QVERIFY(got);
    QVERIFY2(got->contains(words), qPrintable(*got));
    QVERIFY(read.text.isEmpty());
}

void TestThresholds::judgesByTheLimit_data()
{
    QTest::addColumn<bool>("isHeld");
    QTest::addColumn<QString>("words");
    const auto held = [](const char *text, const char *words) {
        QTest::newRow(text) << true << QString::fromLatin1(words);
    };
    const auto crossed = [](const char *text, const char *words) {
        QTest::newRow(text) << false << QString::fromLatin1(words);
    };
    crossed("p95 < 120ms", "p95 is 121.7 ms, over 120 ms");
    held("p95 < 122ms", "p95 is 121.7 ms");
    held("p95 < 0.1218s", "p95 is 0.1217 s");
    held("p95 <= 121.7ms", "p95 is 121.7 ms");
    crossed("p95 < 121.7ms", "p95 is 121.7 ms, not below 121.7 ms");
    crossed("p95 > 121.7ms", "p95 is 121.7 ms, not above 121.7 ms");
    held("p95 >= 121.7ms", "p95 is 121.7 ms");
    crossed("p95 >= 130ms", "p95 is 121.7 ms, under 130 ms");
    held("p50 < 101ms", "p50 is 100 ms");
    crossed("p90 < 1us", "p90 is 110 ms, over 1 us");
    held("p99 < 1m", "p99 is 130 ms");
    crossed("mean < 100ms", "mean is 101 ms, over 100 ms");
    held("p99 < 2s", "p99 is 130 ms");
    held("p99 < 0.5s", "p99 is 0.13 s"); // near to its limit, in the limit's unit
    held("wait.max >= 1us", "wait.max is 60 ms");
    crossed("elapsed < 100ms", "elapsed is 1.052 s, over 100 ms");
    held("min >= 90ms", "min is 90 ms");
    crossed("max <= 149ms", "max is 150 ms, over 149 ms");
    held("response.p95 < 122ms", "response.p95 is 121.7 ms");
    held("service.p95 < 61ms", "service.p95 is 60.85 ms");
    crossed("service.p95 < 60ms", "service.p95 is 60.85 ms, over 60 ms");
    held("wait.p50 <= 40ms", "wait.p50 is 40 ms");
    held("lag < 13.1ms", "lag is 13 ms");
    crossed("lag < 13ms", "lag is 13 ms, not below 13 ms");
    held("lag.p50 <= 10ms", "lag.p50 is 10 ms");
    held("elapsed < 2s", "elapsed is 1.052 s");
    crossed("elapsed < 1s", "elapsed is 1.052 s, over 1 s");
    held("rate > 185/s", "rate is 185.4/s");
    crossed("rate >= 12000/m", "rate is 11122/m, under 12000/m");
    held("failed <= 5", "failed is 5");
    crossed("failed < 5", "failed is 5, not below 5");
    held("failed < 3%", "failed is 2.5%");
    crossed("failed < 1%", "failed is 2.5%, over 1%");
    held("checks <= 3", "checks is 3");
    crossed("checks < 1%", "checks is 1.5%, over 1%");
}

void TestThresholds::judgesByTheLimit()
{
    QFETCH(const bool, isHeld);
    QFETCH(const QString, words);
    const Expectation result = judgedBy(QTest::currentDataTag(), sample());
    QCOMPARE(result.verdict, isHeld ? ThresholdVerdict::Held : ThresholdVerdict::Crossed);
    QCOMPARE(result.reason, VerdictReason::Limit);
    QVERIFY(result.measured.has_value());
    QCOMPARE(expectationText(result), words);
}

void TestThresholds::nothingMeasuredIsCrossed_data()
{
    QTest::addColumn<QString>("words");
    const auto row = [](const char *text, const char *words) { QTest::newRow(text) << QString::fromLatin1(words); };
    row("p95 < 1s", "no request was done, so there is no p95");
    row("service.max < 1s", "no request was done, so there is no service.max");
    row("tls.p50 < 1s", "no request was done that has a stage tls, so there is no tls.p50");
    row("lag < 1s", "no request began that was due at a time of its own, so there is no lag");
    row("elapsed < 1s", "no request was done or failed, so elapsed says nothing");
    row("rate < 1/s", "no request was done or failed, so rate says nothing");
    row("failed < 1%", "no request was done or failed, so failed says nothing");
    row("checks <= 0", "no request was done or failed, so checks says nothing");
}

void TestThresholds::nothingMeasuredIsCrossed()
{
    QFETCH(const QString, words);
    RunSummary nothing;
    nothing.requests = 3;
    nothing.cancelled = 3;
    nothing.elapsedNs = 1000;
    const Expectation result = judgedBy(QTest::currentDataTag(), nothing);
    QCOMPARE(result.verdict, ThresholdVerdict::Crossed);
    QCOMPARE(result.reason, VerdictReason::NoSamples);
    QVERIFY(!result.measured);
    QCOMPARE(measuredText(result), QString());
    QCOMPARE(expectationText(result), words);
}

void TestThresholds::fewSamplesDecideNothing_data()
{
    QTest::addColumn<quint32>("enough");
    QTest::newRow("p50 < 1us") << 2U;
    QTest::newRow("p90 < 1us") << 10U;
    QTest::newRow("p95 < 1us") << 20U;
    QTest::newRow("p99 < 1us") << 100U;
    QTest::newRow("p99.9 < 1us") << 1000U;
    QTest::newRow("wait.p95 < 1us") << 20U;
    QTest::newRow("service.p99 < 1us") << 100U;
    QTest::newRow("lag < 1us") << 100U;
}

void TestThresholds::fewSamplesDecideNothing()
{
    QFETCH(const quint32, enough);
    RunSummary summary = sample();
    for (Distribution *figures :
         {&summary.response, &summary.latency, &summary.lag, &summary.stages[indexOf(Stage::Wait)]})
        figures->count = enough - 1;
    const Expectation few = judgedBy(QTest::currentDataTag(), summary);
    QCOMPARE(few.verdict, ThresholdVerdict::Undecided);
    QCOMPARE(few.reason, VerdictReason::FewSamples);
    QVERIFY(few.measured.has_value());
    const QString count = enough == 2 ? QStringLiteral("1 request") : QStringLiteral("%1 requests").arg(enough - 1);
    QCOMPARE(expectationText(few), QStringLiteral("%1 can't support %2").arg(count, few.threshold.name));
    for (Distribution *figures :
         {&summary.response, &summary.latency, &summary.lag, &summary.stages[indexOf(Stage::Wait)]})
        figures->count = enough;
    QCOMPARE(judgedBy(QTest::currentDataTag(), summary).verdict, ThresholdVerdict::Crossed);
    QCOMPARE(judgedBy("mean < 1us", summary).verdict, ThresholdVerdict::Crossed);
}

void TestThresholds::aStoppedRunDecidesNothing()
{
    for (const char *text : {"p95 < 1us", "p95 < 1s", "failed < 100%", "elapsed < 1s", "tls.p95 < 1s"}) {
        const Expectation result = judgedBy(text, sample(100), true);
        QCOMPARE(result.verdict, ThresholdVerdict::Undecided);
        QCOMPARE(result.reason, VerdictReason::StoppedEarly);
        QCOMPARE(expectationText(result), QStringLiteral("the run was stopped before its end"));
    }
    QCOMPARE(measuredText(judgedBy("elapsed < 1s", sample(100), true)), QStringLiteral("1.052 s"));
}

/// As a record has them: who judges by the record comes to the same.
void TestThresholds::judgesTimesToTheNanosecond()
{
    RunSummary summary = sample();
    summary.response.mean = 100 * ms - 0.4;
    QCOMPARE(judgedBy("mean < 100ms", summary).verdict, ThresholdVerdict::Crossed);
    summary.response.mean = 100 * ms - 0.6;
    QCOMPARE(judgedBy("mean < 100ms", summary).verdict, ThresholdVerdict::Held);
    summary.requestsPerSecond = 100 - 4e-7;
    QCOMPARE(judgedBy("rate >= 100/s", summary).verdict, ThresholdVerdict::Held);
    summary.requestsPerSecond = 100 - 6e-7;
    QCOMPARE(judgedBy("rate >= 100/s", summary).verdict, ThresholdVerdict::Crossed);
}

/// A figure that rounds to its limit is told to more places.
void TestThresholds::tellsMeasuredFromLimit()
{
    RunSummary summary = sample();
    summary.response.p95 = 120'000'400;
    QCOMPARE(expectationText(judgedBy("p95 < 120ms", summary)), QStringLiteral("p95 is 120.0004 ms, over 120 ms"));
    summary.response.p95 = 119'999'999;
    QCOMPARE(expectationText(judgedBy("p95 < 120ms", summary)), QStringLiteral("p95 is 119.999999 ms"));
    summary.response.p95 = 5'120;
    QCOMPARE(expectationText(judgedBy("p95 < 1s", summary)), QStringLiteral("p95 is 5.12 us"));
    summary.response.p95 = 0;
    QCOMPARE(expectationText(judgedBy("p95 < 1s", summary)), QStringLiteral("p95 is 0 s"));
}

void TestThresholds::decidesAboutExits()
{
    const RunSummary summary = sample();
    const auto of = [&summary](const QStringList &texts) {
        QList<Threshold> thresholds;
        for (const QString &text : texts)
            thresholds.append(threshold(text));
        return judged(thresholds, summary, false);
    };
    const QString held = QStringLiteral("p95 < 1s");
    const QString crossed = QStringLiteral("p50 < 1ms");
    const QString undecided = QStringLiteral("p99.9 < 1s");
    const QString failed = QStringLiteral("failed < 10");
    QVERIFY(!hasCrossed({}, true));
    QVERIFY(!hasCrossed(of({held}), true));
    QVERIFY(hasCrossed(of({held, crossed}), false));
    QVERIFY(!hasCrossed(of({held, undecided}), false));
    QVERIFY(hasCrossed(of({held, undecided}), true));
    QVERIFY(!judgesFailures(of({held, crossed, QStringLiteral("checks < 5")})));
    QVERIFY(judgesFailures(of({held, failed})));
    QCOMPARE(reasonOf(ThresholdVerdict::Crossed, false, false), VerdictReason::NoSamples);
    QCOMPARE(reasonOf(ThresholdVerdict::Crossed, true, false), VerdictReason::Limit);
    QCOMPARE(reasonOf(ThresholdVerdict::Undecided, true, false), VerdictReason::FewSamples);
    QCOMPARE(reasonOf(ThresholdVerdict::Undecided, true, true), VerdictReason::StoppedEarly);
}

QTEST_GUILESS_MAIN(TestThresholds)
#include "tst_thresholds.moc"
