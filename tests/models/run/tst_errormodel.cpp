// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/errormodel.h"

#include "models/run/requestruns.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::test;

namespace {

/// A run whose failures the test tells.
class FailingRun
{
public:
    explicit FailingRun(quint32 requests = 10)
        : m_run(closedPlan(requests))
    {
        model.setRecord(m_run.record());
    }

    void fail(quint32 request, qint64 at, ErrorClass error, const QString &message = {})
    {
        model.noteChanges(m_run.fail(request, 0, at, error, message));
        model.pushChanges();
    }
    QString text(int row, int column) const { return model.index(row, column).data().toString(); }
    QString filter(int row) const { return model.index(row, 0).data(ErrorModel::FilterRole).toString(); }

    ErrorModel model;

private:
    ToldRun m_run;
};

} // namespace

class TestErrorModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isEmptyWithoutErrors();
    void hasARowForEachClassAndMessage();
    void knowsTheFirstAndTheLast();
    void saysWhatPicksItsRequestsOut();
    void wordsMessagesAsTheWindowDoes();
    void isBounded();
};

void TestErrorModel::isEmptyWithoutErrors()
{
    ErrorModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(model.rowCount(), 0);
    model.noteChanges({facts::finished(0, Outcome::Failed, 1, ErrorClass::Dns)}); // of no run
    QCOMPARE(model.rowCount(), 0);
    FailingRun run;
    run.model.noteChanges({facts::finished(0, Outcome::Done, 1),
                           facts::finished(1, Outcome::Cancelled, 1, ErrorClass::Cancelled),
                           facts::finished(10, Outcome::Failed, 1, ErrorClass::Dns)}); // none, none, no request of it
    QCOMPARE(run.model.rowCount(), 0);
    QCOMPARE(run.model.total(), quint64(0));
}

void TestErrorModel::hasARowForEachClassAndMessage()
{
    FailingRun run;
    const QAbstractItemModelTester tester(&run.model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    run.fail(3, ms, ErrorClass::Reset);
    QSignalSpy changed(&run.model, &ErrorModel::dataChanged);
    run.fail(1, ms, ErrorClass::Connect, QStringLiteral("It is off."));
    run.fail(2, ms, ErrorClass::Connect, QStringLiteral("It is away."));
    run.fail(5, ms, ErrorClass::Reset);
    QCOMPARE(changed.count(), 3);
    QCOMPARE(changed.last().first().toModelIndex().row(), 0);
    QCOMPARE(run.model.rowCount(), 3);
    QCOMPARE(run.text(0, ErrorModel::Class), QStringLiteral("reset"));
    QCOMPARE(run.text(0, ErrorModel::Count), QStringLiteral("2"));
    QCOMPARE(run.text(1, ErrorModel::Message), QStringLiteral("It is off."));
    QCOMPARE(run.text(2, ErrorModel::Message), QStringLiteral("It is away."));
    QCOMPARE(run.model.total(), quint64(4));
    run.model.setRecord(nullptr);
    QCOMPARE(run.model.rowCount(), 0);
    QCOMPARE(run.model.total(), quint64(0));
}

void TestErrorModel::knowsTheFirstAndTheLast()
{
    FailingRun run;
    run.fail(3, 20 * ms, ErrorClass::Reset);
    run.fail(7, 10 * ms, ErrorClass::Reset); // told late
    run.fail(5, 30 * ms, ErrorClass::Reset);
    QCOMPARE(run.text(0, ErrorModel::First), QStringLiteral("0.010 s"));
    QCOMPARE(run.text(0, ErrorModel::Last), QStringLiteral("0.030 s"));
    QCOMPARE(run.text(0, ErrorModel::Example), QStringLiteral("#7"));
    QCOMPARE(run.model.index(0, 0).data(ErrorModel::RequestRole).toInt(), 7);
}

void TestErrorModel::saysWhatPicksItsRequestsOut()
{
    FailingRun run;
    run.fail(3, ms, ErrorClass::Reset);
    run.fail(4, ms, ErrorClass::Connect, QStringLiteral("It is off."));
    QCOMPARE(run.filter(0), QStringLiteral("class = reset"));
    QCOMPARE(run.filter(1), QStringLiteral("class = connect and error = \"It is off.\""));
}

void TestErrorModel::wordsMessagesAsTheWindowDoes()
{
    FailingRun run;
    run.fail(3, ms, ErrorClass::Timeout, QStringLiteral("It took too long; give more --timeout."));
    const QString message = run.text(0, ErrorModel::Message);
    QVERIFY2(message.contains(QStringLiteral("“Timeout”")), qPrintable(message));
}

void TestErrorModel::isBounded()
{
    constexpr quint32 many = ErrorModel::mostKinds + 10;
    FailingRun run(many);
    for (quint32 request = 0; request < many; ++request)
        run.fail(request, ms, ErrorClass::Check, QStringLiteral("There was %1 instead.").arg(request));
    QCOMPARE(run.model.rowCount(), ErrorModel::mostKinds + 1);
    QCOMPARE(run.text(ErrorModel::mostKinds, ErrorModel::Count), QStringLiteral("10"));
    QCOMPARE(run.filter(ErrorModel::mostKinds), QStringLiteral("class = check"));
    QCOMPARE(run.model.total(), quint64(many));
}

QTEST_GUILESS_MAIN(TestErrorModel)
#include "tst_errormodel.moc"
