// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/recordedrun.h"

#include <QSignalSpy>
#include <QTest>

#include <chrono>

#include <sys/resource.h>

using namespace fiftyfold;
using namespace std::chrono_literals;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool isSanitized = true;
#else
constexpr bool isSanitized = false;
#endif

namespace {

/// A runner that does what a test says, when it says so.
class ScriptedRunner final : public Runner
{
public:
    quint64 runId() const override { return m_runId; }
    Mailbox &mailbox() override { return m_mailbox; }
    void start() override { isStarted = true; }
    void stop() override { ++stops; }

    void tell(quint32 request, Fact::Kind kind, qint64 at, Outcome outcome = Outcome::Pending)
    {
        Fact fact;
        fact.kind = kind;
        fact.request = request;
        fact.at = at;
        fact.outcome = outcome;
        m_mailbox.add(fact);
    }

    bool isStarted = false;
    int stops = 0;

private:
    const quint64 m_runId = nextRunId();
    Mailbox m_mailbox{m_runId};
};

RunPlan planOf(quint32 requests)
{
    RunPlan plan;
    plan.url = defaultPracticeUrl();
    plan.requests = requests;
    return plan;
}

struct Trial {
    explicit Trial(const RunPlan &plan)
        : run(plan, nullptr, 1ms,
              [this](const RunPlan &, PracticeServer *) {
                  auto made = std::make_unique<ScriptedRunner>();
                  runner = made.get();
                  return made;
              })
        , prepared(&run, &RecordedRun::prepared)
        , finished(&run, &RecordedRun::finished)
    {
    }

    ScriptedRunner *runner = nullptr;
    RecordedRun run;
    QSignalSpy prepared;
    QSignalSpy finished;
};

} // namespace

class TestRecordedRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsThePlanThatReallyRan();
    void givesEachRequestAnOutcome();
    void hasARecordOfARunThatNeverBegan();
    void tellsOfBatchesAsTheyCome();
    void tellsOfAFloodInPortions();
    void tellsWhatCameAfterAFlood();
    void cancelsAMillionInPortions();
    void whatWasNotDueIsNoneOfAStoppedRun();
    void keepsWhatWasTooLittle();
    void saysWhereMemoryIsTooLittle();
};

void TestRecordedRun::recordsThePlanThatReallyRan()
{
    Trial trial(planOf(3));
    trial.run.start();
    QVERIFY(trial.runner->isStarted);
    QVERIFY(!trial.run.isPrepared());
    RunPlan real = planOf(3);
    real.atOnce = 2;
    Q_EMIT trial.runner->prepared(real, QStringLiteral("/tmp/somewhere"), {QStringLiteral("lowered")});
    QCOMPARE(trial.prepared.size(), 1);
    QCOMPARE(trial.run.record()->plan(), real);
    QCOMPARE(trial.run.record()->workFolder, QStringLiteral("/tmp/somewhere"));
    QCOMPARE(trial.run.record()->notices, QStringList(QStringLiteral("lowered")));
}

void TestRecordedRun::givesEachRequestAnOutcome()
{
    Trial trial(planOf(3));
    trial.run.start();
    Q_EMIT trial.runner->prepared(planOf(3), {}, {});
    Q_EMIT trial.runner->started(QDateTime::currentDateTimeUtc());
    trial.runner->tell(0, Fact::Kind::Finished, 5, Outcome::Done);
    RunEnd end;
    end.isStopped = true;
    end.elapsedNs = 9;
    Q_EMIT trial.runner->finished(end);
    QCOMPARE(trial.finished.size(), 1);
    const RunRecord &record = *trial.run.record();
    QCOMPARE(record.outcome(0), Outcome::Done);
    QCOMPARE(record.outcome(1), Outcome::Cancelled);
    QCOMPARE(record.outcome(2), Outcome::Cancelled);
    QCOMPARE(record.error(2), ErrorClass::Cancelled);
    QCOMPARE(record.endNs(2), std::optional<qint64>(9));
    QVERIFY(record.isStopped);
    QCOMPARE(record.elapsedNs, 9);
    QCOMPARE(trial.run.recorder().tally().cancelled, 2U);
}

void TestRecordedRun::hasARecordOfARunThatNeverBegan()
{
    Trial trial(planOf(2));
    trial.run.start();
    trial.run.stop();
    trial.run.stop();
    QCOMPARE(trial.runner->stops, 2); // which a runner takes
    RunEnd end;
    end.isStopped = true;
    Q_EMIT trial.runner->finished(end);
    QVERIFY(!trial.run.isPrepared());
    QCOMPARE(trial.prepared.size(), 0);
    QCOMPARE(trial.run.record()->outcome(0), Outcome::Cancelled);
    QCOMPARE(trial.run.record()->outcome(1), Outcome::Cancelled);
    QVERIFY(trial.run.record()->startedAt.isValid());
    trial.run.stop(); // of what has ended
    QCOMPARE(trial.runner->stops, 2);
}

void TestRecordedRun::tellsOfBatchesAsTheyCome()
{
    Trial trial(planOf(2));
    std::size_t facts = 0;
    QObject::connect(&trial.run, &RecordedRun::took, &trial.run,
                     [&facts](const FactBatch &batch) { facts += batch.facts.size(); });
    trial.run.start();
    Q_EMIT trial.runner->prepared(planOf(2), {}, {});
    trial.runner->tell(0, Fact::Kind::Ended, 5);
    Q_EMIT trial.runner->started(QDateTime::currentDateTimeUtc());
    QTRY_COMPARE(facts, std::size_t(1));
    QCOMPARE(trial.run.recorder().tally().inFlight, 1U);
    QVERIFY(trial.run.nowNs() >= 5);
    trial.runner->tell(0, Fact::Kind::Finished, 7, Outcome::Done);
    trial.runner->tell(1, Fact::Kind::Finished, 8, Outcome::Failed);
    Q_EMIT trial.runner->finished({});
    QCOMPARE(facts, std::size_t(3)); // what came last is told as well, before the end
    QCOMPARE(trial.run.recorder().tally().failed, 1U);
}

/// What is told in one turn keeps the window that long.
void TestRecordedRun::tellsOfAFloodInPortions()
{
    constexpr quint32 requests = 20'001;
    Trial trial(planOf(requests));
    trial.run.start();
    Q_EMIT trial.runner->prepared(planOf(requests), {}, {});
    Q_EMIT trial.runner->started(QDateTime::currentDateTimeUtc());
    std::vector<std::size_t> portions;
    std::size_t notes = 0;
    connect(&trial.run, &RecordedRun::took, this, [&](const FactBatch &batch) {
        portions.push_back(batch.facts.size());
        notes += batch.notes.size();
        QVERIFY(portions.size() == 1 || batch.notes.empty()); // before their outcomes
    });
    for (quint32 request = 0; request < requests; ++request)
        trial.runner->tell(request, Fact::Kind::Finished, request + 1, Outcome::Done);
    trial.runner->mailbox().add(Note{requests - 1, Note::Kind::ResponseHeaders, QStringLiteral("Server: here")});
    RunEnd end;
    end.elapsedNs = requests;
    Q_EMIT trial.runner->finished(end);
    QCOMPARE(trial.finished.size(), 0);
    trial.run.stop(); // too late, and nobody is there to be told
    QVERIFY(trial.finished.wait());
    QCOMPARE(trial.runner->stops, 0);
    QCOMPARE(portions, (std::vector<std::size_t>{8192, 8192, 3617, 0}));
    QCOMPARE(notes, std::size_t(1));
    QCOMPARE(trial.run.recorder().tally().done, requests);
    QCOMPARE(trial.run.record()->elapsedNs, qint64(requests));
}

/// The run ends while a portion still waits, and the rest is in the mailbox.
void TestRecordedRun::tellsWhatCameAfterAFlood()
{
    constexpr quint32 flood = 10'000;
    constexpr quint32 requests = flood + 5;
    Trial trial(planOf(requests));
    trial.run.start();
    Q_EMIT trial.runner->prepared(planOf(requests), {}, {});
    Q_EMIT trial.runner->started(QDateTime::currentDateTimeUtc());
    for (quint32 request = 0; request < flood; ++request)
        trial.runner->tell(request, Fact::Kind::Finished, request + 1, Outcome::Done);
    QSignalSpy took(&trial.run, &RecordedRun::took);
    QVERIFY(took.wait());
    QVERIFY(trial.run.recorder().tally().done < flood);
    for (quint32 request = flood; request < requests; ++request)
        trial.runner->tell(request, Fact::Kind::Finished, request + 1, Outcome::Done);
    RunEnd end;
    end.elapsedNs = requests;
    Q_EMIT trial.runner->finished(end);
    QVERIFY(trial.finished.size() == 1 || trial.finished.wait());
    QCOMPARE(trial.run.recorder().tally().done, requests);
    QCOMPARE(trial.run.recorder().tally().cancelled, 0U);
}

void TestRecordedRun::cancelsAMillionInPortions()
{
    constexpr quint32 requests = 1'000'000;
    Trial trial(planOf(requests));
    trial.run.start();
    Q_EMIT trial.runner->prepared(planOf(requests), {}, {});
    Q_EMIT trial.runner->started(QDateTime::currentDateTimeUtc());
    std::size_t most = 0;
    connect(&trial.run, &RecordedRun::took, this,
            [&most](const FactBatch &batch) { most = std::max(most, batch.facts.size()); });
    trial.runner->tell(7, Fact::Kind::Finished, 5, Outcome::Done);
    RunEnd end;
    end.isStopped = true;
    end.elapsedNs = 9;
    Q_EMIT trial.runner->finished(end);
    QVERIFY(trial.finished.wait(60'000));
    QCOMPARE(trial.finished.size(), 1);
    QCOMPARE(most, std::size_t(8192));
    QCOMPARE(trial.run.recorder().tally().cancelled, requests - 1);
    QCOMPARE(trial.run.record()->outcome(7), Outcome::Done);
}

void TestRecordedRun::whatWasNotDueIsNoneOfAStoppedRun()
{
    RunPlan plan = planOf(0);
    plan.rate = rateFromText(QStringLiteral("1000/s")).value();
    plan.duration = std::chrono::hours(1); // 3.6 million
    RunEnd end;
    end.isStopped = true;

    Trial trial(plan);
    trial.run.start();
    const RunPlan settled = trial.run.record()->plan();
    QCOMPARE(settled.requests, 3'600'000U);
    QCOMPARE(trial.run.record()->requestCount(), 0U); // it grows
    Q_EMIT trial.runner->prepared(settled, {}, {});
    Q_EMIT trial.runner->started(QDateTime::currentDateTimeUtc());
    QTRY_VERIFY(trial.run.record()->requestCount() > 2); // by the clock alone
    trial.runner->tell(2, Fact::Kind::Finished, 5'000'000, Outcome::Done);
    end.elapsedNs = 10'000'000'000;
    Q_EMIT trial.runner->finished(end);
    QVERIFY(trial.finished.size() == 1 || trial.finished.wait());
    const RunRecord &record = *trial.run.record();
    QCOMPARE(record.requestCount(), 10'000U);
    QCOMPARE(record.plan().requests, 10'000U);
    QCOMPARE(record.outcome(2), Outcome::Done);
    QCOMPARE(trial.run.recorder().tally().cancelled, 9'999U);

    Trial before(plan);
    before.run.start();
    before.run.stop();
    end.elapsedNs = 0;
    Q_EMIT before.runner->finished(end);
    QCOMPARE(before.run.record()->requestCount(), 0U);
}

void TestRecordedRun::keepsWhatWasTooLittle()
{
    Trial trial(planOf(1));
    trial.run.start();
    Q_EMIT trial.runner->prepared(planOf(1), {}, {QStringLiteral("first")});
    RunEnd end;
    end.notices = {QStringLiteral("last")};
    end.isDisturbed = true;
    Q_EMIT trial.runner->finished(end);
    QCOMPARE(trial.run.record()->allNotices(),
             QStringList({QStringLiteral("first"), QStringLiteral("last"), disturbedRemark()}));
}

void TestRecordedRun::saysWhereMemoryIsTooLittle()
{
    if (isSanitized)
        QSKIP("a sanitizer needs all the address space there is");
    Trial trial(planOf(requestsLimit));
    rlimit whole = {};
    QCOMPARE(getrlimit(RLIMIT_AS, &whole), 0);
    const rlimit little{rlim_t(200) * 1024 * 1024, whole.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_AS, &little), 0);
    trial.run.start();
    QCOMPARE(setrlimit(RLIMIT_AS, &whole), 0);
    QVERIFY(trial.finished.isEmpty()); // not from within start()
    QTRY_COMPARE(trial.finished.size(), 1);
    QVERIFY(!trial.runner->isStarted);
    QVERIFY(trial.run.end().problem.contains(QStringLiteral("more memory")));
    QVERIFY(!trial.run.record());
}

QTEST_GUILESS_MAIN(TestRecordedRun)
#include "tst_recordedrun.moc"
