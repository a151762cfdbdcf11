// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/comparisonchooser.h"

#include "models/base/windowwording.h"
#include "widgets/base/plaintooltip.h"
#include "widgets/base/stagecolours.h"

#include "ui_comparisonchooser.h"

#include <QEvent>
#include <QProcess>
#include <QPushButton>
#include <QSignalBlocker>

namespace fiftyfold {

namespace {
constexpr int nameRole = Qt::UserRole;
}

ComparisonChooser::ComparisonChooser(const QList<StrategyInfo> &catalogue, const ComparisonChoice &choice,
                                     QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ComparisonChooser>())
    , m_catalogue(catalogue)
    , m_choice(choice)
{
    m_ui->setupUi(this);
    m_ui->message->setAccessibleName(tr("What is wrong with this choice"));
    m_ui->runnerAbout->setForegroundRole(QPalette::PlaceholderText);
    fill();
    m_ui->runners->setTitles(tr("Name"), tr("Command line"));
    m_ui->runners->setMinimumHeight(5 * fontMetrics().lineSpacing());
    QList<QPair<QString, QString>> runners;
    for (const OwnRunner &runner : choice.runners)
        runners.append({runner.name, runner.command});
    m_ui->runners->setPairs(runners);
    connect(m_ui->strategies, &QListWidget::itemChanged, this, &ComparisonChooser::check);
    connect(m_ui->all, &QPushButton::clicked, this, [this] { checkAll(Qt::Checked); });
    connect(m_ui->none, &QPushButton::clicked, this, [this] { checkAll(Qt::Unchecked); });
    connect(m_ui->runners, &PairTable::edited, this, &ComparisonChooser::check);
    connect(m_ui->addRunner, &QPushButton::clicked, m_ui->runners, &PairTable::addRow);
    connect(m_ui->removeRunner, &QPushButton::clicked, m_ui->runners, &PairTable::removeSelectedRows);
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
    m_ui->strategies->setFocus();
}

ComparisonChooser::~ComparisonChooser() = default;

void ComparisonChooser::fill()
{
    for (const StrategyInfo &info : m_catalogue) {
        const bool isAvailable = info.unavailable.isEmpty();
        const QString unavailable = wordedForWindow(info.unavailable);
        const QString about = isAvailable ? strategyWords(info.description) : unavailable;
        auto *item = new QListWidgetItem(tr("%1 — %2").arg(info.label, about), m_ui->strategies);
        item->setData(nameRole, info.name);
        item->setToolTip(plainToolTip(isAvailable ? strategyWords(info.lesson) : unavailable));
        item->setFlags(isAvailable ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable
                                   : Qt::ItemFlags(Qt::NoItemFlags));
        item->setCheckState(isAvailable && !m_choice.leftOut.contains(info.name) ? Qt::Checked : Qt::Unchecked);
    }
    m_ui->strategies->setCurrentRow(0);
}

ComparisonChoice ComparisonChooser::choice() const
{
    ComparisonChoice choice = m_choice;
    for (int row = 0; row < m_ui->strategies->count(); ++row) {
        const QListWidgetItem *item = m_ui->strategies->item(row);
        if (!item->flags().testFlag(Qt::ItemIsEnabled))
            continue; // keeps what was chosen for when it can run
        const QString name = item->data(nameRole).toString();
        choice.leftOut.removeAll(name);
        if (item->checkState() != Qt::Checked)
            choice.leftOut.append(name);
    }
    choice.runners.clear();
    const QList<QPair<QString, QString>> runners = m_ui->runners->pairs();
    for (const auto &[name, command] : runners)
        choice.runners.append({name, command});
    return choice;
}

void ComparisonChooser::checkAll(Qt::CheckState state)
{
    {
        const QSignalBlocker blocker(m_ui->strategies);
        for (int row = 0; row < m_ui->strategies->count(); ++row) {
            QListWidgetItem *item = m_ui->strategies->item(row);
            if (item->flags().testFlag(Qt::ItemIsEnabled))
                item->setCheckState(state);
        }
    }
    check();
}

/// Empty where nothing is wrong.
QString ComparisonChooser::runnersProblem(const QList<OwnRunner> &runners) const
{
    QStringList names;
    for (const OwnRunner &runner : runners) {
        if (runner.command.isEmpty())
            return tr("Your own runner “%1” has a name, but no command line.").arg(runner.name);
        if (QProcess::splitCommand(runner.command).isEmpty())
            return tr("The command line of your own runner names no program.");
        if (!runner.name.isEmpty() && names.contains(runner.name))
            return tr("Two of your own runners are called “%1”.").arg(runner.name);
        names.append(runner.name);
    }
    return {};
}

void ComparisonChooser::check()
{
    int chosen = 0;
    for (int row = 0; row < m_ui->strategies->count(); ++row) {
        const QListWidgetItem *item = m_ui->strategies->item(row);
        chosen += item->flags().testFlag(Qt::ItemIsEnabled) && item->checkState() == Qt::Checked ? 1 : 0;
    }
    const QList<OwnRunner> runners = choice().runners;
    QString problem = runnersProblem(runners);
    if (problem.isEmpty() && chosen == 0 && runners.isEmpty())
        problem = tr("Choose at least one strategy.");
    m_ui->message->setText(problem);
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled(problem.isEmpty());
    QPalette palette;
    palette.setColor(QPalette::WindowText, StageColours(palette).error);
    m_ui->message->setPalette(palette);
}

void ComparisonChooser::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        check();
}

} // namespace fiftyfold
