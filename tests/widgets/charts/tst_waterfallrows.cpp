// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/waterfallrows.h"

#include <QTest>

using namespace fiftyfold;

class WaterfallRowsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void heights_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<double>("viewHeight");
        QTest::addColumn<double>("rowHeight");
        QTest::addColumn<int>("lastFirstRow");
        QTest::newRow("few rows do not grow without end") << 3 << 300.0 << 18.0 << 0;
        QTest::newRow("fifty share the height") << 50 << 330.0 << 6.6 << 0;
        QTest::newRow("many scroll") << 1000 << 300.0 << 4.0 << 925;
        QTest::newRow("fifty in a window of 1360 × 860") << 50 << 244.0 << 4.88 << 0;
        QTest::newRow("none") << 0 << 300.0 << 18.0 << 0;
    }

    void heights()
    {
        QFETCH(int, count);
        QFETCH(double, viewHeight);
        QFETCH(double, rowHeight);
        QFETCH(int, lastFirstRow);
        const WaterfallRows rows{count, viewHeight, 0};
        QCOMPARE(rows.rowHeight(), rowHeight);
        QCOMPARE(rows.lastFirstRow(), lastFirstRow);
    }

    void findsTheRowUnderAPoint()
    {
        const WaterfallRows rows{1000, 300, 100};
        QCOMPARE(rows.rowAt(0), 100);
        QCOMPARE(rows.rowAt(3.9), 100);
        QCOMPARE(rows.rowAt(4), 101);
        QCOMPARE(rows.rowAt(-1), -1);
        QCOMPARE(rows.rowAt(300), -1);
        QCOMPARE(rows.rowAt(rows.topOf(130)), 130);
        const WaterfallRows few{3, 300, 0};
        QCOMPARE(few.rowAt(3 * 18), -1);
    }

    void labelsInRoundSteps()
    {
        QCOMPARE((WaterfallRows{10, 300, 0}.labelStep(15)), 1);
        QCOMPARE((WaterfallRows{50, 330, 0}.labelStep(15)), 5);
        QCOMPARE((WaterfallRows{1000, 300, 0}.labelStep(15)), 5);
        QCOMPARE((WaterfallRows{1000, 300, 0}.labelStep(40)), 10);
    }

    void everySpanCanBeSeen()
    {
        TimeScale scale;
        scale.beginNs = 0;
        scale.endNs = 1000;
        scale.left = 50;
        scale.width = 100;
        // 10 ns a pixel; wrap and save are shorter than a pixel, and save has no length at all.
        const QList<StageSpan> spans = {
            {Stage::Wait, 0, 500, false}, {Stage::Wrap, 500, 502, false}, {Stage::Save, 502, 502, false}};
        const std::vector<PaintedSpan> painted = paintedSpans(spans, scale);
        QCOMPARE(painted.size(), std::size_t(3));
        QCOMPARE(painted[0].left, 50.0);
        QCOMPARE(painted[0].right, 99.0);  // which gives way
        QCOMPARE(painted[2].right, 101.0); // its request ends within this pixel
        for (std::size_t i = 1; i < painted.size(); ++i) {
            QVERIFY(painted[i].right - painted[i].left >= 1);
            QVERIFY(painted[i].left >= painted[i - 1].right);
        }
    }

    void requestShorterThanAPixelIsOne()
    {
        TimeScale scale;
        scale.beginNs = 0;
        scale.endNs = 1000;
        scale.left = 50;
        scale.width = 100;
        const QList<StageSpan> spans = {
            {Stage::Send, 501, 502, false}, {Stage::Wait, 502, 504, false}, {Stage::Receive, 504, 505, false}};
        const std::vector<PaintedSpan> painted = paintedSpans(spans, scale);
        QCOMPARE(painted.size(), std::size_t(1));
        QCOMPARE(painted[0].left, 100.0);
        QCOMPARE(painted[0].right, 101.0);
    }

    void spansOutOfViewAreLeftOut()
    {
        TimeScale scale;
        scale.beginNs = 1000;
        scale.endNs = 2000;
        scale.left = 50;
        scale.width = 100;
        const QList<StageSpan> spans = {
            {Stage::Connect, 0, 900, false}, {Stage::Wait, 900, 1500, false}, {Stage::Receive, 2500, 2600, false}};
        const std::vector<PaintedSpan> painted = paintedSpans(spans, scale);
        QCOMPARE(painted.size(), std::size_t(1));
        QCOMPARE(painted[0].stage, Stage::Wait);
        QCOMPARE(painted[0].left, 50.0);
        QCOMPARE(painted[0].right, 100.0);
    }
};

QTEST_GUILESS_MAIN(WaterfallRowsTest)
#include "tst_waterfallrows.moc"
