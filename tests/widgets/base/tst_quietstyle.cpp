// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/quietstyle.h"

#include <QStyleOption>
#include <QTest>

using namespace fiftyfold;

class QuietStyleTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
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
