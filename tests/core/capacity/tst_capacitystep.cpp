// SPDX-License-Identifier: GPL-3.0-or-later
// What is made of a step's record.
#include "core/capacity/capacitystep.h"
#include "core/capacity/capacitywording.h"
#include "core/run/runrecorder.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace fiftyfold;

namespace {

constexpr qint64 ms = 1'000'000;
constexpr qint64 second = 1000 * ms;

Threshold threshold(const char *text)
{
    Threshold read;
    const Refusal got = readThreshold(QString::fromLatin1(text), read);
    Q_ASSERT(!got);
    return read;
}

QList<Threshold> thresholds(const QStringList &texts)
{
    QList<Threshold> all;
    for (const QString &text : texts)
        all.append(threshold(text.toLatin1().constData()));
    return all;
}

/// When a request that was due then began, and ended; no end: it was cancelled.
struct Life {
    qint64 start = 0;
    std::optional<qint64> end;
    Outcome outcome = Outcome::Done;
};

/// The record of a step at 100/s with a drain of 5 s.
std::shared_ptr<RunRecord> recordOf(const std::function<Life(quint32 index, qint64 due)> &lifeOf, quint32 atOnce = 0,
                                    std::chrono::seconds length = std::chrono::seconds(10))
{
    CapacityPlan capacity;
    capacity.run.url = defaultPracticeUrl();
    capacity.run.atOnce = atOnce;
    capacity.stepTime = length;
    RunPlan plan = stepPlan(capacity, 100);
    plan.requests = static_cast<quint32>(100 * length.count());
    RunRecorder recorder(plan, 1);
    FactBatch batch;
    batch.runId = 1;
    for (quint32 index = 0; index < plan.requests; ++index) {
        const qint64 due = index * 10 * ms;
        const Life life = lifeOf(index, due);
        Fact fact;
        fact.request = index;
        fact.kind = Fact::Kind::Ended;
        fact.begin = due;
        fact.at = life.start;
        batch.facts.push_back(fact);
        if (life.end && life.outcome == Outcome::Done) {
            fact.stage = Stage::Receive;
            fact.begin = *life.end - 1;
            fact.at = *life.end;
            batch.facts.push_back(fact);
        }
        fact.kind = Fact::Kind::Finished;
        fact.at = life.end.value_or(15 * second);
        fact.outcome = life.end ? life.outcome : Outcome::Cancelled;
        fact.error = fact.outcome == Outcome::Done     ? ErrorClass::None
                     : fact.outcome == Outcome::Failed ? ErrorClass::Timeout
                                                       : ErrorClass::Cancelled;
        batch.facts.push_back(fact);
        recorder.record()->elapsedNs = std::max(recorder.record()->elapsedNs, fact.at);
    }
    recorder.apply(batch);
    return recorder.record();
}

/// A server that takes so long for each.
std::shared_ptr<RunRecord> steadyRecord(qint64 service)
{
    return recordOf([service](quint32, qint64 due) { return Life{due, due + service}; });
}

/// One that answers so many a second, in turn.
std::shared_ptr<RunRecord> limitedRecord(double perSecond)
{
    return recordOf([perSecond](quint32 index, qint64 due) {
        const qint64 turn = static_cast<qint64>(index * 1e9 / perSecond);
        const qint64 end = std::max(due, turn) + 20 * ms;
        return Life{due, end <= 15 * second ? std::optional(end) : std::nullopt};
    });
}

CapacityStep stepOf(const std::shared_ptr<RunRecord> &record, const QStringList &objectives)
{
    return capacityStepOf(*record, thresholds(objectives));
}

} // namespace

class TestCapacityStep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holds();
    void crosses();
    void isNotReachedWhereRepliesFallBehind_data();
    void isNotReachedWhereRepliesFallBehind();
    void aShortStepSeesRepliesFallBehind_data();
    void aShortStepSeesRepliesFallBehind();
    void saysWhatAShortStepCannotSee();
    void longRepliesAreNoBacklog();
    void whatIsCancelledHasFailed();
    void whatIsUndecidedHasNotHeld();
    void tellsTheServersLimitFromLanes();
    void tellsTheServersLimitFromLag();
    void aServerThatFailsIsTheLimitHoweverLate();
    void aServerThatIsSlowAloneIsTheLimitHoweverLate_data();
    void aServerThatIsSlowAloneIsTheLimitHoweverLate();
    void aLagThatNoObjectiveTellsIsNone();
    void lastsAsLongAsItsObjectivesNeed_data();
    void lastsAsLongAsItsObjectivesNeed();
    void probesWithFewLanes();
    void refusesWhatNoRateHolds();
    void wordsWhatWasFound();
};

void TestCapacityStep::holds()
{
    const CapacityStep step = stepOf(steadyRecord(50 * ms), {QStringLiteral("p95 < 100ms")});
    QCOMPARE(step.verdict, StepVerdict::Held);
    QCOMPARE(step.rate, 100.0);
    QCOMPARE(step.length, std::chrono::nanoseconds(std::chrono::seconds(10)));
    QCOMPARE(step.requests, 1000U);
    QCOMPARE(step.done, 1000U);
    QCOMPARE(step.doneRate, 100.0);
    QCOMPARE(step.response.p95, 50.0 * ms);
    QCOMPARE(step.health.verdict, LoadVerdict::KeptUp);
    QCOMPARE(*watchedNs(step), 50.0 * ms);
    QCOMPARE(stepReason(step), QString());
    QCOMPARE(generatorText(step), QStringLiteral("kept up"));
}

void TestCapacityStep::crosses()
{
    const CapacityStep step =
        stepOf(steadyRecord(50 * ms), {QStringLiteral("failed < 1%"), QStringLiteral("p95 < 40ms")});
    QCOMPARE(step.verdict, StepVerdict::Crossed);
    QCOMPARE(stepReason(step), QStringLiteral("p95 is 50 ms, over 40 ms"));
    QCOMPARE(limitOf(step), CapacityLimit::Server);
}

void TestCapacityStep::isNotReachedWhereRepliesFallBehind_data()
{
    QTest::addColumn<double>("perSecond");
    QTest::addColumn<StepVerdict>("verdict");
    QTest::newRow("as many") << 100.0 << StepVerdict::Held;
    QTest::newRow("one in a hundred less") << 99.0 << StepVerdict::Held;
    QTest::newRow("one in twenty less") << 95.0 << StepVerdict::Unreached;
    QTest::newRow("half") << 50.0 << StepVerdict::Unreached;
}

/// Though nothing fails, and two seconds are long.
void TestCapacityStep::isNotReachedWhereRepliesFallBehind()
{
    QFETCH(const double, perSecond);
    const CapacityStep step = stepOf(limitedRecord(perSecond), {QStringLiteral("p50 < 4s")});
    QTEST(step.verdict, "verdict");
    if (step.verdict == StepVerdict::Unreached)
        QCOMPARE(stepReason(step), QStringLiteral("%1/s of 100/s were done").arg(perSecond));
    QVERIFY(std::abs(step.doneRate - perSecond) < 0.5);
}

void TestCapacityStep::aShortStepSeesRepliesFallBehind_data()
{
    QTest::addColumn<double>("perSecond");
    QTest::addColumn<StepVerdict>("verdict");
    QTest::newRow("as many") << 100.0 << StepVerdict::Held;
    QTest::newRow("one in fifty less") << 98.0 << StepVerdict::Held;
    QTest::newRow("one in twenty less") << 95.0 << StepVerdict::Unreached;
}

/// Of one second, in which three requests of 50 are too few to be counted.
void TestCapacityStep::aShortStepSeesRepliesFallBehind()
{
    QFETCH(const double, perSecond);
    const auto record = recordOf(
        [perSecond](quint32 index, qint64 due) {
            return Life{due, std::max(due, std::llround(index * 1e9 / perSecond)) + 20 * ms};
        },
        0, std::chrono::seconds(1));
    const CapacityStep step = stepOf(record, {QStringLiteral("p95 < 300ms")});
    QTEST(step.verdict, "verdict");
    if (step.verdict == StepVerdict::Unreached)
        QVERIFY2(std::abs(step.doneRate - perSecond) < 1.5, qPrintable(stepReason(step)));
}

/// Where times vary by more than what a backlog would add to them.
void TestCapacityStep::saysWhatAShortStepCannotSee()
{
    const auto varying = [](std::chrono::seconds length) {
        return stepOf(
            recordOf([](quint32 index, qint64 due) { return Life{due, due + (20 + index * 7 % 60) * ms}; }, 0, length),
            {QStringLiteral("p95 < 300ms")});
    };
    CapacityRecord record;
    record.steps = {varying(std::chrono::seconds(1)), stepOf(limitedRecord(90), {QStringLiteral("p95 < 100ms")})};
    QCOMPARE(record.steps[0].verdict, StepVerdict::Held);
    record.answer = {CapacityEnd::Found, 0, 1, 100, 104};
    QVERIFY2(answerSentence(record).endsWith(QLatin1String(
                 ". In steps of 100 requests replies may have fallen behind by up to 6.0 % without it being seen: "
                 "longer steps are more exact.")),
             qPrintable(answerSentence(record)));
    QCOMPARE(unseenShareOf(varying(std::chrono::seconds(2))), 0.0);
    const auto steady =
        recordOf([](quint32, qint64 due) { return Life{due, due + 20 * ms}; }, 0, std::chrono::seconds(1));
    QCOMPARE(unseenShareOf(stepOf(steady, {QStringLiteral("p95 < 300ms")})), 0.0);
}

/// Replies that take two seconds come as often as they are asked for.
void TestCapacityStep::longRepliesAreNoBacklog()
{
    const CapacityStep step = stepOf(steadyRecord(2 * second), {QStringLiteral("p95 < 3s")});
    QCOMPARE(step.verdict, StepVerdict::Held);
    QCOMPARE(step.doneRate, 100.0);
}

void TestCapacityStep::whatIsCancelledHasFailed()
{
    const auto record = recordOf([](quint32 index, qint64 due) {
        return index % 100 == 0 ? Life{due, std::nullopt} : Life{due, due + 20 * ms};
    });
    const CapacityStep step = stepOf(record, {QStringLiteral("failed < 1%")});
    QCOMPARE(step.failed, 0U);
    QCOMPARE(step.cancelled, 10U);
    QCOMPARE(step.verdict, StepVerdict::Crossed);
    QCOMPARE(stepReason(step), QStringLiteral("failed is 1%, not below 1%"));
    QCOMPARE(stepOf(record, {QStringLiteral("failed < 2%")}).verdict, StepVerdict::Held);
}

void TestCapacityStep::whatIsUndecidedHasNotHeld()
{
    const auto record = recordOf([](quint32 index, qint64 due) {
        return Life{due, due + 20 * ms, index < 10 ? Outcome::Done : Outcome::Failed};
    });
    const CapacityStep step = stepOf(record, {QStringLiteral("p95 < 100ms")});
    QCOMPARE(step.expectations.constFirst().verdict, ThresholdVerdict::Undecided);
    QCOMPARE(step.verdict, StepVerdict::Crossed);
    QCOMPARE(step.firstFailure, QStringLiteral("timeout"));
}

void TestCapacityStep::tellsTheServersLimitFromLanes()
{
    // one lane, which takes 50 ms for each: only every fifth could go out in time
    const auto oneLane = recordOf(
        [](quint32 index, qint64) {
            const qint64 start = index * 50 * ms;
            return start < 15 * second ? Life{start, start + 50 * ms} : Life{15 * second, std::nullopt};
        },
        1);
    const CapacityStep waits = stepOf(oneLane, {QStringLiteral("p95 < 100ms")});
    QCOMPARE(waits.verdict, StepVerdict::Crossed);
    QCOMPARE(waits.health.verdict, LoadVerdict::TooFewLanes);
    QCOMPARE(waits.atOnce, 1U);
    QCOMPARE(limitOf(waits), CapacityLimit::Lanes); // one that waits for no lane would have held
    QCOMPARE(generatorText(waits), QStringLiteral("lanes full"));
    const CapacityStep slow = stepOf(oneLane, {QStringLiteral("p95 < 40ms")});
    QCOMPARE(limitOf(slow), CapacityLimit::Server); // no number of lanes would have helped
}

void TestCapacityStep::tellsTheServersLimitFromLag()
{
    CapacityStep step = stepOf(limitedRecord(90), {QStringLiteral("p50 < 4s")});
    QCOMPARE(step.verdict, StepVerdict::Unreached);
    step.health.verdict = LoadVerdict::FellBehind;
    QCOMPARE(limitOf(step), CapacityLimit::Server); // requests went out, and replies did not come
    step.lag.p99 = step.service.p95;                // a client so late reads replies late, too
    QCOMPARE(limitOf(step), CapacityLimit::Lag);
    step.lag.p99 = 0;
    step.health.ratio = 0.9;
    QCOMPARE(limitOf(step), CapacityLimit::Lag);
    step.health.clientCpuShare = 0.99;
    QCOMPARE(limitOf(step), CapacityLimit::Processor);

    // All lanes in use: does each request take as long as it must, or does the server have them wait?
    CapacityStep full = stepOf(limitedRecord(90), {QStringLiteral("p50 < 4s")});
    full.health.verdict = LoadVerdict::TooFewLanes;
    full.service.min = full.service.p50 / 3;
    QCOMPARE(limitOf(full), CapacityLimit::Server);
    full.service.min = full.service.p50 / 1.1;
    QCOMPARE(limitOf(full), CapacityLimit::Lanes);
}

/// Two in a hundred, from a client that is 5 ms late each time.
void TestCapacityStep::aServerThatFailsIsTheLimitHoweverLate()
{
    const auto record = recordOf([](quint32 index, qint64 due) {
        return Life{due + 5 * ms, due + 25 * ms, index % 50 == 0 ? Outcome::Failed : Outcome::Done};
    });
    const CapacityStep step = stepOf(record, {QStringLiteral("failed < 1%"), QStringLiteral("p95 < 80ms")});
    QCOMPARE(step.verdict, StepVerdict::Crossed);
    QCOMPARE(step.health.verdict, LoadVerdict::FellBehind); // 5 of 80 ms
    QVERIFY(step.isCrossedAnyway && !step.isServiceTooSlow);
    QCOMPARE(limitOf(step), CapacityLimit::Server);
    // What a client without a free lane never sent is no failure of the server's.
    const auto oneLane = recordOf(
        [](quint32 index, qint64) {
            const qint64 start = index * 50 * ms;
            return start < 15 * second ? Life{start, start + 50 * ms} : Life{15 * second, std::nullopt};
        },
        1);
    const CapacityStep waits = stepOf(oneLane, {QStringLiteral("failed < 1%")});
    QCOMPARE(waits.verdict, StepVerdict::Crossed);
    QVERIFY(!waits.isCrossedAnyway);
    QCOMPARE(limitOf(waits), CapacityLimit::Lanes);
}

void TestCapacityStep::aServerThatIsSlowAloneIsTheLimitHoweverLate_data()
{
    QTest::addColumn<QString>("objective");
    QTest::addColumn<CapacityLimit>("limit");
    QTest::newRow("no reply is as short") << QStringLiteral("p50 < 49ms") << CapacityLimit::Server;
    QTest::newRow("so many are longer by more than the lag") << QStringLiteral("p95 < 60ms") << CapacityLimit::Server;
    QTest::newRow("it may be the lag") << QStringLiteral("p95 < 90ms") << CapacityLimit::Lag;
}

/// Replies take 50 to 99 ms, from a client that begins and reads each 30 ms late.
void TestCapacityStep::aServerThatIsSlowAloneIsTheLimitHoweverLate()
{
    QFETCH(const QString, objective);
    const CapacityStep step = stepOf(
        recordOf([](quint32 index, qint64 due) { return Life{due + 30 * ms, due + 30 * ms + (50 + index % 50) * ms}; }),
        {objective});
    QCOMPARE(step.verdict, StepVerdict::Crossed);
    QCOMPARE(step.health.verdict, LoadVerdict::FellBehind);
    QTEST(limitOf(step), "limit");
}

void TestCapacityStep::aLagThatNoObjectiveTellsIsNone()
{
    const auto late = recordOf([](quint32, qint64 due) { return Life{due + 5 * ms, due + 25 * ms}; });
    const auto verdictFor = [&late](const char *objective) {
        return stepOf(late, {QLatin1String(objective)}).health.verdict;
    };
    QCOMPARE(verdictFor("p95 < 200ms"), LoadVerdict::KeptUp);
    QCOMPARE(verdictFor("failed < 1%"), LoadVerdict::KeptUp);
    QCOMPARE(verdictFor("p95 < 50ms"), LoadVerdict::FellBehind);
    QCOMPARE(verdictFor("lag < 200ms"), LoadVerdict::FellBehind); // it is what is asked about
    const auto slow =
        recordOf([](quint32 index, qint64 due) { return Life{due + index * ms, due + (index + 20) * ms}; });
    QCOMPARE(stepOf(slow, {QStringLiteral("failed < 1%")}).health.verdict, LoadVerdict::FellBehind); // of the rate
}

void TestCapacityStep::lastsAsLongAsItsObjectivesNeed_data()
{
    QTest::addColumn<QStringList>("objectives");
    QTest::addColumn<double>("rate");
    QTest::addColumn<double>("askedSeconds");
    QTest::addColumn<double>("seconds");
    QTest::newRow("p95") << QStringList{QStringLiteral("p95 < 1s")} << 100.0 << 0.0 << 20.0;
    QTest::newRow("p95, fast enough") << QStringList{QStringLiteral("p95 < 1s")} << 1000.0 << 0.0 << 10.0;
    QTest::newRow("the highest of several")
        << QStringList{QStringLiteral("p95 < 1s"), QStringLiteral("p99 < 2s")} << 500.0 << 0.0 << 20.0;
    QTest::newRow("no percentile") << QStringList{QStringLiteral("mean < 1s")} << 1.0 << 0.0 << 10.0;
    QTest::newRow("asked for") << QStringList{QStringLiteral("p95 < 1s")} << 100.0 << 2.0 << 2.0;
    QTest::newRow("asked for, and too short") << QStringList{QStringLiteral("p95 < 1s")} << 10.0 << 1.0 << 2.1;
    QTest::newRow("no more than a run holds") << QStringList{QStringLiteral("p50 < 1s")} << 1e6 << 60.0 << 10.0;
    QTest::newRow("less than a day") << QStringList{QStringLiteral("p99.9 < 1s")} << 0.1 << 0.0 << 12.0 * 3600;
}

void TestCapacityStep::lastsAsLongAsItsObjectivesNeed()
{
    QFETCH(const QStringList, objectives);
    QFETCH(const double, rate);
    QFETCH(const double, askedSeconds);
    QFETCH(const double, seconds);
    CapacityPlan plan;
    plan.objectives = thresholds(objectives);
    plan.stepTime = std::chrono::nanoseconds(std::llround(askedSeconds * 1e9));
    QCOMPARE(stepLength(plan, rate), std::chrono::nanoseconds(std::llround(seconds * 1e9)));
    QCOMPARE(stepPlan(plan, rate).duration, stepLength(plan, rate));
}

void TestCapacityStep::probesWithFewLanes()
{
    CapacityPlan plan;
    plan.run.arrivals = QStringLiteral("poisson");
    QCOMPARE(probePlan(plan).effectiveAtOnce(), 32U);
    QVERIFY(!probePlan(plan).isOpen() && problemsOf(probePlan(plan)).isEmpty() == problemsOf(RunPlan()).isEmpty());
    plan.run.atOnce = 4;
    QCOMPARE(probePlan(plan).effectiveAtOnce(), 4U);
}

void TestCapacityStep::refusesWhatNoRateHolds()
{
    QCOMPARE(problemOfObjectives({}), QString());
    QVERIFY(problemOfObjectives({threshold("rate > 200/s")}).contains(QLatin1String("rate > 200/s")));
    QVERIFY(problemOfObjectives({threshold("elapsed < 2s")}).contains(QLatin1String("elapsed < 2 s")));
    QCOMPARE(problemOfObjectives({threshold("lag < 2ms"), threshold("failed < 1%")}), QString());
    QCOMPARE(problemOfObjectives({threshold("failed < 100%"), threshold("failed <= 5")}), QString());
    QCOMPARE(problemOfObjectives({threshold("p95 > 5ms")}),
             QStringLiteral("\"p95 > 5 ms\" is a lower limit, which more load only helps to hold: give the most that "
                            "may be, such as p95 < 5 ms."));
    for (const char *always : {"failed < 100000000", "failed <= 100%"})
        QVERIFY2(problemOfObjectives({threshold(always)}).contains(QLatin1String("such as failed < 1%")), always);
}

void TestCapacityStep::wordsWhatWasFound()
{
    CapacityRecord record;
    record.plan.objectives = thresholds({QStringLiteral("failed < 1%"), QStringLiteral("wait.p99 < 200ms")});
    QCOMPARE(objectivesText(record.plan.objectives), QStringLiteral("failed < 1%, wait.p99 < 200 ms"));
    QCOMPARE(watchedName(record.plan), QStringLiteral("wait.p99"));
    QCOMPARE(*watchedLimitNs(record.plan), 200.0 * ms);
    QCOMPARE(answerSentence(record), QStringLiteral("Nothing is known so far."));
    record.steps = {stepOf(limitedRecord(100), {QStringLiteral("p95 < 30ms")}),
                    stepOf(limitedRecord(90), {QStringLiteral("p95 < 100ms")})};
    record.answer.heldStep = 0;
    record.answer.held = 100;
    QCOMPARE(answerSentence(record), QStringLiteral("So far 100/s holds."));
    record.answer.crossedStep = 1;
    record.answer.crossed = 104;
    QCOMPARE(answerSentence(record), QStringLiteral("So far 100/s holds, and 104/s does not."));
    record.answer.end = CapacityEnd::Found;
    const QString found = answerSentence(record);
    QVERIFY2(
        found.startsWith(QLatin1String("100/s is the highest rate that holds; 104/s, 4.0 % more, does not: p95 is 1")),
        qPrintable(found));
    QVERIFY2(found.endsWith(QLatin1String(" s, over 100 ms.")), qPrintable(found));
    record.answer.heldStep.reset();
    record.answer.end = CapacityEnd::NothingHeld;
    QVERIFY(answerSentence(record).startsWith(QLatin1String("Not even 104/s holds: p95 is")));
    QCOMPARE(watchedName(CapacityPlan()), QStringLiteral("p95"));
    QVERIFY(!watchedLimitNs(CapacityPlan()));
}

QTEST_APPLESS_MAIN(TestCapacityStep)

#include "tst_capacitystep.moc"
