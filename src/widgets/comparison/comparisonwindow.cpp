// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/comparisonwindow.h"

#include "engine/base/systemlimits.h"
#include "models/comparison/comparisonwording.h"
#include "widgets/base/childwidgets.h"
#include "widgets/base/plaintooltip.h"
#include "widgets/base/screenroom.h"
#include "widgets/capacity/capacitypage.h"
#include "widgets/comparison/comparisonaxis.h"
#include "widgets/comparison/comparisonchart.h"
#include "widgets/comparison/comparisontable.h"
#include "widgets/comparison/sweeppage.h"
#include "widgets/run/remoteguard.h"

#include "ui_comparisonwindow.h"

#include <QShowEvent>

#include <algorithm>
#include <chrono>
#include <utility>

namespace fiftyfold {

namespace {

using State = ComparisonController::State;

constexpr std::chrono::milliseconds progressInterval(500);
constexpr QSize usualSize(1360, 700);

/// What makes no difference to a comparison does not count.
bool isSamePlan(RunPlan one, const RunPlan &other)
{
    one.strategy = other.strategy;
    one.allowRemote = other.allowRemote;
    return one == other;
}

} // namespace

ComparisonWindow::ComparisonWindow(const QList<StrategyInfo> &catalogue, ComparisonController::Factory factory,
                                   QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_ui(std::make_unique<Ui::ComparisonWindow>())
    , m_catalogue(catalogue)
    , m_controller(nullptr, std::move(factory))
{
    m_ui->setupUi(this);
    buildPages();
    buildPage();
    addActions();
    connectBar();
    connectVaried();
    connectPast();
    connectDiff();
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(-1);
    takeThread();
    m_progressTimer.setInterval(progressInterval);
    connect(&m_progressTimer, &QTimer::timeout, this, &ComparisonWindow::showProgress);
    connect(&m_controller, &ComparisonController::progressed, this, [this] {
        showFindings();
        showProgress();
    });
    connect(&m_controller, &ComparisonController::stateChanged, this, [this, wasBusy = false]() mutable {
        showState();
        showNotice();
        if (std::exchange(wasBusy, isBusy()) == isBusy())
            return;
        tellEnd();
        Q_EMIT busyChanged(isBusy());
    });
    connect(m_table, &ComparisonTable::codeRequested, this, &ComparisonWindow::openSource);
    connect(m_table, &ComparisonTable::currentRowChanged, m_chart, &ComparisonChart::setCurrentRow);
    connect(m_chart, &ComparisonChart::rangeChanged, this, &ComparisonWindow::showRange);

    m_choice = m_settings.choice();
    m_plan.url = defaultPracticeUrl();
    ask();
    applyPalette();
    if (!restoreWithinScreen(*this, m_settings.geometry()))
        resize(usualSize.boundedTo(roomOnScreen(*this)));
    m_ui->bar->focusRun();
}

ComparisonWindow::~ComparisonWindow()
{
    m_isGivenUp = true;
    deleteChildWidgets(*this);
}

/// A pool waits for good for a thread that can't be started.
bool ComparisonWindow::takeThread()
{
    if (!m_hasThread && threadSupply(1).count == 1) {
        m_pool.start([] {}); // which stays
        m_hasThread = true;
    }
    return m_hasThread;
}

void ComparisonWindow::connectBar()
{
    connect(m_ui->bar, &ComparisonBar::chooseRequested, this, &ComparisonWindow::openChooser);
    connect(m_ui->bar, &ComparisonBar::loadRequested, this, &ComparisonWindow::openLoad);
    connect(m_ui->bar, &ComparisonBar::runRequested, this, &ComparisonWindow::run);
    connect(m_ui->bar, &ComparisonBar::stopRequested, &m_controller, &ComparisonController::stop);
    connect(m_ui->bar, &ComparisonBar::roundsChanged, this, [this](int rounds) {
        m_choice.rounds = rounds;
        m_settings.setChoice(m_choice);
        showTexts();
    });
    connect(m_ui->bar, &ComparisonBar::baselineChosen, this, [this](const QString &name) {
        (m_choice.isArticle ? m_choice.articleBaseline : m_choice.baseline) = name;
        m_settings.setChoice(m_choice);
        if (m_looked || !isOutdated()) {
            m_controller.model()->setBaseline(name);
            showFindings(); // which are in the order of its ratios
        }
    });
    connect(m_ui->vary, &VaryField::articleToggled, this, [this](bool isArticle) {
        ComparisonChoice choice = m_choice;
        choice.isArticle = isArticle;
        setChoice(choice);
    });
}

void ComparisonWindow::setPlan(const RunPlan &plan, const QStringList &remoteHosts)
{
    if (isBusy())
        return;
    m_remoteHosts =
        isLocalTarget(plan) || !remoteHosts.isEmpty() ? remoteHosts : QStringList(endpointOf(plan, plan.url).host);
    const bool isSame = isSamePlan(plan, m_plan);
    m_plan = plan;
    m_capacity->setPlan(m_plan, m_remoteHosts);
    if (!isSame)
        ask();
}

void ComparisonWindow::setMainRunGoing(bool isGoing)
{
    m_isMainRunGoing = isGoing;
    showState();
}

void ComparisonWindow::setChoice(const ComparisonChoice &choice)
{
    if (isBusy() || choice == m_choice)
        return;
    m_choice = choice;
    m_settings.setChoice(m_choice);
    ask();
}

void ComparisonWindow::ask()
{
    m_asked = comparisonPlan(m_choice, m_plan);
    m_askedProblem = comparisonProblem(m_catalogue, m_choice, m_asked);
    m_askedLines = comparisonLines(m_catalogue, m_choice, m_asked);
    m_ui->vary->showVaried(m_choice.varied, m_choice.variedValues);
    m_ui->vary->showArticle(m_choice.isArticle);
    m_ui->vary->setUrl(m_plan.url.toString());
    QList<ComparisonSubject> subjects;
    for (const ComparisonLine &line : std::as_const(m_askedLines))
        subjects.append(line.subject);
    m_ui->bar->showChoice(m_choice, subjects, strategiesOf(m_askedLines));
    m_ui->bar->showLoad(comparedLoadText(m_choice, m_asked));
    m_ui->messageBar->clear();
    if (!hasResults())
        return prepare();
    if (!m_looked && !isOutdated()) // back to what was measured, which may be read otherwise since
        m_controller.model()->setBaseline(m_choice.baselineInUse());
    showState();
    showNotice();
}

void ComparisonWindow::prepare()
{
    m_shown = {m_choice, m_asked};
    m_rounds = 0;
    m_looked = nullptr;
    m_controller.prepare(m_askedLines, m_choice.baselineInUse());
    showShown();
}

/// What is not in the model.
void ComparisonWindow::showShown()
{
    const RunPlan &plan = shown().plan;
    const std::optional<double> floor = shownFloorMs();
    m_controller.model()->setFloorMs(floor);
    m_axis->setFloorText(floor ? comparisonFloorText(plan, *floor) : QString());
    m_axis->setMarkText(shown().choice.isArticle ? tr("◇ reported in 2018, not measured here") : QString());
    m_chart->setRequests(plan.requests);
    m_sweepPage->setServerFloorMs(requestFloorMs());
    showHeadings();
    showPages();
    showFindings();
    showState();
    showNotice();
}

bool ComparisonWindow::hasResults() const
{
    return m_controller.hasMeasured() || m_controller.failedLines() > 0;
}

bool ComparisonWindow::isOutdated() const
{
    return !isSamePlan(m_asked, m_shown.plan) || !isSameLineup(m_choice, m_shown.choice);
}

void ComparisonWindow::run()
{
    if (isBusy() || m_isMainRunGoing)
        return;
    m_ui->vary->takeTyped();
    if (runnableOf(m_askedLines) == 0)
        return showNotice();
    const QStringList remote = remoteHosts();
    if (remote.isEmpty()) {
        start();
        return;
    }
    const QStringList hosts = m_windowSettings.hostsToAskFor(remote);
    if (hosts.isEmpty()) {
        startAgreed();
        return;
    }
    m_ui->messageBar->clear();
    const auto onAgreed = [this, hosts, asked = m_asked, choice = m_choice] {
        if (isBusy() || m_isMainRunGoing || m_asked != asked || m_choice != choice) {
            m_ui->messageBar->showMessage(
                MessageBar::Kind::Notice,
                tr("Nothing was sent, since something else was begun or chosen while the question stood. Press Run "
                   "again."));
            return;
        }
        for (const QString &host : hosts)
            m_windowSettings.agreeToHost(host);
        startAgreed();
    };
    askBeforeRemoteComparison(this, askedLoad(), hosts, linesTo(hosts), m_choice.rounds, onAgreed);
}

/// At a host that the user agreed to.
void ComparisonWindow::startAgreed()
{
    m_plan.allowRemote = true;
    ask(); // so that each line's plan says so
    start();
}

void ComparisonWindow::start()
{
    keepPast();
    if (m_asked != m_shown.plan || !isSameLineup(m_choice, m_shown.choice))
        prepare();
    m_ui->messageBar->clear();
    m_rounds = m_choice.rounds;
    m_controller.start(m_rounds);
    listPast();
}

void ComparisonWindow::showState()
{
    const State state = m_controller.state();
    using Button = ComparisonBar::Button;
    m_ui->bar->setButton(state == State::Stopping       ? Button::Stopping
                         : state == State::Running      ? Button::Stop
                         : m_isMainRunGoing || isBusy() ? Button::Waiting
                                                        : Button::Run);
    m_ui->vary->setChoosingEnabled(!isBusy());
    const bool isFree = !isBusy() && !m_isMainRunGoing;
    m_capacity->setOtherRunGoing(m_isMainRunGoing || m_controller.isBusy());
    m_runAction->setEnabled(isFree); // whatever is chosen: what is typed may be right by now
    m_stopAction->setEnabled(state == State::Running || m_capacity->isBusy());
    const QString whyNot = whyNotAgain();
    m_ui->runAgain->setEnabled(isFree && (m_looked ? whyNot.isEmpty() : runnableOf(m_askedLines) > 0 && m_rounds > 0));
    m_ui->runAgain->setToolTip(!whyNot.isEmpty() ? plainToolTip(whyNot)
                               : m_looked        ? tr("The comparison that is shown once more")
                                                 : tr("The same comparison once more (F5 or Ctrl+R)"));
    if (m_controller.isBusy())
        m_progressTimer.start();
    else
        m_progressTimer.stop();
    showProgress();
}

void ComparisonWindow::showNotice()
{
    const QString notice = noticeText();
    const bool isFailure = runnableOf(m_askedLines) == 0 || (hasAllFailed() && !isOutdated());
    if (!notice.isEmpty())
        m_ui->messageBar->showMessage(isFailure ? MessageBar::Kind::Error : MessageBar::Kind::Notice, notice);
}

void ComparisonWindow::showProgress()
{
    const int runs = m_controller.record().runsInAll;
    m_ui->bar->setProgress(m_controller.isBusy() && runs > 0
                               ? std::optional(double(m_controller.record().runsDone) / runs)
                               : std::nullopt);
    m_ui->exportButton->setEnabled(hasReport());
    m_ui->holdAgainst->setEnabled(hasReport() && !m_isHeldAgainst);
    showTexts();
}

/// Of many entries the rows take what there is: in a high window the chart keeps a part in which it can be read.
void ComparisonWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    constexpr int lowWindow = 460;
    constexpr int readable = 200;
    m_chart->setMinimumHeight(qBound(m_chart->minimumSizeHint().height(), (height() - lowWindow) / 4, readable));
}

/// What has to be known beside the figures holds on, whatever was said last before the window was closed.
void ComparisonWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!event->spontaneous())
        showNotice();
}

} // namespace fiftyfold
