// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/lanetable.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace fiftyfold;

class TestLaneTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areAsFewAsCanBe();
    void ofWhatIsToldLate();
};

void TestLaneTable::areAsFewAsCanBe()
{
    LaneTable lanes;
    QCOMPARE(lanes.take(0), 0U);
    QCOMPARE(lanes.take(0), 1U);
    QCOMPARE(lanes.take(5), 2U);
    lanes.release(1, 10);
    QCOMPARE(lanes.take(10), 1U);
    lanes.release(0, 12);
    lanes.release(2, 13);
    QCOMPARE(lanes.take(20), 2U); // the one that was left last
    QCOMPARE(lanes.take(20), 0U);
}

/// Each is told of at its end, as most runners do: what overlaps still gets different lanes, and no more than needed.
void TestLaneTable::ofWhatIsToldLate()
{
    struct Span {
        qint64 begin = 0;
        qint64 end = 0;
        quint32 lane = 0;
    };
    QRandomGenerator random(1);
    constexpr std::size_t atOnce = 5;
    std::vector<qint64> freeAt(atOnce);
    std::vector<Span> spans;
    for (int i = 0; i < 500; ++i) {
        const auto first = std::min_element(freeAt.begin(), freeAt.end());
        const qint64 begin = *first + random.bounded(3);
        *first = begin + 1 + random.bounded(50);
        spans.push_back({begin, *first, 0});
    }
    std::sort(spans.begin(), spans.end(), [](const Span &one, const Span &other) { return one.end < other.end; });
    LaneTable lanes;
    for (Span &span : spans) {
        span.lane = lanes.take(span.begin);
        lanes.release(span.lane, span.end);
        QVERIFY(span.lane < atOnce);
    }
    for (std::size_t i = 0; i < spans.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            QVERIFY(spans[i].lane != spans[j].lane || spans[j].end <= spans[i].begin || spans[i].end <= spans[j].begin);
    }
}

QTEST_GUILESS_MAIN(TestLaneTable)
#include "tst_lanetable.moc"
