// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/requesttablemodel.h"

#include "models/base/tablecell.h"
#include "models/run/requestruns.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <memory>

using namespace fiftyfold;
using namespace fiftyfold::test;

namespace {

constexpr int deadline = 30'000;

RequestQuery queryOf(const char *text)
{
    QString problem;
    RequestQuery query;
    query.filter = readRequestFilter(QString::fromUtf8(text), &problem);
    return query;
}

QList<quint32> shown(const RequestTableModel &model)
{
    QList<quint32> requests;
    for (int row = 0; row < model.rowCount(); ++row)
        requests.append(model.requestAt(row));
    return requests;
}

/// A run with both models, as the window has them.
struct Shown {
    explicit Shown(const RunPlan &plan, bool isRunning)
        : run(plan)
        , table(&requests)
    {
        constexpr quint32 mostToTest = 10'000; // it looks at each cell after each change
        if (plan.requests < mostToTest)
            tester = std::make_unique<QAbstractItemModelTester>(&table,
                                                                QAbstractItemModelTester::FailureReportingMode::Fatal);
        table.setRunning(isRunning);
        requests.setRecord(run.record());
    }
    void push(const std::vector<Fact> &facts)
    {
        requests.noteChanges(facts);
        requests.pushChanges();
    }
    /// Until what the last query asked for is shown.
    bool waitForSearch()
    {
        QSignalSpy searched(&table, &RequestTableModel::searched);
        table.refresh();
        while (table.isSearching()) {
            if (!searched.wait(deadline))
                return false;
        }
        return true;
    }

    ToldRun run;
    RequestModel requests;
    RequestTableModel table;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

} // namespace

class TestRequestTableModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isEmptyWithoutARun();
    void showsCells();
    void sortsAndFilters();
    void keepsWhatIsSelectedWhileARunGoesOn();
    void hasEachRequestOnceWhileRowsChange();
    void growsWithARunThatTimeEnds();
    void aNewRunTakesThePlaceOfTheOne();
    void theLastQueryCounts();
    void theMainThreadGoesOnWhileManyAreSorted();
};

void TestRequestTableModel::isEmptyWithoutARun()
{
    RequestModel requests;
    RequestTableModel table(&requests);
    const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::Fatal);
    table.setQuery(queryOf("reset"));
    table.sort(int(RequestColumn::Response), Qt::DescendingOrder);
    table.refresh();
    QCOMPARE(table.rowCount(), 0);
    QVERIFY(!table.isSearching());
    QCOMPARE(table.rowOf(0), -1);
}

void TestRequestTableModel::showsCells()
{
    RunPlan plan = closedPlan(3);
    Shown shown(plan, false);
    shown.run.reply(0, 0, ms, 20 * ms);
    shown.run.fail(1, ms, 30 * ms, ErrorClass::Timeout, QStringLiteral("Too late."));
    QVERIFY(shown.waitForSearch());
    const auto text = [&shown](int row, RequestColumn column) {
        return shown.table.index(row, int(column)).data().toString();
    };
    const auto tone = [&shown](int row, RequestColumn column) {
        return static_cast<CellTone>(shown.table.index(row, int(column)).data(ToneRole).toInt());
    };
    QCOMPARE(text(0, RequestColumn::Start), QStringLiteral("0.001 s"));
    QCOMPARE(text(0, RequestColumn::Response), QStringLiteral("20.0 ms"));
    QCOMPARE(tone(0, RequestColumn::Response), CellTone::Strong);
    QCOMPARE(text(0, RequestColumn::Status), QStringLiteral("200"));
    QCOMPARE(text(0, RequestColumn::Error), QString());
    QCOMPARE(text(1, RequestColumn::Response), QStringLiteral("30.0 ms"));
    QCOMPARE(tone(1, RequestColumn::Response), CellTone::Muted);
    QCOMPARE(text(1, RequestColumn::Outcome), QStringLiteral("failed"));
    QCOMPARE(text(1, RequestColumn::Error), QStringLiteral("timeout: Too late."));
    QCOMPARE(tone(1, RequestColumn::Error), CellTone::Error);
    QCOMPARE(text(1, RequestColumn::Status), QStringLiteral("–"));
    QCOMPARE(text(2, RequestColumn::Start), QStringLiteral("–"));
    QVERIFY(shown.table.index(0, int(RequestColumn::Stages))
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("receive 10.0 ms")));
    QCOMPARE(shown.table.headerData(int(RequestColumn::Stages), Qt::Horizontal).toString(),
             QStringLiteral("Stages, 0 to 30.0 ms"));
    QVERIFY(!shown.table.hasColumn(RequestColumn::Due));
    QVERIFY(!shown.table.hasColumn(RequestColumn::Target));
}

void TestRequestTableModel::sortsAndFilters()
{
    Shown shown(closedPlan(4), false);
    for (const quint32 request : {0u, 1u, 2u, 3u})
        shown.run.reply(request, 0, ms, (request % 2 == 0 ? 10 : 20) * ms + request);
    QVERIFY(shown.waitForSearch());
    QCOMPARE(::shown(shown.table), QList<quint32>({0, 1, 2, 3}));
    shown.table.sort(int(RequestColumn::Response), Qt::DescendingOrder);
    QVERIFY(shown.waitForSearch());
    QCOMPARE(::shown(shown.table), QList<quint32>({3, 1, 2, 0}));
    QCOMPARE(shown.table.rowOf(2), 2);
    shown.table.setQuery(queryOf("response > 15ms"));
    QVERIFY(shown.waitForSearch());
    QCOMPARE(::shown(shown.table), QList<quint32>({3, 1}));
    QCOMPARE(shown.table.rowOf(2), -1);
    QCOMPARE(shown.table.rowOf(1), 1);
    shown.table.setQuery({});
    shown.table.sort(int(RequestColumn::Number), Qt::AscendingOrder);
    QVERIFY(shown.waitForSearch());
    QCOMPARE(::shown(shown.table), QList<quint32>({0, 1, 2, 3}));
}

void TestRequestTableModel::keepsWhatIsSelectedWhileARunGoesOn()
{
    Shown shown(closedPlan(6), true);
    shown.push(shown.run.reply(0, 0, 0, 10 * ms));
    shown.push(shown.run.reply(1, 0, 0, 20 * ms));
    shown.table.sort(int(RequestColumn::Response), Qt::DescendingOrder);
    RequestQuery done = queryOf("outcome = done");
    shown.table.setQuery(done);
    QVERIFY(shown.waitForSearch());
    QCOMPARE(::shown(shown.table), QList<quint32>({1, 0}));
    const QPersistentModelIndex selected = shown.table.index(0, 3);
    QSignalSpy reset(&shown.table, &QAbstractItemModel::modelReset);
    shown.push(shown.run.reply(2, 0, 0, 30 * ms));
    shown.push(shown.run.reply(3, 0, 0, 15 * ms));
    QTRY_VERIFY_WITH_TIMEOUT((shown.table.refresh(), shown.table.rowCount() == 4), deadline);
    QCOMPARE(::shown(shown.table), QList<quint32>({2, 1, 3, 0}));
    QCOMPARE(selected.row(), 1);
    QCOMPARE(reset.count(), 0);
    shown.push(shown.run.reply(4, 0, 0, 40 * ms));
    shown.table.setRunning(false);
    QVERIFY(shown.waitForSearch());
    QTRY_COMPARE_WITH_TIMEOUT(shown.table.rowCount(), 5, deadline);
    QCOMPARE(selected.row(), 2);
}

/// Whoever asks in the middle of it finds each request in one row, and by its number in the same one.
void TestRequestTableModel::hasEachRequestOnceWhileRowsChange()
{
    Shown shown(closedPlan(9), true);
    const auto begins = [](quint32 request) {
        Fact queued = facts::ended(request, Stage::Queued, request * ms, request);
        queued.begin = 0;
        return queued;
    };
    shown.push(shown.run.tell({begins(0), begins(1), begins(2)}));
    shown.table.sort(int(RequestColumn::Start), Qt::DescendingOrder);
    shown.table.setQuery(queryOf("outcome = pending and lane < 8"));
    QVERIFY(shown.waitForSearch());
    QCOMPARE(::shown(shown.table), QList<quint32>({2, 1, 0}));
    const QPersistentModelIndex goes = shown.table.index(0, 0);
    const QPersistentModelIndex stays = shown.table.index(1, 0);
    QStringList steps;
    const auto look = [&] {
        QStringList requests;
        for (int row = 0; row < shown.table.rowCount(); ++row) {
            const quint32 request = shown.table.requestAt(row);
            requests.append(shown.table.rowOf(int(request)) == row ? QString::number(request) : QStringLiteral("?"));
        }
        steps.append(requests.join(QLatin1Char(' ')));
    };
    connect(&shown.table, &QAbstractItemModel::rowsInserted, this, look);
    connect(&shown.table, &QAbstractItemModel::layoutChanged, this, look);
    connect(&shown.table, &QAbstractItemModel::rowsRemoved, this, look);
    connect(&shown.table, &QAbstractItemModel::modelReset, this, [&steps] { steps.append(QStringLiteral("reset")); });
    shown.push(shown.run.tell({begins(3), facts::finished(2, Outcome::Done, 4 * ms)}));
    shown.table.setRunning(false); // so that it is looked at now
    QVERIFY(shown.waitForSearch());
    QCOMPARE(steps, QStringList({QStringLiteral("2 1 0 3"), QStringLiteral("3 1 0 2"), QStringLiteral("3 1 0")}));
    QVERIFY(!goes.isValid());
    QCOMPARE(stays.row(), 1);
}

void TestRequestTableModel::growsWithARunThatTimeEnds()
{
    RunPlan plan = closedPlan(0);
    plan.duration = std::chrono::seconds(10);
    Shown shown(plan, true);
    QCOMPARE(shown.table.rowCount(), 0);
    shown.push(shown.run.reply(0, 0, 0, 10 * ms));
    shown.push(shown.run.reply(2, 0, 0, 10 * ms));
    shown.table.refresh();
    QCOMPARE(::shown(shown.table), QList<quint32>({0, 1, 2}));
}

void TestRequestTableModel::aNewRunTakesThePlaceOfTheOne()
{
    Shown shown(closedPlan(4), false);
    shown.table.setQuery(queryOf("outcome = pending"));
    QVERIFY(shown.waitForSearch());
    QCOMPARE(shown.table.rowCount(), 4);
    shown.table.sort(int(RequestColumn::Number), Qt::DescendingOrder); // what comes of it is of no use any more
    const ToldRun other(closedPlan(2));
    shown.requests.setRecord(other.record());
    QCOMPARE(shown.table.rowCount(), 0);
    QVERIFY(shown.waitForSearch());
    QCOMPARE(::shown(shown.table), QList<quint32>({1, 0}));
    shown.requests.setRecord(nullptr);
    QCOMPARE(shown.table.rowCount(), 0);
}

void TestRequestTableModel::theLastQueryCounts()
{
    Shown shown(closedPlan(1000), false);
    shown.run.reply(7, 0, 0, ms);
    for (int i = 0; i < 50; ++i)
        shown.table.setQuery(queryOf(i % 2 == 0 ? "outcome = done" : "outcome = pending"));
    shown.table.setQuery(queryOf("number = 7"));
    QVERIFY(shown.waitForSearch());
    QCOMPARE(::shown(shown.table), QList<quint32>({7}));
}

/// Its timers get their turns between the slices of a search, and while a thread sorts.
void TestRequestTableModel::theMainThreadGoesOnWhileManyAreSorted()
{
    constexpr quint32 count = 200'000;
    for (const bool isRunning : {true, false}) {
        Shown shown(closedPlan(count), isRunning);
        std::vector<Fact> facts;
        for (quint32 request = 0; request < count; ++request) {
            facts.push_back(facts::ended(request, Stage::Queued, request, 0));
            facts.push_back(facts::finished(request, Outcome::Done, ms + (request * 7919LL) % 1000));
        }
        shown.run.tell(facts);
        int turns = 0;
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&shown, &turns] { turns += int(shown.table.isSearching()); });
        timer.start(0);
        shown.table.sort(int(RequestColumn::Number), Qt::DescendingOrder);
        QVERIFY(shown.table.isSearching());
        QCOMPARE(shown.table.rowCount(), int(count)); // as they were, meanwhile
        QVERIFY(shown.waitForSearch());
        QCOMPARE(shown.table.requestAt(0), count - 1);
        QCOMPARE(shown.table.rowOf(0), int(count - 1));
        if (isRunning) // in slices, between which there are turns of others
            QVERIFY2(turns > 1, qPrintable(QString::number(turns)));
    }
}

QTEST_GUILESS_MAIN(TestRequestTableModel)
#include "tst_requesttablemodel.moc"
