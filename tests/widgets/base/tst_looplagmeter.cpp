// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/looplagmeter.h"

#include <QElapsedTimer>
#include <QTest>

using namespace fiftyfold;

namespace {

void block(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds) {
    }
}

} // namespace

class LoopLagMeterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void seesABlock()
    {
        LoopLagMeter meter;
        meter.setClose(true);
        meter.restart();
        block(80);
        QTRY_VERIFY(meter.longestBlockNs() >= 70'000'000); // the timer's own interval may hide 5 ms
        QVERIFY(meter.lagNs() > 0);
    }

    void forgetsOnRestart()
    {
        LoopLagMeter meter;
        meter.setClose(true);
        block(80);
        QTRY_VERIFY(meter.longestBlockNs() >= 70'000'000);
        meter.restart();
        QCOMPARE(meter.longestBlockNs(), qint64(0));
        QCOMPARE(meter.lagNs(), qint64(0));
    }

    void countsWhatPassedBeforeItLooksCloser()
    {
        LoopLagMeter meter; // measures every 250 ms
        block(400);
        meter.setClose(true);
        QVERIFY(meter.longestBlockNs() >= 140'000'000);
    }
};

QTEST_GUILESS_MAIN(LoopLagMeterTest)
#include "tst_looplagmeter.moc"
