// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/requesttable.h"

#include "models/run/requestruns.h"

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
        explicit Shown(quint32 begun)
            : run(closedPlan(100'000))
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
