// SPDX-License-Identifier: GPL-3.0-or-later
// Cells of a picture against what its contract says of them.
#include "widgets/charts/stagedensity.h"

#include <QTest>

using namespace fiftyfold;

namespace {

constexpr QRgb red = qRgb(200, 0, 0);
constexpr QRgb blue = qRgb(0, 0, 200);

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
        const QImage image = density.image(Qt::black);
        QCOMPARE(qRed(image.pixel(1, 0)), 150);
        QCOMPARE(qBlue(image.pixel(1, 0)), 50);
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
        const QImage image = density.image(Qt::black);
        QCOMPARE(qAlpha(image.pixel(0, 0)), 255);
        QCOMPARE(qAlpha(image.pixel(1, 0)), qRound(255 * (0.3 + 0.7 * 0.5)));
        QCOMPARE(image.pixelColor(1, 0).red(), 200); // opacity alone
    }

    void aFailureIsSeenWhateverElseIsThere()
    {
        StageDensity density(QSize(2, 1), 0, 200);
        for (int request = 0; request < 1'000; ++request)
            density.add(0, blue, 0, 200);
        density.addFailure(0, 150);
        density.addFailure(0, 500); // not in the picture
        const QImage image = density.image(Qt::magenta);
        QCOMPARE(image.pixelColor(1, 0), QColor(Qt::magenta));
        QCOMPARE(image.pixel(0, 0), blue);
    }

    void whatLiesOutsideIsLeftOut()
    {
        StageDensity density(QSize(2, 1), 100, 300);
        density.add(0, red, 0, 90);
        density.add(0, red, 310, 400);
        QCOMPARE(qAlpha(density.image(Qt::black).pixel(0, 0)), 0);
        density.add(0, red, 0, 1'000);
        QCOMPARE(qAlpha(density.image(Qt::black).pixel(1, 0)), 255);
        QVERIFY(StageDensity().isNull());
    }
};

QTEST_GUILESS_MAIN(StageDensityTest)
#include "tst_stagedensity.moc"
