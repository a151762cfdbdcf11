// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/mainwindow.h"

#include "core/plan/schedule.h"
#include "core/text/quantities.h"
#include "core/text/redaction.h"
#include "models/base/windowwording.h"
#include "models/run/loadwording.h"
#include "models/run/requestfigures.h"
#include "widgets/base/helpboxes.h"
#include "widgets/base/messagebar.h"
#include "widgets/base/mutedlabel.h"
#include "widgets/charts/chartcopymenu.h"
#include "widgets/comparison/comparisonwindow.h"
#include "widgets/history/historykeeper.h"
#include "widgets/history/historypanel.h"
#include "widgets/run/detailspanel.h"
#include "widgets/run/loadlabel.h"
#include "widgets/run/logpanel.h"
#include "widgets/run/runbar.h"
#include "widgets/run/runopener.h"
#include "widgets/run/statesentence.h"
#include "widgets/run/thresholdstrip.h"
#include "widgets/run/tilestrip.h"
#include "widgets/window/progresspage.h"
#include "widgets/window/runfiles.h"
#include "widgets/window/runtabs.h"

#include "ui_mainwindow.h"

#include <QActionGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTextCursor>

namespace fiftyfold {

MainWindow::MainWindow(Appearance *appearance, RecordedRun::RunnerFactory factory)
    : m_ui(std::make_unique<Ui::MainWindow>())
    , m_appearance(appearance)
    , m_controller(nullptr, std::move(factory))
    , m_baseline(&m_controller)
    , m_history(std::make_unique<HistoryKeeper>())
{
    m_ui->setupUi(this);
    m_appearance->setColours(m_settings.colours());
    buildPanels();
    buildFiles();
    connectActions();
    connectController();
    connectBaseline();
    connectHistory();
    restore();
    showState();
    m_runBar->focusRun();
}

MainWindow::~MainWindow()
{
    delete m_files;             // which may be reading for the controller
    m_comparison.reset();       // tells of its end
    delete takeCentralWidget(); // what is in it shows what the controller has
    delete m_ui->statusBar;
}

void MainWindow::connectActions()
{
    connect(m_ui->actionQuit, &QAction::triggered, this, &QWidget::close);
    connect(m_ui->actionCopy, &QAction::triggered, this, &MainWindow::copy);
    connect(m_ui->actionFindInLog, &QAction::triggered, this, [this] {
        if (!m_ui->actionShowLog->isChecked())
            m_ui->actionShowLog->trigger(); // as if chosen
        m_log->focusFilter();
    });
    connect(m_ui->actionFindRequests, &QAction::triggered, m_tabs, &RunTabs::findRequests);
    connect(m_ui->actionNextFailed, &QAction::triggered, this, [this] { goToFailed(true); });
    connect(m_ui->actionPreviousFailed, &QAction::triggered, this, [this] { goToFailed(false); });
    TimeAxis *axis = m_controller.timeAxis();
    connect(m_ui->actionZoomIn, &QAction::triggered, axis, &TimeAxis::zoomIn);
    connect(m_ui->actionZoomOut, &QAction::triggered, axis, &TimeAxis::zoomOut);
    connect(m_ui->actionZoomFit, &QAction::triggered, axis, &TimeAxis::fit);
    connect(m_ui->actionShowTiles, &QAction::toggled, m_tiles, &QWidget::setVisible);
    connect(m_ui->actionShowDetails, &QAction::toggled, m_details, &QWidget::setVisible);
    connect(m_ui->actionShowLog, &QAction::toggled, m_log, &QWidget::setVisible);
    connect(m_ui->actionShowHistory, &QAction::toggled, m_historyPanel, &QWidget::setVisible);
    for (QAction *panel :
         {m_ui->actionShowTiles, m_ui->actionShowDetails, m_ui->actionShowLog, m_ui->actionShowHistory}) {
        connect(panel, &QAction::triggered, this, [this, panel](bool isShown) {
            if (isShown)
                makeRoomBeside(panel);
        });
    }

    auto *colours = new QActionGroup(this);
    for (QAction *action : {m_ui->actionColoursSystem, m_ui->actionColoursLight, m_ui->actionColoursDark})
        colours->addAction(action);
    connect(m_ui->actionColoursSystem, &QAction::triggered, this, [this] { chooseColours(Colours::System); });
    connect(m_ui->actionColoursLight, &QAction::triggered, this, [this] { chooseColours(Colours::Light); });
    connect(m_ui->actionColoursDark, &QAction::triggered, this, [this] { chooseColours(Colours::Dark); });

    m_ui->actionRun->setShortcuts({QKeySequence(Qt::Key_F5), QKeySequence(Qt::CTRL | Qt::Key_R)});
    connect(m_ui->actionRun, &QAction::triggered, this, &MainWindow::run);
    connect(m_ui->actionStop, &QAction::triggered, &m_controller, &RunController::stop);
    connect(m_ui->actionCompare, &QAction::triggered, this, &MainWindow::compare);
    connect(m_ui->actionFocusUrl, &QAction::triggered, m_runBar, &RunBar::focusUrl);
    connect(m_ui->actionLoad, &QAction::triggered, m_runBar, [this] { m_runBar->openLoad(); });
    connect(m_ui->actionRequests, &QAction::triggered, m_runBar, [this] { m_runBar->openRequests(); });
    connect(m_ui->actionMoreOptions, &QAction::triggered, m_runBar, [this] { m_runBar->openMore(); });
    connect(m_ui->actionShortcuts, &QAction::triggered, this, [this] { showShortcuts(this); });
    connect(m_ui->actionAbout, &QAction::triggered, this, [this] { showAbout(this); });
    connect(m_tabs->progress(), &ProgressPage::heightWanted, m_ui->actionShowLog, [this] {
        if (m_ui->actionShowLog->isChecked())
            m_ui->actionShowLog->trigger();
    });
    connect(m_runBar, &RunBar::runRequested, this, &MainWindow::run);
    connect(m_runBar, &RunBar::edited, this, &MainWindow::showInvitation);
    connect(m_runBar, &RunBar::stopRequested, &m_controller, &RunController::stop);
    connect(m_runBar, &RunBar::compareRequested, this, &MainWindow::compare);
    connectPaste();
}

void MainWindow::connectController()
{
    connect(&m_controller, &RunController::stateChanged, this, &MainWindow::showState);
    connect(&m_controller, &RunController::prepared, this, &MainWindow::showPlanOfRun);
    connect(&m_controller, &RunController::updated, this, &MainWindow::showUpdate);
    connect(&m_controller, &RunController::moved, this,
            [this] { m_tiles->showElapsed(m_controller.figures().elapsedNs); });
    connect(&m_controller, &RunController::judged, m_thresholds,
            [this] { m_thresholds->showExpectations(m_controller.expectations(), m_controller.verdictTime()); });
    connect(&m_controller, &RunController::summarised, this, [this] {
        m_tiles->showFigures(m_controller.figures());
        m_tabs->refresh(); // the legend tells figures, too
        showStateSentence();
        if (m_controller.figures().isBehind())
            showNotices();
    });
    RunSelection *selection = m_controller.selection();
    connect(selection, &RunSelection::currentChanged, m_details, &DetailsPanel::showRequest);
    connect(m_log, &LogPanel::requestChosen, selection, &RunSelection::setCurrent);
}

void MainWindow::run()
{
    if (m_controller.isBusy() || isComparing())
        return;
    const std::optional<RunPlan> checked = checkedPlan();
    if (!checked)
        return;
    const QString problem = problemOfThresholds(m_runBar->thresholds().thresholds, *checked);
    if (!problem.isEmpty()) {
        showProblem({QStringLiteral("--expect"), problem});
        return;
    }
    readRequests(*checked, [this](const RunPlan &plan, const QStringList &hosts) { askAndStart(plan, hosts); });
}

std::optional<RunPlan> MainWindow::checkedPlan()
{
    m_messageBar->clear();
    m_notices->clear();
    PlanProblem unreadable;
    RunPlan plan = m_runBar->checkedPlan(&unreadable);
    if (!unreadable.message.isEmpty()) {
        showProblem(unreadable);
        return std::nullopt;
    }
    const QList<PlanProblem> problems = problemsOf(plan);
    if (!problems.isEmpty()) {
        showProblem(problems.first());
        return std::nullopt;
    }
    return plan;
}

void MainWindow::compare()
{
    if (isComparing()) { // with a plan of its own
        showComparisonWindow();
        return;
    }
    const std::optional<RunPlan> plan = checkedPlan();
    if (!plan)
        return;
    readRequests(countedLoad(*plan),
                 [this](const RunPlan &whole, const QStringList &hosts) { showComparison(whole, hosts); });
}

bool MainWindow::isComparing() const
{
    return m_comparison && m_comparison->isBusy();
}

void MainWindow::showComparing()
{
    if (m_isClosing && !isComparing() && !m_controller.isBusy()) {
        QCoreApplication::quit();
        return;
    }
    showRunButton();
}

/// A run and a comparison at once would disturb each other.
void MainWindow::showRunButton()
{
    using Button = RunBar::Button;
    const bool isBusy = m_controller.isBusy();
    m_ui->actionRun->setEnabled(!isBusy && !isComparing());
    m_files->setMeasuring(isBusy || isComparing());
    m_runBar->setButton(m_controller.state() == RunController::State::Stopping ? Button::Stopping
                        : isBusy                                               ? Button::Stop
                        : isComparing()                                        ? Button::Waiting
                                                                               : Button::Run);
}

void MainWindow::startPlan(const RunPlan &plan)
{
    if (isComparing())
        return; // began while the question stood
    if (!hasSecret(plan.url.toString()))
        m_runBar->rememberUrl(plan.url.toString());
    m_askedUrl = plan.url;
    m_controller.start(plan, m_runBar->thresholds());
}

void MainWindow::showProblem(const PlanProblem &problem)
{
    m_messageBar->showMessage(MessageBar::Kind::Error, wordedForWindow(problem.message));
    m_runBar->focusOption(problem.option);
}

void MainWindow::showInvitation()
{
    PlanProblem problem;
    const RunPlan plan = m_runBar->plan(&problem);
    if (!problem.message.isEmpty()) {
        m_tabs->progress()->setHint(wordedForWindow(problem.message));
        return;
    }
    const QString where = plan.isPractice() ? tr("the practice server, which is built in") : plan.url.host();
    m_tabs->progress()->setHint(tr("Press Run (F5): %1, to %2.").arg(loadInShort(plan), where));
}

void MainWindow::showPlanOfRun()
{
    showWhatIsOpened();
    m_tiles->clear(m_controller.plan().isOpen());
    m_tiles->setUnverified(isUnverified(m_controller.plan()));
    showNotices();
}

void MainWindow::showNotices()
{
    const QStringList notices = wordedForWindow(m_controller.notices());
    if (!notices.isEmpty())
        m_notices->showMessage(MessageBar::Kind::Warning, notices.join(QLatin1Char('\n')));
}

void MainWindow::showUpdate()
{
    m_tiles->showFigures(m_controller.figures());
    m_tabs->refresh();
    constexpr qint64 legibleMs = 200; // and each time the window is laid out anew
    if (m_sinceSentence.hasExpired(legibleMs)) {
        showStateSentence();
        m_log->showDropped();
    }
}

void MainWindow::showStateSentence()
{
    m_sinceSentence.start();
    m_stateLabel->setText(stateSentence(m_controller));
    m_stateLabel->setTone(stateTone(m_controller));
}

void MainWindow::showState()
{
    using State = RunController::State;
    const State state = m_controller.state();
    const bool isBusy = m_controller.isBusy();
    showRunButton();
    if (m_comparison)
        m_comparison->setMainRunGoing(isBusy);
    m_ui->actionStop->setEnabled(state == State::Preparing || state == State::Running);
    m_lagMeter.setClose(isBusy);
    m_loadLabel->setClose(isBusy);
    if (state == State::Preparing) {
        m_lagMeter.restart();
        m_tabs->refresh();
    }
    showStateSentence();
    m_log->showDropped();
    if (!isBusy && state != State::Empty)
        showRunEnd();
}

void MainWindow::showRunEnd()
{
    m_loadLabel->refresh();
    if (m_isClosing) {
        QCoreApplication::quit();
        return;
    }
    if (m_controller.state() == RunController::State::CouldNotRun) {
        m_tabs->refresh();
        m_messageBar->showMessage(MessageBar::Kind::Error, wordedForWindow(m_controller.problem()));
        if (!m_controller.optionThatMends().isEmpty())
            m_runBar->offerOption(m_controller.optionThatMends());
        return;
    }
    showNotices();
    if (m_controller.state() == RunController::State::Failed && m_controller.selection()->current() < 0)
        goToFailed(true); // why it failed is the first question
}

void MainWindow::goToFailed(bool isForward)
{
    RunSelection *selection = m_controller.selection();
    const std::shared_ptr<const RunRecord> &record = m_controller.requests()->record();
    const int failed = record ? failedBeside(*record, selection->current(), isForward) : -1;
    if (failed >= 0)
        selection->setCurrent(failed);
}

/// What has the focus, or what it is a part of: of a text in which nothing is selected it is the whole that is meant.
QWidget *MainWindow::copiedWidget() const
{
    for (QWidget *widget = focusWidget(); widget && widget != this; widget = widget->parentWidget()) {
        const auto *text = qobject_cast<const QPlainTextEdit *>(widget);
        const bool isOfNothing = text && !text->textCursor().hasSelection();
        if (!isOfNothing && widget->metaObject()->indexOfSlot("copy()") >= 0)
            return widget;
    }
    return nullptr;
}

void MainWindow::copy()
{
    QWidget *focused = focusWidget();
    if (const auto *label = qobject_cast<QLabel *>(focused); label && label->hasSelectedText())
        QGuiApplication::clipboard()->setText(label->selectedText());
    else if (QWidget *copied = copiedWidget())
        QMetaObject::invokeMethod(copied, "copy");
    else if (QAction *numbers = focused ? focused->findChild<QAction *>(copyNumbersName) : nullptr)
        numbers->trigger();
    else
        m_log->copySelected();
}

void MainWindow::chooseColours(Colours colours)
{
    m_appearance->setColours(colours);
    m_settings.setColours(colours);
}

bool MainWindow::event(QEvent *event)
{
    if (event->type() == QEvent::ThemeChange)
        m_appearance->apply();
    return QMainWindow::event(event);
}

} // namespace fiftyfold
