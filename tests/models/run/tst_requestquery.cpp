// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/requestquery.h"

#include "models/run/requestcell.h"
#include "models/run/requestfigures.h"
#include "models/run/requestruns.h"
#include "models/run/timelineindex.h"

#include <QTest>
#include <QTranslator>

using namespace fiftyfold;
using namespace fiftyfold::test;

namespace {

QList<quint32> found(const ToldRun &run, const RequestQuery &query)
{
    RequestScan scan(run.record(), query);
    while (scan.scan(3)) {
    }
    const RequestOrder order = scan.sorted();
    return QList<quint32>(order.requests.begin(), order.requests.end());
}

QList<quint32> filtered(const ToldRun &run, const char *text)
{
    QString problem;
    RequestQuery query;
    query.filter = readRequestFilter(QString::fromUtf8(text), &problem);
    return problem.isEmpty() ? found(run, query) : QList<quint32>{999};
}

QList<quint32> sorted(const ToldRun &run, RequestColumn column, Qt::SortOrder order)
{
    RequestQuery query;
    query.sortedBy = column;
    query.order = order;
    return found(run, query);
}

/// Of one word.
class OneWord : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *text, const char *, int) const override
    {
        const bool isIt = qstrcmp(context, "fiftyfold::RequestCell") == 0 && qstrcmp(text, "failed") == 0;
        return isIt ? QStringLiteral("gescheitert") : QString();
    }
};

} // namespace

class TestRequestQuery : public QObject
{
    Q_OBJECT
private:
    /// Eight requests due every 10 ms to two targets in turn: 2 began 5 ms late, 4 timed out, 5 was reset, 6 is under
    /// way, 7 not begun.
    static ToldRun openRun()
    {
        RunPlan plan = closedPlan(8);
        plan.targetNames = {QStringLiteral("GET http://h/items"), QStringLiteral("POST http://h/cart")};
        plan.rate = rateFromText(QStringLiteral("100/s")).value();
        ToldRun run(plan);
        run.reply(0, 0, ms / 10, 40 * ms);
        run.reply(1, 10 * ms, 10 * ms, 10 * ms, 503);
        run.reply(2, 20 * ms, 25 * ms, 20 * ms);
        run.reply(3, 30 * ms, 30 * ms, 10 * ms);
        run.fail(4, 40 * ms, 50 * ms, ErrorClass::Timeout, QStringLiteral("There was no reply within 50 ms."));
        run.fail(5, 50 * ms, 5 * ms, ErrorClass::Reset);
        Fact queued = facts::ended(6, Stage::Queued, 60 * ms, 6);
        queued.begin = 60 * ms;
        run.tell({queued});
        return run;
    }

private Q_SLOTS:
    void aPlainQueryHasNoOrderOfItsOwn();
    void sortsByEachColumn();
    void whatHasNoValueComesLast();
    void filters();
    void findsOutcomesByTheWordsOfTheTable();
    void picksKindsTargetsAndRanges();
    void whatWaitsForALaneIsUnderWay();
    void countsAllThatWereSearched();
    void goesFromOneFailedToTheNext();
};

void TestRequestQuery::aPlainQueryHasNoOrderOfItsOwn()
{
    const ToldRun run = openRun();
    RequestScan scan(run.record(), {});
    QVERIFY(!scan.scan(100));
    const RequestOrder order = scan.sorted();
    QCOMPARE(order.searched, 8u);
    QVERIFY(order.requests.empty());
}

void TestRequestQuery::sortsByEachColumn()
{
    const ToldRun run = openRun();
    using Column = RequestColumn;
    QCOMPARE(sorted(run, Column::Number, Qt::DescendingOrder), QList<quint32>({7, 6, 5, 4, 3, 2, 1, 0}));
    QCOMPARE(sorted(run, Column::Target, Qt::AscendingOrder), QList<quint32>({0, 2, 4, 6, 1, 3, 5, 7}));
    QCOMPARE(sorted(run, Column::Response, Qt::DescendingOrder).mid(0, 4), QList<quint32>({4, 0, 2, 1}));
    QCOMPARE(sorted(run, Column::Response, Qt::AscendingOrder).mid(0, 3), QList<quint32>({5, 1, 3}));
    QCOMPARE(sorted(run, Column::Lag, Qt::DescendingOrder).mid(0, 2), QList<quint32>({2, 0}));
    QCOMPARE(sorted(run, Column::Status, Qt::DescendingOrder).mid(0, 2), QList<quint32>({1, 0}));
    QCOMPARE(sorted(run, Column::Bytes, Qt::DescendingOrder).mid(0, 4), QList<quint32>({3, 2, 1, 0}));
    QCOMPARE(sorted(run, Column::Error, Qt::AscendingOrder).mid(0, 2), QList<quint32>({5, 4})); // reset, timeout
}

void TestRequestQuery::whatHasNoValueComesLast()
{
    const ToldRun run = openRun();
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder})
        QCOMPARE(sorted(run, RequestColumn::Response, order).mid(6), QList<quint32>({6, 7}));
}

void TestRequestQuery::filters()
{
    const ToldRun run = openRun();
    QCOMPARE(filtered(run, "response > 20ms"), QList<quint32>({0, 2, 4}));
    QCOMPARE(filtered(run, "service <= 10ms"), QList<quint32>({1, 3}));
    QCOMPARE(filtered(run, "lag > 1ms"), QList<quint32>({2}));
    QCOMPARE(filtered(run, "receive = 5ms"), QList<quint32>({1, 3}));
    QCOMPARE(filtered(run, "status != 200"), QList<quint32>({1}));
    QCOMPARE(filtered(run, "outcome = failed"), QList<quint32>({4, 5}));
    QCOMPARE(filtered(run, "class = timeout"), QList<quint32>({4}));
    QCOMPARE(filtered(run, "outcome = pending"), QList<quint32>({6, 7}));
    QCOMPARE(filtered(run, "target = POST http://h/cart and status = 200"), QList<quint32>({3}));
    QCOMPARE(filtered(run, "error = \"There was no reply within 50 ms.\""), QList<quint32>({4}));
    QCOMPARE(filtered(run, "error != \"There was no reply within 50 ms.\""), QList<quint32>({5}));
    QCOMPARE(filtered(run, "CART"), QList<quint32>({1, 3, 5, 7}));
    QCOMPARE(filtered(run, "no reply"), QList<quint32>({4}));
    QCOMPARE(filtered(run, "reset"), QList<quint32>({5}));
    QCOMPARE(filtered(run, "503"), QList<quint32>({1}));
    QCOMPARE(filtered(run, "nowhere"), QList<quint32>());
}

void TestRequestQuery::findsOutcomesByTheWordsOfTheTable()
{
    const ToldRun run = openRun();
    QCOMPARE(filtered(run, "gescheitert"), QList<quint32>());
    OneWord translator;
    QCoreApplication::installTranslator(&translator);
    QCOMPARE(requestCellText(*run.record(), 4, RequestColumn::Outcome), QStringLiteral("gescheitert"));
    for (const char *text : {"gescheitert", "failed", "outcome = gescheitert", "outcome = failed"})
        QCOMPARE(filtered(run, text), QList<quint32>({4, 5}));
    QCoreApplication::removeTranslator(&translator);
}

void TestRequestQuery::picksKindsTargetsAndRanges()
{
    const ToldRun run = openRun();
    RequestQuery query;
    query.kind = RequestKind::Failed;
    QCOMPARE(found(run, query), QList<quint32>({4, 5}));
    query.target = 1;
    QCOMPARE(found(run, query), QList<quint32>({5}));
    query.kind = RequestKind::Late;
    query.target = 0;
    QCOMPARE(found(run, query), QList<quint32>({2}));
    query = {};
    query.range.time = NsRange{31 * ms, 39 * ms};
    QCOMPARE(found(run, query), QList<quint32>({0, 2, 3}));
}

/// As the waterfall has it in its view: from when it was due.
void TestRequestQuery::whatWaitsForALaneIsUnderWay()
{
    const ToldRun run = openRun();
    DueRequests due(run.record()->plan());
    TimelineIndex timeline(run.record(), &due);
    for (quint32 request = 0; request < 7; ++request) {
        timeline.take({facts::ended(request, Stage::Queued, 0, 0)}); // as the record has it
        if (run.record()->endNs(request))
            timeline.take({facts::finished(request, Outcome::Done, 0)});
    }
    constexpr qint64 nowNs = 75 * ms;
    for (const DueRequests::Due &waiting : due.advance(nowNs, *run.record()))
        timeline.arrive(waiting.request, waiting.at);
    for (const NsRange &time : {NsRange{65 * ms, 69 * ms}, NsRange{71 * ms, 72 * ms}, NsRange{60 * ms, 70 * ms}}) {
        RequestQuery query;
        query.range.time = time;
        query.nowNs = nowNs;
        QList<quint32> inView;
        const RequestRows rows = timeline.living(time, nowNs);
        rows.visitRows(0, rows.count(), [&inView](int, quint32 request) { inView.append(request); });
        QCOMPARE(found(run, query), inView);
        QCOMPARE(inView.contains(7), time.end >= 70 * ms);
    }
    RequestQuery before;
    before.range.time = NsRange{70 * ms, 80 * ms};
    before.nowNs = 69 * ms;
    QVERIFY(!found(run, before).contains(7)); // which is not due yet
}

void TestRequestQuery::countsAllThatWereSearched()
{
    const ToldRun run = openRun();
    RequestQuery query;
    query.target = 1;
    RequestScan scan(run.record(), query);
    while (scan.scan(1)) {
    }
    const RequestOrder order = scan.sorted();
    QCOMPARE(order.late, 1u);
    QCOMPARE(order.failed, 2u);
    QCOMPARE(order.newConnections, 0u);
    QCOMPARE(order.longestNs, 50 * ms);
    QCOMPARE(QList<quint32>(order.rows.begin(), order.rows.end()),
             QList<quint32>(
                 {RequestOrder::noRow, 0, RequestOrder::noRow, 1, RequestOrder::noRow, 2, RequestOrder::noRow, 3}));
}

void TestRequestQuery::goesFromOneFailedToTheNext()
{
    const ToldRun run = openRun();
    QCOMPARE(failedBeside(*run.record(), -1, true), 4);
    QCOMPARE(failedBeside(*run.record(), 4, true), 5);
    QCOMPARE(failedBeside(*run.record(), 5, true), 4);
    QCOMPARE(failedBeside(*run.record(), -1, false), 5);
    QCOMPARE(failedBeside(*run.record(), 4, false), 5);
    QCOMPARE(failedBeside(*run.record(), 7, false), 5);
    const ToldRun none(closedPlan(3));
    QCOMPARE(failedBeside(*none.record(), 1, true), -1);
    const ToldRun empty(closedPlan(0));
    QCOMPARE(failedBeside(*empty.record(), -1, false), -1);
}

QTEST_GUILESS_MAIN(TestRequestQuery)
#include "tst_requestquery.moc"
