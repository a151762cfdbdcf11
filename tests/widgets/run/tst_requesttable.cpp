// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/requesttable.h"

#include "core/plan/rate.h"
#include "models/run/requestruns.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::test;

/// A run that goes on, in a table whose rows are sorted and so move as new requests begin.
class RequestTableTest : public QObject
{
    Q_OBJECT
private:
    static constexpr int deadline = 30'000;

    struct Shown {
        explicit Shown(quint32 begun, const RunPlan &plan = closedPlan(100'000))
            : run(plan)
            , model(&requests)
        {
            model.setRunning(true);
            requests.setRecord(run.record());
            begin(0, begun);
            table = std::make_unique<RequestTable>(&model);
            RequestQuery query;
            QString problem;
            query.filter = readRequestFilter(QStringLiteral("lane < 8"), &problem);
            table->sortByColumn(int(RequestColumn::Start), Qt::DescendingOrder);
            model.setQuery(query);
        }
        void begin(quint32 first, quint32 end)
        {
            std::vector<Fact> facts;
            for (quint32 request = first; request < end; ++request) {
                Fact queued = facts::ended(request, Stage::Queued, request, request % 8);
                queued.begin = 0;
                facts.push_back(queued);
            }
            requests.noteChanges(run.tell(facts));
            requests.pushChanges();
        }
        bool waitForRows(int count)
        {
            return QTest::qWaitFor([&] { return model.refresh(), model.rowCount() == count; }, deadline);
        }
        int selectedRows() const { return int(table->selectedRows().size()); }

        ToldRun run;
        RequestModel requests;
        RequestTableModel model;
        std::unique_ptr<RequestTable> table;
    };

private Q_SLOTS:
    void fewStaySelectedAsRowsMove()
    {
        Shown shown(20);
        QVERIFY(shown.waitForRows(20));
        shown.table->setCurrentRequest(7);
        shown.begin(20, 25);
        QVERIFY(shown.waitForRows(25));
        QCOMPARE(shown.table->currentRequest(), 7);
        QCOMPARE(shown.selectedRows(), 1);
        QCOMPARE(shown.model.requestAt(shown.table->selectedRows().front()), 7u);
    }

    /// Nobody chose the one that takes its place.
    void oneThatGoesChoosesNoOther()
    {
        Shown shown(20);
        RequestQuery query;
        QString problem;
        query.filter = readRequestFilter(QStringLiteral("outcome = pending"), &problem);
        shown.model.setQuery(query);
        QVERIFY(QTest::qWaitFor([&] { return !shown.model.isSearching(); }, deadline));
        shown.table->setCurrentRequest(7);
        QSignalSpy chosen(shown.table.get(), &RequestTable::requestChosen);
        const int before = shown.model.rowCount();
        Fact end;
        end.kind = Fact::Kind::Finished;
        end.request = 7;
        end.at = 1'000;
        end.outcome = Outcome::Done;
        shown.requests.noteChanges(shown.run.tell({end}));
        shown.requests.pushChanges();
        QVERIFY(shown.waitForRows(before - 1));
        QCOMPARE(chosen.size(), 0);
        shown.table->setCurrentIndex(shown.model.index(3, 0));
        QCOMPARE(chosen.size(), 1); // and those who do are heard again
    }

    void whatTellsMostIsInView_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("wide") << 1'000;
        QTest::newRow("beside details in a window of 900") << 600;
        QTest::newRow("narrow") << 540;
    }

    void whatTellsMostIsInView()
    {
        QFETCH(const int, width);
        Shown shown(20'000);
        QVERIFY(shown.waitForRows(20'000));
        RequestTable &table = *shown.table;
        table.resize(width, 300);
        table.show();
        table.layOutColumns();
        for (const RequestColumn column : {RequestColumn::Number, RequestColumn::Stages, RequestColumn::Response,
                                           RequestColumn::Status, RequestColumn::Outcome, RequestColumn::Error}) {
            const int left = table.columnViewportPosition(int(column));
            const int right = left + table.columnWidth(int(column));
            QVERIFY2(left >= 0 && right <= table.viewport()->width() && right - left >= 30,
                     qPrintable(QStringLiteral("column %1: %2 to %3").arg(int(column)).arg(left).arg(right)));
        }
        const QFontMetrics metrics(table.font());
        QVERIFY(table.columnWidth(int(RequestColumn::Outcome)) >
                metrics.horizontalAdvance(QStringLiteral("cancelled")));
        table.resize(1'400, 300);
        QCOMPARE(table.horizontalHeader()->visualIndex(int(RequestColumn::Error)), requestColumnCount - 1);
    }

    /// Beside the details in the usual window nothing has to be scrolled to.
    void allColumnsOfAnOpenRunAreInView()
    {
        RunPlan plan = closedPlan(100'000);
        plan.rate = rateFromText(QStringLiteral("200/s")).value();
        Shown shown(20'000, plan);
        QVERIFY(shown.waitForRows(20'000));
        RequestTable &table = *shown.table;
        table.resize(960, 300);
        table.show();
        table.layOutColumns();
        QVERIFY(!table.isColumnHidden(int(RequestColumn::Lag)));
        QCOMPARE(table.horizontalScrollBar()->maximum(), 0);
        for (const RequestColumn column : {RequestColumn::Status, RequestColumn::Bytes}) { // whose titles are whole
            table.sortByColumn(int(column), Qt::DescendingOrder);
            QVERIFY(table.columnWidth(int(column)) >= table.horizontalHeader()->sectionSizeHint(int(column)));
        }
    }

    /// Which is in the title.
    void theScaleOfTheStagesIsWhole()
    {
        Shown shown(20'000);
        QVERIFY(shown.waitForRows(20'000));
        RequestTable &table = *shown.table;
        const auto stages = int(RequestColumn::Stages);
        Fact end;
        end.kind = Fact::Kind::Finished;
        end.request = 7;
        end.at = 12'345'678;
        end.outcome = Outcome::Done;
        shown.requests.noteChanges(shown.run.tell({end}));
        shown.requests.pushChanges();
        QVERIFY(QTest::qWaitFor(
            [&] {
                shown.model.refresh();
                return shown.model.headerData(stages, Qt::Horizontal, Qt::DisplayRole) ==
                       QStringLiteral("Stages, 0 to 12.3 ms");
            },
            deadline));
        QFont large = table.font();
        large.setPointSizeF(large.pointSizeF() * 2);
        table.horizontalHeader()->setFont(large);
        table.resize(540, 300);
        table.show();
        table.layOutColumns();
        QVERIFY(table.columnWidth(stages) >= table.horizontalHeader()->sectionSizeHint(stages));
    }

    void aWidthThatTheUserSetStays()
    {
        Shown shown(20);
        QVERIFY(shown.waitForRows(20));
        shown.table->resize(1'000, 300);
        shown.table->show();
        shown.table->horizontalHeader()->resizeSection(int(RequestColumn::Stages), 300);
        shown.table->resize(700, 300);
        QCOMPARE(shown.table->columnWidth(int(RequestColumn::Stages)), 300);
    }

    void sortedAnewItBeginsAtTheTop()
    {
        Shown shown(20'000);
        QVERIFY(shown.waitForRows(20'000));
        shown.table->resize(600, 300);
        shown.table->show();
        shown.table->scrollToBottom();
        QVERIFY(shown.table->verticalScrollBar()->value() > 0);
        shown.table->sortByColumn(int(RequestColumn::Number), Qt::AscendingOrder);
        QVERIFY(QTest::qWaitFor([&] { return !shown.model.isSearching(); }, deadline));
        QCOMPARE(shown.table->verticalScrollBar()->value(), 0);
    }

    /// Without an index for each of them while rows move.
    void allStayAll()
    {
        Shown shown(20'000);
        QVERIFY(shown.waitForRows(20'000));
        shown.table->setCurrentRequest(7);
        shown.table->selectAll();
        int letGo = 0;
        connect(&shown.model, &QAbstractItemModel::layoutAboutToBeChanged, this,
                [&] { letGo += int(!shown.table->selectionModel()->hasSelection()); });
        shown.begin(20'000, 20'100);
        QVERIFY(shown.waitForRows(20'100));
        QCOMPARE(letGo, 1);
        QCOMPARE(shown.selectedRows(), 20'100);
        QCOMPARE(shown.table->currentRequest(), 7);
    }

    void manyButNotAllAreLetGo()
    {
        Shown shown(20'000);
        QVERIFY(shown.waitForRows(20'000));
        const QItemSelection many(shown.model.index(0, 0), shown.model.index(14'999, requestColumnCount - 1));
        shown.table->selectionModel()->select(many, QItemSelectionModel::ClearAndSelect);
        shown.begin(20'000, 20'100);
        QVERIFY(shown.waitForRows(20'100));
        QCOMPARE(shown.selectedRows(), 0);
    }
};

QTEST_MAIN(RequestTableTest)
#include "tst_requesttable.moc"
