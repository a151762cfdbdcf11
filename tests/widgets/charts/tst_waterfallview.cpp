// SPDX-License-Identifier: GPL-3.0-or-later
// The waterfall's view of a real model whose record is written by hand.
#include "widgets/charts/waterfallview.h"

#include "support/facts.h"

#include "core/run/runrecorder.h"
#include "models/base/timeaxis.h"
#include "models/run/requestmodel.h"

#include <QApplication>
#include <QHelpEvent>
#include <QIdentityProxyModel>
#include <QMouseEvent>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
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
        , timeline(m_recorder.record())
    {
        model.setRecord(m_recorder.record());
        counted.setSourceModel(&model);
        view = new WaterfallView(&counted, &timeline, &axis, &selection);
        auto *layout = new QVBoxLayout(&window);
        layout->setContentsMargins({});
        layout->addWidget(view);
        window.resize(size);
        window.show();
    }

    /// `request` waits on `lane` from `at` on, for 40 ms if no other time is given, and is done.
    void finish(quint32 request, qint64 at, quint32 lane = 0, qint64 duration = 40 * ms,
                Outcome outcome = Outcome::Done)
    {
        const auto fact = [request](Fact::Kind kind, Stage stage, qint64 time) {
            Fact made;
            made.at = time;
            made.request = request;
            made.kind = kind;
            made.stage = stage;
            return made;
        };
        Fact reply = fact(Fact::Kind::Replied, Stage::Wait, at + duration);
        reply.status = 200;
        reply.value = -1;
        Fact end = fact(Fact::Kind::Finished, Stage::Wait, at + duration);
        end.outcome = outcome;
        Fact begin = fact(Fact::Kind::Ended, Stage::Queued, at);
        begin.value = lane;
        take({begin, fact(Fact::Kind::Began, Stage::Wait, at), fact(Fact::Kind::Ended, Stage::Wait, at + duration),
              reply, end});
    }

    /// What happened up to the last one, which is now.
    void take(const std::vector<Fact> &facts)
    {
        FactBatch batch;
        batch.runId = 1;
        batch.facts = facts::whole(facts);
        QVERIFY(m_recorder.apply(batch));
        timeline.take(batch.facts);
        model.noteChanges(batch.facts);
        model.pushChanges();
        axis.setNow(double(facts.back().at));
    }

    /// After which nothing else is told.
    void end(qint64 at)
    {
        m_recorder.record()->elapsedNs = at;
        axis.finish(double(at));
    }

    /// The middle of `row`, in the viewport.
    QPoint middleOf(int row) const
    {
        const WaterfallRows rows = view->rows();
        return {300, int(WaterfallScene::topMargin + rows.topOf(row) + rows.rowHeight() / 2)};
    }

private:
    static RunPlan planOf(quint32 requests)
    {
        RunPlan plan;
        plan.requests = requests;
        return plan;
    }

    RunRecorder m_recorder;

public:
    TimelineIndex timeline;
    RequestModel model;
    CountingModel counted;
    TimeAxis axis;
    RunSelection selection;
    QWidget window;
    WaterfallView *view = nullptr;
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
        QCOMPARE(shown.view->currentRequest(), -1);
        QSignalSpy changed(shown.view, &WaterfallView::currentRequestChanged);
        for (const int row : {0, 23, 49}) {
            QTest::mouseClick(shown.view->viewport(), Qt::LeftButton, {}, shown.middleOf(row));
            QCOMPARE(shown.view->currentRequest(), row);
        }
        QCOMPARE(changed.count(), 3);
        QCOMPARE(changed.last().first().toInt(), 49);
        // Below the last row are the labels of the time axis: no row.
        QTest::mouseClick(shown.view->viewport(), Qt::LeftButton, {},
                          QPoint(300, shown.view->viewport()->height() - 5));
        QCOMPARE(shown.view->currentRequest(), 49);
    }

    void itsNumbersCanBeTakenAlong()
    {
        Shown shown(50);
        shown.finish(0, 10 * ms, 3);
        QCOMPARE(shown.view->numbers(),
                 QStringLiteral("request\tlane\tstage\tfrom (ms)\tto (ms)\n0\t3\tqueued\t0.000000\t10.000000\n"
                                "0\t3\twait\t10.000000\t50.000000"));
    }

    void itsNumbersHaveTheLoopWaits()
    {
        Shown shown(50);
        shown.take({facts::ended(2, Stage::Queued, 10 * ms, 3), facts::began(2, Stage::Receive, 10 * ms),
                    facts::ended(2, Stage::Receive, 12 * ms), facts::began(2, Stage::Wrap, 19 * ms),
                    facts::ended(2, Stage::Wrap, 20 * ms), facts::finished(2, Outcome::Done, 20 * ms)});
        const QStringList lines = shown.view->numbers().split(QLatin1Char('\n'));
        QCOMPARE(lines.mid(2), QStringList({QStringLiteral("2\t3\treceive\t10.000000\t12.000000"),
                                            QStringLiteral("2\t3\tloop wait\t12.000000\t19.000000"),
                                            QStringLiteral("2\t3\twrap\t19.000000\t20.000000")}));
    }

    void aClickKnowsHowFarTheRowsAreScrolled()
    {
        Shown shown(10'000);
        shown.view->showRows(0);
        shown.view->verticalScrollBar()->setValue(7'000);
        QTest::mouseClick(shown.view->viewport(), Qt::LeftButton, {}, shown.middleOf(7'012));
        QCOMPARE(shown.view->currentRequest(), 7'012);
    }

    void aDragPansAndSelectsNothing()
    {
        Shown shown(50);
        shown.finish(0, 0);
        QWidget *viewport = shown.view->viewport();
        QTest::mousePress(viewport, Qt::LeftButton, {}, QPoint(300, 100));
        QTest::mouseMove(viewport, QPoint(240, 100));
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, QPoint(200, 100));
        QCOMPARE(shown.view->currentRequest(), -1);
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
        shown.view->showRows(0);
        const int page = shown.view->rows().rowsInView();
        const auto press = [&shown](Qt::Key key) {
            QTest::keyClick(shown.view, key);
            return shown.view->currentRequest();
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
        QCOMPARE(shown.view->currentRequest(), -1);
    }

    void saysTheCurrentRowAloud()
    {
        Shown shown(50);
        const QString none = shown.view->spokenText();
        QVERIFY2(none.contains(QStringLiteral("No request")), qPrintable(none));
        shown.view->setCurrentRequest(7);
        const QString pending = shown.view->spokenText();
        QVERIFY2(pending.startsWith(QStringLiteral("Request 7:")), qPrintable(pending));
        shown.finish(7, 10 * ms);
        const QString done = shown.view->spokenText(); // what happens to it is told without a move
        QVERIFY2(done.contains(QStringLiteral("done")) && done.contains(QStringLiteral("200")), qPrintable(done));
        QVERIFY(done != pending);
        shown.view->setCurrentRequest(-1);
        QCOMPARE(shown.view->spokenText(), none);
    }

    void aNewRunSelectsNothing()
    {
        Shown shown(50);
        shown.view->setCurrentRequest(7);
        QSignalSpy changed(shown.view, &WaterfallView::currentRequestChanged);
        shown.model.setRecord(nullptr);
        QCOMPARE(shown.view->currentRequest(), -1);
        QCOMPARE(changed.count(), 1);
    }

    void followsTheRunUntilTheUserScrolls()
    {
        Shown shown(500);
        shown.finish(400, ms);
        shown.view->followRun();
        const auto isInView = [&shown](int row) {
            const WaterfallRows rows = shown.view->rows();
            return row >= rows.firstRow && row < rows.firstRow + rows.rowsInView();
        };
        QVERIFY(isInView(400));
        shown.view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMinimum); // as the mouse does
        shown.finish(450, 2 * ms);
        shown.view->followRun();
        QVERIFY(isInView(0));
        QVERIFY(!isInView(450));
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
        shown.view->showRows(0);
        shown.view->verticalScrollBar()->setValue(60'000);
        shown.counted.forget();
        shown.view->grab();
        const WaterfallRows rows = shown.view->rows();
        QVERIFY(shown.counted.rows.contains(60'000));
        QVERIFY(shown.counted.rows.contains(60'000 + rows.rowsInView() - 1));
        for (const int row : std::as_const(shown.counted.rows))
            QVERIFY2(row >= rows.firstRow && row <= rows.firstRow + rows.rowsInView(),
                     qPrintable(QString::number(row)));
        QVERIFY2(shown.counted.calls <= 7 * (rows.rowsInView() + 1), qPrintable(QString::number(shown.counted.calls)));

        shown.counted.forget();
        shown.finish(99'999, ms); // out of view: looked up, not painted
        QVERIFY2(shown.counted.calls <= 10, qPrintable(QString::number(shown.counted.calls)));
    }

    void rowsAreThoseOfTheTimeInView()
    {
        Shown shown(100);
        for (quint32 request = 0; request < 100; ++request)
            shown.finish(request, qint64(request) * 10 * ms, request % 4);
        QVERIFY(shown.view->shownText().isEmpty()); // the whole run
        QCOMPARE(shown.view->rows().count, 100);
        QSignalSpy told(shown.view, &WaterfallView::shownChanged);
        shown.axis.show(502 * ms, 508 * ms);
        QCOMPARE(shown.view->rows().count, 4); // 46 ended at 500 ms, 51 has not begun
        QCOMPARE(shown.view->requests().requestAt(0), 47u);
        QVERIFY(told.count() > 0);
        const QString text = shown.view->shownText();
        QVERIFY2(text.contains(QStringLiteral("502.0–508.0 ms")) && text.contains(QStringLiteral("4 request")),
                 qPrintable(text));
        QTest::mouseClick(shown.view->viewport(), Qt::LeftButton, {}, shown.middleOf(2));
        QCOMPARE(quint32(shown.view->currentRequest()), shown.view->requests().requestAt(2));
        shown.axis.fit();
        QCOMPARE(shown.view->rows().count, 100);
    }

    void aRequestThatIsChosenElsewhereComesIntoView()
    {
        Shown shown(100);
        for (quint32 request = 0; request < 100; ++request)
            shown.finish(request, qint64(request) * 10 * ms);
        shown.axis.show(0, 50 * ms);
        shown.view->setCurrentRequest(80);
        QVERIFY(shown.axis.beginNs() < 800 * ms && shown.axis.endNs() > 800 * ms);
        QVERIFY(shown.view->requests().contains(80));
    }

    void lanesHaveTheirRequestsOneAfterTheOther()
    {
        Shown shown(40);
        for (quint32 request = 0; request < 40; ++request) // four lanes, of which each is idle for half of the time
            shown.finish(request, qint64(request / 4) * 80 * ms, request % 4);
        shown.view->setMode(WaterfallMode::ByLane);
        QCOMPARE(shown.view->rows().count, 4);
        shown.axis.finish(800 * ms);
        const TimeScale scale = shown.view->timeScale();
        const auto click = [&](int lane, double at) {
            QPoint point = shown.middleOf(lane);
            point.setX(int(scale.xOf(at)));
            QTest::mouseClick(shown.view->viewport(), Qt::LeftButton, {}, point);
            return shown.view->currentRequest();
        };
        QCOMPARE(click(2, 180 * ms), 10);
        QCOMPARE(click(0, 180 * ms), 8);
        const auto press = [&shown](Qt::Key key) {
            QTest::keyClick(shown.view, key);
            return shown.view->currentRequest();
        };
        QCOMPARE(press(Qt::Key_Right), 12);
        QCOMPARE(press(Qt::Key_Left), 8);
        QCOMPARE(press(Qt::Key_Down), 9); // the one beside it in time
        QCOMPARE(press(Qt::Key_Up), 8);
        QCOMPARE(press(Qt::Key_Up), 8);
        QCOMPARE(press(Qt::Key_End), 36);
        QCOMPARE(press(Qt::Key_Right), 36);
        QCOMPARE(press(Qt::Key_Home), 0);
        // Idle time is seen: the same pixel in a request and after it.
        shown.view->setCurrentRequest(-1);
        const QImage image = shown.view->grab().toImage();
        const int y = shown.middleOf(3).y();
        QVERIFY(image.pixel(int(scale.xOf(100 * ms)), y) != image.pixel(int(scale.xOf(140 * ms)), y));
        shown.axis.show(80 * ms, 160 * ms);
        QVERIFY2(shown.view->shownText().contains(QStringLiteral("4 lane")), qPrintable(shown.view->shownText()));
    }

    void manyRowsAreADensity()
    {
        Shown shown(2'000, QSize(800, 326));
        QVERIFY(shown.view->isDense());
        QCOMPARE(shown.view->verticalScrollBar()->maximum(), 0); // all are in view
        for (quint32 request = 0; request < 2'000; ++request)
            shown.finish(request, qint64(request) * ms, 0, 40 * ms, request == 1'200 ? Outcome::Failed : Outcome::Done);
        QSignalSpy scanned(shown.view, &WaterfallView::scanned);
        shown.axis.finish(2'040 * ms);
        QVERIFY(scanned.count() > 0 || scanned.wait());
        const QImage image = shown.view->grab().toImage();
        const WaterfallRows rows = shown.view->rows();
        const TimeScale scale = shown.view->timeScale();
        const auto pixel = [&](int row, double at) {
            return image.pixelColor(int(scale.xOf(at)), int(WaterfallScene::topMargin + rows.topOf(row)));
        };
        const QColor empty = image.pixelColor(3, 3);
        QVERIFY(pixel(1'000, 1'020 * ms) != empty);
        QCOMPARE(pixel(1'000, 1'520 * ms), empty);
        // A click finds what is there, and the wheel over the labels leads to rows.
        QTest::mouseClick(shown.view->viewport(), Qt::LeftButton, {},
                          QPoint(int(scale.xOf(1'020 * ms)), int(WaterfallScene::topMargin + rows.topOf(1'000))));
        QVERIFY(std::abs(shown.view->currentRequest() - 1'000) <= 20);
        shown.view->setCurrentRequest(-1);
        const QPointF overLabels(5, 150);
        QWheelEvent wheel(overLabels, shown.view->mapToGlobal(overLabels), {}, QPoint(0, -120), Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(shown.view->viewport(), &wheel);
        QVERIFY(!shown.view->isDense());
        QVERIFY(shown.view->rows().firstRow > 500);
        shown.axis.zoomIn();
        shown.axis.fit();
        QVERIFY(shown.view->isDense());
    }

    /// Also where a part of the time is in view, which stays as it is.
    void afterTheRunThePictureIsOfAll()
    {
        constexpr quint32 requests = 60'000; // three times as many as are drawn before
        constexpr qint64 until = 100 * ms;
        constexpr int deadline = 20'000;
        Shown shown(requests);
        std::vector<Fact> told;
        for (quint32 request = 0; request < requests; ++request) { // every third waits, the others receive
            const Stage stage = request % 3 == 0 ? Stage::Wait : Stage::Receive;
            told.insert(told.end(),
                        {facts::ended(request, Stage::Queued, 0, request % 1'000), facts::began(request, stage, 0),
                         facts::ended(request, stage, until), facts::finished(request, Outcome::Done, until)});
        }
        shown.take(told);
        QSignalSpy scanned(shown.view, &WaterfallView::scanned);
        shown.axis.zoomIn();
        QVERIFY(shown.view->isDense());
        QVERIFY(scanned.wait(deadline));
        const QImage sample = shown.view->grab().toImage();
        shown.end(until);
        shown.view->followRun();
        QVERIFY(scanned.wait(deadline));
        QVERIFY(shown.view->grab().toImage() != sample);
    }

    void marksLeadToTheSlowestAndTheFailed()
    {
        Shown shown(2'000);
        for (quint32 request = 0; request < 2'000; ++request)
            shown.finish(request, qint64(request) * ms, 0, request == 700 ? 400 * ms : 40 * ms,
                         request == 1'200 ? Outcome::Failed : Outcome::Done);
        QSignalSpy scanned(shown.view, &WaterfallView::scanned);
        shown.axis.finish(2'040 * ms);
        QVERIFY(scanned.count() > 0 || scanned.wait());
        const std::vector<EdgeMark> marks = shown.view->edgeMarks();
        const auto markOf = [&marks](quint32 request) {
            return std::find_if(marks.begin(), marks.end(),
                                [&](const EdgeMark &mark) { return mark.request == request; });
        };
        QVERIFY(markOf(700) != marks.end() && !markOf(700)->isFailed);
        QVERIFY(markOf(1'200) != marks.end() && markOf(1'200)->isFailed);
        const QString sentence = shown.view->spokenText();
        QVERIFY2(sentence.contains(QStringLiteral("slowest took 400 ms")), qPrintable(sentence));
        QTest::keyClick(shown.view, Qt::Key_F);
        QCOMPARE(shown.view->currentRequest(), 1'200);
        QTest::mouseClick(shown.view->viewport(), Qt::LeftButton, {}, markOf(700)->centre.toPoint());
        QCOMPARE(shown.view->currentRequest(), 700);
        QVERIFY(!shown.view->isDense());
        const WaterfallRows rows = shown.view->rows();
        const int row = shown.view->requests().rowOf(700).value_or(-1);
        QVERIFY(row >= rows.firstRow && row < rows.firstRow + rows.rowsInView());
    }

    void marksStandAtTheirRowsOrAtTheEdgeBehindWhichThoseAre()
    {
        Shown shown(200);
        for (quint32 request = 0; request < 200; ++request)
            shown.finish(request, qint64(request) * ms, 0, request == 120 ? 400 * ms : 40 * ms,
                         request == 3 || request == 110 ? Outcome::Failed : Outcome::Done);
        shown.axis.finish(600 * ms);
        using Place = EdgeMark::Place;
        const auto markOf = [&shown](quint32 request) {
            const std::vector<EdgeMark> marks = shown.view->edgeMarks();
            const auto mark = std::find_if(marks.begin(), marks.end(),
                                           [&](const EdgeMark &other) { return other.request == request; });
            return mark == marks.end() ? EdgeMark() : *mark;
        };
        shown.view->verticalScrollBar()->setValue(0);
        const double lowest = WaterfallScene::topMargin + shown.view->rows().viewHeight;
        QCOMPARE(markOf(3).place, Place::AtRow);
        QVERIFY(std::abs(markOf(3).centre.y() - shown.middleOf(3).y()) <= 2);
        for (const quint32 hidden : {110U, 120U}) {
            QCOMPARE(markOf(hidden).place, Place::Below);
            QVERIFY(lowest - markOf(hidden).centre.y() <= WaterfallScene::markPlace);
        }
        shown.view->verticalScrollBar()->setValue(100);
        for (const quint32 seen : {110U, 120U}) {
            QCOMPARE(markOf(seen).place, Place::AtRow);
            QVERIFY(std::abs(markOf(seen).centre.y() - shown.middleOf(int(seen)).y()) <= 2);
        }
        const EdgeMark above = markOf(3);
        QVERIFY(above.place == Place::Above && above.isFailed);
        const QPoint at = above.centre.toPoint();
        QHelpEvent help(QEvent::ToolTip, at, shown.view->viewport()->mapToGlobal(at));
        QApplication::sendEvent(shown.view->viewport(), &help);
        QVERIFY2(QToolTip::text().contains(QStringLiteral("further up; a click goes there")),
                 qPrintable(QToolTip::text()));
        QTest::mouseClick(shown.view->viewport(), Qt::LeftButton, {}, at);
        QCOMPARE(shown.view->currentRequest(), 3);
        QCOMPARE(markOf(3).place, Place::AtRow);
    }

    void aRangeIsPickedAndShown()
    {
        Shown shown(50);
        shown.finish(0, 0);
        shown.axis.finish(100 * ms);
        const QImage before = shown.view->grab().toImage();
        const TimeScale scale = shown.view->timeScale();
        QWidget *viewport = shown.view->viewport();
        QTest::mousePress(viewport, Qt::LeftButton, Qt::ShiftModifier, QPoint(int(scale.xOf(30 * ms)), 100));
        drag(viewport, QPoint(int(scale.xOf(60 * ms)), 100));
        QTest::mouseRelease(viewport, Qt::LeftButton, Qt::ShiftModifier, QPoint(int(scale.xOf(60 * ms)), 100));
        QVERIFY(shown.selection.range().time);
        QCOMPARE(shown.view->currentRequest(), -1);
        const QPoint within(int(scale.xOf(47 * ms)), 110);
        QVERIFY(shown.view->grab().toImage().pixel(within) != before.pixel(within));
        QTest::keyClick(shown.view, Qt::Key_Escape);
        QVERIFY(shown.selection.range().isEmpty());
    }
};

QTEST_MAIN(WaterfallViewTest)
#include "tst_waterfallview.moc"
