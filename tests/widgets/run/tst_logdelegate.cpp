// SPDX-License-Identifier: GPL-3.0-or-later
// A line of the log, painted.
#include "widgets/run/logdelegate.h"

#include "models/run/logmodel.h"

#include <QFontDatabase>
#include <QPainter>
#include <QStandardItemModel>
#include <QTest>

using namespace fiftyfold;

namespace {

bool isBlank(const QImage &image, int x)
{
    for (int y = 0; y < image.height(); ++y) {
        if (image.pixelColor(x, y) != QColor(Qt::white))
            return false;
    }
    return true;
}

/// The widest room between two columns of pixels that have something in them.
int widestGap(const QImage &image)
{
    int widest = 0;
    int last = -1;
    for (int x = 0; x < image.width(); ++x) {
        if (isBlank(image, x))
            continue;
        if (last >= 0)
            widest = qMax(widest, x - last - 1);
        last = x;
    }
    return widest;
}

} // namespace

class LogDelegateTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void numberAndTextStayApart_data()
    {
        QTest::addColumn<qint64>("request");
        QTest::newRow("six digits") << qint64(119'999);
        QTest::newRow("seven digits") << qint64(9'999'999);
    }

    void numberAndTextStayApart()
    {
        QFETCH(qint64, request);
        QStandardItemModel model(1, 1);
        const QModelIndex index = model.index(0, 0);
        model.setData(index, qint64(-1), LogModel::TimeRole); // none, so that the number is all that is before the text
        model.setData(index, request, LogModel::RequestRole);
        model.setData(index, int(LogModel::Level::Step), LogModel::LevelRole);
        model.setData(index, QStringLiteral("done"), LogModel::TextRole);
        QStyleOptionViewItem option;
        option.font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        option.fontMetrics = QFontMetrics(option.font);
        option.rect = QRect(0, 0, 600, option.fontMetrics.height() + 4);
        QImage image(option.rect.size(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        LogDelegate().paint(&painter, option, index);
        painter.end();
        const int character = option.fontMetrics.horizontalAdvance(QLatin1Char('0'));
        QVERIFY2(2 * widestGap(image) >= 3 * character, qPrintable(QString::number(widestGap(image))));
    }
};

QTEST_MAIN(LogDelegateTest)
#include "tst_logdelegate.moc"
