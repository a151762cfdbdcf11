// SPDX-License-Identifier: GPL-3.0-or-later
// The program without a mouse: Tab through each window, and a teacher's whole session by keys alone.
#include "widgets/window/mainwindow.h"

#include "models/comparison/comparisonmodel.h"
#include "widgets/base/appearance.h"
#include "widgets/comparison/comparisonwindow.h"
#include "widgets/comparison/sourcedialog.h"
#include "widgets/run/runbar.h"
#include "windowchecks.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QStyleHints>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace fiftyfold;
using namespace fiftyfold::test;
using State = RunController::State;

namespace {

constexpr int deadline = 30'000;

/// As from a keyboard: to the window that is active, whatever has its focus.
void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QVERIFY(QApplication::activeWindow());
    QTest::keyClick(QApplication::activeWindow()->windowHandle(), Qt::Key(key), modifiers);
}

void type(const QString &text)
{
    for (const QChar character : text)
        QTest::keyClick(QApplication::focusWidget(), character.toLatin1());
}

QDialog *openDialog()
{
    return qobject_cast<QDialog *>(QApplication::activeWindow());
}

} // namespace

class KeyboardTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<MainWindow> newWindow()
    {
        auto window = std::make_unique<MainWindow>(m_appearance.get());
        window->resize(1360, 860);
        window->show();
        window->activateWindow();
        return window;
    }

    std::unique_ptr<QTemporaryDir> m_settingsFolder;
    std::unique_ptr<Appearance> m_appearance;

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("FIFTYFOLD_LIBEXEC_DIR", FIFTYFOLD_BIN_DIR);
        m_appearance = std::make_unique<Appearance>();
        QGuiApplication::styleHints()->setCursorFlashTime(0); // a cursor that blinks is no sign of the focus
    }

    void init()
    {
        m_settingsFolder = std::make_unique<QTemporaryDir>();
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settingsFolder->path());
    }

    void tabGoesThroughTheWindow()
    {
        auto window = newWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        QCOMPARE(tabProblem(*window), QString());
        QCOMPARE(mnemonicProblem(*window), QString());
        window->runBar()->setPlan([] {
            RunPlan plan;
            plan.url = QUrl(QStringLiteral("practice:robots.txt?latency=1ms&fail=0.2"));
            return plan;
        }());
        window->run();
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Failed, deadline);
        auto *tabs = window->findChild<QTabWidget *>(QStringLiteral("runTabs"));
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            const QString problem = tabProblem(*window);
            QVERIFY2(problem.isEmpty(), qPrintable(tabs->tabText(tab) + QLatin1String(": ") + problem));
        }
        QCOMPARE(actionWithoutKey(*window), QString());
    }

    void tabGoesThroughEachDialog_data()
    {
        QTest::addColumn<QString>("action");
        for (const char *action :
             {"actionMoreOptions", "actionLoad", "actionRequests", "actionShortcuts", "actionAbout"})
            QTest::newRow(action) << QString::fromLatin1(action);
    }
    void tabGoesThroughEachDialog()
    {
        QFETCH(const QString, action);
        auto window = newWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        const QWidget *before = window->focusWidget();
        QVERIFY(before);
        window->findChild<QAction *>(action)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(openDialog(), deadline);
        QDialog *dialog = openDialog();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        auto *pages = dialog->findChild<QTabWidget *>();
        for (int page = 0; page < (pages ? pages->count() : 1); ++page) {
            if (pages)
                pages->setCurrentIndex(page);
            QCOMPARE(tabProblem(*dialog), QString());
            QCOMPARE(mnemonicProblem(*dialog), QString());
        }
        QCOMPARE(actionWithoutKey(*dialog), QString());
        auto *buttons = dialog->findChild<QDialogButtonBox *>();
        QPushButton *ok = buttons ? buttons->button(QDialogButtonBox::Ok) : nullptr;
        if (ok)
            ok->click();
        else
            press(Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!openDialog(), deadline); // and out again
        QCOMPARE(window->focusWidget(), before);
    }

    void tabGoesThroughTheComparison()
    {
        auto window = newWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        press(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(window->comparison(), deadline);
        QVERIFY(QTest::qWaitForWindowActive(window->comparison()));
        QCOMPARE(tabProblem(*window->comparison()), QString());
        QCOMPARE(mnemonicProblem(*window->comparison()), QString());
        QCOMPARE(actionWithoutKey(*window->comparison()), QString());
        ComparisonChoice sweep = window->comparison()->choice();
        const ComparisonChoice usual = sweep;
        sweep.varied = QStringLiteral("at-once");
        sweep.variedValues = QStringLiteral("1, 4, 16");
        window->comparison()->setChoice(sweep); // which has a button for its table
        QCOMPARE(mnemonicProblem(*window->comparison()), QString());
        window->comparison()->setChoice(usual);
        press(Qt::Key_T, Qt::AltModifier);
        QTRY_VERIFY_WITH_TIMEOUT(openDialog(), deadline);
        QCOMPARE(tabProblem(*openDialog()), QString());
        QCOMPARE(mnemonicProblem(*openDialog()), QString());
    }

    void eachKeyIsOfOneThing_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QString();
        QTest::newRow("German") << QStringLiteral("de");
    }
    void eachKeyIsOfOneThing()
    {
        QFETCH(const QString, language);
        QTranslator translator; // takes itself out again
        if (!language.isEmpty()) {
            QVERIFY(translator.load(QLatin1String(FIFTYFOLD_TRANSLATIONS "/fiftyfold_") + language));
            QVERIFY(QCoreApplication::installTranslator(&translator));
        }
        auto window = newWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        auto *tabs = window->findChild<QTabWidget *>(QStringLiteral("runTabs"));
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            QCOMPARE(mnemonicProblem(*window), QString());
        }
        QCOMPARE(sharedMenuMnemonic(*window), QString());
        for (const char *action : {"actionMoreOptions", "actionLoad", "actionRequests"}) {
            window->findChild<QAction *>(QLatin1String(action))->trigger();
            keysOfOpenDialog();
            window->activateWindow(); // as a window manager does
            QVERIFY(QTest::qWaitForWindowActive(window.get()));
        }
        window->findChild<QAction *>(QStringLiteral("actionCompare"))->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(window->comparison(), deadline);
        ComparisonWindow *comparison = window->comparison();
        auto *pages = comparison->findChild<QTabBar *>(QStringLiteral("comparisonTabs"));
        for (const int page : {1, 0}) {
            QVERIFY(QTest::qWaitForWindowActive(comparison));
            pages->setCurrentIndex(page);
            QCOMPARE(mnemonicProblem(*comparison), QString());
        }
        QCOMPARE(sharedMenuMnemonic(*comparison), QString());
        for (const char *button : {"choose", "load"}) {
            comparison->findChild<QAbstractButton *>(QLatin1String(button))->click();
            keysOfOpenDialog();
            comparison->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(comparison));
        }
    }

    void aTeachersSession()
    {
        auto window = newWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        press(Qt::Key_L, Qt::ControlModifier);
        press(Qt::Key_A, Qt::ControlModifier);
        type(QStringLiteral("practice:robots.txt?latency=20ms"));
        window->activateWindow(); // as a window manager does when the suggestions have gone
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        press(Qt::Key_F5);
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Done, deadline);
        QCOMPARE(window->controller()->plan().strategy, QStringLiteral("async"));
        const qint64 async = window->controller()->figures().elapsedNs;

        press(Qt::Key_T, Qt::AltModifier); // the strategy
        press(Qt::Key_Home);
        press(Qt::Key_F5);
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Done, deadline);
        QCOMPARE(window->controller()->plan().strategy, QStringLiteral("sequential"));
        QVERIFY(window->controller()->figures().elapsedNs > async);

        press(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(window->comparison(), deadline);
        ComparisonWindow *comparison = window->comparison();
        QVERIFY(QTest::qWaitForWindowActive(comparison));
        press(Qt::Key_T, Qt::AltModifier); // which strategies
        QTRY_VERIFY_WITH_TIMEOUT(openDialog(), deadline);
        chooseTwo();
        comparison->activateWindow(); // as a window manager does
        QVERIFY(QTest::qWaitForWindowActive(comparison));
        press(Qt::Key_O, Qt::AltModifier); // rounds
        press(Qt::Key_A, Qt::ControlModifier);
        press(Qt::Key_2);
        press(Qt::Key_F5);
        QTRY_COMPARE_WITH_TIMEOUT(comparison->controller()->state(), ComparisonController::State::Done, deadline);
        QCOMPARE(comparison->controller()->runnable(), 2); // what can't run here is listed as well

        auto *table = comparison->findChild<QTableView *>();
        for (int step = 0; step < 20 && !table->hasFocus(); ++step)
            press(Qt::Key_Tab);
        QVERIFY(table->hasFocus());
        press(Qt::Key_Home, Qt::ControlModifier);
        press(Qt::Key_Down);
        const QString verdict =
            table->currentIndex().siblingAtColumn(ComparisonModel::RatioColumn).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(verdict.contains(QStringLiteral("times as fast as Sequential")), qPrintable(verdict));

        press(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(qobject_cast<SourceDialog *>(openDialog()), deadline);
        const auto *source = qobject_cast<SourceDialog *>(openDialog());
        QVERIFY(source->source().contains(QStringLiteral("AsyncStrategy")));
        press(Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!openDialog(), deadline);
        comparison->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(comparison));
        press(Qt::Key_W, Qt::ControlModifier);
        QVERIFY(!comparison->isVisible());
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        press(Qt::Key_Q, Qt::ControlModifier);
        QVERIFY(!window->isVisible());
    }

private:
    /// On each of its pages, and of the load in each of its kinds.
    static void keysOfOpenDialog()
    {
        QTRY_VERIFY_WITH_TIMEOUT(openDialog(), deadline);
        QDialog *dialog = openDialog();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        auto *pages = dialog->findChild<QTabWidget *>();
        for (int page = 0; page < (pages ? pages->count() : 1); ++page) {
            if (pages)
                pages->setCurrentIndex(page);
            QCOMPARE(mnemonicProblem(*dialog), QString());
        }
        if (auto *open = dialog->findChild<QAbstractButton *>(QStringLiteral("open"))) {
            open->setChecked(true);
            QCOMPARE(mnemonicProblem(*dialog), QString());
        }
        QCOMPARE(sharedMenuMnemonic(*dialog), QString());
        press(Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!openDialog(), deadline);
    }

    /// Sequential and async, by the keys of the list.
    static void chooseTwo()
    {
        const auto *list = openDialog()->findChild<QListWidget *>();
        QVERIFY(list->hasFocus());
        press(Qt::Key_Home);
        for (int row = 0; row < list->count(); ++row) {
            const QListWidgetItem *item = list->currentItem();
            if (row > 1 && item->checkState() == Qt::Checked)
                press(Qt::Key_Space);
            press(Qt::Key_Down);
        }
        press(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!openDialog(), deadline);
    }
};

QTEST_MAIN(KeyboardTest)
#include "tst_keyboard.moc"
