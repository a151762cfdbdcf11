// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/comparisonwindow.h"

#include "core/text/numberlocale.h"
#include "core/text/visibletext.h"
#include "engine/base/systemlimits.h"
#include "models/base/windowwording.h"
#include "models/comparison/comparisonwording.h"
#include "widgets/base/childwidgets.h"
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

QString counted(quint64 number)
{
    return numberLocale().toString(number);
}

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
        if (std::exchange(wasBusy, isBusy()) != isBusy())
            Q_EMIT busyChanged(isBusy());
    });
    connect(m_table, &ComparisonTable::codeRequested, this, &ComparisonWindow::openSource);
    connect(m_table, &ComparisonTable::currentRowChanged, m_chart, &ComparisonChart::setCurrentRow);
    connect(m_chart, &ComparisonChart::rangeChanged, this, &ComparisonWindow::showRange);

    m_choice = m_settings.choice();
    m_plan.url = defaultPracticeUrl();
    ask();
    applyPalette();
    if (!restoreGeometry(m_settings.geometry()))
        resize(usualSize.boundedTo(roomOnScreen(*this)));
    m_ui->bar->focusRun();
}

ComparisonWindow::~ComparisonWindow()
{
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
        if (!isOutdated())
            m_controller.model()->setBaseline(name);
    });
    connect(m_ui->bar, &ComparisonBar::articleToggled, this, [this](bool isArticle) {
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
    m_ui->vary->setUrl(m_plan.url.toString());
    QList<ComparisonSubject> subjects;
    for (const ComparisonLine &line : std::as_const(m_askedLines))
        subjects.append(line.subject);
    m_ui->bar->showChoice(m_choice, subjects);
    m_ui->messageBar->clear();
    if (!hasResults())
        return prepare();
    if (!isOutdated()) // back to what was measured, which may be read otherwise since
        m_controller.model()->setBaseline(m_choice.baselineInUse());
    showState();
    showNotice();
}

void ComparisonWindow::prepare()
{
    m_shown = {m_choice, m_asked};
    m_rounds = 0;
    m_controller.prepare(m_askedLines, m_choice.baselineInUse());
    const std::optional<double> floor = shownFloorMs();
    m_controller.model()->setFloorMs(floor);
    m_axis->setFloorText(floor ? comparisonFloorText(m_asked, *floor) : QString());
    m_axis->setMarkText(m_choice.isArticle ? tr("◇ reported in 2018, not measured here") : QString());
    m_chart->setRequests(m_asked.requests);
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
    if (isBusy() || m_isMainRunGoing || runnableOf(m_askedLines) == 0)
        return;
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
    askBeforeRemoteComparison(this, askedLoad(), hosts, runnableOf(m_askedLines), m_choice.rounds, onAgreed);
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
    if (m_asked != m_shown.plan || !isSameLineup(m_choice, m_shown.choice))
        prepare();
    m_ui->messageBar->clear();
    m_rounds = m_choice.rounds;
    m_controller.start(m_rounds);
}

void ComparisonWindow::showState()
{
    const State state = m_controller.state();
    using Button = ComparisonBar::Button;
    m_ui->bar->setButton(state == State::Stopping       ? Button::Stopping
                         : state == State::Running      ? Button::Stop
                         : m_isMainRunGoing || isBusy() ? Button::Waiting
                                                        : Button::Run);
    const bool canRun = !isBusy() && !m_isMainRunGoing && runnableOf(m_askedLines) > 0;
    m_capacity->setOtherRunGoing(m_isMainRunGoing || m_controller.isBusy());
    m_runAction->setEnabled(isCapacityShown() ? !isBusy() && !m_isMainRunGoing : canRun);
    m_stopAction->setEnabled(state == State::Running || m_capacity->isBusy());
    m_ui->runAgain->setEnabled(canRun && m_rounds > 0);
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
    m_ui->exportButton->setEnabled(!isBusy() && m_controller.model()->hasMeasured());
    showTexts();
}

void ComparisonWindow::showTexts()
{
    const int rounds = m_rounds > 0 ? m_rounds : m_choice.rounds; // those that the figures are of
    const int fewest = m_controller.model()->fewestRounds();
    const bool isToCome = fewest == 0 && (isBusy() || m_controller.state() == State::Ready);
    m_ui->sentence->setText(
        comparisonSentence(m_shown.plan, rounds, isToCome ? std::nullopt : std::optional(fewest), shownFactors()));
    const ObservedFacts seen = observedFactsOf(m_controller.record().entries);
    QStringList facts{tr("Same for all: %1")
                          .arg(sameForAll(m_shown.plan, hasExternal(m_controller.lines()), shownFactors(), seen)
                                   .join(QLatin1String(", ")))};
    if (!seen.differences.isEmpty())
        facts.append(tr("Not the same for all: %1").arg(seen.differences.join(QLatin1String("; "))));
    if (!seen.untold.isEmpty())
        facts.append(tr("Not seen of all: %1").arg(seen.untold.join(QLatin1String("; "))));
    m_ui->sameForAll->setText(visibleText(facts.join(QLatin1String(". "))));
    markInsecure();
    m_ui->state->setText(stateText());
    m_chart->setHint(hintText());
    m_sweepPage->plot(SweepFigure::Throughput)->setHint(hintText());
}

QString ComparisonWindow::stateText() const
{
    if (m_capacity->isBusy())
        return m_capacity->stateText();
    const int failed = m_controller.failedLines();
    switch (m_controller.state()) {
    case State::Ready:
        return m_isMainRunGoing ? tr("waits for the run in the main window") : QString();
    case State::Running:
        return comparisonProgressText(m_controller.record().runsDone, m_controller.record().runsInAll,
                                      m_controller.remainingMs());
    case State::Stopping:
        return tr("stopping …");
    case State::Stopped:
        return tr("stopped after %1 of %2 runs")
            .arg(m_controller.record().runsDone)
            .arg(m_controller.record().runsInAll);
    case State::Done:
        return failed == 0 ? tr("done") : tr("done, %1 failed").arg(failed);
    }
    return {};
}

QString ComparisonWindow::hintText() const
{
    switch (m_controller.state()) {
    case State::Ready: {
        const int entries = m_controller.runnable();
        if (entries == 0)
            return tr("Choose strategies that can run here.");
        const QString where =
            m_shown.plan.isPractice() ? tr("the practice server, which is built in") : m_shown.plan.url.host();
        const QString rounds = m_choice.rounds == 1 ? tr("1 round") : tr("%1 rounds").arg(m_choice.rounds);
        const QString strategies = !m_shown.choice.varied.isEmpty() ? tr("%1 entries").arg(entries)
                                   : entries == 1                   ? tr("1 strategy")
                                                                    : tr("%1 strategies").arg(entries);
        return tr("Press Run (F5): %1, a warm-up and %2 of each, %3 requests in all to %4.")
            .arg(strategies, rounds,
                 counted(comparisonRequests(m_shown.plan.requests + m_shown.plan.warmup, entries, m_choice.rounds)),
                 where);
    }
    case State::Running:
    case State::Stopping: {
        const QString curve = tr("A curve comes with the first round of each.");
        const bool isWarmingUp = m_controller.record().runsDone < m_controller.runnable();
        return (isWarmingUp ? tr("Warming up.") : tr("Round 1 of %1.").arg(m_rounds)) + QLatin1Char(' ') + curve;
    }
    case State::Stopped:
        return tr("Stopped before a round was whole.");
    case State::Done:
        return tr("None got through a round: the rows above say why.");
    }
    return {};
}

bool ComparisonWindow::hasAllFailed() const
{
    return m_controller.state() == State::Done && m_controller.failedLines() == m_controller.runnable();
}

/// What has to be known beside the figures; empty where there is nothing.
QString ComparisonWindow::noticeText() const
{
    if (isBusy())
        return {};
    if (!m_askedProblem.isEmpty())
        return m_askedProblem;
    if (runnableOf(m_askedLines) == 0)
        return m_askedLines.isEmpty() ? tr("Nothing is chosen to be compared.")
                                      : m_askedLines.first().subject.unavailable;
    if (m_controller.state() == State::Ready)
        return {};
    if (isOutdated())
        return tr("These figures are of what was compared before, not of what is chosen now. They stay until Run "
                  "replaces them.");
    QStringList notices = wordedForWindow(m_controller.record().notices);
    if (const int disturbed = m_controller.disturbedRounds(); disturbed > 0)
        notices.append(tr("The program stood still for a while in %1 of the runs: do not trust these figures, run it "
                          "again.")
                           .arg(disturbed));
    if (hasAllFailed())
        notices.append(tr("Nothing could be compared: each strategy failed. The rows say why."));
    return notices.join(QLatin1Char('\n'));
}

/// What has to be known beside the figures holds on, whatever was said last before the window was closed.
void ComparisonWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!event->spontaneous())
        showNotice();
}

} // namespace fiftyfold
