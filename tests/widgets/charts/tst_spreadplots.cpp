// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/latencyrun.h"
#include "widgets/charts/chartlegend.h"
#include "widgets/charts/histogramchart.h"
#include "widgets/charts/percentilechart.h"

#include <QTest>

#include <numeric>

using namespace fiftyfold;

namespace {

constexpr qint64 ms = 1'000'000;

/// A thousand requests that take 1, 2, … ms; in an open load those above 900 ms with a lag of a second.
LatencySpreads steppedSpreads(bool isOpen)
{
    test::LatencyRun run(1'000, isOpen);
    for (int request = 0; request < 1'000; ++request)
        run.addDone(request * ms, isOpen && request >= 900 ? 1'000 * ms : 0, (request + 1) * ms);
    return spreadsOf(*run.record(), {});
}

template<typename Chart>
class Shown
{
public:
    explicit Shown(const LatencySpreads &shown)
        : spreads(shown)
        , chart(spreads, &selection)
    {
        chart.resize(464, 240); // 400 px of plot
        chart.show();
    }

    void drag(int from, int to)
    {
        QTest::mousePress(&chart, Qt::LeftButton, {}, QPoint(from, 60));
        const QPoint at(to, 60);
        QMouseEvent move(QEvent::MouseMove, at, chart.mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&chart, &move);
        QTest::mouseRelease(&chart, Qt::LeftButton, {}, at);
    }

    LatencySpreads spreads;
    RunSelection selection;
    Chart chart;
};

} // namespace

class SpreadPlotsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDragOverPercentilesPicksTheSlowest()
    {
        Shown<PercentileChart> shown(steppedSpreads(false));
        shown.drag(200, 463);
        const std::optional<NsRange> range = shown.selection.range().responseTime;
        QVERIFY(range);
        QCOMPARE(range->end, 1'000 * ms);
        QVERIFY(range->begin > 900 * ms && range->begin < 1'000 * ms);
        QTest::mouseClick(&shown.chart, Qt::LeftButton, {}, QPoint(100, 60));
        QVERIFY(shown.selection.range().isEmpty());
    }

    /// One of a thousand takes so long that all other times lie at the bottom of a linear axis.
    void labelsOfPercentilesDoNotCoverEachOther()
    {
        test::LatencyRun run(1'000, false);
        for (int request = 0; request < 1'000; ++request)
            run.addDone(request * ms, 0, request == 500 ? 5'000 * ms : (request % 10 + 1) * ms);
        Shown<PercentileChart> shown(spreadsOf(*run.record(), {}));
        shown.chart.resize(264, 240);
        QCOMPARE(shown.chart.labels(), QStringList(QStringLiteral("10.0 ms")));
        Shown<PercentileChart> apart(steppedSpreads(false));
        QCOMPARE(apart.chart.labels().size(), 2);
    }

    void aLegendTakesAsManyLinesAsItsNames()
    {
        ChartLegend legend;
        const int line = legend.fontMetrics().height();
        QCOMPARE(legend.heightForWidth(100), line);
        legend.setEntries({{ChartLegend::Mark::Line, QStringLiteral("response"), Qt::blue},
                           {ChartLegend::Mark::Line, QStringLiteral("service"), Qt::red}});
        const int whole = legend.sizeHint().width();
        QCOMPARE(legend.heightForWidth(whole), line);
        QVERIFY(legend.heightForWidth(whole - 1) > line);
        QCOMPARE(legend.heightForWidth(10), legend.heightForWidth(whole - 1)); // no more lines than names
        legend.setEntries({{ChartLegend::Mark::Dot, QStringLiteral("response, at its due time"), Qt::blue}});
        QCOMPARE(legend.heightForWidth(legend.sizeHint().width()), line);
        QVERIFY(legend.heightForWidth(legend.sizeHint().width() * 2 / 3) > line); // its end is not left out
    }

    void aDragOverTheHistogramPicksTimes()
    {
        Shown<HistogramChart> shown(steppedSpreads(true));
        shown.drag(60, 200);
        const std::optional<NsRange> range = shown.selection.range().responseTime;
        QVERIFY(range && range->begin > 0 && range->begin < range->end && range->end < 1'000 * ms);
        QTest::keyClick(&shown.chart, Qt::Key_Escape);
        QVERIFY(shown.selection.range().isEmpty());
        shown.chart.setTime(LatencyTime::Service);
        shown.drag(60, 200); // another time than what is picked by
        QVERIFY(shown.selection.range().isEmpty());
    }

    void keysPickAsWell()
    {
        Shown<PercentileChart> shown(steppedSpreads(false));
        QTest::keyClick(&shown.chart, Qt::Key_End);
        QVERIFY(shown.chart.readout().startsWith(QStringLiteral("max: response 1.00 s")));
        for (int i = 0; i < 10; ++i)
            QTest::keyClick(&shown.chart, Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(shown.selection.range().responseTime);
        QCOMPARE(shown.selection.range().responseTime->end, 1'000 * ms);
        const NsRange picked = *shown.selection.range().responseTime;
        QTest::keyClick(&shown.chart, Qt::Key_Home);
        QCOMPARE(*shown.selection.range().responseTime, picked); // without Shift only the cursor moves
    }

    /// Another run is drawn with it, and told beside the cursor and in what is copied.
    void aBaselineIsDrawnWithIt()
    {
        Shown<PercentileChart> shown(steppedSpreads(false));
        QVERIFY(QTest::qWaitForWindowExposed(&shown.chart));
        QCoreApplication::processEvents(); // it paints at most once a frame
        const QImage alone = shown.chart.grab().toImage();
        test::LatencyRun slower(100, false);
        for (int request = 0; request < 100; ++request)
            slower.addDone(request * ms, 0, 3'000 * ms);
        const LatencySpreads baseline = spreadsOf(*slower.record(), {});
        shown.chart.setBaseline(&baseline);
        QTRY_VERIFY(shown.chart.grab().toImage() != alone);
        QTest::keyClick(&shown.chart, Qt::Key_End);
        QCOMPARE(shown.chart.readout(), QStringLiteral("max: response 1.00 s, baseline 3.00 s"));
        const QStringList lines = shown.chart.numbers().trimmed().split(QLatin1Char('\n'));
        QVERIFY(lines.first().endsWith(QStringLiteral("\tbaseline (ms)")));
        QVERIFY2(lines.last().endsWith(QStringLiteral("\t3000.000000")), qPrintable(lines.last()));
        shown.chart.setBaseline(nullptr);
        QCOMPARE(shown.chart.numbers().split(QLatin1Char('\n')).first().count(QLatin1Char('\t')), 2);
        const LatencySpreads nothing;
        shown.chart.setBaseline(&nothing);
        QCOMPARE(shown.chart.numbers().split(QLatin1Char('\n')).first().count(QLatin1Char('\t')), 2);
    }

    void tooFewRequestsAreShaded()
    {
        Shown<PercentileChart> shown(steppedSpreads(true));
        QCOMPARE(shown.chart.supportedFraction(), 0.999);
        Shown<PercentileChart> empty({});
        QCOMPARE(empty.chart.supportedFraction(), 0.0);
        QTest::keyClick(&empty.chart, Qt::Key_End, Qt::ShiftModifier);
        QVERIFY(empty.selection.range().isEmpty());
        QCOMPARE(empty.chart.readout(), QString());
    }

    void theHistogramCountsAll()
    {
        Shown<HistogramChart> shown(steppedSpreads(true));
        for (const LatencyTime time : allLatencyTimes) {
            shown.chart.setTime(time);
            const std::vector<quint32> bars = shown.chart.bars();
            QCOMPARE(std::accumulate(bars.begin(), bars.end(), 0U), 1'000U);
            QVERIFY(bars.size() <= 61);
        }
        Shown<HistogramChart> empty({});
        QVERIFY(empty.chart.bars().empty());
    }

    void readoutsTellBothTimesOfAnOpenLoad()
    {
        Shown<HistogramChart> open(steppedSpreads(true));
        QTest::keyClick(&open.chart, Qt::Key_End);
        QVERIFY2(open.chart.readout().contains(QStringLiteral("service time 0")), qPrintable(open.chart.readout()));
        Shown<HistogramChart> closed(steppedSpreads(false));
        QTest::keyClick(&closed.chart, Qt::Key_End);
        QVERIFY(!closed.chart.readout().contains(QStringLiteral("service")));
    }

    void thresholdsAreLines()
    {
        Shown<PercentileChart> shown(steppedSpreads(true));
        const LatencyLimit response{QStringLiteral("p95 < 400 ms"), LatencyTime::Response, 400e6};
        const LatencyLimit service{QStringLiteral("service.p95 < 300 ms"), LatencyTime::Service, 300e6};
        shown.chart.setLimits({service, response});
        QCOMPARE(shown.chart.limitCount(), 2);
        shown.chart.setLimits({});
        QCOMPARE(shown.chart.limitCount(), 0);
    }

    void thresholdsThatAreNearKeepTheirLabelsApart()
    {
        Shown<PercentileChart> shown(steppedSpreads(false));
        const auto limit = [](const char *text, double ns) {
            return LatencyLimit{QString::fromUtf8(text), LatencyTime::Response, ns};
        };
        shown.chart.setLimits({limit("p99.9 < 1000 ms", 1'000e6), limit("p50 < 400 ms", 400e6),
                               limit("p95 <= 0.402 s", 402e6), limit("mean < 1 ms", 1e6),
                               limit("min < 1.01 ms", 1.01e6)});
        QCOMPARE(shown.chart.limitCount(), 5);
        const std::vector<QRectF> &labels = shown.chart.limitLabels();
        QCOMPARE(labels.size(), std::size_t(5));
        for (std::size_t i = 0; i < labels.size(); ++i) {
            QVERIFY(labels[i].left() >= 0 && labels[i].right() <= 400);
            QVERIFY(labels[i].bottom() <= 0);
            for (std::size_t k = 0; k < i; ++k)
                QVERIFY2(!labels[i].intersects(labels[k]), qPrintable(QStringLiteral("%1 and %2").arg(k).arg(i)));
        }
    }

    void numbersHaveAColumnForEach()
    {
        const Shown<PercentileChart> curve(steppedSpreads(true));
        QVERIFY(
            curve.chart.numbers().startsWith(QStringLiteral("percentile\tresponse (ms)\tservice (ms)\n0\t1.000000")));
        const Shown<HistogramChart> histogram(steppedSpreads(false));
        QVERIFY(histogram.chart.numbers().startsWith(QStringLiteral("from (ms)\tto (ms)\tresponse time\n")));
        const Shown<HistogramChart> open(steppedSpreads(true));
        QCOMPARE(open.chart.numbers().section(QLatin1Char('\n'), 1, 1).count(QLatin1Char('\t')), 3);
    }
};

QTEST_MAIN(SpreadPlotsTest)
#include "tst_spreadplots.moc"
