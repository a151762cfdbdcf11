// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/mutedlabel.h"

#include <QTest>

using namespace fiftyfold;

namespace {

/// The lowest row of pixels in which something is painted.
int lowestInk(QWidget &widget)
{
    const QImage image = widget.grab().toImage();
    const QRgb ground = image.pixel(image.width() - 1, image.height() - 1);
    for (int y = image.height(); y-- > 0;) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixel(x, y) != ground)
                return y;
        }
    }
    return -1;
}

} // namespace

class ElidedLabelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneThatWrapsLeavesNothingOut()
    {
        MutedLabel label(QStringLiteral("A sentence that is longer than there is room for on one line, and on two."));
        label.setAlignment(Qt::AlignTop);
        label.resize(120, 200);
        QVERIFY(lowestInk(label) < 2 * label.fontMetrics().lineSpacing());
        label.setWordWrap(true);
        QVERIFY(lowestInk(label) > 3 * label.fontMetrics().lineSpacing());
        QVERIFY(label.minimumSizeHint().height() > label.fontMetrics().lineSpacing());
    }

    void aNumberStaysBeforeWhatItCounts()
    {
        const auto pictureIn = [](Qt::LayoutDirection direction) {
            ElidedLabel label(QStringLiteral("2,000 requests"));
            label.setAlignment(Qt::AlignCenter);
            label.setLayoutDirection(direction);
            label.resize(300, 40);
            return label.grab().toImage();
        };
        QCOMPARE(pictureIn(Qt::RightToLeft), pictureIn(Qt::LeftToRight));
    }
};

QTEST_MAIN(ElidedLabelTest)
#include "tst_elidedlabel.moc"
