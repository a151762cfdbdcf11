// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs.h"

#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::facts;
using namespace fiftyfold::logs;
using Level = LogModel::Level;

class TestLogFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filtersByLevel();
    void filtersByText();
    void filtersWhatComesIn();
    void searchesAFullLogInSlices();
    void searchesWhileLinesComeAndGo();
    void startsAnewWhenTheFilterChangesInASearch();
    void dropsHiddenLinesToo();
    void setsAFilterOnce();
    void insertsLateLinesUnderAFilter();
};

void TestLogFilter::filtersByLevel()
{
    LogModel model;
    model.append(batchOf(wholeRequest(0, 0)));
    model.append(batchOf({finished(1, Outcome::Failed, ms, ErrorClass::Reset)}));
    model.appendNotice(2 * ms, Level::Outcome, QStringLiteral("stopped"));
    model.setFilter(Level::Outcome, {});
    QCOMPARE(shownBy(model),
             QStringList({QStringLiteral("done"), QStringLiteral("failed: reset"), QStringLiteral("stopped")}));
    model.setFilter(Level::Warning, {});
    QCOMPARE(shownBy(model), QStringList({QStringLiteral("failed: reset")}));
    model.setFilter(Level::Step, {});
    QCOMPARE(model.rowCount(), linesOfWholeRequest + 2);
}

void TestLogFilter::filtersByText()
{
    LogModel model;
    model.append(batchOf(wholeRequest(7, 0)));
    model.append(batchOf(wholeRequest(8, ms)));
    model.setFilter(Level::Step, QStringLiteral("WRAPPED"));
    QCOMPARE(model.rowCount(), 2);
    model.setFilter(Level::Step, QStringLiteral("#8 "));
    QCOMPARE(model.rowCount(), linesOfWholeRequest);
    model.setFilter(Level::Outcome, QStringLiteral("#8 "));
    QCOMPARE(shownBy(model, Qt::DisplayRole), QStringList({QStringLiteral("0.001 #8 done")}));
    model.setFilter(Level::Step, QStringLiteral("no such text"));
    QCOMPARE(model.rowCount(), 0);
}

void TestLogFilter::filtersWhatComesIn()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    model.setFilter(Level::Step, QStringLiteral("received"));
    QSignalSpy rowsInserted(&model, &LogModel::rowsInserted);
    std::vector<Fact> facts = wholeRequest(0, 0);
    for (const Fact &fact : wholeRequest(1, ms))
        facts.push_back(fact);
    model.append(batchOf(facts));
    QCOMPARE(rowsInserted.count(), 1);
    QCOMPARE(model.rowCount(), 2);
    model.append(lines(2'000, 100));
    QCOMPARE(rowsInserted.count(), 1);
    model.setFilter(Level::Step, {});
    QCOMPARE(model.rowCount(), 2 * linesOfWholeRequest + 100);
}

void TestLogFilter::searchesAFullLogInSlices()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    model.append(lines(0, LogModel::capacity));
    model.setFilter(Level::Step, QStringLiteral("9 left")); // each tenth line
    QCOMPARE(model.rowCount(), LogModel::searchSlice / 10);
    QCOMPARE(requestAt(model, model.rowCount() - 1), LogModel::capacity - 1);
    QTRY_COMPARE(model.rowCount(), LogModel::capacity / 10);
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(requestAt(model, row), row * 10 + 9);
}

void TestLogFilter::searchesWhileLinesComeAndGo()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    model.append(lines(0, LogModel::capacity));
    model.setFilter(Level::Step, QStringLiteral("9 left"));
    model.append(lines(LogModel::capacity, 1'000));
    QCOMPARE(model.rowCount(), (LogModel::searchSlice + 1'000) / 10);
    QTRY_COMPARE(model.rowCount(), LogModel::capacity / 10);
    QCOMPARE(requestAt(model, 0), 1'009);
    QCOMPARE(requestAt(model, model.rowCount() - 1), LogModel::capacity + 999);

    // What was still to be searched has gone by the time its turn comes.
    model.setFilter(Level::Step, QStringLiteral("8 left"));
    model.append(lines(LogModel::capacity + 1'000, LogModel::capacity - 100));
    QTRY_COMPARE(model.rowCount(), LogModel::capacity / 10);
    QCOMPARE(requestAt(model, 0), LogModel::capacity + 908);
}

void TestLogFilter::startsAnewWhenTheFilterChangesInASearch()
{
    LogModel model;
    model.append(lines(0, LogModel::capacity));
    model.setFilter(Level::Step, QStringLiteral("9 left"));
    model.setFilter(Level::Step, QStringLiteral("no such text"));
    model.setFilter(Level::Step, {});
    QCOMPARE(model.rowCount(), LogModel::capacity);
    model.setFilter(Level::Step, QStringLiteral("9 left"));
    model.clear();
    model.append(lines(0, 10));
    QCOMPARE(model.rowCount(), 1);
}

void TestLogFilter::dropsHiddenLinesToo()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    model.setFilter(Level::Outcome, {});
    for (quint32 request = 0; request < 20; ++request) {
        model.append(lines(request * 4'000, 4'000));
        model.append(batchOf({finished(request, Outcome::Done, (request + 1) * 4 * ms)}));
    }
    QCOMPARE(model.droppedLines(), quint64(20 * 4'001 - LogModel::capacity));
    QCOMPARE(model.rowCount(), 13); // of the last 50,000 lines each 4,001st
    QCOMPARE(requestAt(model, 0), 7);
    QCOMPARE(requestAt(model, 12), 19);
    model.setFilter(Level::Step, {});
    QCOMPARE(model.rowCount(), LogModel::capacity);
}

void TestLogFilter::setsAFilterOnce()
{
    LogModel model;
    QSignalSpy modelReset(&model, &LogModel::modelReset);
    model.setFilter(Level::Step, {});
    QCOMPARE(modelReset.count(), 0);
    model.setFilter(Level::Step, QStringLiteral("saved"));
    model.setFilter(Level::Step, QStringLiteral("saved"));
    QCOMPARE(modelReset.count(), 1);
}

void TestLogFilter::insertsLateLinesUnderAFilter()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    model.setFilter(Level::Step, QStringLiteral("1 left")); // "#1 left", "#11 left", …
    model.append(lines(0, 40));
    QCOMPARE(model.rowCount(), 4);
    model.append(batchOf({ended(100, Stage::Queued, 15 * us), ended(501, Stage::Queued, 25 * us)})); // one of two shows
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(requestAt(model, 2), 21);
    QCOMPARE(requestAt(model, 3), 501);
    QCOMPARE(requestAt(model, 4), 31);
    model.setFilter(Level::Step, {});
    QCOMPARE(model.rowCount(), 42);
    QCOMPARE(requestAt(model, 16), 100);
}

QTEST_GUILESS_MAIN(TestLogFilter)
#include "tst_logfilter.moc"
