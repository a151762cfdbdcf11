// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/helpboxes.h"

#include "widgets/base/screenroom.h"

#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace fiftyfold;

class HelpBoxesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withLargeLettersTheyStayOnTheScreen()
    {
        const QFont usual = QApplication::font();
        const auto restore = qScopeGuard([&usual] { QApplication::setFont(usual); });
        QFont large = usual;
        large.setPointSizeF(usual.pointSizeF() * 3);
        QApplication::setFont(large);
        QWidget window;
        window.show();
        for (const auto &showBox : {&showShortcuts, &showAbout}) {
            showBox(&window);
            auto *box = window.findChild<QDialog *>(QStringLiteral("helpBox"));
            QVERIFY(box);
            QVERIFY(QTest::qWaitForWindowExposed(box));
            const QSize room = roomOnScreen(*box);
            QVERIFY2(box->width() <= room.width() && box->height() <= room.height(),
                     qPrintable(QStringLiteral("%1 × %2").arg(box->width()).arg(box->height())));
            QPushButton *close = box->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Close);
            QVERIFY(box->rect().contains(QRect(close->mapTo(box, QPoint()), close->size())));
            const auto *area = box->findChild<QScrollArea *>();
            QVERIFY(area->verticalScrollBar()->maximum() > 0 || area->viewport()->height() >= area->widget()->height());
            close->click();
            QTRY_VERIFY(!window.findChild<QDialog *>(QStringLiteral("helpBox")));
        }
    }
};

QTEST_MAIN(HelpBoxesTest)
#include "tst_helpboxes.moc"
