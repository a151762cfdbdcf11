// SPDX-License-Identifier: GPL-3.0-or-later
// What a new user meets in the window: fields, keys, sizes and words. Offscreen, with the real engine.
#include "app/qtoptions.h"
#include "app/startoptions.h"
#include "cli/options/commandline.h"
#include "widgets/base/appearance.h"
#include "widgets/base/messagebar.h"
#include "widgets/base/stagecolours.h"
#include "widgets/base/windowsettings.h"
#include "widgets/charts/hoverreadout.h"
#include "widgets/charts/progresschart.h"
#include "widgets/charts/timegestures.h"
#include "widgets/charts/waterfallview.h"
#include "widgets/comparison/comparisonchooser.h"
#include "widgets/comparison/comparisonwindow.h"
#include "widgets/run/detailspanel.h"
#include "widgets/run/loadbutton.h"
#include "widgets/run/loaddialog.h"
#include "widgets/run/plandialog.h"
#include "widgets/run/runbar.h"
#include "widgets/run/tilestrip.h"
#include "widgets/window/mainwindow.h"
#include "widgets/window/runtabs.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <memory>
#include <optional>

using namespace fiftyfold;
using State = RunController::State;

namespace {

constexpr int deadline = 20'000;
const QString oldUrl = QStringLiteral("practice:robots.txt?latency=1ms&jitter=1ms");
const QString typedUrl = QStringLiteral("practice:robots.txt?latency=1ms");

} // namespace

class WindowFieldsTest : public QObject
{
    Q_OBJECT
private:
    static RunPlan practicePlan()
    {
        RunPlan plan;
        plan.url = QUrl(typedUrl);
        plan.requests = 5;
        return plan;
    }
    std::unique_ptr<MainWindow> newWindow(const RunPlan &plan = practicePlan())
    {
        auto window = std::make_unique<MainWindow>(m_appearance.get());
        window->runBar()->setPlan(plan);
        window->resize(1360, 860);
        window->show();
        return window;
    }
    static void run(MainWindow &window, State end = State::Done)
    {
        window.run();
        QTRY_COMPARE_WITH_TIMEOUT(window.controller()->state(), end, deadline);
    }
    static QComboBox *combo(MainWindow &window, const char *name)
    {
        return window.runBar()->findChild<QComboBox *>(QLatin1String(name));
    }
    /// With an old URL behind it, and `text` typed.
    static void type(MainWindow &window, const QString &text)
    {
        window.runBar()->setUrlHistory({oldUrl});
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QComboBox *url = combo(window, "url");
        url->setFocus();
        url->lineEdit()->clear();
        QTest::keyClicks(url->lineEdit(), text);
        QCOMPARE(url->currentText(), text);
        QTRY_VERIFY_WITH_TIMEOUT(url->completer()->popup()->isVisible(), deadline);
    }
    static QString message(const MainWindow &window) { return window.findChild<MessageBar *>()->text(); }
    static QString state(const MainWindow &window)
    {
        return window.findChild<QStatusBar *>()->findChild<QLabel *>()->text();
    }
    static QString detail(const MainWindow &window, const char *name)
    {
        return window.findChild<DetailsPanel *>()->findChild<QLabel *>(QLatin1String(name))->text();
    }

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

    void enterRunsWhatWasTyped()
    {
        auto window = newWindow();
        type(*window, typedUrl);
        QTest::keyClick(combo(*window, "url")->completer()->popup(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Done, deadline);
        QCOMPARE(window->controller()->plan().url.queryText(), QUrl(typedUrl).query().toLatin1());
        QCOMPARE(window->runBar()->urlText(), typedUrl);
    }

    void aChosenSuggestionRuns()
    {
        auto window = newWindow();
        type(*window, typedUrl);
        QAbstractItemView *list = combo(*window, "url")->completer()->popup();
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(window->controller()->state(), State::Done, deadline);
        QCOMPARE(window->controller()->plan().url.queryText(), QUrl(oldUrl).query().toLatin1());
        QCOMPARE(window->runBar()->urlText(), oldUrl);
    }

    void escapeClosesTheListAndKeepsWhatWasTyped()
    {
        auto window = newWindow();
        type(*window, typedUrl);
        QAbstractItemView *list = combo(*window, "url")->completer()->popup();
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Escape);
        QVERIFY(!list->isVisible());
        QCOMPARE(window->runBar()->urlText(), typedUrl);
        QCOMPARE(window->controller()->state(), State::Empty);
    }

    void aMethodIsWhatWasTyped()
    {
        auto window = newWindow();
        QLineEdit *method = combo(*window, "method")->lineEdit();
        method->setFocus();
        method->clear();
        QTest::keyClicks(method, QStringLiteral("DEL"));
        QCOMPARE(window->runBar()->plan(nullptr).method, QByteArray("DEL"));
    }

    void copiesTheSelectedLinesOfTheLog()
    {
        auto window = newWindow();
        run(*window);
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        auto *lines = window->findChild<QAbstractItemView *>(QStringLiteral("lines"));
        lines->setFocus();
        const auto row = [lines](int number) { return lines->model()->index(number, 0); };
        lines->selectionModel()->select({row(1), row(2)}, QItemSelectionModel::ClearAndSelect);
        QApplication::clipboard()->clear();
        QTest::keyClick(lines, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(),
                 row(1).data().toString() + QLatin1Char('\n') + row(2).data().toString());
    }

    void noKeyIsClaimedTwice()
    {
        auto window = newWindow();
        QStringList taken;
        const QList<QAction *> actions = window->findChildren<QAction *>();
        for (const QAction *action : actions) {
            const QList<QKeySequence> keys = action->shortcuts();
            for (const QKeySequence &key : keys) {
                QVERIFY2(!taken.contains(key.toString()), qPrintable(key.toString()));
                taken.append(key.toString());
            }
        }
        QVERIFY(taken.size() > 10);
    }

    void fieldsHaveTheirRoomInEveryFont_data()
    {
        QTest::addColumn<double>("points");
        QTest::addColumn<int>("width");
        for (const double points : {8., 10., 12., 16.}) {
            for (const int width : {640, 900, 1100, 1360, 1900})
                QTest::addRow("%g pt, %d px", points, width) << points << width;
        }
    }

    void fieldsHaveTheirRoomInEveryFont()
    {
        QFETCH(double, points);
        QFETCH(int, width);
        const QFont usual = QApplication::font();
        QFont font = usual;
        font.setPointSizeF(points);
        const auto restore = qScopeGuard([&usual] { QApplication::setFont(usual); });
        QApplication::setFont(font);
        auto window = newWindow();
        window->resize(width, 600);
        for (int i = 0; i < 3; ++i) // the layout of the bar asks for another of the window
            QCoreApplication::sendPostedEvents();
        const RunBar *bar = window->runBar();
        QVERIFY(combo(*window, "url")->width() >= 20 * QFontMetrics(font).averageCharWidth());
        const auto *load = bar->findChild<LoadButton *>();
        const bool isNarrow = width < 900; // where the load keeps room for its name alone
        const auto least = [load, isNarrow](const QWidget *field) {
            return isNarrow && field == load ? load->widthOfName() : field->minimumSizeHint().width();
        };
        const QList<QWidget *> fields = bar->findChildren<QWidget *>();
        for (QWidget *field : fields) {
            if (!field->isVisible() || field->isWindow())
                continue;
            const bool isField =
                field->parentWidget() == bar || field->parentWidget()->objectName() == QLatin1String("load");
            if (isField)
                QVERIFY2(field->width() >= least(field), qPrintable(field->objectName()));
        }
        if (!isNarrow)
            QVERIFY(load->width() > QFontMetrics(font).horizontalAdvance(load->summary().left(20)));
    }

    /// Letters so large that panels have to go: the more of them are hidden, the lower the window may be.
    void theFirstWindowFitsTheScreen()
    {
        const QFont usual = QApplication::font();
        QFont font = usual;
        const auto restore = qScopeGuard([&usual] { QApplication::setFont(usual); });
        QStringList hidden;
        for (int points = 8; points <= 44; points += 4) {
            font.setPointSize(points);
            QApplication::setFont(font);
            const MainWindow window(m_appearance.get());
            const QSize screen = window.screen()->availableSize();
            QVERIFY2(window.height() <= screen.height(), qPrintable(QStringLiteral("%1 pt").arg(points)));
            QVERIFY2(window.width() <= screen.width() || points > 12, qPrintable(QStringLiteral("%1 pt").arg(points)));
            for (const char *panel : {"actionShowLog", "actionShowTiles"}) {
                const auto *action = window.findChild<QAction *>(QLatin1String(panel));
                if (!action->isChecked() && !hidden.contains(action->objectName()))
                    hidden.append(action->objectName());
            }
        }
        QCOMPARE(hidden, QStringList({QStringLiteral("actionShowLog"), QStringLiteral("actionShowTiles")}));
    }

    /// 1366 × 768 pixels at a scale of 1.5, less the frame.
    void everyWindowCanBeMadeToFitASmallScreen()
    {
        constexpr QSize room(911 - 8, 512 - 32);
        const auto verifyFits = [&room](const QWidget &window) {
            const auto least = [&window] { return window.minimumSizeHint().expandedTo(window.minimumSize()); };
            QTRY_VERIFY2(least().boundedTo(room) == least(),
                         qPrintable(QStringLiteral("%1: %2 × %3")
                                        .arg(QLatin1String(window.metaObject()->className()))
                                        .arg(least().width())
                                        .arg(least().height())));
        };
        auto window = newWindow();
        for (const char *panel : {"actionShowLog", "actionShowTiles", "actionShowDetails"})
            window->findChild<QAction *>(QLatin1String(panel))->setChecked(false); // as at the first start
        window->resize(room);
        QCoreApplication::sendPostedEvents();
        verifyFits(*window);
        window->findChild<QAction *>(QStringLiteral("actionShowHistory"))->setChecked(false);
        QCoreApplication::sendPostedEvents();
        constexpr int lowRoom = 768 / 2 - 32;
        QTRY_VERIFY2(window->minimumSizeHint().height() <= lowRoom, // splitter by splitter
                     qPrintable(QString::number(window->minimumSizeHint().height())));
        ComparisonWindow comparison;
        comparison.resize(room);
        comparison.show();
        QCoreApplication::sendPostedEvents();
        verifyFits(comparison);
        const ComparisonChooser chooser(strategyCatalogue(), comparison.choice());
        verifyFits(chooser);
        const PlanDialog dialog(practicePlan());
        verifyFits(dialog);
        const LoadDialog load(practicePlan());
        verifyFits(load);
    }

    void aMessageTakesNoRowsPlace()
    {
        auto window = newWindow();
        run(*window);
        window->resize(window->minimumSizeHint());
        window->findChild<MessageBar *>()->showMessage(MessageBar::Kind::Error, QStringLiteral("What was wrong."));
        QTRY_VERIFY(window->height() >= window->minimumSizeHint().height());
        const QRect bar = window->findChild<MessageBar *>()->geometry();
        const QList<QWidget *> others =
            window->centralWidget()->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
        for (const QWidget *other : others)
            QVERIFY(other == window->findChild<MessageBar *>() || !other->isVisible() ||
                    !other->geometry().intersects(bar));
    }

    void whatIsSaidOfTheRunMovesNothing_data()
    {
        QTest::addColumn<bool>("hasLog");
        QTest::newRow("the log makes room") << true;
        QTest::newRow("the waterfall makes room") << false;
    }

    void whatIsSaidOfTheRunMovesNothing()
    {
        QFETCH(const bool, hasLog);
        auto window = newWindow();
        window->findChild<QAction *>(QStringLiteral("actionShowLog"))->setChecked(hasLog);
        run(*window);
        QCoreApplication::sendPostedEvents();
        const auto places = [&window] {
            QList<QRect> all;
            for (const QWidget *widget : {static_cast<const QWidget *>(window->runBar()),
                                          static_cast<const QWidget *>(window->findChild<TileStrip *>()),
                                          static_cast<const QWidget *>(window->findChild<ProgressChart *>())})
                all.append(QRect(widget->mapTo(window.get(), QPoint(0, 0)), widget->size()));
            return all;
        };
        const QList<QRect> before = places();
        auto *notices = window->findChild<MessageBar *>(QStringLiteral("notices"));
        for (int i = 0; i < 2; ++i) {
            notices->showMessage(MessageBar::Kind::Notice, QStringLiteral("What came up."));
            QCoreApplication::sendPostedEvents();
            QVERIFY(notices->isVisible());
            QCOMPARE(places(), before);
            notices->clear();
            QCoreApplication::sendPostedEvents();
            QCOMPARE(places(), before);
        }
        QCOMPARE(window->height(), 860);
    }

    void aMessageLeavesTheLogsLastRowInView()
    {
        auto window = newWindow();
        window->findChild<QAction *>(QStringLiteral("actionShowLog"))->setChecked(true);
        run(*window);
        window->resize(window->minimumSizeHint());
        auto *lines = window->findChild<QAbstractItemView *>(QStringLiteral("lines"));
        lines->scrollToBottom();
        window->findChild<MessageBar *>()->showMessage(MessageBar::Kind::Error, QStringLiteral("What was wrong."));
        QTRY_VERIFY_WITH_TIMEOUT(window->height() >= window->minimumSizeHint().height(), deadline);
        const QModelIndex last = lines->model()->index(lines->model()->rowCount() - 1, 0);
        QVERIFY(last.isValid());
        QTRY_VERIFY_WITH_TIMEOUT(lines->viewport()->rect().contains(lines->visualRect(last)), deadline);
    }

    void aMessageNamesTheWindowsField()
    {
        RunPlan plan = practicePlan();
        plan.workDir = m_settingsFolder->filePath(QStringLiteral("nowhere"));
        auto window = newWindow(plan);
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        run(*window, State::CouldNotRun);
        QVERIFY(!message(*window).contains(QStringLiteral("--")));
        QVERIFY(message(*window).contains(QStringLiteral("“Folder” (under More…)")));
        QTRY_VERIFY_WITH_TIMEOUT(window->findChild<QPushButton *>(QStringLiteral("more"))->hasFocus(), deadline);
    }

    void whatWasMeasuredStaysWhereTheNextCantRun()
    {
        auto window = newWindow();
        run(*window);
        RunPlan plan = practicePlan();
        plan.workDir = m_settingsFolder->filePath(QStringLiteral("nowhere"));
        window->runBar()->setPlan(plan);
        run(*window, State::CouldNotRun);
        QCOMPARE(window->controller()->figures().done, quint32(5));
        QCOMPARE(window->findChild<WaterfallView *>()->rows().count, 5);
        window->runBar()->setPlan(practicePlan());
        run(*window);
        QCOMPARE(window->controller()->figures().done, quint32(5));
    }

    void aRecordIsNoUrl()
    {
        auto window = newWindow();
        combo(*window, "url")->setEditText(QStringLiteral("record.json"));
        window->run();
        QCOMPARE(window->controller()->state(), State::Empty);
        QVERIFY(message(*window).contains(QStringLiteral("file, not a URL")));
    }

    void startsWithTheTerminalsDefaults()
    {
        const RunPlan terminals = runCommandLine({}).options.plan;
        QCOMPARE(WindowSettings().plan(), terminals);
        MainWindow window(m_appearance.get());
        QCOMPARE(window.runBar()->plan(nullptr), terminals);
        QCOMPARE(terminals.effectiveAtOnce(), quint32(50));
        QCOMPARE(window.runBar()->findChild<LoadButton *>()->summary(), QStringLiteral("50 requests, 50 at once"));
    }

    void anInsecureRunSaysSo()
    {
        RunPlan plan = practicePlan();
        plan.insecure = true;
        auto window = newWindow(plan);
        run(*window); // without TLS there is nothing to verify
        window->findChild<WaterfallView *>()->setCurrentRequest(0);
        QVERIFY(!state(*window).contains(QStringLiteral("certificates")));
        QCOMPARE(detail(*window, "protocol"), QStringLiteral("HTTP/1.1"));
        plan.url = QUrl(QStringLiteral("https://127.0.0.1:1/")); // where nobody listens
        window->runBar()->setPlan(plan);
        run(*window, State::Failed);
        window->findChild<WaterfallView *>()->setCurrentRequest(0);
        QVERIFY(state(*window).contains(QStringLiteral("certificates not verified")));
        QCOMPARE(detail(*window, "protocol"), QStringLiteral("no reply · certificates not verified"));
        const QColor warning = StageColours(window->palette()).warning;
        const auto *protocol = window->findChild<DetailsPanel *>()->findChild<QLabel *>(QStringLiteral("protocol"));
        QCOMPARE(protocol->palette().color(protocol->foregroundRole()), warning);
        window->runBar()->setPlan(practicePlan());
        run(*window);
        QVERIFY(!state(*window).contains(QStringLiteral("certificates")));
    }

    void detailsScrollOnlyWhatHasNoRoom()
    {
        auto window = newWindow();
        run(*window);
        DetailsPanel panel(window->controller()->requests());
        panel.showRequest(0);
        panel.show();
        const auto *headers = panel.findChild<QPlainTextEdit *>(QStringLiteral("headers"));
        const QScrollBar *bar = panel.findChild<QScrollArea *>()->verticalScrollBar();
        QVERIFY(headers->isVisible());
        constexpr int slack = 20;
        for (int height = 300; height <= 700; height += slack) {
            panel.resize(320, height);
            QCoreApplication::sendPostedEvents();
            QVERIFY2(bar->maximum() == 0 || headers->height() <= headers->minimumHeight() + slack,
                     qPrintable(QString::number(height)));
        }
    }

    void labelsOfManyRequestsHaveRoom()
    {
        const QFont font = QApplication::font();
        for (const quint32 requests : {50U, 123'456U, requestsLimit}) {
            const QString widest = QLocale(QLocale::English).toString(requests);
            QVERIFY(plotLeftMargin(font, requests) - plotLabelGap >=
                    QFontMetrics(plotLabelFont(font)).horizontalAdvance(widest));
        }
        QCOMPARE(plotLeftMargin(font, 50), 52);
    }

    void theReadoutGoesWithADragAndAZoom()
    {
        auto window = newWindow();
        run(*window);
        auto *chart = window->findChild<ProgressChart *>();
        const auto *readout = chart->findChild<HoverReadout *>();
        const QPoint point(chart->width() / 3, chart->height() / 2);
        const auto hover = [&] {
            QTest::mouseMove(chart, point - QPoint(2, 0));
            QTest::mouseMove(chart, point);
            return QTest::qWaitFor([&] { return readout->isVisible(); }, deadline);
        };
        TimeAxis *axis = window->controller()->timeAxis();
        axis->zoom(0.5, axis->endNs() / 2);
        QVERIFY(hover());
        axis->zoom(0.8, axis->zoomCentreNs());
        QVERIFY(!readout->isVisible());
        QVERIFY(hover());
        QTest::mousePress(chart, Qt::LeftButton, {}, point);
        QTest::mouseMove(chart, point + QPoint(20, 0));
        QTest::mouseMove(chart, point + QPoint(60, 0));
        QTRY_VERIFY_WITH_TIMEOUT(!readout->isVisible(), deadline);
        QTest::mouseRelease(chart, Qt::LeftButton, {}, point + QPoint(60, 0));
        QVERIFY(!readout->isVisible());
    }

    void theCommandLineTakesFilesForFiles()
    {
        const StartOptions line = startOptions({QStringLiteral("fiftyfold"), QStringLiteral("record.json")});
        QCOMPARE(line.action, StartOptions::Action::Refuse);
        QVERIFY(line.text.contains(QStringLiteral("file, not a URL")));
    }

    void theHelpNamesTheProgram()
    {
        const StartOptions line = startOptions({QStringLiteral("fiftyfold"), QStringLiteral("--help")});
        QVERIFY(line.text.startsWith(QStringLiteral("Usage: fiftyfold [options] [URL|FILE]\n")));
        QVERIFY(!line.text.contains(QStringLiteral("executable_name")));
    }

    void qtsOptionsAreQts()
    {
        const StartOptions line = startOptions(
            {QStringLiteral("fiftyfold"), QStringLiteral("-style"), QStringLiteral("fusion"),
             QStringLiteral("-reverse"), QStringLiteral("--style=fusion"), QStringLiteral("--platform"),
             QStringLiteral("offscreen"), QStringLiteral("-n"), QStringLiteral("7"), QStringLiteral("-qwindowgeometry"),
             QStringLiteral("800x600+1+1"), QStringLiteral("practice:")});
        QCOMPARE(line.action, StartOptions::Action::ShowWindow);
        QCOMPARE(line.requests, std::optional<quint32>(7));
        QCOMPARE(line.url, std::optional<QUrl>(QUrl(QStringLiteral("practice:robots.txt"))));
    }

    void qtsOptionsAreReadAsQtReadsThem_data()
    {
        QTest::addColumn<QString>("last");
        QTest::addColumn<QString>("problem");
        QTest::newRow("value behind =") << QStringLiteral("-platform=offscreen") << QStringLiteral("next argument");
        QTest::newRow("with two dashes") << QStringLiteral("--title=hunter2") << QStringLiteral("next argument");
        QTest::newRow("without a value") << QStringLiteral("-platform") << QStringLiteral("takes a value");
        QTest::newRow("value for none") << QStringLiteral("-reverse=1") << QStringLiteral("takes no value");
        QTest::newRow("style") << QStringLiteral("-style=fusion") << QString();
        QTest::newRow("style sheet") << QStringLiteral("--stylesheet=a.qss") << QString();
    }

    void qtsOptionsAreReadAsQtReadsThem()
    {
        QFETCH(QString, last);
        QFETCH(QString, problem);
        const StartOptions line = startOptions({QStringLiteral("fiftyfold"), last});
        QCOMPARE(line.action, problem.isEmpty() ? StartOptions::Action::ShowWindow : StartOptions::Action::Refuse);
        QVERIFY2(line.text.contains(problem), qPrintable(line.text));
        QVERIFY(!line.text.contains(QStringLiteral("hunter2")));
    }

    void knowsWhereADisplayIsNamed_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QByteArray>("variable"); ///< The one that is set, as "NAME=value".
        QTest::addColumn<bool>("isNamed");
        QTest::newRow("nothing") << QString() << QByteArray() << false;
        QTest::newRow("DISPLAY") << QString() << QByteArray("DISPLAY=:9") << true;
        QTest::newRow("WAYLAND_DISPLAY") << QString() << QByteArray("WAYLAND_DISPLAY=wayland-9") << true;
        QTest::newRow("-display") << QStringLiteral("-display :9") << QByteArray() << true;
        QTest::newRow("-platform") << QStringLiteral("-platform offscreen") << QByteArray() << true;
        QTest::newRow("-platform=") << QStringLiteral("-platform=offscreen") << QByteArray() << false;
        QTest::newRow("-platform alone") << QStringLiteral("-platform") << QByteArray() << false;
        QTest::newRow("-platform as a title") << QStringLiteral("-title -platform x") << QByteArray() << false;
        QTest::newRow("QT_QPA_PLATFORM") << QString() << QByteArray("QT_QPA_PLATFORM=offscreen") << true;
        QTest::newRow("xcb without one") << QStringLiteral("-platform xcb") << QByteArray() << false;
        QTest::newRow("xcb on Wayland") << QStringLiteral("-platform xcb") << QByteArray("WAYLAND_DISPLAY=w") << false;
        QTest::newRow("xcb with one") << QStringLiteral("-platform xcb") << QByteArray("DISPLAY=:9") << true;
        QTest::newRow("-display and xcb") << QStringLiteral("-display :9") << QByteArray("QT_QPA_PLATFORM=xcb") << true;
    }

    void knowsWhereADisplayIsNamed()
    {
        QFETCH(QString, arguments);
        QFETCH(QByteArray, variable);
        constexpr std::array names = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"};
        std::array<std::optional<QByteArray>, names.size()> before;
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (qEnvironmentVariableIsSet(names[i]))
                before[i] = qgetenv(names[i]);
            qunsetenv(names[i]);
        }
        if (const qsizetype end = variable.indexOf('='); end > 0)
            qputenv(variable.left(end).constData(), variable.mid(end + 1));
        const bool found = hasDisplay(QStringLiteral("fiftyfold %1").arg(arguments).split(QLatin1Char(' ')));
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (before[i])
                qputenv(names[i], *before[i]);
            else
                qunsetenv(names[i]);
        }
        QTEST(found, "isNamed");
    }

    void theCommandLineRepeatsNoSecret()
    {
        for (const QStringList &given :
             {QStringList{QStringLiteral("--strategy"), QStringLiteral("a token=hunter2")},
              QStringList{QStringLiteral("--requests"), QStringLiteral("a token=hunter2")}}) {
            const StartOptions line = startOptions(QStringList{QStringLiteral("fiftyfold")} + given);
            QCOMPARE(line.action, StartOptions::Action::Refuse);
            QVERIFY2(!line.text.contains(QStringLiteral("hunter2")), qPrintable(line.text));
        }
    }
};

QTEST_MAIN(WindowFieldsTest)
#include "tst_windowfields.moc"
