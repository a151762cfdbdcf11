// SPDX-License-Identifier: GPL-3.0-or-later
// How the window's panels are made and laid out.
#include "widgets/window/mainwindow.h"

#include "widgets/base/announcer.h"
#include "widgets/base/appearance.h"
#include "widgets/base/messagebar.h"
#include "widgets/base/mutedlabel.h"
#include "widgets/base/screenroom.h"
#include "widgets/history/historypanel.h"
#include "widgets/run/detailspanel.h"
#include "widgets/run/loadlabel.h"
#include "widgets/run/logpanel.h"
#include "widgets/run/runbar.h"
#include "widgets/run/runnews.h"
#include "widgets/run/thresholdstrip.h"
#include "widgets/run/tilestrip.h"
#include "widgets/window/progresspage.h"
#include "widgets/window/runtabs.h"

#include "ui_mainwindow.h"

#include <QResizeEvent>
#include <QSplitter>
#include <QVBoxLayout>

namespace fiftyfold {

namespace {

constexpr int sideMargin = 12; ///< Of all below the run bar.
constexpr int lowHeight = 720; ///< In a window that is lower the log gives way to the charts.

/// The lower of a splitter's two parts takes or gives what room has come or gone since it had those sizes.
void letLowerGiveWay(QSplitter *splitter, const QList<int> &before)
{
    const QList<int> now = splitter->sizes();
    if (!splitter->widget(1)->isHidden())
        splitter->setSizes({before.at(0), qMax(0, now.at(0) + now.at(1) - before.at(0))});
}

QSplitter *newSplitter(Qt::Orientation orientation, const QString &name)
{
    auto *splitter = new QSplitter(orientation);
    splitter->setObjectName(name);
    splitter->setChildrenCollapsible(false);
    return splitter;
}

} // namespace

void MainWindow::buildPanels()
{
    m_runBar = new RunBar(this);
    m_messageBar = new MessageBar(this);
    m_notices = new MessageBar(this);
    m_notices->setObjectName(QStringLiteral("notices"));
    m_notices->setLayouter([this](const std::function<void()> &change) { makeRoomForNotices(change); });
    m_tiles = new TileStrip(this);
    m_thresholds = new ThresholdStrip(this);
    m_tabs = new RunTabs(&m_controller, &m_baseline);
    m_details = new DetailsPanel(m_controller.requests(), this);
    m_details->setMinimumWidth(262);
    m_log = new LogPanel(m_controller.log(), this);

    m_detailsSplitter = newSplitter(Qt::Horizontal, QStringLiteral("details"));
    m_detailsSplitter->addWidget(m_tabs);
    m_detailsSplitter->addWidget(m_details);
    m_detailsSplitter->setStretchFactor(0, 3);
    m_detailsSplitter->setStretchFactor(1, 1);
    m_detailsSplitter->setSizes({1000, 320});
    m_logSplitter = newSplitter(Qt::Vertical, QStringLiteral("log"));
    m_logSplitter->addWidget(m_detailsSplitter);
    m_logSplitter->addWidget(m_log);
    m_logSplitter->setStretchFactor(0, 1);
    m_logSplitter->setSizes({620, 104});

    auto *bodyWidget = new QWidget;
    auto *body = new QVBoxLayout(bodyWidget);
    body->setContentsMargins(sideMargin, 10, sideMargin, 8);
    body->setSpacing(12);
    body->addWidget(m_tiles);
    body->addWidget(m_thresholds);
    body->addWidget(m_logSplitter, 1);
    m_historyPanel = new HistoryPanel(m_history.get());
    m_historySplitter = newSplitter(Qt::Horizontal, QStringLiteral("history"));
    m_historySplitter->addWidget(m_historyPanel);
    m_historySplitter->addWidget(bodyWidget);
    m_historySplitter->setStretchFactor(1, 1);
    m_historySplitter->setSizes({235, 1125});
    auto *outer = new QVBoxLayout(m_ui->central);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(m_runBar);
    outer->addWidget(m_messageBar);
    outer->addWidget(m_historySplitter, 1);
    outer->addWidget(m_notices);

    m_stateLabel = new MutedLabel(QString(), this);
    m_stateLabel->setAccessibleName(tr("State of the run"));
    m_loadLabel = new LoadLabel(&m_lagMeter, this);
    m_announcer = new Announcer(this);
    new RunNews(&m_controller, m_announcer, this);
    for (const MessageBar *bar : {m_messageBar, m_notices})
        connect(bar, &MessageBar::messageShown, m_announcer, &Announcer::sayEvent);
    for (MutedLabel *label : {m_stateLabel, static_cast<MutedLabel *>(m_loadLabel)})
        label->setContentsMargins(8, 0, 8, 2);
    m_ui->statusBar->addWidget(m_stateLabel, 1);
    m_ui->statusBar->addPermanentWidget(m_loadLabel);
}

/// The log makes room for them, or where there is none the waterfall: what is looked at stays where it is.
void MainWindow::makeRoomForNotices(const std::function<void()> &change)
{
    QSplitter *charts = m_tabs->progress()->splitter();
    const QList<int> logBefore = m_logSplitter->sizes();
    const QList<int> chartsBefore = charts->sizes();
    change();
    centralWidget()->layout()->activate();
    letLowerGiveWay(m_logSplitter, logBefore);
    letLowerGiveWay(charts, chartsBefore);
}

QList<QSplitter *> MainWindow::splitters() const
{
    return {m_tabs->progress()->splitter(), m_detailsSplitter, m_logSplitter, m_historySplitter};
}

QList<std::pair<QString, QAction *>> MainWindow::panels() const
{
    return {{QStringLiteral("figures"), m_ui->actionShowTiles},
            {QStringLiteral("details"), m_ui->actionShowDetails},
            {QStringLiteral("log"), m_ui->actionShowLog},
            {QStringLiteral("history"), m_ui->actionShowHistory}};
}

void MainWindow::restore()
{
    for (QSplitter *splitter : splitters())
        splitter->restoreState(m_settings.splitter(splitter->objectName()));
    for (const auto &[name, action] : panels()) {
        action->setChecked(true);
        const bool isUsual = action != m_ui->actionShowHistory;
        action->setChecked(m_settings.isPanelShown(name, isUsual) && action->isEnabled());
        connect(action, &QAction::triggered, this, [this, chosen = action] { m_hiddenForRoom.remove(chosen); });
    }
    m_tabs->progress()->setByLane(m_settings.isWaterfallByLane());
    const Colours colours = m_appearance->colours();
    m_ui->actionColoursSystem->setChecked(colours == Colours::System);
    m_ui->actionColoursLight->setChecked(colours == Colours::Light);
    m_ui->actionColoursDark->setChecked(colours == Colours::Dark);
    m_runBar->setUrlHistory(m_settings.urlHistory());
    m_runBar->setPlan(m_settings.plan());
    m_runBar->setThresholds(m_settings.thresholds());
    showInvitation();
    const bool isFirstTime = !restoreWithinScreen(*this, m_settings.geometry());
    fitToScreen(isFirstTime);
}

/// Before a window is shown no layout looks again when something in it is hidden: makes them all look now.
QSize MainWindow::leastSize()
{
    for (QSplitter *splitter : splitters())
        splitter->refresh();
    for (QLayout *inner : {centralWidget()->layout(), layout()}) {
        inner->invalidate();
        inner->activate();
    }
    return minimumSizeHint();
}

/// Without panels that are too much for the screen beside charts that are seen as a whole; in a window that is lower
/// these scroll. The first time it has the usual size, or what there is.
void MainWindow::fitToScreen(bool isFirstTime)
{
    constexpr QSize usual(1360, 860);
    const QSize room = roomOnScreen(*this);
    const QSize wanted = (isFirstTime ? usual : size()).boundedTo(room);
    m_runBar->arrange(wanted.width()); // how high they are follows from their width
    m_tiles->arrange(wanted.width() - 2 * sideMargin);
    const auto hide = [this](QAction *action) {
        if (action->isChecked())
            m_hiddenForRoom.insert(action);
        action->setChecked(false);
    };
    for (QAction *action : {m_ui->actionShowLog, m_ui->actionShowTiles}) {
        if (leastSize().height() > room.height())
            hide(action);
    }
    m_tabs->letProgressScroll(); // or two rows of figures and a message would make the window larger later on
    for (QAction *action : {m_ui->actionShowHistory, m_ui->actionShowDetails}) {
        if (leastSize().width() > room.width())
            hide(action);
    }
    leastSize(); // which the window won't be smaller than
    if (isFirstTime || !m_hiddenForRoom.isEmpty())
        resize(wanted);
    if (isFirstTime && wanted.height() < lowHeight)
        keepLineOfLog();
}

void MainWindow::keepLineOfLog()
{
    m_logSplitter->setSizes({height(), m_log->minimumSizeHint().height()});
}

/// A window that becomes low keeps a line of the log, and gives back what it took of it once it is high again.
void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    const int before = event->oldSize().height();
    const QList<int> sizes = m_logSplitter->sizes();
    if (before >= lowHeight && height() < lowHeight) {
        m_logBeforeLow = sizes.at(1);
        keepLineOfLog();
    } else if (before < lowHeight && height() >= lowHeight && m_logBeforeLow > sizes.at(1)) {
        m_logSplitter->setSizes({sizes.at(0) + sizes.at(1) - m_logBeforeLow, m_logBeforeLow});
    }
}

/// A panel that the user switches on takes the place of others where the screen is not large enough for all. They stay
/// hidden, since they were given up for it.
void MainWindow::makeRoomBeside(const QAction *chosen)
{
    const QSize room = roomOnScreen(*this);
    for (QAction *other : {m_ui->actionShowLog, m_ui->actionShowTiles}) {
        if (other != chosen && leastSize().height() > room.height())
            other->setChecked(false);
    }
    for (QAction *other : {m_ui->actionShowHistory, m_ui->actionShowDetails}) {
        if (other != chosen && leastSize().width() > room.width())
            other->setChecked(false);
    }
    leastSize(); // which the window has grown to meanwhile
    if (!isMaximized() && !isFullScreen())
        resize(size().boundedTo(room));
}

void MainWindow::save()
{
    m_settings.setGeometry(saveGeometry());
    for (const QSplitter *splitter : splitters())
        m_settings.setSplitter(splitter->objectName(), splitter->saveState());
    for (const auto &[name, action] : panels()) {
        if (!m_hiddenForRoom.contains(action) && action->isEnabled()) // which nobody chose
            m_settings.setPanelShown(name, action->isChecked());
    }
    m_settings.setWaterfallByLane(m_tabs->progress()->isByLane());
    PlanProblem problem;
    const RunPlan plan = m_runBar->checkedPlan(&problem);
    if (problem.message.isEmpty())
        m_settings.setPlan(plan);
    m_settings.setThresholds(m_runBar->thresholds());
    m_settings.setUrlHistory(m_runBar->urlHistory());
}

} // namespace fiftyfold
