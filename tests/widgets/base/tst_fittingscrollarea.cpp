// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/fittingscrollarea.h"

#include "widgets/base/screenroom.h"

#include <QLabel>
#include <QScreen>
#include <QScrollBar>
#include <QTest>
#include <QVBoxLayout>

using namespace fiftyfold;

/// A window that grows with what is in it: a text in an area, and a message under that.
class TestFittingScrollArea : public QObject
{
    Q_OBJECT

private:
    static QString lines(int count) { return QStringList(count, QStringLiteral("one")).join(QLatin1Char('\n')); }

    void show(QWidget &window)
    {
        m_text = new QLabel(lines(12));
        m_message = new QLabel(lines(1), &window);
        auto *content = new QWidget;
        (new QVBoxLayout(content))->addWidget(m_text);
        m_area = new FittingScrollArea(content, &window);
        m_area->setGrowsWindow(true);
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(m_area, 1);
        layout->addWidget(m_message);
        window.resize(300, window.sizeHint().height());
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY(isWhole());
    }
    bool isWhole() const
    {
        return m_area->verticalScrollBar()->maximum() == 0 && m_text->height() >= m_text->sizeHint().height() &&
               m_message->height() >= m_message->sizeHint().height();
    }

    FittingScrollArea *m_area = nullptr;
    QLabel *m_text = nullptr;
    QLabel *m_message = nullptr;

private Q_SLOTS:
    void growsWithItsContent()
    {
        QWidget window;
        show(window);
        const int before = window.height();
        m_text->setText(lines(20));
        QTRY_VERIFY(window.height() > before);
        QTRY_VERIFY(isWhole());
    }

    void growsByWhatIsBesideIt()
    {
        QWidget window;
        show(window);
        const int before = window.height();
        m_message->setText(lines(3));
        QTRY_VERIFY(window.height() > before);
        QTRY_VERIFY(isWhole());
    }

    void growsNoFurtherThanTheScreen()
    {
        QWidget window;
        show(window);
        m_text->setText(lines(1000));
        QTRY_COMPARE(window.height(), roomOnScreen(window).height());
        QVERIFY(m_area->verticalScrollBar()->maximum() > 0);
        QVERIFY(window.frameGeometry().bottom() <= window.screen()->availableGeometry().bottom());
    }

    /// As where somebody begins to select it.
    void aTextThatIsClickedStaysWhereItIs()
    {
        auto *text = new QLabel(lines(30));
        text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        FittingScrollArea area(text);
        area.setMostLines(3);
        area.resize(300, 60);
        area.show();
        area.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&area));
        QScrollBar *bar = area.verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0);
        bar->setValue(bar->maximum());
        QTest::mouseClick(text, Qt::LeftButton, {}, QPoint(5, text->height() - 5));
        QVERIFY(text->hasFocus());
        QCOMPARE(bar->value(), bar->maximum());
    }

    void staysAsSmallAsItIsMade()
    {
        QWidget window;
        show(window);
        const QSize smaller(window.width(), window.height() - 3 * m_text->fontMetrics().lineSpacing());
        window.resize(smaller);
        QTRY_VERIFY(m_area->verticalScrollBar()->maximum() > 0);
        QCoreApplication::processEvents();
        QCOMPARE(window.size(), smaller);
        m_text->setText(lines(11)); // as its end was out of sight anyway
        QCoreApplication::processEvents();
        QCOMPARE(window.size(), smaller);
        m_text->setText(lines(20));
        QTRY_VERIFY(window.height() > smaller.height());
    }
};

QTEST_MAIN(TestFittingScrollArea)
#include "tst_fittingscrollarea.moc"
