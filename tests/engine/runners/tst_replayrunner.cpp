// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/replayrunner.h"

#include "core/run/recordfacts.h"
#include "engine/run/recordedrun.h"
#include "support/loadedrecord.h"

#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;
using namespace std::chrono_literals;
using test::loadedRecord;

namespace {

/// Until it has ended.
std::unique_ptr<RecordedRun> replayed(const std::shared_ptr<RunRecord> &record)
{
    auto run = std::make_unique<RecordedRun>(record->plan(), nullptr, 1ms, [record](const RunPlan &, PracticeServer *) {
        return std::make_unique<ReplayRunner>(record);
    });
    QSignalSpy finished(run.get(), &RecordedRun::finished);
    run->start();
    finished.wait(20'000);
    return run;
}

void compare(const RunRecord &told, const RunRecord &record)
{
    QCOMPARE(told.requestCount(), record.requestCount());
    QCOMPARE(told.startedAt, record.startedAt);
    QCOMPARE(told.elapsedNs, record.elapsedNs);
    QCOMPARE(told.connectionsOpened, record.connectionsOpened);
    QCOMPARE(told.pageDigest, record.pageDigest);
    for (quint32 index = 0; index < record.requestCount(); ++index) {
        QCOMPARE(told.outcome(index), record.outcome(index));
        QCOMPARE(told.error(index), record.error(index));
        QCOMPARE(told.errorMessage(index), record.errorMessage(index));
        QCOMPARE(told.status(index), record.status(index));
        QCOMPARE(told.http(index), record.http(index));
        QCOMPARE(told.reuse(index), record.reuse(index));
        QCOMPARE(told.bytes(index), record.bytes(index));
        QCOMPARE(told.connection(index), record.connection(index));
        QCOMPARE(told.lane(index), record.lane(index));
        QCOMPARE(told.endNs(index), record.endNs(index));
        QCOMPARE(told.responseHeaders(index), record.responseHeaders(index));
        for (const Stage stage : allStages)
            QVERIFY(told.stage(index, stage) == record.stage(index, stage));
    }
}

} // namespace

class TestReplayRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsFactsInOrder();
    void tellsARunAgain_data();
    void tellsARunAgain();
    void endsWhenItIsStopped();
};

void TestReplayRunner::tellsFactsInOrder()
{
    const std::shared_ptr<RunRecord> record = loadedRecord(2'000);
    RecordFacts facts(*record);
    qint64 last = 0;
    std::size_t finished = 0;
    std::vector<bool> hasQueued(record->requestCount());
    for (FactBatch batch = facts.next(1'000); !batch.facts.empty(); batch = facts.next(1'000)) {
        QVERIFY(batch.facts.size() <= 1'000);
        for (const Fact &fact : batch.facts) {
            QVERIFY(fact.at >= last);
            last = fact.at;
            const bool isQueued = fact.kind == Fact::Kind::Ended && fact.stage == Stage::Queued;
            QCOMPARE(hasQueued[fact.request], !isQueued);
            hasQueued[fact.request] = true;
            finished += fact.kind == Fact::Kind::Finished ? 1 : 0;
        }
    }
    QCOMPARE(finished, std::size_t(2'000));
    QCOMPARE(last, record->elapsedNs);
}

void TestReplayRunner::tellsARunAgain_data()
{
    QTest::addColumn<quint32>("requests");
    QTest::newRow("one") << quint32(1);
    QTest::newRow("more than are told at once") << quint32(20'000);
}

void TestReplayRunner::tellsARunAgain()
{
    QFETCH(const quint32, requests);
    const std::shared_ptr<RunRecord> record = loadedRecord(requests);
    const auto run = replayed(record);
    QVERIFY(run->isFinished());
    compare(*run->record(), *record);
}

void TestReplayRunner::endsWhenItIsStopped()
{
    const std::shared_ptr<RunRecord> record = loadedRecord(50'000);
    RecordedRun run(record->plan(), nullptr, 1ms,
                    [record](const RunPlan &, PracticeServer *) { return std::make_unique<ReplayRunner>(record); });
    QSignalSpy finished(&run, &RecordedRun::finished);
    QObject::connect(&run, &RecordedRun::took, &run, &RecordedRun::stop);
    run.start();
    QVERIFY(finished.wait(20'000));
    QVERIFY(run.record()->isStopped);
    QCOMPARE(run.record()->outcome(49'999), Outcome::Cancelled);
    // Destroyed in the middle of it, it ends as well.
    RecordedRun other(record->plan(), nullptr, 1ms,
                      [record](const RunPlan &, PracticeServer *) { return std::make_unique<ReplayRunner>(record); });
    QSignalSpy took(&other, &RecordedRun::took);
    other.start();
    QVERIFY(took.wait(20'000));
}

QTEST_GUILESS_MAIN(TestReplayRunner)
#include "tst_replayrunner.moc"
