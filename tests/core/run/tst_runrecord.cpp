// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runrecorder.h"
#include "core/run/runsummary.h"

#include "support/facts.h"

#include <QTest>

using namespace fiftyfold;

namespace {

constexpr quint64 run = 7;

Fact fact(quint32 request, Fact::Kind kind, Stage stage, qint64 at, qint64 value = 0)
{
    Fact made;
    made.request = request;
    made.kind = kind;
    made.stage = stage;
    made.at = at;
    made.value = value;
    return made;
}

Fact outcome(quint32 request, Outcome result, ErrorClass error, qint64 at, qint64 bytes = 0)
{
    Fact made = fact(request, Fact::Kind::Finished, Stage::Queued, at, bytes);
    made.outcome = result;
    made.error = error;
    return made;
}

Fact reply(quint32 request, quint16 status, qint64 at)
{
    Fact made = fact(request, Fact::Kind::Replied, Stage::Queued, at, -1);
    made.status = status;
    made.http = HttpVersion::Http11;
    made.reuse = Fact::Reuse::Fresh;
    return made;
}

RunPlan planOf(quint32 requests)
{
    RunPlan plan;
    plan.requests = requests;
    return plan;
}

constexpr auto Began = Fact::Kind::Began;
constexpr auto Ended = Fact::Kind::Ended;

} // namespace

class TestRunRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasSaid();
    void dropsOtherRunsAndSecondOutcomes();
    void openStageFollows();
    void abandonedStageIsAbsent();
    void summaryByHand();
    void momentaryRequestsOverlapToo();
    void overlapOfTwoAtOnce();
    void staysSmall();
    void namesFiles();
};

void TestRunRecord::keepsWhatWasSaid()
{
    RunRecorder recorder(planOf(2), run);
    QVERIFY(recorder.apply(
        {run,
         facts::whole({fact(1, Ended, Stage::Queued, 1'000, 5), fact(1, Began, Stage::Wait, 2'000),
                       fact(1, Ended, Stage::Wait, 102'000), reply(1, 200, 102'000),
                       fact(1, Began, Stage::Receive, 102'000), fact(1, Ended, Stage::Receive, 103'000, 6804),
                       outcome(1, Outcome::Done, ErrorClass::None, 110'000, 6804)}),
         {{1, Note::Kind::ResponseHeaders, QStringLiteral("a: b")}}}));
    const RunRecord &record = *recorder.record();
    QCOMPARE(record.outcome(1), Outcome::Done);
    QCOMPARE(record.lane(1), std::optional<quint32>(5));
    QCOMPARE(record.connection(1), std::optional<quint32>());
    QCOMPARE(record.status(1), quint16(200));
    QCOMPARE(record.bytes(1), 6804U);
    QCOMPARE(record.startNs(1), std::optional<qint64>(1'000));
    QCOMPARE(record.endNs(1), std::optional<qint64>(110'000));
    QCOMPARE(record.stage(1, Stage::Wait), (std::optional<Interval>({2'000, 102'000})));
    QCOMPARE(record.stage(1, Stage::Queued), (std::optional<Interval>({0, 1'000})));
    QVERIFY(!record.stage(1, Stage::Tls));
    QCOMPARE(record.latencyNs(1), std::optional<qint64>(102'000));
    QCOMPARE(record.responseHeaders(1), QStringLiteral("a: b"));
    QCOMPARE(record.outcome(0), Outcome::Pending);
    QVERIFY(!record.startNs(0));
    QVERIFY(!record.latencyNs(0));
}

void TestRunRecord::dropsOtherRunsAndSecondOutcomes()
{
    RunRecorder recorder(planOf(1), run);
    QVERIFY(!recorder.apply({run + 1, {outcome(0, Outcome::Done, ErrorClass::None, 5)}, {}}));
    QCOMPARE(recorder.tally().done, 0U);
    recorder.apply({run,
                    {outcome(0, Outcome::Failed, ErrorClass::Reset, 5), outcome(0, Outcome::Done, ErrorClass::None, 9),
                     outcome(99, Outcome::Done, ErrorClass::None, 9)},
                    {}});
    QCOMPARE(recorder.tally().failed, 1U);
    QCOMPARE(recorder.tally().done, 0U);
    QCOMPARE(recorder.record()->error(0), ErrorClass::Reset);
}

void TestRunRecord::openStageFollows()
{
    RunRecorder recorder(planOf(1), run);
    const RunRecord &record = *recorder.record();
    QCOMPARE(record.openStage(0)->stage, Stage::Queued);
    recorder.apply({run, {fact(0, Ended, Stage::Queued, 10)}, {}});
    QVERIFY(!record.openStage(0));
    recorder.apply({run, {fact(0, Began, Stage::Wait, 12)}, {}});
    QCOMPARE(record.openStage(0)->stage, Stage::Wait);
    QCOMPARE(record.openStage(0)->begin, 12);
    recorder.apply({run, {outcome(0, Outcome::Cancelled, ErrorClass::Cancelled, 20)}, {}});
    QVERIFY(!record.openStage(0));
}

void TestRunRecord::abandonedStageIsAbsent()
{
    RunRecorder recorder(planOf(1), run);
    recorder.apply({run,
                    facts::whole({fact(0, Ended, Stage::Queued, 1), fact(0, Began, Stage::Send, 1),
                                  fact(0, Began, Stage::Connect, 2), fact(0, Ended, Stage::Connect, 5),
                                  fact(0, Began, Stage::Wait, 5)}),
                    {}});
    QVERIFY(!recorder.record()->stage(0, Stage::Send));
    QCOMPARE(recorder.record()->stage(0, Stage::Connect), (std::optional<Interval>({2, 5})));
}

void TestRunRecord::summaryByHand()
{
    RunRecorder recorder(planOf(4), run);
    FactBatch batch{run, {}, {}};
    for (quint32 i = 0; i < 2; ++i) { // two done with latencies 100 and 300
        const qint64 length = i == 0 ? 100 : 300;
        batch.facts.push_back(fact(i, Ended, Stage::Queued, 0, i));
        batch.facts.push_back(reply(i, 200, length));
        batch.facts.push_back(fact(i, Began, Stage::Receive, length - 10));
        batch.facts.push_back(fact(i, Ended, Stage::Receive, length));
        batch.facts.back().begin = length - 10;
        batch.facts.push_back(outcome(i, Outcome::Done, ErrorClass::None, length, 10));
    }
    batch.facts.push_back(fact(2, Ended, Stage::Queued, 0, 2));
    batch.facts.push_back(reply(2, 503, 50));
    batch.facts.push_back(outcome(2, Outcome::Failed, ErrorClass::Status, 200, 5));
    batch.facts.push_back(outcome(3, Outcome::Cancelled, ErrorClass::Cancelled, 400));
    recorder.apply(batch);
    recorder.record()->elapsedNs = 400;

    const RunSummary summary = summarise(*recorder.record());
    QCOMPARE(summary.done, 2U);
    QCOMPARE(summary.failed, 1U);
    QCOMPARE(summary.cancelled, 1U);
    QCOMPARE(summary.overlap, (100.0 + 300.0 + 200.0) / 400.0);
    QCOMPARE(summary.requestsPerSecond, 2 * 1e9 / 400);
    QCOMPARE(summary.latency.count, 2U);
    QCOMPARE(summary.latency.p50, 200.0);
    QCOMPARE(summary.stages[indexOf(Stage::Receive)].mean, 10.0);
    QCOMPARE(summary.stages[indexOf(Stage::Wait)].count, 0U);
    QCOMPARE(summary.bytesReceived, 25);
    QCOMPARE(summary.maxInFlight, 3U);
    QCOMPARE(summary.errors, (std::map<ErrorClass, quint32>{{ErrorClass::Status, 1}}));
    QCOMPARE(summary.statuses, (std::map<quint16, quint32>{{200, 2}, {503, 1}}));
}

void TestRunRecord::momentaryRequestsOverlapToo()
{
    RunRecorder recorder(planOf(2), run);
    for (quint32 i = 0; i < 2; ++i) // begin and end in the same tick
        recorder.apply({run, {fact(i, Ended, Stage::Queued, 5), outcome(i, Outcome::Done, ErrorClass::None, 5)}, {}});
    QCOMPARE(summarise(*recorder.record()).maxInFlight, 1U);
}

void TestRunRecord::overlapOfTwoAtOnce()
{
    RunRecorder recorder(planOf(2), run);
    recorder.apply({run, {fact(0, Ended, Stage::Queued, 0), fact(1, Ended, Stage::Queued, 0)}, {}});
    QCOMPARE(recorder.overlapAt(100), 2.0);
    QCOMPARE(recorder.tally().inFlight, 2U);
    recorder.apply({run, {outcome(0, Outcome::Done, ErrorClass::None, 100)}, {}});
    QCOMPARE(recorder.overlapAt(200), 1.5);
}

void TestRunRecord::staysSmall()
{
    constexpr quint32 requests = 10 * 1024;
    RunRecorder recorder(planOf(requests), run);
    for (quint32 i = 0; i < requests; ++i) {
        FactBatch batch{run, {fact(i, Ended, Stage::Queued, i, 0)}, {}};
        for (const Stage stage : {Stage::Send, Stage::Wait, Stage::Receive, Stage::Wrap, Stage::Save, Stage::Delete}) {
            batch.facts.push_back(fact(i, Began, stage, i));
            batch.facts.push_back(fact(i, Ended, stage, i + 1));
        }
        batch.facts.push_back(outcome(i, Outcome::Done, ErrorClass::None, i + 1));
        recorder.apply(batch);
    }
    QVERIFY2(recorder.record()->columnBytes() <= std::size_t(requests) * 120,
             qPrintable(QString::number(recorder.record()->columnBytes() / requests)));
}

void TestRunRecord::namesFiles()
{
    QCOMPARE(pageFileName(23), QStringLiteral("0023.html"));
    QCOMPARE(pageFileName(1'000'000), QStringLiteral("1000000.html"));
}

QTEST_APPLESS_MAIN(TestRunRecord)
#include "tst_runrecord.moc"
