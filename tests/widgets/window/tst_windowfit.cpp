// SPDX-License-Identifier: GPL-3.0-or-later
// Whether all that is written in the windows has its room, whatever the size and the letters. Offscreen, nothing is
// sent.
#include "run/steppedrunner.h"
#include "widgets/base/appearance.h"
#include "widgets/base/messagebar.h"
#include "widgets/base/screenroom.h"
#include "widgets/charts/bandlegend.h"
#include "widgets/charts/progresschart.h"
#include "widgets/charts/progressview.h"
#include "widgets/comparison/comparisonwindow.h"
#include "widgets/run/loaddialog.h"
#include "widgets/run/logpanel.h"
#include "widgets/run/openingstrip.h"
#include "widgets/run/plandialog.h"
#include "widgets/run/requestsdialog.h"
#include "widgets/run/runbar.h"
#include "widgets/run/tilestrip.h"
#include "widgets/window/mainwindow.h"
#include "widgets/window/runtabs.h"
#include "windowchecks.h"

#include <QAction>
#include <QApplication>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace fiftyfold;
using namespace fiftyfold::test;
using State = RunController::State;

namespace {

constexpr quint32 requestsTold = 2000;

} // namespace

class WindowFitTest : public QObject
{
    Q_OBJECT
private:
    static RunPlan largePlan(bool isOpen)
    {
        RunPlan plan;
        plan.url =
            QUrl(QStringLiteral("http://127.0.0.1:8080/a/long/path/to/a/page/of/which/both/ends/tell/something"));
        plan.requests = 1'000'000;
        plan.atOnce = 1024;
        if (isOpen)
            plan.rate = rateFromText(QStringLiteral("20000/s")).value();
        return plan;
    }
    /// With a run of a million requests under way, as far as the window knows.
    std::unique_ptr<MainWindow> windowInRun(bool isOpen, const QSize &size)
    {
        auto window = std::make_unique<MainWindow>(m_appearance.get(), [this](const RunPlan &plan, PracticeServer *) {
            auto runner = std::make_unique<SteppedRunner>(plan);
            m_runner = runner.get();
            return runner;
        });
        window->runBar()->setPlan(largePlan(isOpen));
        window->resize(size);
        window->show();
        window->run();
        m_runner->prepare();
        m_runner->begin();
        constexpr qint64 ms = 1'000'000;
        std::vector<Fact> told;
        for (quint32 request = 0; request < requestsTold; ++request) {
            const qint64 at = 50 * ms + request;
            const std::vector<Fact> stages = facts::whole(
                {facts::ended(request, Stage::Queued, at), facts::began(request, Stage::Wait, at),
                 facts::ended(request, Stage::Wait, 12'345 * ms), facts::replied(request, 200, 12'345 * ms),
                 facts::began(request, Stage::Receive, 12'345 * ms),
                 facts::ended(request, Stage::Receive, 12'346 * ms, 6804),
                 request % 2 == 0 ? facts::finished(request, Outcome::Done, 12'346 * ms)
                                  : facts::finished(request, Outcome::Failed, 12'346 * ms, ErrorClass::Timeout)});
            told.insert(told.end(), stages.begin(), stages.end());
        }
        m_runner->tell(told);
        return window;
    }
    static void settle()
    {
        for (int i = 0; i < 3; ++i) // a layout may ask for another
            QCoreApplication::sendPostedEvents();
    }

    std::unique_ptr<QTemporaryDir> m_settingsFolder;
    std::unique_ptr<Appearance> m_appearance;
    SteppedRunner *m_runner = nullptr;
    QFont m_usual;

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<double>("points");
        for (const double points : {8., 10., 12., 16.})
            QTest::addRow("%g pt", points) << points;
    }

    void initTestCase()
    {
        m_usual = QApplication::font();
        m_appearance = std::make_unique<Appearance>();
    }

    void init()
    {
        QFETCH_GLOBAL(double, points);
        QFont font = m_usual;
        font.setPointSizeF(points);
        QApplication::setFont(font);
        m_settingsFolder = std::make_unique<QTemporaryDir>();
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settingsFolder->path());
    }

    void cleanup() { QApplication::setFont(m_usual); }

    void theWindowInARun_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("isOpen");
        for (const QSize &size : {QSize(900, 600), QSize(1093, 614), QSize(1360, 768), QSize(1900, 1000)}) {
            QTest::addRow("closed, %d px", size.width()) << size << false;
            QTest::addRow("open, %d px", size.width()) << size << true;
        }
    }

    void theWindowInARun()
    {
        QFETCH(QSize, size);
        QFETCH(bool, isOpen);
        auto window = windowInRun(isOpen, size);
        QTRY_COMPARE(window->controller()->figures().done, requestsTold / 2);
        settle();
        QFETCH_GLOBAL(double, points);
        if (points <= 12) // what it says makes it neither wider nor higher
            QCOMPARE(window->size(), size);
        QCOMPARE(clippedText(*window), QString());
        window->findChild<TileStrip *>()->setUnverified(true);
        QCOMPARE(clippedText(*window), QString());
    }

    void inALowWindowTheLogGivesWayToTheChart()
    {
        QFETCH_GLOBAL(double, points);
        if (points > 10)
            QSKIP("larger letters need more room");
        constexpr QSize usual(1360, 860);
        auto window = windowInRun(false, usual);
        settle();
        const auto *log = window->findChild<LogPanel *>();
        const int logHeight = log->height();
        window->resize(900, 600);
        settle();
        const int chartHeight = window->findChild<ProgressChart *>()->height();
        QVERIFY2(chartHeight >= 80, qPrintable(QString::number(chartHeight)));
        QVERIFY(log->height() < logHeight);
        window->resize(usual);
        settle();
        QCOMPARE(log->height(), logHeight);
    }

    /// A screen of 1366 × 768 at scale 1.25, less title and frame, with all panels and a message.
    void theChartIsLegibleOnASmallScreen()
    {
        QFETCH_GLOBAL(double, points);
        if (points > 10)
            QSKIP("larger letters need more room");
        auto window = windowInRun(true, QSize(1093 - 8, 614 - 32));
        QTRY_COMPARE(window->controller()->figures().done, requestsTold / 2);
        window->findChild<MessageBar *>()->showMessage(MessageBar::Kind::Notice, QStringLiteral("Too few lanes."));
        settle();
        QTRY_VERIFY(window->findChild<ProgressChart *>()->height() >= ProgressView::leastHeight);
        const auto *legend = window->findChild<BandLegend *>();
        QTRY_VERIFY(legend->height() >= legend->heightForWidth(legend->width()));
    }

    /// At scale 2, with those panels alone that fit there.
    void noRunMakesTheWindowLargerThanASmallScreen()
    {
        QFETCH_GLOBAL(double, points);
        if (points > 10)
            QSKIP("larger letters need more room");
        constexpr QSize room(683 - 8, 384 - 32);
        auto window = windowInRun(true, room);
        QTRY_COMPARE(window->controller()->figures().done, requestsTold / 2);
        for (const char *panel : {"actionShowLog", "actionShowTiles", "actionShowDetails", "actionShowHistory"})
            window->findChild<QAction *>(QLatin1String(panel))->setChecked(false);
        window->findChild<MessageBar *>(QStringLiteral("notices"))->clear();
        window->findChild<MessageBar *>()->showMessage(
            MessageBar::Kind::Notice,
            QStringLiteral(
                "Too few lanes for this rate (189/s of 200/s asked, lag p99 1.88 s): with 20 at once requests "
                "waited for a free one; 406 would have done."));
        window->findChild<OpeningStrip *>()->show();
        QTRY_COMPARE((window->resize(room), window->size()), room); // splitter by splitter
        settle();
        QCOMPARE(window->size(), room);
    }

    /// It scrolls where letters are large and the window is low.
    void aLongMessageMakesNoLowWindowMuchHigher()
    {
        constexpr QSize size(900, 600);
        auto window = windowInRun(true, size);
        QTRY_COMPARE(window->controller()->figures().done, requestsTold / 2);
        auto *bar = window->findChild<MessageBar *>();
        bar->showMessage(MessageBar::Kind::Notice, QStringLiteral("Too few lanes for this rate. ").repeated(20));
        settle();
        window->resize(size);
        settle();
        QVERIFY2(window->height() <= 620, qPrintable(QString::number(window->height())));
        const auto *area = bar->findChild<QScrollArea *>();
        QCOMPARE(area->focusPolicy() == Qt::StrongFocus, area->verticalScrollBar()->maximum() > 0);
        QFETCH_GLOBAL(double, points);
        QCOMPARE(area->verticalScrollBar()->maximum() > 0, points > 12);
    }

    void aGeometryOfALargerScreenIsFitted()
    {
        QWidget before;
        before.setGeometry(0, 0, 3000, 2000);
        QWidget after;
        QVERIFY(restoreWithinScreen(after, before.saveGeometry()));
        const QSize room = roomOnScreen(after);
        QVERIFY(after.width() <= room.width());
        QVERIFY(after.height() <= room.height());
        QVERIFY(after.screen()->availableGeometry().contains(after.geometry()));
        QVERIFY(!restoreWithinScreen(after, {}));
    }

    /// Once all is written into it that it has room for.
    void theLoadsDialogAsksForAllItsRoom()
    {
        LoadDialog dialog(largePlan(true));
        const QSize asked = dialog.sizeHint();
        dialog.show();
        settle();
        const QSize needed = dialog.sizeHint();
        QVERIFY2(asked.width() >= needed.width() && asked.height() >= needed.height(),
                 qPrintable(QStringLiteral("%1 × %2 of %3 × %4")
                                .arg(asked.width())
                                .arg(asked.height())
                                .arg(needed.width())
                                .arg(needed.height())));
    }

    /// Before it scrolls sideways.
    void theClosedLoadGivesWayInANarrowDialog()
    {
        LoadDialog dialog(largePlan(true));
        dialog.show();
        const auto *closed = dialog.findChild<QWidget *>(QStringLiteral("closedBox"));
        dialog.resize(2000, dialog.height());
        settle();
        const int wide = closed->width();
        QCOMPARE(wide, closed->maximumWidth());
        dialog.resize(400, dialog.height());
        settle();
        QVERIFY(closed->width() < wide);
    }

    /// A screen of 1366 × 768 at scale 2, less title and frame.
    void theComparisonFitsASmallScreen()
    {
        QFETCH_GLOBAL(double, points);
        if (points > 10)
            QSKIP("larger letters need more room");
        constexpr QSize room(683 - 8, 384 - 32);
        ComparisonWindow window;
        window.show();
        auto *tabs = window.findChild<QTabBar *>(QStringLiteral("comparisonTabs"));
        for (int page = 0; page < tabs->count(); ++page) {
            tabs->setCurrentIndex(page);
            settle();
            window.resize(room);
            settle();
            QCOMPARE(window.size(), room);
        }
    }

    /// Less title and frame: the row that adds a threshold is in view without scrolling.
    void theLoadsDialogFitsAScreenOf860()
    {
        QFETCH_GLOBAL(double, points);
        if (points > 10)
            QSKIP("larger letters need more room");
        RunPlan plan = largePlan(true);
        plan.rate = rateFromText(QStringLiteral("10/s..500/s:10s,500/s:20s")).value();
        const LoadDialog dialog(plan);
        constexpr int room = 860 - 32;
        QVERIFY2(dialog.sizeHint().height() <= room, qPrintable(QString::number(dialog.sizeHint().height())));
    }

    void theDialogs_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("as it comes") << QSize();
        QTest::newRow("small") << QSize(903, 480);
    }

    void theDialogs()
    {
        QFETCH(QSize, size);
        PlanDialog options(largePlan(false));
        LoadDialog closed(largePlan(false));
        LoadDialog open(largePlan(true));
        RequestsDialog requests(largePlan(false));
        for (QWidget *dialog : std::initializer_list<QWidget *>{&options, &closed, &open, &requests}) {
            dialog->show();
            settle(); // one may grow by what is in it
            if (size.isValid())
                dialog->resize(size);
            const auto *tabs = dialog->findChild<QTabWidget *>(QStringLiteral("tabs"));
            for (int tab = 0; tab < (tabs ? tabs->count() : 1); ++tab) {
                if (tabs)
                    const_cast<QTabWidget *>(tabs)->setCurrentIndex(tab);
                settle();
                QCOMPARE(clippedText(*dialog), QString());
            }
            dialog->hide();
        }
    }
};

QTEST_MAIN(WindowFitTest)
#include "tst_windowfit.moc"
