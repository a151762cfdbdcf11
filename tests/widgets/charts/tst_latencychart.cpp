// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/latencychart.h"

#include "models/base/timeaxis.h"
#include "models/run/requestmodel.h"
#include "support/latencyrun.h"
#include "widgets/charts/latencypainting.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace fiftyfold;

namespace {

constexpr qint64 ms = 1'000'000;

/// A chart of a run in which a request is due every 10 ms, and takes 20 ms, every tenth 100 ms of lag more.
class Shown
{
public:
    /// Each `failing`th fails, and others take 1 ms; or none but the last one.
    explicit Shown(quint32 count, quint32 failing = 0)
        : run(count + 1)
    {
        for (quint32 request = 0; request < count; ++request) {
            if (failing > 0 && request % failing == 0)
                run.addFailed(request * 10 * ms);
            else
                run.addDone(request * 10 * ms, request % 10 == (failing > 0 ? 5 : 0) ? 100 * ms : 0,
                            failing > 0 ? 1 * ms : 20 * ms);
        }
        run.addFailed(count * 10 * ms);
        requests.setRecord(run.record());
        axis.finish(double((count + 20) * 10 * ms));
        chart = std::make_unique<LatencyChart>(run.points, &requests, &axis, &selection);
        chart->resize(800, 240);
        chart->show();
        chart->refresh();
    }

    QPoint positionOf(quint32 request) const { return chart->positionOf(request).value(); }
    /// With Shift.
    void drag(QPoint from, QPoint to)
    {
        QTest::mousePress(chart.get(), Qt::LeftButton, Qt::ShiftModifier, from);
        QMouseEvent move(QEvent::MouseMove, to, chart->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                         Qt::ShiftModifier);
        QCoreApplication::sendEvent(chart.get(), &move);
        QTest::mouseRelease(chart.get(), Qt::LeftButton, Qt::ShiftModifier, to);
    }

    test::LatencyRun run;
    RequestModel requests;
    TimeAxis axis;
    RunSelection selection;
    std::unique_ptr<LatencyChart> chart;
};

LatencyPicture pictureOf(const Shown &shown, const RequestRange &range, qreal ratio = 1)
{
    LatencyPicture picture{.points = shown.run.points,
                           .record = *shown.requests.record(),
                           .range = range,
                           .time = {},
                           .duration = DurationScale::around(double(20 * ms), double(120 * ms), false, 200),
                           .palette = shown.chart->palette(),
                           .pixelRatio = ratio};
    picture.time.beginNs = shown.axis.beginNs();
    picture.time.endNs = shown.axis.endNs();
    picture.time.width = 600;
    return picture;
}

/// How much is painted, the sum of all opacity.
double inkOf(const QImage &image)
{
    double ink = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            ink += qAlpha(image.pixel(x, y));
    }
    return ink;
}

int labelledAxes(const LatencyChart &chart)
{
    const QList<QObject *> parts = chart.findChildren<QObject *>();
    return int(std::count_if(parts.begin(), parts.end(), [](const QObject *part) {
        return part->inherits("QCPAxis") && part->property("visible").toBool() && part->property("tickLabels").toBool();
    }));
}

} // namespace

class LatencyChartTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withoutARunItHasAHintInPlaceOfItsAxes()
    {
        const LatencyPoints points;
        const RequestModel requests;
        TimeAxis axis;
        RunSelection selection;
        LatencyChart chart(points, &requests, &axis, &selection);
        chart.setHint(QStringLiteral("no run"));
        chart.resize(800, 240);
        chart.show();
        const auto *hint = chart.findChild<QLabel *>();
        QVERIFY(hint->isVisible());
        QCOMPARE(hint->text(), QStringLiteral("no run"));
        QCOMPARE(labelledAxes(chart), 0);
        const Shown shown(20);
        QVERIFY(!shown.chart->findChild<QLabel *>()->isVisible());
        QCOMPARE(labelledAxes(*shown.chart), 2);
    }

    /// Another run makes room for its own times, and is fainter than one that is looked at.
    void aBaselineIsBehind()
    {
        const Shown shown(100);
        const Shown other(100);
        test::LatencyRun slower(100);
        for (int request = 0; request < 100; ++request)
            slower.addDone(request * 10 * ms, 0, 400 * ms);
        const QPoint alone = shown.positionOf(1);
        shown.chart->setBaseline(&slower.points, slower.record().get());
        QVERIFY(shown.positionOf(1).y() > alone.y());
        shown.chart->setBaseline(nullptr, nullptr);
        QCOMPARE(shown.positionOf(1), alone);

        const RequestRange all;
        LatencyPicture muted = pictureOf(other, all);
        const double usual = inkOf(muted.painted());
        muted.isMuted = true;
        const double faint = inkOf(muted.painted());
        QVERIFY2(faint > 0 && faint < 0.6 * usual, qPrintable(QStringLiteral("%1 of %2").arg(faint).arg(usual)));
    }

    void aClickSelectsTheRequest()
    {
        Shown shown(20);
        QTest::mouseClick(shown.chart.get(), Qt::LeftButton, {}, shown.positionOf(10));
        QCOMPARE(shown.selection.current(), 10);
        QTest::mouseClick(shown.chart.get(), Qt::LeftButton, {}, shown.positionOf(20)); // the one that failed
        QCOMPARE(shown.selection.current(), 20);
        QVERIFY(shown.positionOf(20).y() > shown.positionOf(11).y());
        QTest::mouseClick(shown.chart.get(), Qt::LeftButton, {},
                          QPoint(shown.positionOf(10).x(), 100)); // where none is
        QCOMPARE(shown.selection.current(), 20);
    }

    void theReadoutTellsOfTheRequestUnderTheMouse()
    {
        Shown shown(20);
        QTest::mouseMove(shown.chart.get(), shown.positionOf(10));
        QTRY_COMPARE(shown.chart->readout(),
                     QStringLiteral("Request 10: due 100 ms, response 120 ms, lag 100 ms, service 20.0 ms"));
        shown.axis.zoom(0.5, double(150 * ms));
        QCOMPARE(shown.chart->readout(), QString());
        shown.axis.setHover(double(150 * ms)); // in another view
        QCOMPARE(shown.chart->readout(), QString());
    }

    void manyAreADensity()
    {
        Shown few(40);
        QVERIFY(!few.chart->isDensity());
        Shown many(6'000);
        QVERIFY(many.chart->isDensity());
        QTest::mouseClick(many.chart.get(), Qt::LeftButton, {}, many.positionOf(3'000));
        QCOMPARE(many.chart->positionOf(quint32(many.selection.current())), many.positionOf(3'000));
        many.axis.zoom(0.01, double(30'000 * ms));
        QVERIFY(!many.chart->isDensity());
    }

    void manyFailuresAreCrossesThatCoverNothing()
    {
        constexpr quint32 count = 12'000;
        Shown shown(count, 2);
        QVERIFY(shown.chart->isDensity());
        const int lowestPoint = shown.positionOf(1).y(); // as fast as any
        const int crosses = shown.positionOf(2).y();
        QVERIFY2(crosses - lowestPoint >= 5, qPrintable(QStringLiteral("%1 %2").arg(crosses).arg(lowestPoint)));
        const QImage image = pictureOf(shown, {}).painted();
        int painted = 0;
        for (int x = 0; x < image.width(); ++x)
            painted += qAlpha(image.pixel(x, image.height() - 5)) > 128 ? 1 : 0; // their middle
        QVERIFY2(painted > image.width() / 20 && painted < image.width() / 2, qPrintable(QString::number(painted)));
        shown.chart->setLog(true);
        QVERIFY(shown.positionOf(2).y() - shown.positionOf(1).y() >= 5);
    }

    void whatIsNotPickedIsDim_data()
    {
        QTest::addColumn<quint32>("count");
        QTest::newRow("points") << 40U;
        QTest::newRow("density") << 6'000U;
    }

    void whatIsNotPickedIsDim()
    {
        QFETCH(quint32, count);
        Shown shown(count);
        RequestRange none;
        none.responseTime = NsRange{500 * ms, 600 * ms};
        RequestRange slow;
        slow.responseTime = NsRange{100 * ms, 200 * ms};
        const double all = inkOf(pictureOf(shown, {}).painted());
        const double dim = inkOf(pictureOf(shown, none).painted());
        const double some = inkOf(pictureOf(shown, slow).painted());
        QVERIFY(dim > 0);
        QVERIFY2(dim < some, qPrintable(QStringLiteral("%1 %2 %3").arg(dim).arg(some).arg(all)));
        QVERIFY2(some < all, qPrintable(QStringLiteral("%1 %2 %3").arg(dim).arg(some).arg(all)));
    }

    /// Or they would look as if they had been picked.
    void manyOnOnePlaceThatAreNotPickedAreAsDimAsOne()
    {
        RequestRange none;
        none.responseTime = NsRange{500 * ms, 600 * ms};
        const auto darkest = [&none](quint32 count) {
            const Shown shown(1);
            const LatencyPicture picture = pictureOf(shown, none);
            test::LatencyRun run(count);
            for (quint32 request = 0; request < count; ++request)
                run.addDone(0, 0, 20 * ms);
            const QImage image = LatencyPicture{.points = run.points,
                                                .record = *run.record(),
                                                .range = none,
                                                .time = picture.time,
                                                .duration = picture.duration,
                                                .palette = picture.palette}
                                     .painted();
            int most = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    most = qMax(most, qAlpha(image.pixel(x, y)));
            }
            return most;
        };
        const int one = darkest(1);
        QVERIFY2(one > 20 && one < 100, qPrintable(QString::number(one)));
        QVERIFY2(darkest(20) < 100, qPrintable(QString::number(darkest(20))));
    }

    void thePictureHasThePixelsOfTheScreen()
    {
        const Shown shown(6'000);
        const QImage image = pictureOf(shown, {}, 2).painted();
        QCOMPARE(image.size(), QSize(1200, 400));
        QCOMPARE(image.devicePixelRatio(), 2.0);
    }

    void aFlatDragWithShiftPicksTime()
    {
        Shown shown(40);
        shown.drag(shown.positionOf(11), shown.positionOf(31));
        QVERIFY(shown.selection.range().time);
        QVERIFY(!shown.selection.range().responseTime);
        QVERIFY(qAbs(shown.selection.range().time->begin - 110 * ms) < 2 * ms);
        QTest::keyClick(shown.chart.get(), Qt::Key_Escape);
        QVERIFY(shown.selection.range().isEmpty());
    }

    void aNarrowDragWithShiftPicksResponseTimes()
    {
        Shown shown(40);
        const QPoint slow = shown.positionOf(10);
        shown.drag(slow, QPoint(slow.x() + 1, shown.positionOf(11).y()));
        QVERIFY(!shown.selection.range().time);
        const NsRange picked = shown.selection.range().responseTime.value_or(NsRange());
        QVERIFY2(qAbs(picked.begin - 20 * ms) < 2 * ms, qPrintable(QString::number(picked.begin)));
        QVERIFY2(qAbs(picked.end - 120 * ms) < 2 * ms, qPrintable(QString::number(picked.end)));
        shown.chart->setLog(true);
        shown.drag(shown.positionOf(11), QPoint(shown.positionOf(11).x(), -50)); // no farther than the scale goes
        QVERIFY(qAbs(shown.selection.range().responseTime->begin - 20 * ms) < 2 * ms);
        QVERIFY(shown.selection.range().responseTime->end < 200 * ms);
    }

    void aDragAcrossWithShiftPicksARectangle()
    {
        Shown shown(40);
        QSignalSpy changes(&shown.selection, &RunSelection::rangeChanged);
        const QPoint margin(8, 8);
        shown.drag(shown.positionOf(10) - margin, shown.positionOf(20) + margin * 2);
        QCOMPARE(changes.count(), 1); // both at once
        const RequestRange range = shown.selection.range();
        QVERIFY(range.time && range.responseTime);
        QVERIFY(range.contains(*shown.requests.record(), 10));
        QVERIFY(range.contains(*shown.requests.record(), 20));
        QVERIFY(!range.contains(*shown.requests.record(), 15)); // as fast as most
        QVERIFY(!range.contains(*shown.requests.record(), 30)); // later
    }

    void thresholdsAreLines()
    {
        Shown shown(40);
        const LatencyLimit near{QStringLiteral("p95 < 150 ms"), LatencyTime::Response, 150e6};
        const LatencyLimit far{QStringLiteral("p99 < 10 s"), LatencyTime::Response, 10e9};
        const LatencyLimit lag{QStringLiteral("lag.p99 < 5 ms"), LatencyTime::Lag, 5e6};
        shown.chart->setLimits({lag, near, far});
        QCOMPARE(shown.chart->limitCount(), 1);
        const QPoint before = shown.positionOf(10);
        shown.chart->setLog(true);
        QVERIFY(shown.positionOf(10) != before);
        QCOMPARE(shown.chart->limitCount(), 1);
    }

    void itsNumbersAreCopied()
    {
        Shown few(20);
        few.chart->copy();
        const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 22);
        QCOMPARE(lines.at(11), QStringLiteral("10\t100.000000\t120.000000\t20.000000\tdone"));
        QCOMPARE(lines.at(21), QStringLiteral("20\t200.000000\t\t\tfailed"));
        const Shown many(6'000);
        const QStringList pieces = many.chart->numbers().split(QLatin1Char('\n'));
        QVERIFY(pieces.size() > 200 && pieces.size() < 600);
        QCOMPARE(pieces.at(1).count(QLatin1Char('\t')), pieces.at(0).count(QLatin1Char('\t')));
    }

    void isEmptyBeforeARun()
    {
        const LatencyPoints none;
        const RequestModel requests;
        TimeAxis axis;
        RunSelection selection;
        LatencyChart chart(none, &requests, &axis, &selection);
        chart.resize(400, 200);
        chart.show();
        QTest::mouseClick(&chart, Qt::LeftButton);
        QCOMPARE(selection.current(), -1);
        QCOMPARE(chart.numbers(), QString());
        QVERIFY(!chart.accessibleName().isEmpty());
    }
};

QTEST_MAIN(LatencyChartTest)
#include "tst_latencychart.moc"
