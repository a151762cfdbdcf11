// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/errormodel.h"

#include "core/run/runrecorder.h"
#include "support/facts.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::facts;

namespace {

constexpr qint64 ms = 1'000'000;

/// A run of ten requests, whose failures the test tells.
class Run
{
public:
    Run()
        : m_recorder(planOf(), 1)
    {
        model.setRecord(m_recorder.record());
    }

    void fail(const std::vector<quint32> &requests, ErrorClass error, const Fault &fault = {})
    {
        FactBatch batch;
        batch.runId = 1;
        for (const quint32 request : requests) {
            batch.facts.push_back(finished(request, Outcome::Failed, ms, error));
            if (!fault.isNone()) {
                Note note;
                note.request = request;
                note.fault = fault;
                batch.notes.push_back(note);
            }
        }
        QVERIFY(m_recorder.apply(batch));
        model.noteChanges(batch.facts);
        model.pushChanges();
    }

    QString text(int row) const { return model.index(row).data().toString(); }

    ErrorModel model;

private:
    static RunPlan planOf()
    {
        RunPlan plan;
        plan.requests = 10;
        return plan;
    }

    RunRecorder m_recorder;
};

} // namespace

class TestErrorModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isEmptyWithoutErrors();
    void hasARowForEachClass();
    void wordsAnExampleAsTheWindowDoes();
    void goesThroughTheRequestsOfAClass();
    void takesTheCountsOfTheSummary();
};

void TestErrorModel::isEmptyWithoutErrors()
{
    ErrorModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(model.rowCount(), 0);
    model.noteChanges({finished(0, Outcome::Failed, 1, ErrorClass::Dns)}); // of no run
    QCOMPARE(model.rowCount(), 0);
    Run run;
    run.model.noteChanges({finished(0, Outcome::Done, 1), finished(1, Outcome::Cancelled, 1, ErrorClass::Cancelled),
                           finished(10, Outcome::Failed, 1, ErrorClass::Dns)}); // none, none, no request of it
    QCOMPARE(run.model.rowCount(), 0);
    QCOMPARE(run.model.nextRequest(0, -1), -1);
}

void TestErrorModel::hasARowForEachClass()
{
    Run run;
    const QAbstractItemModelTester tester(&run.model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    run.fail({3, 4}, ErrorClass::Reset);
    QSignalSpy changed(&run.model, &ErrorModel::dataChanged);
    run.fail({1}, ErrorClass::Connect);
    QCOMPARE(changed.count(), 1);
    run.fail({5}, ErrorClass::Reset);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(changed.last().first().toModelIndex().row(), 1);
    QCOMPARE(run.model.rowCount(), 2);
    QCOMPARE(run.text(0), QStringLiteral("connect, 1"));
    QCOMPARE(run.text(1), QStringLiteral("reset, 3"));
    QCOMPARE(run.model.index(1).data(ErrorModel::ClassRole).toString(), QStringLiteral("reset"));
    QCOMPARE(run.model.index(1).data(ErrorModel::CountRole).toUInt(), 3u);
    run.model.setRecord(nullptr);
    QCOMPARE(run.model.rowCount(), 0);
}

void TestErrorModel::wordsAnExampleAsTheWindowDoes()
{
    Run run;
    run.fail({2}, ErrorClass::Timeout);
    QCOMPARE(run.model.index(0).data(ErrorModel::ExampleRole).toString(), QString());
    run.fail({3}, ErrorClass::Timeout,
             toldFault(ErrorClass::Timeout, QStringLiteral("It took too long; give more --timeout.")));
    const QString example = run.model.index(0).data(ErrorModel::ExampleRole).toString();
    QVERIFY2(example.contains(QStringLiteral("“Timeout”")), qPrintable(example));
    QCOMPARE(run.text(0), QStringLiteral("timeout, 2: ") + example);
}

void TestErrorModel::goesThroughTheRequestsOfAClass()
{
    Run run;
    run.fail({2, 7}, ErrorClass::Reset);
    run.fail({4}, ErrorClass::Status);
    QCOMPARE(run.model.nextRequest(0, -1), 2);
    QCOMPARE(run.model.nextRequest(0, 2), 7);
    QCOMPARE(run.model.nextRequest(0, 7), 2);
    QCOMPARE(run.model.nextRequest(1, -1), 4);
    QCOMPARE(run.model.nextRequest(1, 4), 4);
    QCOMPARE(run.model.nextRequest(2, -1), -1);
}

void TestErrorModel::takesTheCountsOfTheSummary()
{
    Run run;
    run.fail({2}, ErrorClass::Reset);
    QSignalSpy changed(&run.model, &ErrorModel::dataChanged);
    run.model.setCounts({{ErrorClass::Reset, 1}});
    QCOMPARE(changed.count(), 0);
    run.model.setCounts({{ErrorClass::Reset, 5}, {ErrorClass::Dns, 2}});
    QCOMPARE(run.text(0), QStringLiteral("dns, 2"));
    QCOMPARE(run.text(1), QStringLiteral("reset, 5"));
}

QTEST_GUILESS_MAIN(TestErrorModel)
#include "tst_errormodel.moc"
