// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/timescale.h"

#include <QStringList>
#include <QTest>

using namespace fiftyfold;

namespace {

constexpr double ms = 1e6;
constexpr double s = 1e9;
constexpr double minute = 60e9;
constexpr double hour = 3600e9;

TimeScale scaleOf(double beginNs, double endNs, double left = 0, double width = 1000)
{
    return {beginNs, endNs, left, width};
}

} // namespace

class TestTimeScale : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void mapsTimeToPixelsAndBack_data();
    void mapsTimeToPixelsAndBack();
    void zooms_data();
    void zooms();
    void zoomKeepsThePointUnderTheMouse();
    void pans_data();
    void pans();
    void labelsTicks_data();
    void labelsTicks();
    void ticksKeepTheirDistance_data();
    void ticksKeepTheirDistance();
    void hasNoTicksWithoutWidth();
    void saysARange_data();
    void saysARange();
};

void TestTimeScale::mapsTimeToPixelsAndBack_data()
{
    QTest::addColumn<double>("beginNs");
    QTest::addColumn<double>("endNs");
    QTest::addColumn<double>("left");
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("timeNs");
    QTest::addColumn<double>("x");
    QTest::newRow("left edge") << 0. << 100 * ms << 70. << 900. << 0. << 70.;
    QTest::newRow("right edge") << 0. << 100 * ms << 70. << 900. << 100 * ms << 970.;
    QTest::newRow("middle") << 0. << 100 * ms << 70. << 900. << 50 * ms << 520.;
    QTest::newRow("zoomed in") << 40 * ms << 60 * ms << 0. << 100. << 45 * ms << 25.;
    QTest::newRow("before the left edge") << 40 * ms << 60 * ms << 0. << 100. << 20 * ms << -100.;
    QTest::newRow("beyond the right edge") << 0. << 1 * s << 10. << 100. << 2 * s << 210.;
    QTest::newRow("a microsecond wide") << 1 * s << 1 * s + 1000 << 0. << 1000. << 1 * s + 500 << 500.;
    QTest::newRow("hours") << 0. << 78 * hour << 0. << 780. << 39 * hour << 390.;
}

void TestTimeScale::mapsTimeToPixelsAndBack()
{
    QFETCH(double, beginNs);
    QFETCH(double, endNs);
    QFETCH(double, left);
    QFETCH(double, width);
    QFETCH(double, timeNs);
    QFETCH(double, x);
    const TimeScale scale = scaleOf(beginNs, endNs, left, width);
    QCOMPARE(scale.xOf(timeNs), x);
    QCOMPARE(scale.timeAt(x), timeNs);
}

void TestTimeScale::zooms_data()
{
    QTest::addColumn<double>("beginNs");
    QTest::addColumn<double>("endNs");
    QTest::addColumn<double>("factor");
    QTest::addColumn<double>("aroundNs");
    QTest::addColumn<double>("newBeginNs");
    QTest::addColumn<double>("newEndNs");
    QTest::newRow("in around the middle") << 0. << 100 * ms << 0.5 << 50 * ms << 25 * ms << 75 * ms;
    QTest::newRow("in around the left edge") << 20 * ms << 100 * ms << 0.5 << 20 * ms << 20 * ms << 60 * ms;
    QTest::newRow("in around the right edge") << 0. << 100 * ms << 0.5 << 100 * ms << 50 * ms << 100 * ms;
    QTest::newRow("out") << 40 * ms << 60 * ms << 2. << 50 * ms << 30 * ms << 70 * ms;
    QTest::newRow("out stops at 0") << 10 * ms << 60 * ms << 2. << 60 * ms << 0. << 100 * ms;
    QTest::newRow("in stops at 1 µs") << 0. << 2000. << 0.1 << 0. << 0. << 1000.;
    QTest::newRow("out stops at 78 hours") << 0. << 70 * hour << 10. << 0. << 0. << 78 * hour;
}

void TestTimeScale::zooms()
{
    QFETCH(double, beginNs);
    QFETCH(double, endNs);
    QFETCH(double, factor);
    QFETCH(double, aroundNs);
    QFETCH(double, newBeginNs);
    QFETCH(double, newEndNs);
    const TimeScale zoomed = scaleOf(beginNs, endNs, 70, 900).zoomed(factor, aroundNs);
    QCOMPARE(zoomed.beginNs, newBeginNs);
    QCOMPARE(zoomed.endNs, newEndNs);
    QCOMPARE(zoomed.left, 70.);
    QCOMPARE(zoomed.width, 900.);
}

void TestTimeScale::zoomKeepsThePointUnderTheMouse()
{
    const TimeScale scale = scaleOf(200 * ms, 800 * ms, 70, 900);
    const double x = 400;
    const double time = scale.timeAt(x);
    for (const double factor : {0.1, 0.8, 1.25})
        QCOMPARE(scale.zoomed(factor, time).xOf(time), x);
}

void TestTimeScale::pans_data()
{
    QTest::addColumn<double>("byNs");
    QTest::addColumn<double>("newBeginNs");
    QTest::addColumn<double>("newEndNs");
    QTest::newRow("right") << 30 * ms << 70 * ms << 90 * ms;
    QTest::newRow("left") << -30 * ms << 10 * ms << 30 * ms;
    QTest::newRow("left, to 0") << -50 * ms << 0. << 20 * ms;
    QTest::newRow("not at all") << 0. << 40 * ms << 60 * ms;
}

void TestTimeScale::pans()
{
    QFETCH(double, byNs);
    const TimeScale panned = scaleOf(40 * ms, 60 * ms).panned(byNs);
    QTEST(panned.beginNs, "newBeginNs");
    QTEST(panned.endNs, "newEndNs");
}

void TestTimeScale::labelsTicks_data()
{
    QTest::addColumn<double>("beginNs");
    QTest::addColumn<double>("endNs");
    QTest::addColumn<double>("leastSpacing"); // of 1000 px
    QTest::addColumn<QString>("labels");
    const auto row = [](const char *name, double beginNs, double endNs, double leastSpacing, const char *labels) {
        QTest::newRow(name) << beginNs << endNs << leastSpacing << QString::fromUtf8(labels);
    };
    row("the default run", 0, 650 * ms, 100, "0 ms|100 ms|200 ms|300 ms|400 ms|500 ms|600 ms");
    row("ends on a tick", 0, 100 * ms, 200, "0 ms|20 ms|40 ms|60 ms|80 ms|100 ms");
    row("fractions of a ms", 0, 2 * ms, 200, "0.0 ms|0.5 ms|1.0 ms|1.5 ms|2.0 ms");
    row("microseconds", 0, 500e3, 180, "0 µs|100 µs|200 µs|300 µs|400 µs|500 µs");
    row("less than one", 0, 1000, 240, "0.0 µs|0.5 µs|1.0 µs");
    row("seconds by halves", 0, 2 * s, 200, "0.0 s|0.5 s|1.0 s|1.5 s|2.0 s");
    row("seconds", 0, 10 * s, 200, "0 s|2 s|4 s|6 s|8 s|10 s");
    row("a zoom far from 0", 10 * s, 10 * s + 2 * ms, 400, "10.000 s|10.001 s|10.002 s");
    row("in the middle", 33 * ms, 74 * ms, 220, "40 ms|50 ms|60 ms|70 ms");
    row("90 seconds", 0, 90 * s, 300, "0 s|30 s|60 s|90 s");
    row("half minutes", 0, 150 * s, 200, "0:00 min|0:30 min|1:00 min|1:30 min|2:00 min|2:30 min");
    row("minutes", 0, 10 * minute, 400, "0 min|5 min|10 min");
    row("seconds far from 0", 1000 * s, 1010 * s, 400, "16:40 min|16:45 min|16:50 min");
    row("a fine zoom far from 0", 1000 * s, 1000 * s + 200 * ms, 500, "16:40.0 min|16:40.1 min|16:40.2 min");
    row("a zoom at 2:40", 160 * s, 161 * s, 500, "2:40.0 min|2:40.5 min|2:41.0 min");
    row("half hours", 0, 2 * hour, 250, "0:00 h|0:30 h|1:00 h|1:30 h|2:00 h");
    row("hours", 0, 78 * hour, 250, "0 h|20 h|40 h|60 h");
    row("no room", 0, 100 * ms, 5000, "0 ms");
}

void TestTimeScale::labelsTicks()
{
    QFETCH(double, beginNs);
    QFETCH(double, endNs);
    QFETCH(double, leastSpacing);
    QFETCH(QString, labels);
    QStringList found;
    for (const TimeScale::Tick &tick : scaleOf(beginNs, endNs).ticks(leastSpacing))
        found.append(tick.label);
    QCOMPARE(found.join(QLatin1Char('|')), labels);
}

void TestTimeScale::ticksKeepTheirDistance_data()
{
    QTest::addColumn<double>("beginNs");
    QTest::addColumn<double>("spanNs");
    for (const double beginNs : {0., 123'456'789., 100 * s, 3 * hour}) {
        for (double spanNs = 1000; spanNs < 78 * hour; spanNs *= 3.7)
            QTest::addRow("%.0f ns from %.0f ns", spanNs, beginNs) << beginNs << spanNs;
    }
}

void TestTimeScale::ticksKeepTheirDistance()
{
    QFETCH(double, beginNs);
    QFETCH(double, spanNs);
    const double leastSpacing = 80;
    const TimeScale scale = scaleOf(beginNs, beginNs + spanNs, 50, 1000);
    const std::vector<TimeScale::Tick> ticks = scale.ticks(leastSpacing);
    QVERIFY(ticks.size() >= 2); // 80 px ask for a step of at most 250 px
    QVERIFY(ticks.front().timeNs >= scale.beginNs);
    QVERIFY(ticks.back().timeNs <= scale.endNs);
    for (std::size_t i = 1; i < ticks.size(); ++i) {
        QVERIFY(scale.xOf(ticks[i].timeNs) - scale.xOf(ticks[i - 1].timeNs) >= leastSpacing - 1e-6);
        QVERIFY(ticks[i].label != ticks[i - 1].label);
    }
}

void TestTimeScale::hasNoTicksWithoutWidth()
{
    QVERIFY(scaleOf(0, 100 * ms, 0, 0).ticks(80).empty());
}

void TestTimeScale::saysARange_data()
{
    QTest::addColumn<double>("beginNs");
    QTest::addColumn<double>("endNs");
    QTest::addColumn<QString>("text");
    QTest::newRow("seconds") << 31.6 * s << 32.4 * s << QStringLiteral("31.6–32.4 s");
    QTest::newRow("a wide one") << 29.71 * s << 32.9 * s << QStringLiteral("29.7–32.9 s");
    QTest::newRow("milliseconds") << 5 * ms << 70 * ms << QStringLiteral("5–70 ms");
    QTest::newRow("deep in a run") << 31.6 * s << 31.65 * s << QStringLiteral("31.600–31.650 s");
    QTest::newRow("minutes") << 2 * minute << 4 * minute << QStringLiteral("2:00–4:00 min");
    QTest::newRow("nothing") << 0.0 << 0.0 << QStringLiteral("0.000–0.000 µs");
}

void TestTimeScale::saysARange()
{
    QFETCH(double, beginNs);
    QFETCH(double, endNs);
    QTEST(timeRangeForPeople(beginNs, endNs), "text");
}

QTEST_GUILESS_MAIN(TestTimeScale)
#include "tst_timescale.moc"
