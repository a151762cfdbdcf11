// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keyboard do to the time axis and to the range that requests are picked out by.
#include "widgets/charts/timegestures.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;

namespace {

constexpr double ms = 1e6;

/// Gestures over a plot of 100 ms, a millisecond to each pixel from x = 0 on.
struct Plot {
    Plot()
    {
        axis.finish(100 * ms / 1.03);
        scale.endNs = 100 * ms;
        scale.width = 100;
    }

    static QMouseEvent mouse(QEvent::Type type, double x, Qt::KeyboardModifiers modifiers)
    {
        const bool isMove = type == QEvent::MouseMove;
        const bool isUp = type == QEvent::MouseButtonRelease;
        return QMouseEvent(type, QPointF(x, 20), QPointF(x, 20), isMove ? Qt::NoButton : Qt::LeftButton,
                           isUp ? Qt::NoButton : Qt::LeftButton, modifiers);
    }

    void press(double x, Qt::KeyboardModifiers modifiers)
    {
        const QMouseEvent event = mouse(QEvent::MouseButtonPress, x, modifiers);
        gestures.press(&event);
    }
    void move(double x)
    {
        const QMouseEvent event = mouse(QEvent::MouseMove, x, {});
        gestures.move(&event, scale);
    }
    bool release(double x)
    {
        const QMouseEvent event = mouse(QEvent::MouseButtonRelease, x, {});
        return gestures.release(&event);
    }
    bool key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        const QKeyEvent event(QEvent::KeyPress, key, modifiers);
        return gestures.pressKey(&event, scale);
    }

    NsRange time() const { return selection.range().time.value_or(NsRange{-1, -1}); }

    TimeAxis axis;
    RunSelection selection;
    TimeScale scale;
    TimeGestures gestures{&axis, &selection};
};

NsRange range(double beginMs, double endMs)
{
    return {qint64(beginMs * ms), qint64(endMs * ms)};
}

} // namespace

class TimeGesturesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDragWithShiftPicksARange()
    {
        Plot plot;
        QSignalSpy ranges(&plot.axis, &TimeAxis::rangeChanged);
        plot.press(30, Qt::ShiftModifier);
        QVERIFY(!plot.selection.range().time);
        plot.move(60);
        QCOMPARE(plot.time(), range(30, 60)); // while it is dragged
        plot.move(10);
        QCOMPARE(plot.time(), range(10, 30)); // never the wrong way round
        plot.move(-50);
        QCOMPARE(plot.time(), range(0, 30)); // no time outside of the plot
        plot.move(170);
        QCOMPARE(plot.time(), range(30, 100));
        QVERIFY(!plot.release(170));
        plot.move(50);
        QCOMPARE(plot.time(), range(30, 100));
        QCOMPARE(ranges.count(), 0); // it does not pan
    }

    void aClickWithShiftPicksNothing()
    {
        Plot plot;
        plot.press(30, Qt::ShiftModifier);
        QVERIFY(plot.release(30));
        QVERIFY(!plot.selection.range().time);
    }

    void aDragPointsAtNothing()
    {
        Plot plot;
        plot.move(20);
        plot.press(30, Qt::ShiftModifier);
        plot.axis.setHover(30 * ms);
        plot.move(60);
        QVERIFY(!plot.axis.hoverNs());
    }

    void escapeTakesARangeBack()
    {
        Plot plot;
        const QKeyEvent escape(QEvent::ShortcutOverride, Qt::Key_Escape, Qt::NoModifier);
        QVERIFY(!plot.gestures.overridesShortcut(&escape)); // it is the window's
        QVERIFY(!plot.key(Qt::Key_Escape));
        plot.press(30, Qt::ShiftModifier);
        plot.move(60);
        QVERIFY(plot.gestures.overridesShortcut(&escape));
        QVERIFY(plot.key(Qt::Key_Escape));
        QVERIFY(plot.selection.range().isEmpty());
        plot.move(70); // the button is still down
        QVERIFY(plot.selection.range().isEmpty());
    }

    void theTimeInViewIsPickedByKey()
    {
        Plot plot;
        QVERIFY(!plot.key(Qt::Key_R, Qt::ControlModifier));
        QVERIFY(plot.key(Qt::Key_R));
        QCOMPARE(plot.time(), range(0, 100));
    }

    void withoutASelectionADragWithShiftPans()
    {
        Plot plot;
        plot.axis.zoom(0.5, 50 * ms);
        plot.scale.beginNs = plot.axis.beginNs();
        plot.scale.endNs = plot.axis.endNs();
        plot.gestures = TimeGestures(&plot.axis);
        QVERIFY(!plot.key(Qt::Key_R));
        plot.press(30, Qt::ShiftModifier);
        plot.move(60);
        QVERIFY(plot.axis.beginNs() < plot.scale.beginNs);
        QVERIFY(!plot.release(60));
    }
};

QTEST_MAIN(TimeGesturesTest)
#include "tst_timegestures.moc"
