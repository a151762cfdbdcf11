// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/loopwait.h"

#include "core/run/runrecorder.h"
#include "core/run/runsummary.h"
#include "support/facts.h"

#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::facts;

namespace {

constexpr qint64 ms = 1'000'000;

Fact stage(quint32 request, Stage stage, qint64 begin, qint64 end)
{
    Fact fact = ended(request, stage, end * ms);
    fact.begin = begin * ms;
    return fact;
}

std::shared_ptr<RunRecord> recordOf(const std::vector<Fact> &facts, quint32 requests = 1)
{
    RunPlan plan;
    plan.requests = requests;
    RunRecorder recorder(plan, 1);
    recorder.apply({1, facts, {}});
    return recorder.record();
}

QList<Interval> waitsOf(const RunRecord &record)
{
    const LoopWaits waits = loopWaits(record, 0);
    return {waits.cbegin(), waits.cend()};
}

} // namespace

class TestLoopWait : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWhatTheStagesLeave();
    void withoutStepsItIsUntilTheOutcome();
    void aFailureWaitsForNobody();
    void aReplyThatIsRefusedWaitedToBeJudged();
    void nothingBeforeTheReplyIsWhole();
    void ofOneThatStillWaits();
    void stagesThatOverlapLeaveNone();
    void summary();
    void isNotable();
};

void TestLoopWait::isWhatTheStagesLeave()
{
    const auto record =
        recordOf({stage(0, Stage::Queued, 0, 1), stage(0, Stage::Receive, 5, 10), stage(0, Stage::Wrap, 30, 32),
                  stage(0, Stage::Save, 32, 40), stage(0, Stage::Delete, 43, 44), finished(0, Outcome::Done, 50 * ms)});
    QCOMPARE(waitsOf(*record), (QList<Interval>{{10 * ms, 30 * ms}, {40 * ms, 43 * ms}, {44 * ms, 50 * ms}}));
    QCOMPARE(loopWaitNs(*record, 0), std::optional<qint64>(29 * ms));
    QVERIFY(!loopWaitBeginNs(*record, 0));
}

void TestLoopWait::withoutStepsItIsUntilTheOutcome()
{
    const auto record = recordOf({stage(0, Stage::Receive, 5, 10), finished(0, Outcome::Done, 12 * ms)});
    QCOMPARE(loopWaitNs(*record, 0), std::optional<qint64>(2 * ms));
}

void TestLoopWait::aFailureWaitsForNobody()
{
    const auto record = recordOf({stage(0, Stage::Receive, 5, 10), stage(0, Stage::Wrap, 13, 14),
                                  finished(0, Outcome::Failed, 20 * ms, ErrorClass::Save)});
    QCOMPARE(waitsOf(*record), (QList<Interval>{{10 * ms, 13 * ms}}));
    QVERIFY(!loopWaitNs(*record, 0)); // a figure of those that are done
}

void TestLoopWait::aReplyThatIsRefusedWaitedToBeJudged()
{
    const auto record =
        recordOf({stage(0, Stage::Receive, 5, 10), finished(0, Outcome::Failed, 16 * ms, ErrorClass::Status)});
    QCOMPARE(waitsOf(*record), (QList<Interval>{{10 * ms, 16 * ms}}));
}

void TestLoopWait::nothingBeforeTheReplyIsWhole()
{
    const auto record = recordOf({stage(0, Stage::Wait, 5, 10), began(0, Stage::Receive, 10 * ms)});
    QVERIFY(waitsOf(*record).isEmpty());
    QVERIFY(!loopWaitBeginNs(*record, 0));
    QVERIFY(!loopWaitNs(*recordOf({finished(0, Outcome::Done, 9 * ms)}), 0)); // of a runner that tells of no receive
}

void TestLoopWait::ofOneThatStillWaits()
{
    std::vector<Fact> facts = {stage(0, Stage::Queued, 0, 5), began(0, Stage::Receive, 5 * ms),
                               stage(0, Stage::Receive, 5, 10)};
    QVERIFY(waitsOf(*recordOf(facts)).isEmpty());
    QCOMPARE(loopWaitBeginNs(*recordOf(facts), 0), std::optional<qint64>(10 * ms));
    facts.push_back(began(0, Stage::Wrap, 18 * ms));
    QCOMPARE(waitsOf(*recordOf(facts)), (QList<Interval>{{10 * ms, 18 * ms}}));
    QVERIFY(!loopWaitBeginNs(*recordOf(facts), 0));
}

/// Whatever a runner tells.
void TestLoopWait::stagesThatOverlapLeaveNone()
{
    const auto record = recordOf({stage(0, Stage::Receive, 5, 10), stage(0, Stage::Wrap, 8, 30),
                                  stage(0, Stage::Save, 12, 20), finished(0, Outcome::Done, 25 * ms)});
    QCOMPARE(loopWaitNs(*record, 0), std::optional<qint64>(0));
}

void TestLoopWait::summary()
{
    std::vector<Fact> facts;
    for (quint32 i = 0; i < 3; ++i) { // each blocks those behind it
        for (const Fact &fact :
             {stage(i, Stage::Queued, 0, 0), stage(i, Stage::Receive, 0, 10),
              stage(i, Stage::Wrap, 10 + 20 * i, 30 + 20 * i), finished(i, Outcome::Done, (30 + 20 * i) * ms)})
            facts.push_back(fact);
    }
    facts.push_back(finished(3, Outcome::Failed, 100 * ms, ErrorClass::Timeout));
    const RunSummary summary = summarise(*recordOf(facts, 4));
    QCOMPARE(summary.loopWait.count, 3U);
    QCOMPARE(summary.loopWait.min, 0.0);
    QCOMPARE(summary.loopWait.p50, 20.0 * ms);
    QCOMPARE(summary.loopWait.max, 40.0 * ms);
    QCOMPARE(summary.loopWaitShare, 60.0 / 150);
    QVERIFY(hasNotableLoopWait(summary));
    QVERIFY(!hasNotableLoopWait(summarise(*recordOf({}))));
}

void TestLoopWait::isNotable()
{
    QVERIFY(isNotableLoopWait(1.1e6, 1e9)); // above 1 ms
    QVERIFY(!isNotableLoopWait(1e6, 1e9));
    QVERIFY(isNotableLoopWait(6e3, 100e3)); // above 5 %
    QVERIFY(!isNotableLoopWait(5e3, 100e3));
}

QTEST_APPLESS_MAIN(TestLoopWait)
#include "tst_loopwait.moc"
