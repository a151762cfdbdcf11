// SPDX-License-Identifier: GPL-3.0-or-later
// Cells of a picture against what its contract says of them.
#include "widgets/charts/stagedensity.h"

#include <QTest>

using namespace fiftyfold;

namespace {

constexpr QRgb red = qRgb(200, 0, 0);
constexpr QRgb blue = qRgb(0, 0, 200);

QImage noLoopWait()
{
    QImage tile(1, 1, QImage::Format_RGB32);
    tile.fill(Qt::black);
    return tile;
}

} // namespace

class StageDensityTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aColourIsTheShareOfEachStage()
    {
        StageDensity density(QSize(4, 2), 0, 400);
        density.add(0, red, 100, 175); // three quarters of the second column
        density.add(0, blue, 175, 200);
        const QImage image = density.image(2, noLoopWait());
        QCOMPARE(image.pixelColor(1, 0).red(), 150);
        QCOMPARE(image.pixelColor(1, 0).blue(), 50);
        QCOMPARE(qAlpha(image.pixel(1, 0)), 255); // none has more
        for (const QPoint &empty : {QPoint(0, 0), QPoint(2, 0), QPoint(1, 1)})
            QCOMPARE(qAlpha(image.pixel(empty)), 0);
    }

    void opacityTellsHowMuchThereIs()
    {
        StageDensity density(QSize(4, 1), 0, 400);
        for (int request = 0; request < 4; ++request)
            density.add(0, red, 0, 100);
        density.add(0, red, 100, 200);
        const QImage image = density.image(1, noLoopWait());
        QCOMPARE(qAlpha(image.pixel(0, 0)), 255);
        QCOMPARE(qAlpha(image.pixel(1, 0)), qRound(255 * (0.3 + 0.7 * 0.5)));
        QCOMPARE(image.pixelColor(1, 0).red(), 200); // opacity alone
    }

    void loopWaitsAreTheShareOfAPattern()
    {
        QImage tile(2, 2, QImage::Format_RGB32);
        tile.fill(Qt::white);
        tile.setPixelColor(0, 0, Qt::black);
        StageDensity density(QSize(4, 1), 0, 400);
        density.addLoopWait(0, 0, 300);
        density.add(0, red, 200, 300); // half of the third column
        const QImage image = density.image(4, tile);
        QCOMPARE(image.size(), QSize(4, 4)); // a row may be as high as it likes
        for (int y = 0; y < 4; ++y) {
            for (int x = 0; x < 2; ++x)
                QCOMPARE(image.pixelColor(x, y).red(), qRed(tile.pixel(x % 2, y % 2)));
        }
        QCOMPARE(image.pixelColor(2, 0).red(), 100);
        QCOMPARE(image.pixelColor(2, 0).green(), 0);
        QCOMPARE(image.pixelColor(2, 1).red(), 228);
        QCOMPARE(image.pixelColor(2, 1).green(), 128);
        QCOMPARE(qAlpha(image.pixel(3, 0)), 0);
    }

    void whatLiesOutsideIsLeftOut()
    {
        StageDensity density(QSize(2, 1), 100, 300);
        density.add(0, red, 0, 90);
        density.add(0, red, 310, 400);
        density.add(0, red, 190, 110); // no time at all
        QCOMPARE(qAlpha(density.image(1, noLoopWait()).pixel(0, 0)), 0);
        density.add(0, red, 0, 1'000);
        QCOMPARE(qAlpha(density.image(1, noLoopWait()).pixel(1, 0)), 255);
        QVERIFY(StageDensity().isNull());
    }
};

QTEST_GUILESS_MAIN(StageDensityTest)
#include "tst_stagedensity.moc"
