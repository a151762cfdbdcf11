// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/runnerrequests.h"

#include "engine/runners/countingsink.h"

#include "core/plan/secretfilter.h"
#include "engine/runners/runnererrorlog.h"
#include "engine/runners/runnerprotocol.h"

#include "fakes.h"

#include <QTest>

#include <algorithm>

using namespace fiftyfold;

namespace {

RunPlan twoRequests()
{
    RunPlan plan;
    plan.requests = 2;
    return plan;
}

/// Two requests, 10 and 11, in lanes from 100 on, of a runner that was ready 50 ns before the run's start.
struct Told {
    explicit Told(const RunPlan &plan = twoRequests(), const IndexShare &connections = {1, 3})
        : requests(plan, {10, 1}, {100, connections}, &log, &clock, &filter)
    {
        clock.now = 1'000;
        requests.setReadyAt(-50, true);
    }

    FakeClock clock;
    EventLog log;
    SecretFilter filter{RunPlan()};
    RunnerRequests requests;
};

RunnerOutcome done(quint32 request, qint64 at)
{
    RunnerOutcome outcome;
    outcome.request = request;
    outcome.outcome = Outcome::Done;
    outcome.status = 200;
    outcome.at = at;
    return outcome;
}

} // namespace

class TestRunnerRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void becomeFactsOnTheRunsClock();
    void aStageThatFailedIsNoCompletion();
    void aStageIsNoCompletionWhereAFailureOfItsClassFollows();
    void connectionsOfSeveralChildrenHaveNumbersOfTheirOwn();
    void headersLoseTheirSecrets();
    void headersOfSeveralChildrenAreAsManyAsOfARun();
    void aFaultLosesItsSecretsAndNothingElse();
    void queuedIsWhenALaneIsTaken();
    void lanesAreThoseThatAreTold();
    void queuedOfAnOpenLoadBeginsWhenItWasDue();
    void whatTimeEndsGrows();
    void ofAnOpenLoadThatTimeEndsOnlyTheToldAreCancelled();
    void aShareHasEverySoManieth();
    void countedInTheOrderInWhichTheyBegin();
    void withoutAClockALaterLineNarrowsTheGuess();
    void refuseWhatCantBe();
    void openOnesGetTheSameOutcome();
    void errorLogKeepsItsEndWithoutHalfASecret();
};

void TestRunnerRequests::becomeFactsOnTheRunsClock()
{
    Told told;
    QCOMPARE(told.requests.take(RunnerStage{10, Stage::Wait, 100, 20}, 900), QString());
    QCOMPARE(told.requests.take(done(10, 130), 900), QString());
    QCOMPARE(told.log.linesOf(10), linesFrom("ended queued, began wait, ended wait, replied 200, done"));
    QCOMPARE(told.log.facts[0].at, 50); // it left the queue when its first stage began
    QCOMPARE(told.log.facts[0].value, 100);
    QCOMPARE(told.log.facts[2].begin, 50);
    QCOMPARE(told.log.facts[2].at, 70);
    QCOMPARE(told.requests.lastOutcomeNs(), 80);
    QVERIFY(!told.requests.isAllTold());
    QCOMPARE(told.requests.notDone(), QList<quint32>{11});
}

/// So that the log does not say "connected" of a connection that was refused.
void TestRunnerRequests::aStageThatFailedIsNoCompletion()
{
    Told told;
    QCOMPARE(told.requests.take(RunnerStage{10, Stage::Dns, 100, 20}, 900), QString());
    QCOMPARE(told.requests.take(RunnerStage{10, Stage::Connect, 120, 20, true}, 900), QString());
    QCOMPARE(told.log.facts[2].stage, Stage::Dns);
    QCOMPARE(told.log.facts[2].outcome, Outcome::Pending);
    QCOMPARE(told.log.facts[4].stage, Stage::Connect);
    QCOMPARE(told.log.facts[4].outcome, Outcome::Failed);
}

/// Of a runner that says nothing of it.
void TestRunnerRequests::aStageIsNoCompletionWhereAFailureOfItsClassFollows()
{
    Told told;
    const auto connects = [&told](quint32 request) {
        const auto found = std::find_if(told.log.facts.begin(), told.log.facts.end(), [request](const Fact &fact) {
            return fact.request == request && fact.kind == Fact::Kind::Ended && fact.stage == Stage::Connect;
        });
        return found == told.log.facts.end() ? std::nullopt : std::optional(found->outcome);
    };
    RunnerOutcome failed = done(10, 150);
    failed.outcome = Outcome::Failed;
    failed.status = 0;
    failed.fault.error = ErrorClass::Connect;
    told.requests.take(RunnerStage{10, Stage::Connect, 120, 20}, 900);
    QVERIFY(!connects(10));
    told.requests.take(failed, 900);
    QCOMPARE(connects(10), std::optional(Outcome::Failed));
    QCOMPARE(told.log.linesOf(10), linesFrom("ended queued, began connect, ended connect, failed connect"));

    failed.request = 11;
    failed.fault.error = ErrorClass::Timeout; // after it
    told.requests.take(RunnerStage{11, Stage::Connect, 120, 20}, 900);
    told.requests.take(failed, 900);
    QCOMPARE(connects(11), std::optional(Outcome::Pending));
}

void TestRunnerRequests::connectionsOfSeveralChildrenHaveNumbersOfTheirOwn()
{
    Told told;
    RunnerOutcome outcome = done(10, 130);
    outcome.connection = 4;
    told.requests.take(outcome, 900);
    told.requests.take(done(11, 140), 900);
    const auto connection = [&told](quint32 request) {
        return std::find_if(
                   told.log.facts.begin(), told.log.facts.end(),
                   [request](const Fact &fact) { return fact.request == request && fact.kind == Fact::Kind::Replied; })
            ->value;
    };
    QCOMPARE(connection(10), 1 + 4 * 3); // the second of three children
    QCOMPARE(connection(11), -1);

    Told many(twoRequests(), {1, 1'000});
    outcome.connection = requestsLimit; // which would be another one's number if it wrapped
    many.requests.take(outcome, 900);
    const auto replied = std::find_if(many.log.facts.begin(), many.log.facts.end(),
                                      [](const Fact &fact) { return fact.kind == Fact::Kind::Replied; });
    QCOMPARE(replied->value, -1);
}

void TestRunnerRequests::headersLoseTheirSecrets()
{
    Told told;
    RunnerOutcome outcome = done(10, 130);
    outcome.headers = {{"Server", "x"}, {"Set-Cookie", "id=hunter2"}};
    told.requests.take(outcome, 900);
    QCOMPARE(told.log.notes.size(), std::size_t(1));
    QCOMPARE(told.log.notes[0].kind, Note::Kind::ResponseHeaders);
    QVERIFY(told.log.notes[0].text.startsWith(QLatin1String("server: x\nset-cookie: ")));
    QVERIFY(!told.log.notes[0].text.contains(QLatin1String("hunter2")));
}

/// The children of a run share what is kept of it.
void TestRunnerRequests::headersOfSeveralChildrenAreAsManyAsOfARun()
{
    RunPlan plan;
    plan.requests = 3'000;
    Told told(plan);
    for (quint32 request = 10; request < 1'010; ++request) {
        RunnerOutcome outcome = done(request, 130);
        outcome.headers = {{"Server", "x"}};
        told.requests.take(outcome, 900);
    }
    QCOMPARE(told.log.notes.size(), std::size_t(2'000 / 3));
}

void TestRunnerRequests::aFaultLosesItsSecretsAndNothingElse()
{
    Told told;
    RunnerOutcome outcome = done(10, 130);
    outcome.outcome = Outcome::Failed;
    outcome.fault = {FaultKind::NoConnection,
                     {QStringLiteral("h:1"), QStringLiteral("none to http://me:hunter2@h/")},
                     {FaultKind::AskHttp2}};
    told.requests.take(std::get<RunnerOutcome>(runnerLine(lineOf(outcome))), 900);
    const Fault fault = told.log.notes.back().fault;
    QVERIFY2(fault.with.value(1).contains(QLatin1String("[redacted]@h")), qPrintable(fault.with.value(1)));
    QCOMPARE(fault.kind, FaultKind::NoConnection);
    QCOMPARE(fault.with.value(0), QStringLiteral("h:1"));
    QCOMPARE(fault.advice, QList<FaultKind>{FaultKind::AskHttp2});
}

void TestRunnerRequests::queuedIsWhenALaneIsTaken()
{
    Told told;
    told.requests.take(RunnerStage{10, Stage::Queued, 50, 30}, 900);
    QCOMPARE(told.log.linesOf(10), linesFrom("ended queued"));
    QCOMPARE(told.log.facts[0].at, 30);
    told.requests.take(RunnerStage{11, Stage::Queued, 50, 40}, 900);
    QCOMPARE(told.log.facts[1].value, 101);
}

/// As {{lane}} has it in what they ask.
void TestRunnerRequests::lanesAreThoseThatAreTold()
{
    Told told;
    told.requests.take(RunnerStage{10, Stage::Queued, 50, 30, false, 1}, 900);
    QCOMPARE(told.log.facts[0].value, 101);
    QCOMPARE(told.requests.take(done(10, 130), 900), QString());
    const std::size_t facts = told.log.facts.size();
    const QString problem = told.requests.take(RunnerStage{11, Stage::Queued, 150, 30, false, 2}, 900);
    QVERIFY2(problem.contains(QLatin1String("a lane that it does not have")), qPrintable(problem)); // but 0 and 1
    QCOMPARE(told.log.facts.size(), facts);
}

void TestRunnerRequests::queuedOfAnOpenLoadBeginsWhenItWasDue()
{
    RunPlan plan = twoRequests();
    plan.rate = rateFromText(QStringLiteral("5/s")).value();
    Told told(plan);
    told.requests.take(RunnerStage{10, Stage::Queued, 70, 30}, 900);
    QCOMPARE(told.log.facts[0].begin, 20);
    QCOMPARE(told.log.facts[0].at, 50);
}

void TestRunnerRequests::whatTimeEndsGrows()
{
    RunPlan plan;
    plan.requests = 0;
    plan.duration = std::chrono::seconds(1);
    Told told(plan);
    QVERIFY(!told.requests.isAllTold());
    QCOMPARE(told.requests.take(done(10, 130), 900), QString());
    QCOMPARE(told.requests.take(RunnerStage{11, Stage::Wait, 100, 20}, 900), QString());
    QVERIFY(!told.requests.isAllTold());                                                             // more can come
    QVERIFY(told.requests.take(done(9'000'000, 130), 900).contains(QLatin1String("does not have"))); // made up
    told.requests.cancelOpen();
    QCOMPARE(told.log.outcomesOf(11), 1);
    QCOMPARE(told.log.outcomesOf(12), 0); // which never was
}

void TestRunnerRequests::ofAnOpenLoadThatTimeEndsOnlyTheToldAreCancelled()
{
    RunPlan plan = twoRequests();
    plan.rate = rateFromText(QStringLiteral("5/s")).value();
    plan.duration = std::chrono::seconds(1);
    Told stopped(plan);
    stopped.requests.take(RunnerStage{10, Stage::Queued, 70, 30}, 900);
    stopped.requests.cancelOpen();
    QCOMPARE(stopped.log.outcomesOf(10), 1);
    QCOMPARE(stopped.log.outcomesOf(11), 0); // perhaps not due yet
    Told idle(plan);
    QCOMPARE(idle.requests.lastOutcomeNs(), 0);
    idle.requests.cancelOpen();
    QVERIFY(idle.requests.lastOutcomeNs() > 0); // its time ran, though nothing was in flight
    Told broken(plan);
    broken.requests.failOpen(toldFault(ErrorClass::Worker, QStringLiteral("gone")));
    QCOMPARE(broken.log.count(Outcome::Failed), 2U); // nobody will send them
}

void TestRunnerRequests::aShareHasEverySoManieth()
{
    EventLog log;
    FakeClock clock;
    const SecretFilter filter{RunPlan()};
    RunnerRequests requests(twoRequests(), {1, 3}, {}, &log, &clock, &filter);
    for (const quint32 other : {0U, 2U, 3U, 7U})
        QVERIFY(requests.take(done(other, 60), 900).contains(QLatin1String("does not have")));
    QCOMPARE(requests.take(done(1, 60), 900), QString());
    QCOMPARE(requests.take(done(4, 60), 900), QString());
    QVERIFY(requests.isAllTold());
}

void TestRunnerRequests::countedInTheOrderInWhichTheyBegin()
{
    EventLog log;
    quint32 count = 0;
    CountingSink first(&log, &count);
    CountingSink second(&log, &count);
    const auto tell = [](CountingSink &sink, quint32 request) {
        Fact fact;
        fact.request = request;
        sink.add(fact);
    };
    tell(first, 0);
    tell(second, 0);
    tell(second, 4);
    tell(first, 0);
    second.add(Note{4, Note::Kind::ResponseHeaders, {}});
    QList<quint32> indices;
    for (const Fact &fact : log.facts)
        indices.append(fact.request);
    QCOMPARE(indices, (QList<quint32>{0, 1, 2, 0}));
    QCOMPARE(log.notes.back().request, 2U);
    QCOMPARE(count, 3U);
}

/// But what a request has been told of keeps its order and length.
void TestRunnerRequests::withoutAClockALaterLineNarrowsTheGuess()
{
    Told told;
    told.requests.setReadyAt(-50, false);
    told.requests.take(RunnerStage{10, Stage::Wait, 100, 20}, 40); // it ended before 40, so it was ready before -80
    QCOMPARE(told.log.facts.back().at, 40);
    told.requests.take(RunnerStage{10, Stage::Receive, 120, 5}, 20); // read so early that it was ready earlier still
    QCOMPARE(told.log.facts.back().begin, 40);
    QCOMPARE(told.log.facts.back().at, 45);
    told.requests.take(RunnerStage{11, Stage::Wait, 100, 20}, 900);
    QCOMPARE(told.log.facts.back().at, 15); // 20 - 125 + 120
}

void TestRunnerRequests::refuseWhatCantBe()
{
    Told told;
    QVERIFY(told.requests.take(done(9, 60), 900).contains(QLatin1String("does not have")));
    QVERIFY(told.requests.take(done(12, 60), 900).contains(QLatin1String("does not have")));
    told.requests.take(RunnerStage{10, Stage::Wait, 100, 20}, 900);
    QVERIFY(told.requests.take(RunnerStage{10, Stage::Wait, 130, 20}, 900).contains(QLatin1String("twice")));
    told.requests.take(done(10, 130), 900);
    QVERIFY(told.requests.take(done(10, 140), 900).contains(QLatin1String("after its outcome")));
    QCOMPARE(told.log.outcomesOf(10), 1);
}

void TestRunnerRequests::openOnesGetTheSameOutcome()
{
    Told told;
    told.requests.take(done(10, 130), 900);
    told.requests.failOpen(toldFault(ErrorClass::Worker, QStringLiteral("it is gone")));
    QCOMPARE(told.log.outcomesOf(10), 1);
    QCOMPARE(told.log.linesOf(11), linesFrom("failed worker"));
    QCOMPARE(told.log.notes.back().fault.with.value(0), QStringLiteral("it is gone"));
    QCOMPARE(told.log.facts.back().at, 1'000);
    QVERIFY(told.requests.isAllTold());
}

void TestRunnerRequests::errorLogKeepsItsEndWithoutHalfASecret()
{
    RunPlan plan;
    plan.headers = {{"X-Api-Key", "hunter2hunter2"}};
    const SecretFilter filter(plan);
    RunnerErrorLog log(&filter);
    QCOMPARE(log.lastWords(), QString());
    log.add("a key: hunter2hun");
    log.add("ter2\nValueError: no");
    QVERIFY(!log.text().contains(QLatin1String("hunter2")));
    QCOMPARE(log.lastWords(), QStringLiteral("ValueError: no"));
    log.add(QByteArray(100 * 1024, 'x'));
    log.add("\nlast\n");
    log.end();
    QVERIFY(log.text().endsWith(QLatin1String("last")));
    QVERIFY2(log.text().contains(QLatin1String("a line of more than 65,536 bytes")), qPrintable(log.text()));
    QVERIFY(log.text().size() < 5'000);
}

QTEST_GUILESS_MAIN(TestRunnerRequests)
#include "tst_runnerrequests.moc"
