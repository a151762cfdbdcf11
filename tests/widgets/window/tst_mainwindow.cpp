// SPDX-License-Identifier: GPL-3.0-or-later
// The window offscreen, with the real engine and the real practice server.
#include "widgets/window/mainwindow.h"

#include "core/plan/strategytraits.h"
#include "engine/strategies/strategycatalogue.h"
#include "models/base/planchanges.h"
#include "widgets/base/appearance.h"
#include "widgets/base/messagebar.h"
#include "widgets/base/screenroom.h"
#include "widgets/base/stagecolours.h"
#include "widgets/base/tile.h"
#include "widgets/charts/progresschart.h"
#include "widgets/charts/waterfallview.h"
#include "widgets/comparison/comparisonwindow.h"
#include "widgets/run/detailspanel.h"
#include "widgets/run/logpanel.h"
#include "widgets/run/plandialog.h"
#include "widgets/run/runbar.h"
#include "widgets/run/tilestrip.h"
#include "windowchecks.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QStatusBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::test;
using State = RunController::State;

namespace {

constexpr int deadline = 20'000;

RunPlan practicePlan(const QString &query, quint32 requests, quint32 atOnce)
{
    RunPlan plan;
    plan.url = QUrl(QLatin1String("practice:robots.txt?") + query);
    plan.requests = requests;
    plan.atOnce = atOnce;
    return plan;
}

} // namespace

class MainWindowTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<MainWindow> newWindow()
    {
        auto window = std::make_unique<MainWindow>(m_appearance.get());
        window->resize(1360, 860);
        window->show();
        return window;
    }

    static QPushButton *runButton(const MainWindow &window)
    {
        return window.findChild<QPushButton *>(QStringLiteral("run"));
    }
    static PlanDialog *openOptions(const MainWindow &window)
    {
        window.findChild<QPushButton *>(QStringLiteral("more"))->click();
        return window.findChild<PlanDialog *>();
    }
    static QPushButton *okButton(const PlanDialog &dialog)
    {
        return dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    }
    static void choose(const PlanDialog &dialog, const char *field, const char *name)
    {
        auto *combo = dialog.findChild<QComboBox *>(QLatin1String(field));
        combo->setCurrentIndex(combo->findData(QLatin1String(name)));
    }
    static QString message(const MainWindow &window) { return window.findChild<MessageBar *>()->text(); }

    std::unique_ptr<QTemporaryDir> m_settingsFolder;
    std::unique_ptr<Appearance> m_appearance;

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("FIFTYFOLD_LIBEXEC_DIR", FIFTYFOLD_BIN_DIR);
        m_appearance = std::make_unique<Appearance>();
    }

    void init()
    {
        m_settingsFolder = std::make_unique<QTemporaryDir>();
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settingsFolder->path());
    }

    void oneClickRunsThePracticeRun()
    {
        auto window = newWindow();
        QCOMPARE(window->controller()->state(), State::Empty);
        QTest::mouseClick(runButton(*window), Qt::LeftButton);
        QVERIFY(window->controller()->isBusy());
        QSignalSpy summarised(window->controller(), &RunController::summarised);
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Done, deadline);
        QTRY_COMPARE_WITH_TIMEOUT(summarised.count(), 1, deadline);

        const auto *tiles = window->findChild<TileStrip *>();
        QCOMPARE(tiles->done()->figure().value, QStringLiteral("50"));
        QCOMPARE(tiles->done()->figure().unit, QStringLiteral("of 50"));
        QCOMPARE(tiles->failed()->figure().value, QStringLiteral("0"));
        QVERIFY(window->controller()->figures().overlap > 5);
        const auto *chart = window->findChild<ProgressChart *>();
        QVERIFY(chart->pointCount(StageSeries::Band::Done) > 10);
        QVERIFY(chart->pointCount(StageSeries::Band::Wait) > 10);
        QCOMPARE(chart->pointCount(StageSeries::Band::Failed), 0);
        QCOMPARE(window->findChild<WaterfallView *>()->rows().count, 50);
        const QAbstractItemModel *log = window->findChild<QAbstractItemView *>(QStringLiteral("lines"))->model();
        QVERIFY(log->rowCount() >= 50 * 5);
        const QScrollBar *bar = window->findChild<QAbstractItemView *>(QStringLiteral("lines"))->verticalScrollBar();
        QCOMPARE(bar->value(), bar->maximum()); // follows the newest line
        QCOMPARE(runButton(*window)->accessibleName(), QStringLiteral("Run"));
        QVERIFY(window->findChild<QStatusBar *>()->findChild<QLabel *>()->text().startsWith(
            QStringLiteral("Done: 50 of 50")));
    }

    void theLogsFocusChoosesNothing()
    {
        auto window = newWindow();
        window->runBar()->setPlan(practicePlan(QStringLiteral("latency=1ms"), 30, 3));
        window->run();
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Done, deadline);
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        const RunSelection *selection = window->controller()->selection();
        const auto *hold = window->findChild<QPushButton *>(QStringLiteral("hold"));
        auto *log = window->findChild<QAbstractItemView *>(QStringLiteral("lines"));
        log->setFocus(Qt::TabFocusReason);
        QVERIFY(log->currentIndex().isValid()); // by Qt
        QCOMPARE(selection->current(), -1);
        QVERIFY(!hold->isChecked());
        const auto requestOf = [log](int row) {
            return log->model()->index(row, 0).data(LogModel::RequestRole).toInt();
        };
        int row = 1;
        while (row < log->model()->rowCount() && requestOf(row) < 0)
            ++row;
        QVERIFY(row < log->model()->rowCount());
        log->setCurrentIndex(log->model()->index(row - 1, 0));
        QTest::keyClick(log, Qt::Key_Down);
        QCOMPARE(selection->current(), requestOf(row));
        QVERIFY(hold->isChecked());
    }

    void aLineOfTheLogSelectsItsRequest()
    {
        auto window = newWindow();
        window->runBar()->setPlan(practicePlan(QStringLiteral("latency=1ms"), 30, 3));
        window->run();
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Done, deadline);
        auto *log = window->findChild<QAbstractItemView *>(QStringLiteral("lines"));
        const QModelIndex line = log->indexAt(QPoint(20, 5));
        QVERIFY(line.isValid());
        const int request = line.data(LogModel::RequestRole).toInt();
        QTest::mouseClick(log->viewport(), Qt::LeftButton, {}, QPoint(20, 5));
        QCOMPARE(window->findChild<WaterfallView *>()->currentRequest(), request);
        const QString lane = window->findChild<DetailsPanel *>()->findChild<QLabel *>(QStringLiteral("lane"))->text();
        static const QRegularExpression laneText(QStringLiteral("^[0-2] · connection \\d+, (new|reused)$"));
        QVERIFY2(laneText.match(lane).hasMatch(), qPrintable(lane));
        log->selectAll();
        auto *filter = window->findChild<QLineEdit *>(QStringLiteral("filter"));
        filter->setText(QStringLiteral("#7 "));
        QTRY_VERIFY(log->model()->rowCount() > 0 && log->model()->rowCount() < 20);
        QCOMPARE(log->model()->index(0, 0).data(LogModel::RequestRole).toInt(), 7);
    }

    void keysRunAndStop()
    {
        auto window = newWindow();
        window->runBar()->setPlan(practicePlan(QStringLiteral("latency=30s"), 20, 5));
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        QTest::keyClick(window.get(), Qt::Key_F5);
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Running, deadline);
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->figures().inFlight, quint32(5), deadline);
        QCOMPARE(runButton(*window)->accessibleName(), QStringLiteral("Stop"));
        QTest::keyClick(window.get(), Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Stopped, deadline);
        QCOMPARE(window->controller()->figures().cancelled, quint32(20));
        QTest::keyClick(window.get(), Qt::Key_R, Qt::ControlModifier);
        QVERIFY(window->controller()->isBusy());
        QTest::mouseClick(runButton(*window), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Stopped, deadline);
    }

    void failuresAreShown()
    {
        auto window = newWindow();
        window->runBar()->setPlan(practicePlan(QStringLiteral("status=503"), 10, 5));
        window->run();
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Failed, deadline);
        QCOMPARE(window->controller()->figures().failed, quint32(10));
        QCOMPARE(window->findChild<WaterfallView *>()->currentRequest(), 0); // why it failed is in the details
        const auto *error = window->findChild<QLabel *>(QStringLiteral("error"));
        QVERIFY(error->isVisible());
        QVERIFY(error->text().contains(QStringLiteral("503")));
        const RunSelection *selection = window->controller()->selection();
        auto *tabs = window->findChild<QTabWidget *>(QStringLiteral("runTabs"));
        for (int tab = 0; tab < tabs->count(); ++tab) { // the keys work in each
            tabs->setCurrentIndex(tab);
            QTest::keyClick(window.get(), Qt::Key_F8);
            QCOMPARE(selection->current(), tab + 1);
        }
        QTest::keyClick(window.get(), Qt::Key_F8, Qt::ShiftModifier);
        QCOMPARE(selection->current(), tabs->count() - 1);
    }

    void sayWhatIsWrong()
    {
        auto window = newWindow();
        auto *url = window->findChild<QComboBox *>(QStringLiteral("url"));
        url->setEditText(QStringLiteral("ftp://example.org/"));
        window->run();
        QCOMPARE(window->controller()->state(), State::Empty);
        QVERIFY(message(*window).contains(QStringLiteral("http://")));
        QVERIFY(url->hasFocus() || url->lineEdit()->hasFocus() || window->focusWidget() == url->lineEdit() ||
                window->focusWidget() == url);

        RunPlan plan = practicePlan(QStringLiteral("latency=1ms"), 5, 5);
        plan.workDir = QStringLiteral("/nowhere/at/all");
        window->runBar()->setPlan(plan);
        window->run();
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::CouldNotRun, deadline);
        QVERIFY(message(*window).contains(QStringLiteral("/nowhere/at/all")));
        auto *more = window->findChild<QPushButton *>(QStringLiteral("more"));
        QCOMPARE(window->focusWidget(), more);
        more->click();
        auto *dialog = window->findChild<PlanDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->focusWidget(), dialog->findChild<QWidget *>(QStringLiteral("workDir"))->focusProxy());
    }

    void everyStrategyIsOfferedByItsName()
    {
        const QList<StrategyInfo> strategies = strategyCatalogue();
        QStringList names;
        for (const StrategyInfo &info : strategies)
            names.append(info.name);
        QStringList available = strategyNames();
        available.sort();
        names.sort();
        QCOMPARE(names, available);

        auto window = newWindow();
        auto *field = window->findChild<QComboBox *>(QStringLiteral("strategy"));
        const auto *items = qobject_cast<QStandardItemModel *>(field->model());
        QCOMPARE(field->count(), int(strategies.size()));
        for (const StrategyInfo &info : strategies) {
            const int row = field->findData(info.name);
            QVERIFY2(row >= 0, qPrintable(info.name));
            QCOMPARE(field->itemText(row), info.label);
            field->setCurrentIndex(row);
            QCOMPARE(window->runBar()->plan(nullptr).strategy, info.name);
            QCOMPARE(!window->runBar()->plan(nullptr).runnerCommand.isEmpty(), info.isExternal);
            QCOMPARE(items->item(row)->isEnabled(), info.unavailable.isEmpty());
            QCOMPARE(field->accessibleDescription(), info.unavailable.isEmpty() ? info.lesson : info.unavailable);
            QVERIFY(field->toolTip().contains(field->accessibleDescription().toHtmlEscaped()));
        }
        QVERIFY(field->view()->minimumWidth() >= field->view()->sizeHintForColumn(0)); // where the field has no room
        RunPlan plan;
        plan.strategy = QStringLiteral("nope");
        window->runBar()->setPlan(plan);
        QCOMPARE(window->runBar()->plan(nullptr).strategy, RunPlan().strategy);
    }

    void whileAComparisonRunsRunWaits()
    {
        auto window = newWindow();
        window->runBar()->setPlan(practicePlan(QStringLiteral("latency=30s"), 5, 5));
        window->compare();
        ComparisonWindow *comparison = window->comparison();
        QVERIFY(comparison);
        const QString usual = runButton(*window)->toolTip();
        comparison->run();
        QVERIFY(comparison->isBusy());
        QVERIFY(runButton(*window)->isEnabled()); // otherwise the focus would go
        QCOMPARE(runButton(*window)->accessibleName(), QStringLiteral("Run"));
        QVERIFY(runButton(*window)->toolTip().contains(QStringLiteral("comparison")));
        QTest::mouseClick(runButton(*window), Qt::LeftButton);
        QVERIFY(!window->controller()->isBusy());
        comparison->controller()->stop();
        QTRY_VERIFY_WITH_TIMEOUT(!comparison->isBusy(), deadline);
        QCOMPARE(runButton(*window)->toolTip(), usual);
        QTest::mouseClick(runButton(*window), Qt::LeftButton);
        QVERIFY(window->controller()->isBusy());
        window->controller()->stop();
        QTRY_VERIFY_WITH_TIMEOUT(!window->controller()->isBusy(), deadline);
    }

    void guardAsksOnce()
    {
        auto window = newWindow();
        RunPlan plan;
        plan.url = QUrl(QStringLiteral("http://fiftyfold.invalid/"));
        plan.requests = 2;
        window->runBar()->setPlan(plan);
        window->run();
        auto *box = window->findChild<QMessageBox *>();
        QVERIFY(box);
        QVERIFY(box->text().contains(QStringLiteral("fiftyfold.invalid")));
        QVERIFY(box->text().contains(QStringLiteral("2 requests")));
        box->button(QMessageBox::Cancel)->click();
        QCOMPARE(window->controller()->state(), State::Empty);
        QTRY_VERIFY(!window->findChild<QMessageBox *>());

        window->run();
        box = window->findChild<QMessageBox *>();
        QVERIFY(box);
        const QList<QAbstractButton *> buttons = box->buttons();
        for (QAbstractButton *button : buttons) {
            if (box->buttonRole(button) == QMessageBox::AcceptRole) {
                button->click();
                break;
            }
        }
        QVERIFY(window->controller()->isBusy());
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Failed, deadline);
        QTRY_VERIFY(!window->findChild<QMessageBox *>());
        window->run();
        QVERIFY(!window->findChild<QMessageBox *>());
        QVERIFY(window->controller()->isBusy());
        QTRY_VERIFY_WITH_TIMEOUT(!window->controller()->isBusy(), deadline);
    }

    void settingsAreRemembered()
    {
        {
            auto window = newWindow();
            RunPlan plan = practicePlan(QStringLiteral("latency=7ms"), 77, 7);
            plan.strategy = QStringLiteral("sequential");
            plan.headers = {{"Authorization", "Bearer hush"}, {"Accept", "text/plain"}};
            window->runBar()->setPlan(plan);
            window->resize(1000, 700);
            window->close();
        }
        QFile file(m_settingsFolder->filePath(QStringLiteral("Fiftyfold/Fiftyfold.ini")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("hush"));
        auto window = newWindow();
        const RunPlan plan = window->runBar()->plan(nullptr);
        QCOMPARE(plan.requests, quint32(77));
        QCOMPARE(plan.atOnce, quint32(7));
        QCOMPARE(plan.strategy, QStringLiteral("sequential"));
        QCOMPARE(plan.url.queryText(), QByteArray("latency=7ms"));
        QCOMPARE(plan.headers.size(), 1);
    }

    void theTransportIsChosenAndRemembered()
    {
        {
            auto window = newWindow();
            QCOMPARE(window->runBar()->plan(nullptr).transport, QStringLiteral("curl"));
            PlanDialog *dialog = openOptions(*window);
            QVERIFY(dialog);
            choose(*dialog, "transport", "qt");
            auto *threads = dialog->findChild<QSpinBox *>(QStringLiteral("threads"));
            QCOMPARE(threads->minimum(), 1);
            QCOMPARE(threads->maximum(), threadsLimit);
            threads->setValue(2);
            QVERIFY(okButton(*dialog)->isEnabled());
            okButton(*dialog)->click();
            const RunPlan plan = window->runBar()->plan(nullptr);
            QCOMPARE(plan.transport, QStringLiteral("qt"));
            QCOMPARE(plan.threads, 2);
            QCOMPARE(changesOf(plan, FieldPlace::MoreOptions),
                     QStringList({QStringLiteral("transport"), QStringLiteral("engine threads")}));
            window->close();
        }
        auto window = newWindow();
        const RunPlan plan = window->runBar()->plan(nullptr);
        QCOMPARE(plan.transport, QStringLiteral("qt"));
        QCOMPARE(plan.threads, 2);
        PlanDialog *dialog = openOptions(*window);
        QCOMPARE(dialog->findChild<QComboBox *>(QStringLiteral("transport"))->currentData().toString(),
                 QStringLiteral("qt"));
        QCOMPARE(dialog->findChild<QSpinBox *>(QStringLiteral("threads"))->value(), 2);
        dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::RestoreDefaults)->click();
        okButton(*dialog)->click();
        QCOMPARE(window->runBar()->plan(nullptr).transport, QStringLiteral("curl"));
        QCOMPARE(window->runBar()->plan(nullptr).threads, 1);
    }

    void http2NeedsHttpsAndCurl()
    {
        {
            auto window = newWindow();
            RunPlan plan;
            plan.url = QUrl(QStringLiteral("https://127.0.0.1:9/"));
            window->runBar()->setPlan(plan);
            PlanDialog *dialog = openOptions(*window);
            choose(*dialog, "http", "2");
            QVERIFY(okButton(*dialog)->isEnabled());
            choose(*dialog, "transport", "qt");
            QVERIFY(!okButton(*dialog)->isEnabled());
            const auto *says = dialog->findChild<QLabel *>(QStringLiteral("message"));
            QVERIFY2(says->text().contains(QStringLiteral("“Transport” curl")), qPrintable(says->text()));
            choose(*dialog, "transport", "curl");
            QVERIFY(okButton(*dialog)->isEnabled());
            okButton(*dialog)->click();
            QCOMPARE(window->runBar()->plan(nullptr).http, QStringLiteral("2"));
            window->close();
        }
        auto window = newWindow();
        QCOMPARE(window->runBar()->plan(nullptr).http, QStringLiteral("2"));
        window->findChild<QComboBox *>(QStringLiteral("url"))->setEditText(QStringLiteral("practice:robots.txt"));
        window->run();
        QCOMPARE(window->controller()->state(), State::Empty);
        QVERIFY2(message(*window).contains(QStringLiteral("https")), qPrintable(message(*window)));
        const auto *dialog = window->findChild<PlanDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->focusWidget(), dialog->findChild<QComboBox *>(QStringLiteral("http")));
    }

    void aForgottenUrlTakesOnlyItsHttpVersionAlong()
    {
        {
            auto window = newWindow();
            RunPlan plan;
            plan.url = QUrl(QStringLiteral("https://127.0.0.1:9/?token=hush"));
            plan.http = QStringLiteral("2");
            plan.requests = 77;
            window->runBar()->setPlan(plan);
            window->close();
        }
        auto window = newWindow();
        const RunPlan plan = window->runBar()->plan(nullptr);
        QCOMPARE(plan.url, defaultPracticeUrl());
        QCOMPARE(plan.http, QStringLiteral("1.1"));
        QCOMPARE(plan.requests, quint32(77));
    }

    void runBarAndMenusHaveTheirOwnMnemonics()
    {
        auto window = newWindow();
        QStringList texts;
        const QList<QAction *> menus = window->menuBar()->actions();
        for (const QAction *menu : menus)
            texts.append(menu->text());
        const QList<QWidget *> widgets = window->runBar()->findChildren<QWidget *>();
        for (const QWidget *widget : widgets)
            texts.append(widget->property("text").toString());
        qsizetype taken = 0;
        QCOMPARE(sharedMnemonic(texts, &taken), QString());
        QVERIFY(taken > menus.size() + 3);
    }

    void eachOptionHasItsOwnMnemonic()
    {
        auto window = newWindow();
        PlanDialog *dialog = openOptions(*window);
        auto *tabs = dialog->findChild<QTabWidget *>(QStringLiteral("tabs"));
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            QStringList texts;
            for (int i = 0; i < tabs->count(); ++i)
                texts.append(tabs->tabText(i));
            const QList<QWidget *> widgets = dialog->findChildren<QWidget *>();
            for (const QWidget *widget : widgets) {
                const bool hasText =
                    qobject_cast<const QLabel *>(widget) || qobject_cast<const QAbstractButton *>(widget);
                if (hasText && widget->isVisible())
                    texts.append(widget->property("text").toString());
            }
            qsizetype taken = 0;
            QCOMPARE(sharedMnemonic(texts, &taken), QString());
            QVERIFY(taken > tabs->count());
        }
    }

    void aRememberedValueOutOfReachFallsBackAlone()
    {
        QVERIFY(QDir(m_settingsFolder->path()).mkdir(QStringLiteral("Fiftyfold")));
        QFile file(m_settingsFolder->filePath(QStringLiteral("Fiftyfold/Fiftyfold.ini")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[plan]\nrequests=77\ntransport=pigeon\nhttp=9\nthreads=900\n");
        file.close();
        const auto window = newWindow();
        const RunPlan plan = window->runBar()->plan(nullptr);
        QCOMPARE(plan.requests, quint32(77));
        QCOMPARE(plan.transport, QStringLiteral("curl"));
        QCOMPARE(plan.http, QStringLiteral("1.1"));
        QCOMPARE(plan.threads, 1);
    }

    void aDamagedSettingsFileDoesNoHarm()
    {
        QVERIFY(QDir(m_settingsFolder->path()).mkdir(QStringLiteral("Fiftyfold")));
        QFile file(m_settingsFolder->filePath(QStringLiteral("Fiftyfold/Fiftyfold.ini")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[plan]\nrequests=-3\natOnce=many\nstrategy=nope\nurl=%%%\nmethod=G T\ntimeout=5 parsecs\n"
                   "[window]\ngeometry=@ByteArray(\\xff\\0rubbish)\ncolours=mauve\n\x01\x02[[[\n");
        file.close();
        auto window = newWindow();
        QVERIFY(window->isVisible());
        const RunPlan plan = window->runBar()->plan(nullptr);
        QCOMPARE(plan.url, defaultPracticeUrl());
        QCOMPARE(plan.requests, quint32(50));
        QVERIFY(problemsOf(plan).isEmpty());
    }

    void followsThePalette()
    {
        auto window = newWindow();
        QApplication::setPalette(Appearance::darkPalette());
        QTRY_VERIFY(isDark(window->palette()));
        const QImage dark = window->findChild<ProgressChart *>()->grab().toImage();
        QCOMPARE(dark.pixelColor(2, 2), StageColours(Appearance::darkPalette()).card);
        QApplication::setPalette(Appearance::lightPalette());
        QTRY_VERIFY(!isDark(window->palette()));
        const QImage light = window->findChild<ProgressChart *>()->grab().toImage();
        QCOMPARE(light.pixelColor(2, 2), StageColours(Appearance::lightPalette()).card);
    }

    void nothingIsClippedWhenSmall()
    {
        auto window = newWindow();
        window->resize(900, 600);
        QTRY_COMPARE(window->size(), QSize(900, 600));
        window->run();
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Done, deadline);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        QCOMPARE(clippedText(*window), QString());
    }

    void aPanelThatIsSwitchedOnKeepsTheWindowOnTheScreen()
    {
        auto window = newWindow();
        auto *showLog = window->findChild<QAction *>(QStringLiteral("actionShowLog"));
        auto *showTiles = window->findChild<QAction *>(QStringLiteral("actionShowTiles"));
        showLog->setChecked(false);
        showTiles->setChecked(true);
        const auto settle = [] { QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest); };
        settle();
        const QSize room = roomOnScreen(*window);
        window->resize(window->size().boundedTo(room));
        // As with large letters: with the figures there is some room left, but not that of the log.
        auto *tabs = window->findChild<QTabWidget *>(QStringLiteral("runTabs"));
        const int spare = room.height() - window->minimumSizeHint().height() - 60;
        QVERIFY(spare > 0);
        tabs->setMinimumHeight(tabs->minimumSizeHint().height() + spare);
        settle();
        QVERIFY(window->height() <= room.height());

        showLog->trigger();
        settle();
        QTRY_VERIFY(window->height() <= room.height());
        QVERIFY(window->findChild<LogPanel *>()->isVisible());
        QVERIFY(!window->findChild<TileStrip *>()->isVisible());
        QVERIFY(!showTiles->isChecked());

        showTiles->trigger();
        settle();
        QTRY_VERIFY(window->height() <= room.height());
        QVERIFY(window->findChild<TileStrip *>()->isVisible());
        QVERIFY(!window->findChild<LogPanel *>()->isVisible());
    }

    void everythingHasAnAccessibleName()
    {
        auto window = newWindow();
        QCOMPARE(widgetWithoutName(*window), QString());
    }

    void chartAndWaterfallShareTheirTime()
    {
        auto window = newWindow();
        const auto *chart = window->findChild<ProgressChart *>();
        const auto *waterfall = window->findChild<WaterfallView *>();
        QCOMPARE(chart->width(), waterfall->width());
        QCOMPARE(chart->mapToGlobal(QPoint(0, 0)).x(), waterfall->mapToGlobal(QPoint(0, 0)).x());
    }

    void closingInARunStopsIt()
    {
        auto window = newWindow();
        window->runBar()->setPlan(practicePlan(QStringLiteral("latency=30s"), 20, 20));
        window->run();
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Running, deadline);
        window->close();
        QVERIFY(!window->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Stopped, deadline);
    }

    /// Of the run, or of the comparison, that the practice server's stall keeps under way.
    static QMessageBox *closed(MainWindow &window)
    {
        window.close();
        return window.findChild<QMessageBox *>();
    }
    static void answer(QMessageBox &box, QMessageBox::ButtonRole role)
    {
        const QList<QAbstractButton *> buttons = box.buttons();
        for (QAbstractButton *button : buttons) {
            if (box.buttonRole(button) == role)
                return button->click();
        }
        QFAIL("no such button");
    }

    void closingAsksWhereARunsResultsWouldBeLost()
    {
        auto window = newWindow();
        window->runBar()->setPlan(practicePlan(QStringLiteral("latency=1ms&stall=500ms+60s"), 100'000, 5));
        window->run();
        QTRY_VERIFY_WITH_TIMEOUT(window->controller()->figures().done > 0, deadline);
        QMessageBox *box = closed(*window);
        QVERIFY(box);
        QVERIFY2(box->text().contains(QStringLiteral("100,000 requests")), qPrintable(box->text()));
        QCOMPARE(box->buttonRole(box->defaultButton()), QMessageBox::RejectRole);
        QCOMPARE(box->escapeButton(), static_cast<QAbstractButton *>(box->defaultButton()));
        QCOMPARE(closed(*window), box); // no second one
        QTest::keyClick(box, Qt::Key_Escape);
        QTRY_VERIFY(!window->findChild<QMessageBox *>());
        QVERIFY(window->isVisible());
        QCOMPARE(window->controller()->state(), State::Running);
        answer(*closed(*window), QMessageBox::AcceptRole);
        QVERIFY(!window->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Stopped, deadline);
    }

    void aSignalIsAskedNothing()
    {
        auto window = newWindow();
        window->runBar()->setPlan(practicePlan(QStringLiteral("latency=1ms&stall=500ms+60s"), 100'000, 5));
        window->run();
        QTRY_VERIFY_WITH_TIMEOUT(window->controller()->figures().done > 0, deadline);
        window->closeAtOnce();
        QVERIFY(!window->findChild<QMessageBox *>());
        QVERIFY(!window->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Stopped, deadline);
    }

    void aComparisonThatRunsIsNamed()
    {
        auto window = newWindow();
        window->runBar()->setPlan(practicePlan(QStringLiteral("latency=1ms"), 5, 5));
        window->compare();
        ComparisonWindow *comparison = window->comparison();
        QVERIFY(comparison);
        ComparisonChoice choice = comparison->choice();
        const QList<StrategyInfo> strategies = strategyCatalogue();
        for (const StrategyInfo &info : strategies)
            choice.leftOut.append(info.name);
        for (const QString &quick : {QStringLiteral("sequential"), QStringLiteral("async")})
            choice.leftOut.removeAll(quick);
        choice.rounds = comparisonRoundsLimit;
        comparison->setChoice(choice);
        comparison->run();
        QTRY_VERIFY_WITH_TIMEOUT(comparison->isMeasuring(), deadline);
        QMessageBox *box = closed(*window);
        QVERIFY(box);
        QVERIFY2(box->text().contains(QStringLiteral("comparison")), qPrintable(box->text()));
        answer(*box, QMessageBox::RejectRole);
        QTRY_VERIFY(!window->findChild<QMessageBox *>());
        QVERIFY(comparison->isBusy());
        comparison->close(); // asks for itself
        box = comparison->findChild<QMessageBox *>();
        QVERIFY(box);
        answer(*box, QMessageBox::RejectRole);
        QVERIFY(comparison->isVisible());
        answer(*closed(*window), QMessageBox::AcceptRole);
        QVERIFY(!comparison->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!comparison->isBusy(), deadline);
    }

    void itsPanelsDieBeforeWhatTheyShow()
    {
        auto window = newWindow();
        window->runBar()->setPlan(practicePlan(QStringLiteral("latency=0"), 20, 20));
        window->run();
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Done, deadline);
        const QPointer<WaterfallView> waterfall = window->findChild<WaterfallView *>();
        const QPointer<LogPanel> log = window->findChild<LogPanel *>();
        QVERIFY(waterfall && log);
        bool isAnyThere = true;
        connect(window->controller(), &QObject::destroyed, this, [&] { isAnyThere = waterfall || log; });
        window.reset();
        QVERIFY(!isAnyThere);
    }

    void destroyedInARun()
    {
        auto window = newWindow();
        window->runBar()->setPlan(practicePlan(QStringLiteral("latency=30s"), 20, 20));
        window->run();
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Running, deadline);
        window.reset(); // must neither crash nor hang
    }
};

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
