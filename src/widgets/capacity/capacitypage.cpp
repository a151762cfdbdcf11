// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/capacity/capacitypage.h"

#include "core/capacity/capacityterminal.h"
#include "core/capacity/capacitywording.h"
#include "core/text/numberlocale.h"
#include "models/base/windowwording.h"
#include "records/json/capacityjsonwriter.h"
#include "records/markdown/capacitymarkdownwriter.h"
#include "widgets/base/celltable.h"
#include "widgets/base/mutedlabel.h"
#include "widgets/capacity/capacityanswer.h"
#include "widgets/capacity/capacitychart.h"
#include "widgets/capacity/capacitynews.h"
#include "widgets/charts/chartcard.h"
#include "widgets/run/commandbox.h"
#include "widgets/run/remoteguard.h"

#include "ui_capacitypage.h"

#include <QAction>
#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSplitter>
#include <QStandardItemModel>
#include <QToolButton>

#include <utility>

namespace fiftyfold {

using State = CapacityController::State;

CapacityPage::CapacityPage(const QList<StrategyInfo> &catalogue, CapacityController::Factory factory, QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::CapacityPage>())
    , m_controller(nullptr, std::move(factory))
{
    m_ui->setupUi(this);
    m_plan.url = defaultPracticeUrl();
    fillStrategies(catalogue);
    buildBody();
    for (QLineEdit *field : {m_ui->objective, m_ui->stepTime, m_ui->from}) {
        connect(field, &QLineEdit::textChanged, this, &CapacityPage::showCommand);
        connect(field, &QLineEdit::returnPressed, this, &CapacityPage::find);
    }
    connect(m_ui->strategy, &QComboBox::currentIndexChanged, this, &CapacityPage::showCommand);
    connect(m_ui->find, &QPushButton::clicked, this, [this] { isBusy() ? stop() : find(); });
    connect(&m_controller, &CapacityController::progressed, this, [this] { m_answer->showState(stateText()); });
    connect(&m_controller, &CapacityController::stepEnded, this, &CapacityPage::showAnswer);
    connect(&m_controller, &CapacityController::stateChanged, this, [this, wasBusy = false]() mutable {
        showState();
        if (std::exchange(wasBusy, isBusy()) != isBusy())
            Q_EMIT busyChanged(isBusy());
    });
    setFields(rememberedCapacityFields());
    showState();
}

CapacityPage::~CapacityPage() = default;

void CapacityPage::fillStrategies(const QList<StrategyInfo> &catalogue)
{
    auto *items = qobject_cast<QStandardItemModel *>(m_ui->strategy->model());
    for (const StrategyInfo &info : catalogue) {
        if (info.isExternal) // which keep no rate
            continue;
        m_ui->strategy->addItem(info.label, info.name);
        const int row = m_ui->strategy->count() - 1;
        items->item(row)->setEnabled(info.unavailable.isEmpty());
        m_ui->strategy->setItemData(
            row, info.unavailable.isEmpty() ? strategyWords(info.description) : wordedForWindow(info.unavailable),
            Qt::ToolTipRole);
    }
}

void CapacityPage::buildBody()
{
    m_answer = new CapacityAnswerCard(this);
    m_chart = new CapacityChart(m_controller.model());
    auto *unit = new MutedLabel(tr("● held   ○ did not hold   band: where the limit is   requests per second"));
    m_chartCard = new ChartCard(tr("%1 over the rate").arg(QStringLiteral("p95")), unit, m_chart, this);
    auto *tableCard = new Card(this);
    m_table = new CellTable(tableCard);
    m_table->setObjectName(QStringLiteral("capacitySteps"));
    m_table->setModel(m_controller.model());
    m_table->setAccessibleName(tr("Steps"));
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *copyAction = new QAction(tr("&Copy"), m_table);
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setShortcutContext(Qt::WidgetShortcut);
    connect(copyAction, &QAction::triggered, m_table, &CellTable::copy);
    m_copyActions = {new QAction(tr("Copy the search as &Markdown"), m_table),
                     new QAction(tr("Copy the search as &JSON"), m_table)};
    connect(m_copyActions[0], &QAction::triggered, this, &CapacityPage::copyMarkdown);
    connect(m_copyActions[1], &QAction::triggered, this, &CapacityPage::copyJson);
    m_table->addAction(copyAction);
    m_table->addActions(m_copyActions);
    const QStringList samples = {QStringLiteral("100"),     QStringLiteral("10,000/s"), QStringLiteral("1,000,000"),
                                 QStringLiteral("48.6 ms"), tr("✕ not reached"),        tr("fell behind")};
    int width = m_table->verticalScrollBar()->sizeHint().width();
    for (int column = 0; column < CapacityStepModel::ColumnCount; ++column) {
        m_table->fitColumn(column, samples.at(column));
        width += m_table->columnWidth(column);
    }
    auto *tableLayout = new QVBoxLayout(tableCard);
    tableLayout->setContentsMargins(1, 3, 1, 3);
    tableLayout->addWidget(m_table);
    auto *body = new QSplitter(Qt::Horizontal, this);
    body->setChildrenCollapsible(false);
    body->addWidget(m_chartCard);
    body->addWidget(tableCard);
    body->setStretchFactor(0, 1);
    body->setStretchFactor(1, 0);
    body->setSizes({m_chart->minimumSizeHint().width(), width + 2}); // the chart has what is left
    m_command = new CommandBox(this);
    m_ui->pageLayout->addWidget(m_answer);
    m_ui->pageLayout->addWidget(body, 1);
    auto *below = new QHBoxLayout;
    below->setSpacing(8);
    auto *method = new MutedLabel(
        tr("Steps of 25 % until one does not hold twice running, then the range is halved down to 5 %. “Lanes full”: "
           "requests waited for one in flight to end."),
        this);
    method->setWordWrap(true);
    below->addWidget(method, 1);
    const auto add = [this, below](const char *name, const QString &text, const QString &toolTip) {
        auto *button = new QToolButton(this);
        button->setObjectName(QLatin1String(name));
        button->setText(text);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setToolTip(toolTip);
        below->addWidget(button, 0, Qt::AlignTop);
        return button;
    };
    m_picture = add("capacityPicture", tr("Save &picture…"), tr("The chart as PNG or SVG (Ctrl+S)"));
    m_picture->setAccessibleName(tr("Save picture"));
    connect(m_picture, &QToolButton::clicked, this, &CapacityPage::pictureRequested);
    m_export = add("exportCapacity", tr("&Export…"), tr("The search as Markdown or JSON (Ctrl+E)"));
    m_export->setAccessibleName(tr("Export"));
    connect(m_export, &QToolButton::clicked, this, &CapacityPage::exportRequested);
    m_ui->pageLayout->addLayout(below);
    m_ui->pageLayout->addWidget(m_command);
}

void CapacityPage::setAnnouncer(Announcer *announcer)
{
    new CapacityNews(&m_controller, announcer, this);
}

void CapacityPage::setPlan(const RunPlan &plan, const QStringList &remoteHosts)
{
    if (isBusy())
        return;
    m_plan = plan;
    m_remoteHosts = remoteHosts;
    showCommand();
}

void CapacityPage::showKept(const CapacityRecord &record, const QString &name, const QString &whyNotAgain)
{
    if (isBusy())
        return;
    m_keptName = name;
    m_whyNotAgain = whyNotAgain;
    if (whyNotAgain.isEmpty()) {
        RunPlan plan = record.plan.run;
        plan.runnerCommand.clear(); // what a file has there is shown and never run
        setPlan(plan, isLocalTarget(plan) ? QStringList() : QStringList(endpointOf(plan, plan.url).host));
        setFields(fieldsOf(record.plan));
    }
    m_chartCard->setTitle(tr("%1 over the rate").arg(watchedName(record.plan)));
    m_controller.show(record);
}

void CapacityPage::setOtherRunGoing(bool isGoing)
{
    m_isOtherRunGoing = isGoing;
    showState();
}

void CapacityPage::setFields(const CapacityFields &fields)
{
    m_ui->objective->setText(fields.objective);
    m_ui->stepTime->setText(fields.stepTime);
    m_ui->from->setText(fields.from);
    m_ui->strategy->setCurrentIndex(std::max(0, m_ui->strategy->findData(fields.strategy)));
    showCommand();
}

CapacityFields CapacityPage::fields() const
{
    return {m_ui->objective->text(), m_ui->strategy->currentData().toString(), m_ui->stepTime->text(),
            m_ui->from->text()};
}

CapacityPlan CapacityPage::planOf(QString *problem) const
{
    CapacityPlan plan;
    plan.run = m_plan;
    *problem = applyFields(fields(), plan);
    return plan;
}

void CapacityPage::showCommand()
{
    QString problem;
    const CapacityPlan plan = planOf(&problem);
    m_command->setParts(problem.isEmpty() ? terminalCommandParts(plan) : QStringList());
    if (m_controller.state() == State::Ready)
        showState();
}

void CapacityPage::find()
{
    if (isBusy() || m_isOtherRunGoing)
        return;
    QString problem;
    const CapacityPlan plan = planOf(&problem);
    Q_EMIT messageRaised(problem, true);
    if (!problem.isEmpty())
        return;
    rememberCapacityFields(fields());
    const QStringList hosts = m_windowSettings.hostsToAskFor(m_remoteHosts);
    if (hosts.isEmpty())
        return begin(plan);
    askBeforeRemoteCapacity(this, stepPlan(plan, rateLimit), hosts, [this, hosts, asked = m_plan] {
        QString stillWrong;
        const CapacityPlan agreed = planOf(&stillWrong);
        if (isBusy() || m_isOtherRunGoing || m_plan != asked || !stillWrong.isEmpty())
            return;
        for (const QString &host : hosts)
            m_windowSettings.agreeToHost(host);
        begin(agreed);
    });
}

void CapacityPage::begin(const CapacityPlan &plan)
{
    CapacityPlan agreed = plan;
    agreed.run.allowRemote = agreed.run.allowRemote || !m_remoteHosts.isEmpty();
    m_chartCard->setTitle(tr("%1 over the rate").arg(watchedName(plan)));
    m_keptName.clear();
    m_whyNotAgain.clear();
    m_controller.start(agreed);
}

void CapacityPage::stop()
{
    m_controller.stop();
}

QString CapacityPage::stateText() const
{
    if (!m_keptName.isEmpty()) {
        const QDateTime time = m_controller.record().startedAt.toLocalTime();
        return tr("%1, measured %2").arg(m_keptName, numberLocale().toString(time, QLocale::ShortFormat));
    }
    switch (m_controller.state()) {
    case State::Ready:
        return m_isOtherRunGoing ? tr("waits for another run") : QString();
    case State::Running:
        return m_controller.progressText();
    case State::Stopping:
        return tr("stopping …");
    case State::Stopped:
        return tr("stopped after %1 steps").arg(m_controller.record().steps.size());
    case State::Done:
        return tr("done after %1 steps").arg(m_controller.record().steps.size());
    }
    return {};
}

void CapacityPage::showState()
{
    const State state = m_controller.state();
    m_ui->find->setText(state == State::Stopping ? tr("Stopping …") : isBusy() ? tr("&Stop") : tr("F&ind"));
    m_ui->find->setAccessibleName(isBusy() ? tr("Stop") : tr("Find the highest rate"));
    m_ui->find->setToolTip(m_isOtherRunGoing && !isBusy() ? tr("Another run goes on. It would disturb this one")
                           : isBusy() ? tr("Cancel the step that runs and keep those that are done (Esc)")
                                      : tr("Find the highest rate that holds the objective (F5)"));
    m_ui->find->setProperty("isPrimary", isBusy() || !m_isOtherRunGoing);
    m_ui->find->update();
    for (QWidget *field : std::initializer_list<QWidget *>{m_ui->objective, m_ui->strategy, m_ui->stepTime, m_ui->from})
        field->setEnabled(!isBusy());
    m_chart->setHint(isBusy() ? tr("A point comes with the first step.")
                              : tr("Press Find (F5): requests become due at a rate that rises, step after step, until "
                                   "the objective does not hold."));
    showAnswer();
    if (!isBusy() && state != State::Ready) {
        const CapacityRecord &record = m_controller.record();
        const QStringList lines =
            wordedForWindow(record.notices) +
            (record.problem.isEmpty() ? QStringList() : QStringList(wordedForWindow(record.problem))) +
            (m_whyNotAgain.isEmpty() ? QStringList() : QStringList(m_whyNotAgain));
        if (!lines.isEmpty())
            Q_EMIT messageRaised(lines.join(QLatin1Char('\n')), !record.problem.isEmpty());
    }
}

void CapacityPage::copyMarkdown()
{
    QBuffer text;
    if (hasSteps() && text.open(QIODevice::WriteOnly) && writeCapacityMarkdown(text, m_controller.record()).isEmpty())
        QGuiApplication::clipboard()->setText(QString::fromUtf8(text.data()));
}

void CapacityPage::copyJson()
{
    QBuffer text;
    if (hasSteps() && text.open(QIODevice::WriteOnly) && writeCapacityJson(text, m_controller.record()).isEmpty())
        QGuiApplication::clipboard()->setText(QString::fromUtf8(text.data()));
}

void CapacityPage::showAnswer()
{
    m_picture->setEnabled(hasSteps());
    m_export->setEnabled(hasSteps());
    for (QAction *action : std::as_const(m_copyActions))
        action->setEnabled(hasSteps());
    m_answer->show(m_controller.record(), isBusy());
    m_answer->showState(stateText());
}

} // namespace fiftyfold
