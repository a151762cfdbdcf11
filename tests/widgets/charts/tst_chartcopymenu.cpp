// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartcopymenu.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QTest>
#include <QWidget>

using namespace fiftyfold;

class ChartCopyMenuTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void copiesNumbersAndPicture()
    {
        QWidget chart;
        chart.resize(80, 40);
        int asked = 0;
        addChartCopyMenu(&chart, [&asked] { return QStringLiteral("time\tcount\n%1\t2").arg(++asked); });
        QCOMPARE(chart.contextMenuPolicy(), Qt::ActionsContextMenu);
        QCOMPARE(asked, 0);
        chart.findChild<QAction *>(QStringLiteral("copyNumbers"))->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("time\tcount\n1\t2"));
        chart.findChild<QAction *>(QStringLiteral("copyPicture"))->trigger();
        QCOMPARE(QGuiApplication::clipboard()->image().size(), chart.size() * chart.devicePixelRatio());
    }
};

QTEST_MAIN(ChartCopyMenuTest)
#include "tst_chartcopymenu.moc"
