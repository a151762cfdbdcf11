// SPDX-License-Identifier: GPL-3.0-or-later
// The waterfall's view of a real model whose record is written by hand.
#include "widgets/charts/waterfallview.h"

#include "support/facts.h"

#include "core/run/runrecorder.h"
#include "models/base/timeaxis.h"
#include "models/run/requestmodel.h"

#include <QApplication>
#include <QIdentityProxyModel>
#include <QMouseEvent>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace fiftyfold;

namespace {

constexpr qint64 ms = 1'000'000;

/// Notes which rows the view asks for.
class CountingModel : public QIdentityProxyModel
{
public:
    QVariant data(const QModelIndex &index, int role) const override
    {
        ++calls;
        rows.insert(index.row());
        return QIdentityProxyModel::data(index, role);
    }

    void forget()
    {
        calls = 0;
        rows.clear();
    }

    mutable int calls = 0;
    mutable QSet<int> rows;
};

/// A view of `requests` requests, in a window of its own. Nothing has happened to them until finish().
class Shown
{
public:
    explicit Shown(quint32 requests, const QSize &size = QSize(800, 326))
        : m_recorder(planOf(requests), 1)
    {
        model.setRecord(m_recorder.record());
        counted.setSourceModel(&model);
        view = new WaterfallView(&counted, &axis);
        auto *layout = new QVBoxLayout(&window);
        layout->setContentsMargins({});
        layout->addWidget(view);
        window.resize(size);
        window.show();
    }

    /// `request` waits from `at` on for 40 ms and is done.
    void finish(quint32 request, qint64 at)
    {
        const auto fact = [request](Fact::Kind kind, Stage stage, qint64 time) {
            Fact made;
            made.at = time;
            made.request = request;
            made.kind = kind;
            made.stage = stage;
            return made;
        };
        Fact reply = fact(Fact::Kind::Replied, Stage::Wait, at + 40 * ms);
        reply.status = 200;
        reply.value = -1;
        Fact end = fact(Fact::Kind::Finished, Stage::Wait, at + 40 * ms);
        end.outcome = Outcome::Done;
        FactBatch batch;
        batch.runId = 1;
        batch.facts =
            facts::whole({fact(Fact::Kind::Ended, Stage::Queued, at), fact(Fact::Kind::Began, Stage::Wait, at),
                          fact(Fact::Kind::Ended, Stage::Wait, at + 40 * ms), reply, end});
        QVERIFY(m_recorder.apply(batch));
        model.noteChanges(batch.facts);
        model.pushChanges();
        axis.setNow(double(at + 40 * ms));
    }

    /// The middle of `row`, in the viewport.
    QPoint middleOf(int row) const
    {
        const WaterfallRows rows = view->rows();
        return {300, int(topMargin + rows.topOf(row) + rows.rowHeight() / 2)};
    }

    RequestModel model;
    CountingModel counted;
    TimeAxis axis;
    QWidget window;
    WaterfallView *view = nullptr;

private:
    static constexpr int topMargin = 4; ///< Above the rows.

    static RunPlan planOf(quint32 requests)
    {
        RunPlan plan;
        plan.requests = requests;
        return plan;
    }

    RunRecorder m_recorder;
};

/// Moves the mouse with its left button pressed.
void drag(QWidget *widget, const QPoint &to)
{
    QMouseEvent event(QEvent::MouseMove, to, widget->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(widget, &event);
}

} // namespace

class WaterfallViewTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aClickSelectsTheRowUnderIt()
    {
        Shown shown(50);
        QCOMPARE(shown.view->currentRow(), -1);
        QSignalSpy changed(shown.view, &WaterfallView::currentRowChanged);
        for (const int row : {0, 23, 49}) {
            QTest::mouseClick(shown.view->viewport(), Qt::LeftButton, {}, shown.middleOf(row));
            QCOMPARE(shown.view->currentRow(), row);
        }
        QCOMPARE(changed.count(), 3);
        QCOMPARE(changed.last().first().toInt(), 49);
        // Below the last row are the labels of the time axis: no row.
        QTest::mouseClick(shown.view->viewport(), Qt::LeftButton, {},
                          QPoint(300, shown.view->viewport()->height() - 5));
        QCOMPARE(shown.view->currentRow(), 49);
    }

    void aClickKnowsHowFarTheRowsAreScrolled()
    {
        Shown shown(10'000);
        shown.view->verticalScrollBar()->setValue(7'000);
        QTest::mouseClick(shown.view->viewport(), Qt::LeftButton, {}, shown.middleOf(7'012));
        QCOMPARE(shown.view->currentRow(), 7'012);
    }

    void aDragPansAndSelectsNothing()
    {
        Shown shown(50);
        shown.finish(0, 0);
        QWidget *viewport = shown.view->viewport();
        QTest::mousePress(viewport, Qt::LeftButton, {}, QPoint(300, 100));
        QTest::mouseMove(viewport, QPoint(240, 100));
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, QPoint(200, 100));
        QCOMPARE(shown.view->currentRow(), -1);
    }

    void aDragPointsAtNothing()
    {
        Shown shown(50);
        shown.finish(0, 0);
        shown.axis.fit(); // the whole run is in view: the drag pans nothing
        QWidget *viewport = shown.view->viewport();
        const double begin = shown.axis.beginNs();
        shown.axis.setHover(0.5 * shown.axis.endNs());
        QTest::mousePress(viewport, Qt::LeftButton, {}, QPoint(300, 100));
        drag(viewport, QPoint(360, 100));
        QVERIFY(!shown.axis.hoverNs());
        QCOMPARE(shown.axis.beginNs(), begin);
        drag(viewport, QPoint(420, 100));
        QVERIFY(!shown.axis.hoverNs());
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, QPoint(420, 100));
    }

    void keysSelect()
    {
        Shown shown(10'000);
        const int page = shown.view->rows().rowsInView();
        const auto press = [&shown](Qt::Key key) {
            QTest::keyClick(shown.view, key);
            return shown.view->currentRow();
        };
        QCOMPARE(press(Qt::Key_Down), 0); // the first in view
        QCOMPARE(press(Qt::Key_Down), 1);
        QCOMPARE(press(Qt::Key_Up), 0);
        QCOMPARE(press(Qt::Key_Up), 0);
        QCOMPARE(press(Qt::Key_PageDown), page);
        QCOMPARE(press(Qt::Key_End), 9'999);
        QCOMPARE(press(Qt::Key_Down), 9'999);
        QCOMPARE(shown.view->verticalScrollBar()->value(), shown.view->verticalScrollBar()->maximum());
        QCOMPARE(press(Qt::Key_PageUp), 9'999 - page);
        QCOMPARE(press(Qt::Key_Home), 0);
        QCOMPARE(shown.view->verticalScrollBar()->value(), 0);
    }

    void keysDoNothingWithoutRows()
    {
        Shown shown(1);
        shown.model.setRecord(nullptr);
        for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Up, Qt::Key_Home, Qt::Key_End, Qt::Key_PageDown})
            QTest::keyClick(shown.view, key);
        QCOMPARE(shown.view->currentRow(), -1);
    }

    void saysTheCurrentRowAloud()
    {
        Shown shown(50);
        const QString none = shown.view->spokenText();
        QVERIFY2(none.contains(QStringLiteral("No request")), qPrintable(none));
        shown.view->setCurrentRow(7);
        const QString pending = shown.view->spokenText();
        QVERIFY2(pending.startsWith(QStringLiteral("Request 7:")), qPrintable(pending));
        shown.finish(7, 10 * ms);
        const QString done = shown.view->spokenText(); // what happens to it is told without a move
        QVERIFY2(done.contains(QStringLiteral("done")) && done.contains(QStringLiteral("200")), qPrintable(done));
        QVERIFY(done != pending);
        shown.view->setCurrentRow(-1);
        QCOMPARE(shown.view->spokenText(), none);
    }

    void aNewRunSelectsNothing()
    {
        Shown shown(50);
        shown.view->setCurrentRow(7);
        QSignalSpy changed(shown.view, &WaterfallView::currentRowChanged);
        shown.model.setRecord(nullptr);
        QCOMPARE(shown.view->currentRow(), -1);
        QCOMPARE(changed.count(), 1);
    }

    void followsTheRunUntilTheUserScrolls()
    {
        Shown shown(10'000);
        shown.finish(500, ms);
        shown.view->followRun();
        const auto isInView = [&shown](int row) {
            const WaterfallRows rows = shown.view->rows();
            return row >= rows.firstRow && row < rows.firstRow + rows.rowsInView();
        };
        QVERIFY(isInView(500));
        shown.view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMinimum); // as the mouse does
        shown.finish(900, 2 * ms);
        shown.view->followRun();
        QVERIFY(isInView(0));
        QVERIFY(!isInView(900));
    }

    void lastRowsStayWhereTheViewGetsSmaller()
    {
        Shown shown(200);
        QScrollBar *bar = shown.view->verticalScrollBar();
        QVERIFY(bar->maximum() > 0);
        bar->setValue(bar->maximum());
        shown.window.resize(800, 200); // as where a message opens above
        QTRY_COMPARE(shown.view->height(), 200);
        QCOMPARE(bar->value(), bar->maximum());
        bar->setValue(3);
        shown.window.resize(800, 150);
        QTRY_COMPARE(shown.view->height(), 150);
        QCOMPARE(bar->value(), 3);
    }

    void asksForVisibleRowsOnly()
    {
        Shown shown(100'000);
        QVERIFY(QTest::qWaitForWindowExposed(&shown.window));
        shown.view->verticalScrollBar()->setValue(60'000);
        shown.counted.forget();
        shown.view->grab();
        const WaterfallRows rows = shown.view->rows();
        QVERIFY(shown.counted.rows.contains(60'000));
        QVERIFY(shown.counted.rows.contains(60'000 + rows.rowsInView() - 1));
        for (const int row : std::as_const(shown.counted.rows))
            QVERIFY2(row >= rows.firstRow && row <= rows.firstRow + rows.rowsInView(),
                     qPrintable(QString::number(row)));
        QVERIFY2(shown.counted.calls <= 6 * (rows.rowsInView() + 1), qPrintable(QString::number(shown.counted.calls)));

        shown.counted.forget();
        shown.finish(99'999, ms); // out of view: looked up, not painted
        QVERIFY2(shown.counted.calls <= 10, qPrintable(QString::number(shown.counted.calls)));
    }
};

QTEST_MAIN(WaterfallViewTest)
#include "tst_waterfallview.moc"
