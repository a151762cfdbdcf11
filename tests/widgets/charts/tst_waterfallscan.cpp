// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of a waterfall's rows, pixel by pixel, of records that are written by hand.
#include "widgets/charts/waterfallscan.h"

#include "core/run/runrecorder.h"
#include "support/facts.h"
#include "widgets/charts/loopwaithatch.h"

#include <QSignalSpy>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::facts;

namespace {

constexpr qint64 ms = 1'000'000;
constexpr int deadline = 20'000;

class Scanned
{
public:
    explicit Scanned(quint32 requests, bool isOpen = false)
        : m_recorder(planOf(requests, isOpen), 1)
        , m_timeline(m_recorder.record())
    {
    }

    void take(const std::vector<Fact> &facts)
    {
        FactBatch batch;
        batch.runId = 1;
        batch.facts = whole(facts);
        QVERIFY(m_recorder.apply(batch));
        m_timeline.take(batch.facts);
    }

    /// On lane 0, from `at` on.
    void addWaiting(quint32 request, qint64 at, qint64 duration, Outcome outcome)
    {
        take({ended(request, Stage::Queued, at), began(request, Stage::Wait, at),
              ended(request, Stage::Wait, at + duration),
              finished(request, outcome, at + duration,
                       outcome == Outcome::Failed ? ErrorClass::Timeout : ErrorClass::None)});
    }

    QImage picture(bool isByLane, const QSize &size, qint64 until) const
    {
        WaterfallScan::Task task;
        task.requests = RequestRows::all(m_timeline.record()->requestCount());
        task.isByLane = isByLane;
        task.lanes = m_timeline.laneCount();
        task.time = {0, until};
        task.size = size;
        WaterfallScan scan(m_timeline);
        QSignalSpy finished(&scan, &WaterfallScan::finished);
        scan.start(task, colours, until); // of a few it is over at once
        if (finished.isEmpty())
            finished.wait(deadline);
        failedCount = scan.found().failedCount;
        return scan.found().picture;
    }

    void end(qint64 at) { m_recorder.record()->elapsedNs = at; }

    const StageColours colours{QPalette()};
    mutable quint32 failedCount = 0; ///< As found with the last picture.

private:
    static RunPlan planOf(quint32 requests, bool isOpen)
    {
        RunPlan plan;
        plan.requests = requests;
        if (isOpen)
            plan.rate = rateFromText(QStringLiteral("10/s")).value();
        return plan;
    }

    RunRecorder m_recorder;
    TimelineIndex m_timeline;
};

} // namespace

class WaterfallScanTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void loopWaitIsHatchedInBothOrders_data()
    {
        QTest::addColumn<bool>("isByLane");
        QTest::newRow("by request") << false;
        QTest::newRow("by lane") << true;
    }

    void loopWaitIsHatchedInBothOrders()
    {
        QFETCH(const bool, isByLane);
        Scanned scanned(20);
        for (quint32 request = 0; request < 20; ++request) { // one after the other; the last one waits still
            const qint64 at = request * 100 * ms;
            scanned.take({ended(request, Stage::Queued, at), began(request, Stage::Receive, at),
                          ended(request, Stage::Receive, at + ms)});
            if (request < 19)
                scanned.take({began(request, Stage::Wrap, at + 99 * ms), ended(request, Stage::Wrap, at + 100 * ms),
                              finished(request, Outcome::Done, at + 100 * ms)});
        }
        const QImage picture = scanned.picture(isByLane, QSize(400, 20), 2'000 * ms);
        QCOMPARE(picture.size(), QSize(400, 20));
        const QImage hatch = loopWaitTile(scanned.colours);
        for (const int row : {5, 19}) {
            for (int x = row * 20 + 4; x < row * 20 + 12; ++x)
                QCOMPARE(QColor(picture.pixel(x, row)), QColor(hatch.pixel(x % hatch.width(), row % hatch.height())));
        }
    }

    void failuresHaveTheirShareOfAPixel()
    {
        constexpr int perPixel = 10;
        Scanned scanned(100);
        for (quint32 request = 0; request < 100; ++request)
            scanned.addWaiting(request, request * ms, ms, request % 4 == 0 ? Outcome::Failed : Outcome::Done);
        const QImage picture = scanned.picture(true, QSize(10, 1), 100 * ms);
        const QColor &error = scanned.colours.error;
        const QColor wait = scanned.colours.of(Stage::Wait);
        for (int x = 0; x < picture.width(); ++x) {
            const int failed = x % 2 == 0 ? 3 : 2;
            const double red = (failed * error.red() + (perPixel - failed) * wait.red()) / double(perPixel);
            QVERIFY(std::abs(qRed(picture.pixel(x, 0)) - red) <= 1);
        }
    }

    void whileARunGoesOnASampleHasTheSharesOfAll()
    {
        constexpr quint32 requests = 60'000; // three times as many as are drawn
        constexpr qint64 until = 100 * ms;
        Scanned scanned(requests);
        std::vector<Fact> facts;
        for (quint32 request = 0; request < requests; ++request) { // every third waits, the others receive
            const Stage stage = request % 3 == 0 ? Stage::Wait : Stage::Receive;
            const bool isFailed = request % 100 == 0;
            const qint64 last = until - 5 * ms;
            facts.insert(facts.end(), {ended(request, Stage::Queued, 0, request % 1'000), began(request, stage, 0),
                                       ended(request, stage, last),
                                       finished(request, isFailed ? Outcome::Failed : Outcome::Done, last,
                                                isFailed ? ErrorClass::Check : ErrorClass::None)});
        }
        scanned.take(facts);
        const QImage sample = scanned.picture(false, QSize(10, 10), until);
        QCOMPARE(scanned.failedCount, requests / 100); // marks are of all
        scanned.end(until);
        const QImage all = scanned.picture(false, QSize(10, 10), until);
        QCOMPARE(scanned.failedCount, requests / 100);
        QVERIFY(sample != all);
        const QColor wait = scanned.colours.of(Stage::Wait);
        const QColor receive = scanned.colours.of(Stage::Receive);
        const int expected = (wait.red() + 2 * receive.red()) / 3;
        constexpr int tolerance = 16; // four standard deviations of a pixel's sample
        for (int y = 0; y < 10; ++y) {
            QVERIFY(std::abs(qRed(all.pixel(2, y)) - expected) <= 1);
            QVERIFY(std::abs(qRed(sample.pixel(2, y)) - expected) <= tolerance);
        }
    }

    /// Each lane is busy from its first request to its last, and looks so.
    void whileARunGoesOnNoLaneHasGaps()
    {
        constexpr quint32 requests = 60'000;
        constexpr qint64 each = 10'000;
        Scanned scanned(requests);
        std::vector<Fact> facts;
        for (quint32 request = 0; request < requests; ++request) { // all on lane 0
            const qint64 at = request * each;
            facts.insert(facts.end(),
                         {ended(request, Stage::Queued, at), began(request, Stage::Wait, at),
                          ended(request, Stage::Wait, at + each), finished(request, Outcome::Done, at + each)});
        }
        scanned.take(facts);
        constexpr int width = 20'000; // three requests to a pixel
        const QImage picture = scanned.picture(true, QSize(width, 1), requests * each);
        for (int x = 0; x < width; ++x)
            QVERIFY2(qAlpha(picture.pixel(x, 0)) > 0, qPrintable(QString::number(x)));
    }

    void ofALongRequestTheEndIsMarkedAsFailed()
    {
        Scanned scanned(1);
        scanned.addWaiting(0, 0, 100 * ms, Outcome::Failed);
        const QImage picture = scanned.picture(false, QSize(100, 1), 100 * ms);
        QCOMPARE(QColor(picture.pixel(50, 0)), scanned.colours.of(Stage::Wait));
        QCOMPARE(QColor(picture.pixel(98, 0)), scanned.colours.error);
    }

    void theQueueIsAsPaleAsInTheLegend()
    {
        Scanned scanned(1, true);
        scanned.addWaiting(0, 80 * ms, 20 * ms, Outcome::Done); // due at 0
        const QImage picture = scanned.picture(false, QSize(10, 1), 100 * ms);
        QCOMPARE(QColor(picture.pixel(4, 0)), scanned.colours.of(StageSeries::Band::Queued));
        QCOMPARE(QColor(picture.pixel(9, 0)), scanned.colours.of(Stage::Wait));
    }
};

QTEST_MAIN(WaterfallScanTest)
#include "tst_waterfallscan.moc"
