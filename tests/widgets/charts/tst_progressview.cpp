// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartcopymenu.h"
#include "widgets/charts/progressview.h"

#include "core/run/runrecorder.h"
#include "models/base/timeaxis.h"
#include "models/run/rateseries.h"
#include "models/run/stageseries.h"
#include "support/facts.h"
#include "widgets/base/appearance.h"
#include "widgets/base/stagecolours.h"
#include "widgets/charts/hoverreadout.h"
#include "widgets/charts/progresschart.h"
#include "widgets/charts/ratechart.h"
#include "widgets/charts/ratelegend.h"
#include "widgets/charts/stepgraph.h"

#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::facts;
using Band = StageSeries::Band;

namespace {

constexpr qint64 ms = 1'000'000;

RunPlan planOf(bool isOpen, quint32 requests = 40)
{
    RunPlan plan;
    plan.requests = requests;
    if (isOpen)
        plan.rate = rateFromText(QStringLiteral("200/s")).value();
    return plan;
}

/// A view of a run of 200 ms, in which a request begins every 5 ms, 20 ms late, and takes 10 ms.
class Shown
{
public:
    explicit Shown(bool isOpen, const QSize &size = QSize(800, 300), quint32 requests = 40)
        : m_recorder(planOf(isOpen, requests), 1)
    {
        using Arrivals = StageSeries::Arrivals;
        series = StageSeries(requests, isOpen ? Arrivals::OneByOne : Arrivals::Together);
        rates = RateSeries(planOf(isOpen, requests));
        view = std::make_unique<ProgressView>(series, rates, &axis, &selection);
        view->resize(size);
        view->show();
        for (quint32 request = 0; request < 40; ++request)
            add(request, request * 5 * ms);
        axis.finish(double(230 * ms));
        rates.finish(m_recorder.tally(), 230 * ms);
        view->refresh();
    }

    StageSeries series;
    RateSeries rates;
    TimeAxis axis;
    RunSelection selection;
    std::unique_ptr<ProgressView> view;

private:
    void add(quint32 request, qint64 due)
    {
        Fact left = ended(request, Stage::Queued, due + 20 * ms);
        left.begin = due;
        Fact received = ended(request, Stage::Receive, due + 30 * ms);
        received.begin = due + 29 * ms;
        FactBatch batch;
        batch.runId = 1;
        batch.facts = {left, began(request, Stage::Wait, due + 20 * ms), received,
                       finished(request, Outcome::Done, due + 30 * ms)};
        const bool isTaken = m_recorder.apply(batch);
        Q_ASSERT(isTaken);
        Q_UNUSED(isTaken)
        series.arrive(request, due);
        series.apply(batch.facts);
        rates.take(batch, *m_recorder.record(), m_recorder.tally(), due + 30 * ms);
        axis.setNow(double(due + 30 * ms));
    }

    RunRecorder m_recorder;
};

} // namespace

class ProgressViewTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ratesAreShownOfARunThatTheyMatterTo()
    {
        const Shown closed(false);
        QVERIFY(closed.view->rates()->isHidden());
        QCOMPARE(closed.view->chart()->height(), closed.view->height());
        const Shown open(true);
        QVERIFY(!open.view->rates()->isHidden());
        QVERIFY(open.view->rates()->height() >= 46);
        QCOMPARE(open.view->rates()->geometry().bottom(), open.view->rect().bottom());
        for (const RateKind kind : {RateKind::Asked, RateKind::Sent, RateKind::Achieved, RateKind::Lag})
            QVERIFY2(open.view->rates()->pointCount(kind) >= 2, qPrintable(nameOf(kind)));
        QCOMPARE(open.view->rates()->width(), open.view->chart()->width()); // the same time at the same x
    }

    void aBurstGoesOutAtTheTop()
    {
        const RunPlan plan = planOf(true, 2'000);
        RunRecorder recorder(plan, 1);
        RateSeries series(plan);
        quint32 next = 0;
        for (int i = 1; i < 40; ++i) {
            FactBatch batch;
            batch.runId = 1;
            for (int left = i == 30 ? 400 : 20; left > 0; --left, ++next)
                batch.facts.push_back(ended(next, Stage::Queued, i * 100 * ms));
            QVERIFY(recorder.apply(batch));
            series.take(batch, *recorder.record(), recorder.tally(), i * 100 * ms);
        }
        TimeAxis axis;
        axis.finish(double(4'000 * ms));
        RateChart chart(series, [] { return 2'000U; }, &axis);
        chart.resize(800, 90);
        chart.refresh();
        QCOMPARE(chart.beyondText(), QStringLiteral("▲ 4,000/s"));
        QVERIFY(chart.spokenText().endsWith(QStringLiteral("highest 4,000/s")));
        const Shown even(true);
        QCOMPARE(even.view->rates()->beyondText(), QString());
    }

    void ratesGiveWayWhereThereIsNoRoom()
    {
        const Shown open(true, QSize(800, 90));
        QVERIFY(open.view->rates()->isHidden());
        QCOMPARE(open.view->chart()->height(), 90);
        QSignalSpy told(open.view.get(), &ProgressView::ratesHidden);
        open.view->resize(800, open.view->leastHeightForRates());
        QVERIFY(!open.view->rates()->isHidden());
        open.view->resize(800, 90);
        QCOMPARE(told.count(), 2);
        QCOMPARE(told.at(0).at(0).toBool(), false);
        QCOMPARE(told.at(1).at(0).toBool(), true);
        open.view->resize(800, 300);
        QVERIFY(!open.view->rates()->isHidden());
        QCOMPARE(open.view->minimumSizeHint(), open.view->chart()->minimumSizeHint());
    }

    void requestsThatComeOneByOneAreShownInFlight()
    {
        const Shown open(true);
        const ProgressChart *chart = open.view->chart();
        QVERIFY(chart->pointCount(Band::Done) > 2); // a line
        QVERIFY(chart->pointCount(Band::Wait) > 2);
        QVERIFY(chart->pointCount(Band::Queued) > 2);
        QCOMPARE(chart->pointCount(Band::Failed), 0);
        QVERIFY(!chart->isWhole());
        QCOMPARE(chart->shownBands(), (std::vector<Band>{Band::Queued, Band::Wait}));
        QCOMPARE(chart->shownCurves(), std::vector<Band>{Band::Done});
        QCOMPARE(chart->aboutInFlight(2), QStringLiteral("most 2 · queued: most 4"));
    }

    void itsNumbersCanBeTakenAlong()
    {
        const Shown open(true);
        const QStringList lines = open.view->chart()->numbers().split(QLatin1Char('\n'));
        QCOMPARE(lines.first(), QStringLiteral("time (ms)\tdone\twait\tqueued\tmost at once"));
        QVERIFY(lines.size() > 3);
        for (const QString &line : lines)
            QCOMPARE(line.count(QLatin1Char('\t')), 4);
        const QStringList rates = open.view->rates()->numbers().split(QLatin1Char('\n'));
        QCOMPARE(rates.first(), QStringLiteral("from (ms)\tto (ms)\tsent (/s)\tdone (/s)\tlag p99 (ms)"));
        QVERIFY(rates.size() > 1);
        QCOMPARE(open.view->chart()->findChildren<QAction *>(copyNumbersName).size(), 1);
    }

    void fewRequestsAreShownWholeAndOfManyThoseUnderWay()
    {
        const Shown few(false);
        const ProgressChart *chart = few.view->chart();
        QVERIFY(chart->isWhole());
        QCOMPARE(chart->shownBands(), (std::vector<Band>{Band::Queued, Band::Wait, Band::Done}));
        QVERIFY(chart->shownCurves().empty());
        QCOMPARE(chart->aboutInFlight(2), QString());

        const Shown many(false, QSize(800, 300), ProgressChart::wholeLimit + 1);
        chart = many.view->chart();
        QVERIFY(!chart->isWhole());
        QCOMPARE(chart->shownBands(), std::vector<Band>{Band::Wait}); // the queue would dwarf it
        QCOMPARE(chart->shownCurves(), std::vector<Band>{Band::Done});
        QVERIFY(chart->aboutInFlight(1.74).endsWith(QStringLiteral(" · mean 1.7")));
    }

    void aRangeIsPickedWithShiftAndTakenBackWithEscape()
    {
        Shown open(true);
        ProgressChart *chart = open.view->chart();
        QTest::mousePress(chart, Qt::LeftButton, Qt::ShiftModifier, QPoint(200, 50));
        QTest::mouseMove(chart, QPoint(400, 50));
        QTest::mouseRelease(chart, Qt::LeftButton, Qt::ShiftModifier, QPoint(400, 50));
        QVERIFY(open.selection.range().time);
        QVERIFY(open.selection.range().time->begin < open.selection.range().time->end);
        QVERIFY(open.axis.isFollowing()); // it was no pan
        QTest::keyClick(chart, Qt::Key_Escape);
        QVERIFY(open.selection.range().isEmpty());
    }

    void thePickedRangeIsPaintedInBothCharts()
    {
        Shown open(true);
        for (QWidget *chart :
             {static_cast<QWidget *>(open.view->chart()), static_cast<QWidget *>(open.view->rates())}) {
            const QPoint within(chart->width() / 2, 12);
            const QImage before = chart->grab().toImage();
            open.selection.setTime(NsRange{60 * ms, 200 * ms});
            const QImage picked = chart->grab().toImage();
            QVERIFY(picked.pixel(within) != before.pixel(within));
            open.selection.clearRange();
        }
    }

    void theReadoutHasTheRatesToo()
    {
        Shown open(true);
        open.axis.setHover(50e6);
        const QString text = open.view->chart()->readout();
        for (const char *part : {"wait 2", "queued 4", "asked 200/s", "sent ", "achieved ", "lag p99 "})
            QVERIFY2(text.contains(QLatin1String(part)), qPrintable(text));
        open.axis.setHover(std::nullopt);
        QCOMPARE(open.view->chart()->readout(), QString());
        Shown closed(false);
        closed.axis.setHover(50e6);
        QVERIFY(!closed.view->chart()->readout().contains(QStringLiteral("sent")));
    }

    void theReadoutHatchesLoopWait()
    {
        const RunPlan plan = planOf(false, 1);
        StageSeries series(1, StageSeries::Arrivals::Together);
        series.apply(whole({ended(0, Stage::Queued, 0), began(0, Stage::Receive, 0), ended(0, Stage::Receive, 10 * ms),
                            began(0, Stage::Wrap, 90 * ms), ended(0, Stage::Wrap, 100 * ms),
                            finished(0, Outcome::Done, 100 * ms)}));
        const RateSeries rates(plan);
        TimeAxis axis;
        axis.finish(double(100 * ms));
        ProgressChart chart(series, rates, &axis);
        chart.resize(800, 200);
        chart.show();
        axis.setHover(50e6);
        QVERIFY2(chart.readout().endsWith(QStringLiteral(": loop wait 1")), qPrintable(chart.readout()));
        auto *readout = chart.findChild<HoverReadout *>();
        const int line = readout->fontMetrics().height();
        const QImage mark = readout->grab(QRect(9, 8 + line + line / 2 - 3, 6, 6)).toImage(); // within its square
        QSet<QRgb> colours;
        for (int y = 0; y < mark.height(); ++y) {
            for (int x = 0; x < mark.width(); ++x)
                colours.insert(mark.pixel(x, y));
        }
        QVERIFY(colours.contains(StageColours(readout->palette()).mutedText.rgb())); // its lines
        QVERIFY(colours.size() > 1);
    }

    void theLagHasAScaleOfItsOwn()
    {
        Shown open(true);
        QVERIFY(open.view->rates()->lagScaleNs() >= 20 * ms);
        QVERIFY(open.view->rates()->lagScaleNs() < 25 * ms);
        RateSeries none(planOf(true));
        const RateChart chart(none, [] { return 1U; }, &open.axis);
        QCOMPARE(chart.lagScaleNs(), 10 * ms);
    }

    void theRightScaleFollowsThePalette()
    {
        const Shown many(false, QSize(800, 300), ProgressChart::wholeLimit + 1);
        const ProgressChart *chart = many.view->chart();
        for (const QPalette &palette : {Appearance::darkPalette(), Appearance::lightPalette()}) {
            many.view->setPalette(palette);
            QCOMPARE(chart->findChild<QCustomPlot *>()->yAxis2->tickLabelColor(),
                     StageColours(chart->palette()).accent);
        }
    }

    void stepsAreFilledDownToZeroAndCutAtTheEdge()
    {
        constexpr int margin = 10;
        QCustomPlot plot;
        plot.resize(120, 120);
        plot.axisRect()->setAutoMargins(QCP::msNone);
        plot.axisRect()->setMargins(QMargins(margin, margin, margin, margin));
        for (QCPAxis *axis : {plot.xAxis, plot.yAxis}) {
            axis->setVisible(false);
            axis->grid()->setVisible(false);
        }
        plot.xAxis->setRange(0, 10);
        plot.yAxis->setRange(-5, 10);
        auto *graph = new StepGraph(plot.xAxis, plot.yAxis);
        graph->setPen(Qt::NoPen);
        graph->setBrush(QColor(Qt::red));
        const QVector<double> keys = {0, 2, 4, 6, 8, 9};
        const QVector<double> values = {2, 8, 30, -3, 5, 5}; // one beyond the upper edge, one below zero
        graph->setData(keys, values, true);
        plot.show();
        plot.replot();
        const QImage image = plot.grab().toImage();
        const auto filled = [&](double key) { // from, to
            const int x = int(plot.xAxis->coordToPixel(key));
            std::pair<int, int> rows = {-1, -1};
            for (int y = 0; y < image.height(); ++y) {
                if (image.pixelColor(x, y) != QColor(Qt::red))
                    continue;
                rows.first = rows.first < 0 ? y : rows.first;
                rows.second = y + 1;
            }
            return rows;
        };
        const double zero = plot.yAxis->coordToPixel(0);
        for (const qsizetype step : {0, 1, 2, 4}) {
            const auto [top, bottom] = filled((keys[step] + keys[step + 1]) / 2);
            const double wanted = qMax(double(margin), plot.yAxis->coordToPixel(values[step]));
            const QString seen = QStringLiteral("%1: %2 to %3").arg(step).arg(top).arg(bottom);
            QVERIFY2(std::abs(top - wanted) <= 1.5 && std::abs(bottom - zero) <= 1.5, qPrintable(seen));
        }
        QCOMPARE(filled(7).first, -1);   // below zero
        QCOMPARE(filled(9.5).first, -1); // after the last
    }

    void everyPartHasAName()
    {
        const Shown open(true);
        QVERIFY(!open.view->rates()->accessibleName().isEmpty());
        QVERIFY(!open.view->chart()->accessibleName().isEmpty());
        const auto *legend = open.view->findChild<RateLegend *>();
        QVERIFY(!legend->accessibleName().isEmpty());
        QVERIFY2(legend->accessibleDescription().startsWith(QStringLiteral("asked, sent, achieved, lag p99, up to ")),
                 qPrintable(legend->accessibleDescription()));
        QCOMPARE(open.view->rates()->focusPolicy(), Qt::StrongFocus);
    }
};

QTEST_MAIN(ProgressViewTest)
#include "tst_progressview.moc"
