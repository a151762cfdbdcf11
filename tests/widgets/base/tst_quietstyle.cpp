// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/quietstyle.h"

#include "support/contrast.h"
#include "widgets/base/appearance.h"
#include "widgets/base/messagebar.h"
#include "widgets/base/stagecolours.h"

#include <QListWidget>
#include <QPainter>
#include <QStyleOption>
#include <QTabBar>
#include <QTest>

using namespace fiftyfold;

namespace {

constexpr double leastOfMarks = 3; // WCAG 2.2, success criterion 1.4.11

/// As it is drawn on a window of its palette.
QImage drawn(QStyle::PrimitiveElement element, const QPalette &palette, QStyle::State state,
             const QWidget *widget = nullptr)
{
    const QuietStyle style;
    QImage image(20, 20, QImage::Format_ARGB32);
    image.fill(palette.color(QPalette::Window));
    QPainter painter(&image);
    QStyleOption option;
    option.rect = image.rect();
    option.palette = palette;
    option.state = state | QStyle::State_Enabled;
    style.drawPrimitive(element, &option, &painter, widget);
    painter.end();
    return image;
}

} // namespace

class QuietStyleTest : public QObject
{
    Q_OBJECT
private:
    static void addPalettes()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("light") << Appearance::lightPalette();
        QTest::newRow("dark") << Appearance::darkPalette();
    }

private Q_SLOTS:
    void theFocusOfATabIsSeen_data() { addPalettes(); }

    void theFocusOfATabIsSeen()
    {
        QFETCH(const QPalette, palette);
        QuietStyle style;
        QTabBar bar;
        bar.setStyle(&style);
        bar.setPalette(palette);
        bar.addTab(QStringLiteral("Progress"));
        bar.addTab(QStringLiteral("Latency"));
        bar.setCurrentIndex(1);
        bar.show();
        QVERIFY(QTest::qWaitForWindowActive(&bar));
        bar.clearFocus();
        const QImage before = bar.grab(bar.tabRect(1)).toImage();
        bar.setFocus(Qt::TabFocusReason);
        const QImage after = bar.grab(bar.tabRect(1)).toImage();
        QCOMPARE(after.size(), before.size());
        int seen = 0;
        for (int y = 0; y < after.height(); ++y) {
            for (int x = 0; x < after.width(); ++x)
                seen += test::contrast(after.pixelColor(x, y), before.pixelColor(x, y)) >= leastOfMarks ? 1 : 0;
        }
        QVERIFY2(seen > after.width(), qPrintable(QString::number(seen))); // about its two long sides
    }

    void aCheckBoxIsSeenInEachState_data() { addPalettes(); }
    void aCheckBoxIsSeenInEachState()
    {
        QFETCH(const QPalette, palette);
        const QImage off = drawn(QStyle::PE_IndicatorCheckBox, palette, QStyle::State_Off);
        double most = 0; // of its left side
        for (int x = 0; x < 4; ++x)
            most = qMax(most, test::contrast(off.pixelColor(x, 10), palette.color(QPalette::Window)));
        QVERIFY2(most >= leastOfMarks, qPrintable(QString::number(most)));
        const QImage on = drawn(QStyle::PE_IndicatorCheckBox, palette, QStyle::State_On);
        const QImage partly = drawn(QStyle::PE_IndicatorCheckBox, palette, QStyle::State_NoChange);
        QVERIFY(on != off && partly != off && on != partly);
    }

    void aMessageHasTheColourOfItsKind()
    {
        MessageBar bar;
        const StageColours colours(bar.palette());
        const auto colourOf = [&bar](MessageBar::Kind kind) {
            bar.showMessage(kind, QStringLiteral("Too few lanes."));
            return bar.grab().toImage().pixel(1, 1);
        };
        QCOMPARE(colourOf(MessageBar::Kind::Error), colours.error.rgb());
        QCOMPARE(colourOf(MessageBar::Kind::Warning), colours.warning.rgb());
        QCOMPARE(colourOf(MessageBar::Kind::Notice), colours.accent.rgb());
    }

    void aListHasTheBorderOfAField_data() { addPalettes(); }
    void aListHasTheBorderOfAField()
    {
        QFETCH(const QPalette, palette);
        const QListWidget list;
        const QImage image = drawn(QStyle::PE_Frame, palette, {}, &list);
        QCOMPARE(image.pixelColor(0, 10), StageColours(palette).fieldBorder);
    }

    void betweenTwoScrollBarsIsNothing()
    {
        const QuietStyle style;
        QImage image(20, 20, QImage::Format_ARGB32);
        image.fill(Qt::green);
        const QImage before = image;
        QPainter painter(&image);
        QStyleOption option;
        option.rect = image.rect();
        style.drawPrimitive(QStyle::PE_PanelScrollAreaCorner, &option, &painter, nullptr);
        painter.end();
        QCOMPARE(image, before);
    }

    /// Qt has it the other way round.
    void whatAscendsHasAnArrowUp_data()
    {
        QTest::addColumn<QStyleOptionHeader::SortIndicator>("indicator");
        QTest::addColumn<bool>("isUp");
        QTest::newRow("ascending, for which Qt says down") << QStyleOptionHeader::SortDown << true;
        QTest::newRow("descending") << QStyleOptionHeader::SortUp << false;
    }

    void whatAscendsHasAnArrowUp()
    {
        QFETCH(const QStyleOptionHeader::SortIndicator, indicator);
        QFETCH(const bool, isUp);
        const QuietStyle style;
        QImage image(20, 20, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        QStyleOptionHeader header;
        header.rect = image.rect();
        header.state = QStyle::State_Enabled;
        header.sortIndicator = indicator;
        style.drawPrimitive(QStyle::PE_IndicatorHeaderArrow, &header, &painter, nullptr);
        painter.end();
        QList<int> widths; // of the rows of it
        for (int y = 0; y < image.height(); ++y) {
            int width = 0;
            for (int x = 0; x < image.width(); ++x)
                width += qAlpha(image.pixel(x, y)) > 0 ? 1 : 0;
            if (width > 0)
                widths.append(width);
        }
        QVERIFY(widths.size() >= 3);
        QCOMPARE(widths.first() < widths.last(), isUp);
    }

    void aFieldLeavesItsArrowFree_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("left to right") << Qt::LeftToRight;
        QTest::newRow("right to left") << Qt::RightToLeft;
    }

    void aFieldLeavesItsArrowFree()
    {
        QFETCH(const Qt::LayoutDirection, direction);
        const QuietStyle own;
        const QStyle &style = own;
        QStyleOptionComboBox combo;
        combo.direction = direction;
        combo.rect = QRect(0, 0, 100, 32);
        const QRect field = style.subControlRect(QStyle::CC_ComboBox, &combo, QStyle::SC_ComboBoxEditField, nullptr);
        const QRect arrow = style.subControlRect(QStyle::CC_ComboBox, &combo, QStyle::SC_ComboBoxArrow, nullptr);
        QVERIFY(!field.intersects(arrow));
        QCOMPARE(arrow.left() < field.left(), direction == Qt::RightToLeft);
        QStyleOptionSpinBox spin;
        spin.direction = direction;
        spin.rect = QRect(0, 0, 100, 32);
        const QRect number = style.subControlRect(QStyle::CC_SpinBox, &spin, QStyle::SC_SpinBoxEditField, nullptr);
        QVERIFY(!number.intersects(style.subControlRect(QStyle::CC_SpinBox, &spin, QStyle::SC_SpinBoxUp, nullptr)));
    }
};

QTEST_MAIN(QuietStyleTest)
#include "tst_quietstyle.moc"
