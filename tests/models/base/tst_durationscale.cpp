// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/durationscale.h"

#include <QTest>

using namespace fiftyfold;

class TestDurationScale : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goesThereAndBack_data();
    void goesThereAndBack();
    void hasRoomForAll_data();
    void hasRoomForAll();
    void hasRoomBeforeItsEdge();
    void hasRoundTicks_data();
    void hasRoundTicks();
};

void TestDurationScale::goesThereAndBack_data()
{
    QTest::addColumn<bool>("isLog");
    QTest::addColumn<double>("ns");
    QTest::addColumn<double>("offset");
    QTest::newRow("even, near edge") << false << 1e6 << 0.0;
    QTest::newRow("even, middle") << false << 50.5e6 << 100.0;
    QTest::newRow("even, far edge") << false << 100e6 << 200.0;
    QTest::newRow("log, near edge") << true << 1e6 << 0.0;
    QTest::newRow("log, middle") << true << 10e6 << 100.0;
    QTest::newRow("log, far edge") << true << 100e6 << 200.0;
}

void TestDurationScale::goesThereAndBack()
{
    QFETCH(bool, isLog);
    QFETCH(double, ns);
    QFETCH(double, offset);
    const DurationScale scale{isLog, 1e6, 100e6, 200};
    QVERIFY(qAbs(scale.offsetOf(ns) - offset) < 1e-9);
    QVERIFY(qAbs(scale.durationAt(offset) / ns - 1) < 1e-9);
}

void TestDurationScale::hasRoomForAll_data()
{
    QTest::addColumn<bool>("isLog");
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("most");
    for (const bool isLog : {false, true}) {
        const char *kind = isLog ? "log" : "even";
        QTest::addRow("%s, a run", kind) << isLog << 3e6 << 2e9;
        QTest::addRow("%s, all the same", kind) << isLog << 5e6 << 5e6;
        QTest::addRow("%s, below a microsecond", kind) << isLog << 0.0 << 500.0;
    }
}

void TestDurationScale::hasRoomForAll()
{
    QFETCH(bool, isLog);
    QFETCH(double, least);
    QFETCH(double, most);
    const DurationScale scale = DurationScale::around(least, most, isLog, 300);
    QVERIFY(scale.leastNs < scale.mostNs);
    QCOMPARE(scale.leastNs > 0, isLog);
    QVERIFY(scale.offsetOf(most) < scale.length);
    QVERIFY(scale.leastNs <= std::max(least, 1'000.0));
    QVERIFY(!scale.ticks(20).empty());
}

void TestDurationScale::hasRoomBeforeItsEdge()
{
    for (const bool isLog : {false, true}) {
        const DurationScale scale = DurationScale::around(3e6, 2e9, isLog, 300);
        const DurationScale roomy = scale.withRoomBefore(10);
        QCOMPARE(roomy.length, 300.0);
        QVERIFY(qAbs(roomy.offsetOf(scale.leastNs) - 10) < 1e-6);
        QVERIFY(qAbs(roomy.offsetOf(scale.mostNs) - 300) < 1e-6);
        QVERIFY(!roomy.ticks(20).empty() && roomy.ticks(20).front().timeNs >= 0);
        QVERIFY(scale.withRoomBefore(1'000).offsetOf(scale.leastNs) < 100);
    }
}

void TestDurationScale::hasRoundTicks_data()
{
    QTest::addColumn<DurationScale>("scale");
    QTest::addColumn<QString>("labels");
    QTest::newRow("even") << DurationScale{false, 0, 2.2e9, 110} << "0.0 s, 0.5 s, 1.0 s, 1.5 s, 2.0 s";
    QTest::newRow("log") << DurationScale{true, 5e6, 2e9, 300}
                         << "5 ms, 10 ms, 20 ms, 50 ms, 100 ms, 200 ms, 500 ms, 1 s, 2 s";
    QTest::newRow("log, small") << DurationScale{true, 5e6, 2e9, 100} << "10 ms, 100 ms, 1 s";
    QTest::newRow("log, tiny") << DurationScale{true, 1e3, 1e9, 90} << "10 µs, 1 ms, 100 ms";
}

void TestDurationScale::hasRoundTicks()
{
    QFETCH(DurationScale, scale);
    QFETCH(QString, labels);
    QStringList found;
    for (const TimeScale::Tick &tick : scale.ticks(20))
        found.append(tick.label);
    QCOMPARE(found.join(QStringLiteral(", ")), labels);
}

Q_DECLARE_METATYPE(fiftyfold::DurationScale)
QTEST_APPLESS_MAIN(TestDurationScale)
#include "tst_durationscale.moc"
