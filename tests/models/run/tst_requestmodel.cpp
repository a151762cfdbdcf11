// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runrecorder.h"
#include "models/run/requestmodel.h"

#include "models/run/duerequests.h"
#include "support/facts.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::facts;

namespace {

constexpr qint64 ms = 1'000'000;
constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

/// A run that the test drives: a recorder, and a model of its record.
class Run
{
public:
    explicit Run(quint32 requests)
        : Run(planOf(requests))
    {
    }
    explicit Run(const RunPlan &plan)
        : due(plan)
        , m_recorder(plan, 1)
    {
        model.setRecord(m_recorder.record(), &due);
    }

    /// Its clock goes on, and requests become due.
    void setNow(qint64 now)
    {
        model.setNow(now);
        due.advance(now, *m_recorder.record());
    }

    void apply(const std::vector<Fact> &facts)
    {
        FactBatch batch;
        batch.runId = 1;
        batch.facts = facts::whole(facts);
        QVERIFY(m_recorder.apply(batch));
        due.take(facts);
        model.noteChanges(facts);
        model.pushChanges();
    }

    QVariant value(int row, int role) const { return model.data(model.index(row, 0), role); }
    QList<StageSpan> spans(int row) const { return value(row, RequestModel::SpansRole).value<QList<StageSpan>>(); }
    QList<Interval> loopWaits(int row) const
    {
        return value(row, RequestModel::LoopWaitsRole).value<QList<Interval>>();
    }
    QString description(int row) const { return value(row, RequestModel::DescriptionRole).toString(); }

    DueRequests due;
    RequestModel model;

private:
    static RunPlan planOf(quint32 requests)
    {
        RunPlan plan;
        plan.requests = requests;
        return plan;
    }

    RunRecorder m_recorder;
};

/// The rows of each dataChanged, as "first-last".
QStringList rangesOf(const QSignalSpy &dataChanged)
{
    QStringList ranges;
    for (const QList<QVariant> &arguments : dataChanged) {
        ranges.append(
            QStringLiteral("%1-%2").arg(arguments[0].toModelIndex().row()).arg(arguments[1].toModelIndex().row()));
    }
    return ranges;
}

void compareSpan(const StageSpan &span, Stage stage, qint64 begin, qint64 end, bool isOpen)
{
    QCOMPARE(span.stage, stage);
    QCOMPARE(span.begin, begin);
    QCOMPARE(span.end, end);
    QCOMPARE(span.isOpen, isOpen);
}

} // namespace

class TestRequestModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isEmptyWithoutRecord();
    void standsTheTesterThroughARun();
    void resetsForANewRun();
    void tellsARequestThatIsDone();
    void tellsOneInTheQueue();
    void tellsOneUnderWay();
    void tellsOneBetweenStages();
    void tellsOneThatFailed();
    void tellsOneCancelledInTheQueue();
    void keepsAnOpenStageFromEndingBeforeItBegan();
    void pushesContiguousRanges();
    void pushesEachChangeOnce();
    void dropsChangesOfOtherRuns();
    void growsWithTheRecord();
    void tellsWhenRequestsOfAnOpenRunWereDue();
    void waitsFromTheStartAloneWhereAllDo();
    void tellsWhereOneWaitsForItsLoop();
    void tellsNoWaitInWhichItMayBeWorkedOn_data();
    void tellsNoWaitInWhichItMayBeWorkedOn();
};

void TestRequestModel::tellsWhereOneWaitsForItsLoop()
{
    Run run(1);
    run.apply({ended(0, Stage::Queued, 0, 7), began(0, Stage::Receive, 9 * ms), ended(0, Stage::Receive, 10 * ms)});
    run.model.setNow(12 * ms);
    QCOMPARE(run.loopWaits(0), (QList<Interval>{{10 * ms, 12 * ms}})); // so far
    run.apply({began(0, Stage::Wrap, 15 * ms)});
    run.model.setNow(16 * ms);
    QCOMPARE(run.loopWaits(0), (QList<Interval>{{10 * ms, 15 * ms}}));
    run.apply({began(0, Stage::Wrap, 15 * ms), ended(0, Stage::Wrap, 17 * ms), finished(0, Outcome::Done, 17 * ms)});
    QCOMPARE(run.loopWaits(0), (QList<Interval>{{10 * ms, 15 * ms}}));
    QCOMPARE(run.description(0), QStringLiteral("Request 0: done, 10.0 ms, loop wait 5.00 ms, lane 7"));
}

void TestRequestModel::tellsNoWaitInWhichItMayBeWorkedOn_data()
{
    QTest::addColumn<QString>("strategy");
    for (const char *name : {"async-threads", "async-processes", "processes"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

/// Their steps are told when they are over.
void TestRequestModel::tellsNoWaitInWhichItMayBeWorkedOn()
{
    QFETCH(const QString, strategy);
    RunPlan plan;
    plan.requests = 1;
    plan.strategy = strategy;
    Run run(plan);
    run.apply({ended(0, Stage::Queued, 0, 0), began(0, Stage::Receive, 9 * ms), ended(0, Stage::Receive, 10 * ms)});
    run.model.setNow(12 * ms);
    QVERIFY(run.loopWaits(0).isEmpty());
    run.apply({began(0, Stage::Wrap, 15 * ms), ended(0, Stage::Wrap, 16 * ms)});
    QCOMPARE(run.loopWaits(0), (QList<Interval>{{10 * ms, 15 * ms}}));
}

void TestRequestModel::isEmptyWithoutRecord()
{
    RequestModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.data({}, RequestModel::OutcomeRole).isValid());
    model.noteChanges({finished(0, Outcome::Done, 1)});
    QSignalSpy dataChanged(&model, &RequestModel::dataChanged);
    model.pushChanges();
    QCOMPARE(dataChanged.count(), 0);
}

void TestRequestModel::standsTheTesterThroughARun()
{
    Run run(30);
    const QAbstractItemModelTester tester(&run.model, fatal);
    QCOMPARE(run.model.rowCount(), 30);
    for (quint32 request = 0; request < 20; ++request) {
        for (const Fact &fact : wholeRequest(request, request * ms)) {
            run.model.setNow(fact.at);
            run.apply({fact});
        }
    }
    for (quint32 request = 20; request < 30; ++request)
        run.apply({finished(request, Outcome::Cancelled, 50 * ms, ErrorClass::Cancelled)});
    for (int row = 0; row < 30; ++row)
        QCOMPARE(run.value(row, RequestModel::OutcomeRole).toInt(), int(row < 20 ? Outcome::Done : Outcome::Cancelled));
    run.model.setRecord(nullptr);
    QCOMPARE(run.model.rowCount(), 0);
}

void TestRequestModel::resetsForANewRun()
{
    Run run(3);
    const QAbstractItemModelTester tester(&run.model, fatal);
    QSignalSpy modelReset(&run.model, &RequestModel::modelReset);
    RunPlan plan;
    plan.requests = 7;
    const auto record = std::make_shared<RunRecord>(plan);
    run.model.setRecord(record);
    QCOMPARE(modelReset.count(), 1);
    QCOMPARE(run.model.rowCount(), 7);
    QCOMPARE(run.model.record().get(), record.get());
}

void TestRequestModel::tellsARequestThatIsDone()
{
    Run run(24);
    run.apply({ended(23, Stage::Queued, 10 * ms, 7), began(23, Stage::Connect, 10 * ms),
               ended(23, Stage::Connect, 11 * ms), began(23, Stage::Wait, 12 * ms), ended(23, Stage::Wait, 120 * ms),
               replied(23, 200, 120 * ms), began(23, Stage::Receive, 120 * ms),
               ended(23, Stage::Receive, 126 * ms, 6804), began(23, Stage::Wrap, 126 * ms),
               ended(23, Stage::Wrap, 127 * ms, 6897)});
    Fact outcome = finished(23, Outcome::Done, 128 * ms);
    outcome.value = 6804;
    run.apply({outcome});

    QCOMPARE(run.value(23, RequestModel::StartRole).toLongLong(), 10 * ms);
    QCOMPARE(run.value(23, RequestModel::EndRole).toLongLong(), 128 * ms);
    QCOMPARE(run.value(23, RequestModel::OutcomeRole).toInt(), int(Outcome::Done));
    const QList<StageSpan> spans = run.spans(23);
    QCOMPARE(spans.size(), qsizetype(4));
    compareSpan(spans[0], Stage::Connect, 10 * ms, 11 * ms, false);
    compareSpan(spans[1], Stage::Wait, 12 * ms, 120 * ms, false);
    compareSpan(spans[2], Stage::Receive, 120 * ms, 126 * ms, false);
    compareSpan(spans[3], Stage::Wrap, 126 * ms, 127 * ms, false);
    QCOMPARE(run.description(23), QStringLiteral("Request 23: done, 200, 116 ms, lane 7"));
}

void TestRequestModel::tellsOneInTheQueue()
{
    Run run(2);
    run.model.setNow(5 * ms);
    QVERIFY(!run.value(0, RequestModel::StartRole).isValid());
    QVERIFY(!run.value(0, RequestModel::EndRole).isValid());
    QCOMPARE(run.value(0, RequestModel::OutcomeRole).toInt(), int(Outcome::Pending));
    QVERIFY(run.spans(0).isEmpty());
    QCOMPARE(run.description(0), QStringLiteral("Request 0: queued"));
}

void TestRequestModel::tellsOneUnderWay()
{
    Run run(1);
    run.apply({ended(0, Stage::Queued, 10 * ms, 3), began(0, Stage::Connect, 10 * ms),
               ended(0, Stage::Connect, 12 * ms), began(0, Stage::Wait, 12 * ms)});
    run.model.setNow(66 * ms);
    const QList<StageSpan> spans = run.spans(0);
    QCOMPARE(spans.size(), qsizetype(2));
    compareSpan(spans[0], Stage::Connect, 10 * ms, 12 * ms, false);
    compareSpan(spans[1], Stage::Wait, 12 * ms, 66 * ms, true);
    QCOMPARE(run.description(0), QStringLiteral("Request 0: wait, 56.0 ms so far, lane 3"));
    QVERIFY(!run.value(0, RequestModel::EndRole).isValid());
}

void TestRequestModel::tellsOneBetweenStages()
{
    Run run(1);
    run.apply({ended(0, Stage::Queued, 0, 0), began(0, Stage::Wait, 0), ended(0, Stage::Wait, 5 * ms)});
    run.model.setNow(10 * ms);
    const QList<StageSpan> spans = run.spans(0);
    QCOMPARE(spans.size(), qsizetype(1));
    compareSpan(spans[0], Stage::Wait, 0, 5 * ms, false);
    QCOMPARE(run.description(0), QStringLiteral("Request 0: in progress, 10.0 ms so far, lane 0"));
}

void TestRequestModel::tellsOneThatFailed()
{
    Run run(1);
    run.apply({ended(0, Stage::Queued, 0, 0), began(0, Stage::Wait, 1 * ms), ended(0, Stage::Wait, 500 * ms),
               finished(0, Outcome::Failed, 500 * ms, ErrorClass::BodyTooLarge)});
    QCOMPARE(run.value(0, RequestModel::OutcomeRole).toInt(), int(Outcome::Failed));
    QCOMPARE(run.spans(0).size(), qsizetype(1));
    QCOMPARE(run.description(0), QStringLiteral("Request 0: failed (body-too-large), 500 ms, lane 0"));
}

void TestRequestModel::tellsOneCancelledInTheQueue()
{
    Run run(1);
    run.apply({finished(0, Outcome::Cancelled, 3 * ms, ErrorClass::Cancelled)});
    QCOMPARE(run.description(0), QStringLiteral("Request 0: cancelled"));
    QVERIFY(run.spans(0).isEmpty());
    QVERIFY(!run.value(0, RequestModel::StartRole).isValid());
    QCOMPARE(run.value(0, RequestModel::EndRole).toLongLong(), 3 * ms);
}

void TestRequestModel::keepsAnOpenStageFromEndingBeforeItBegan()
{
    Run run(1);
    run.model.setNow(1 * ms); // the window's clock of the frame before
    run.apply({ended(0, Stage::Queued, 2 * ms, 0), began(0, Stage::Wait, 2 * ms)});
    compareSpan(run.spans(0).last(), Stage::Wait, 2 * ms, 2 * ms, true);
}

void TestRequestModel::pushesContiguousRanges()
{
    Run run(100);
    QSignalSpy dataChanged(&run.model, &RequestModel::dataChanged);
    std::vector<Fact> facts;
    for (const quint32 request : {7u, 3u, 4u, 5u, 99u, 4u, 0u, 41u, 40u, 7u, 100u})
        facts.push_back(began(request, Stage::Wait, 1));
    run.model.noteChanges(facts);
    run.model.noteChanges({began(42, Stage::Wait, 1)});
    QCOMPARE(dataChanged.count(), 0);
    run.model.pushChanges();
    QCOMPARE(rangesOf(dataChanged).join(QLatin1Char(' ')), QStringLiteral("0-0 3-5 7-7 40-42 99-99"));
}

void TestRequestModel::pushesEachChangeOnce()
{
    Run run(10);
    run.model.noteChanges({began(1, Stage::Wait, 1)});
    QSignalSpy dataChanged(&run.model, &RequestModel::dataChanged);
    run.model.pushChanges();
    QCOMPARE(dataChanged.count(), 1);
    run.model.pushChanges();
    QCOMPARE(dataChanged.count(), 1);
}

void TestRequestModel::dropsChangesOfOtherRuns()
{
    Run run(10);
    run.model.noteChanges({began(9, Stage::Wait, 1)});
    RunPlan plan;
    plan.requests = 2;
    run.model.setRecord(std::make_shared<RunRecord>(plan));
    QSignalSpy dataChanged(&run.model, &RequestModel::dataChanged);
    run.model.pushChanges();
    QCOMPARE(dataChanged.count(), 0);
}

void TestRequestModel::growsWithTheRecord()
{
    RunPlan plan;
    plan.requests = 0;
    plan.duration = std::chrono::seconds(10);
    Run run(plan);
    const QAbstractItemModelTester tester(&run.model, fatal);
    QCOMPARE(run.model.rowCount(), 0);
    QSignalSpy inserted(&run.model, &RequestModel::rowsInserted);
    QSignalSpy dataChanged(&run.model, &RequestModel::dataChanged);
    run.apply({ended(2, Stage::Queued, 1 * ms), ended(0, Stage::Queued, 1 * ms)});
    QCOMPARE(run.model.rowCount(), 3);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(rangesOf(dataChanged).join(QLatin1Char(' ')), QStringLiteral("0-0 2-2"));
    run.apply(wholeRequest(1, 2 * ms));
    QCOMPARE(inserted.count(), 1);
    run.apply(wholeRequest(3, 2 * ms));
    QCOMPARE(run.model.rowCount(), 4);
    QCOMPARE(run.value(3, RequestModel::OutcomeRole).toInt(), int(Outcome::Done));
    run.model.setRecord(nullptr);
    QCOMPARE(run.model.rowCount(), 0);
}

void TestRequestModel::tellsWhenRequestsOfAnOpenRunWereDue()
{
    RunPlan plan;
    plan.requests = 4;
    plan.rate = rateFromText(QStringLiteral("10/s")).value();
    Run run(plan);
    const QAbstractItemModelTester tester(&run.model, fatal);
    run.setNow(150 * ms);
    QVERIFY(run.spans(2).isEmpty()); // due at 200 ms
    QCOMPARE(run.description(2), QStringLiteral("Request 2: not due yet"));
    compareSpan(run.spans(1).value(0), Stage::Queued, 100 * ms, 150 * ms, true);
    QCOMPARE(run.description(1), QStringLiteral("Request 1: queued"));
    Fact left = ended(1, Stage::Queued, 160 * ms, 5);
    left.begin = 100 * ms;
    run.setNow(170 * ms);
    run.apply({left, began(1, Stage::Wait, 160 * ms)});
    QCOMPARE(run.spans(1).size(), qsizetype(2));
    compareSpan(run.spans(1)[0], Stage::Queued, 100 * ms, 160 * ms, false);
    compareSpan(run.spans(1)[1], Stage::Wait, 160 * ms, 170 * ms, true);
    QCOMPARE(run.description(1), QStringLiteral("Request 1: wait, 10.0 ms so far, lag 60.0 ms, lane 5"));
    run.apply({finished(0, Outcome::Cancelled, 180 * ms, ErrorClass::Cancelled)});
    compareSpan(run.spans(0).value(0), Stage::Queued, 0, 180 * ms, false); // it waited until the end
}

void TestRequestModel::waitsFromTheStartAloneWhereAllDo()
{
    QCOMPARE(Run(1).value(0, RequestModel::WaitsFromRole).toLongLong(), qint64(0));
    QVERIFY(Run(1).value(0, RequestModel::WaitsFromRole).isValid());
    RunPlan open;
    open.requests = 1;
    open.rate = rateFromText(QStringLiteral("10/s")).value();
    QVERIFY(!Run(open).value(0, RequestModel::WaitsFromRole).isValid());
}

QTEST_GUILESS_MAIN(TestRequestModel)
#include "tst_requestmodel.moc"
