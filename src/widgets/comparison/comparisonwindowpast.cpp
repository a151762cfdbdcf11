// SPDX-License-Identifier: GPL-3.0-or-later
// The comparisons of this session: another one can be looked at while one runs.
#include "widgets/comparison/comparisonwindow.h"

#include "widgets/comparison/comparisonloaddialog.h"

#include "ui_comparisonwindow.h"

#include <QSignalBlocker>

#include <utility>

namespace fiftyfold {

namespace {
constexpr std::size_t mostPast = 20; ///< Each holds the figures of all of its rounds.
constexpr int longestName = 30;

QString lookedText(const QString &name, const QDateTime &startedAt)
{
    const QString time = startedAt.toLocalTime().toString(QStringLiteral("HH:mm:ss"));
    return name.isEmpty() ? time : name.size() > longestName ? name.left(longestName - 1) + QChar(0x2026) : name;
}

} // namespace

void ComparisonWindow::connectPast()
{
    connect(m_ui->comparisons, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_looked = index >= 0 && index < int(m_past.size()) ? m_past[std::size_t(index)].get() : nullptr;
        m_ui->messageBar->clear();
        const ComparisonChoice &choice = m_looked && !m_looked->name.isEmpty() ? m_looked->shown.choice : m_choice;
        m_controller.look(m_looked ? &m_looked->outcome : nullptr, choice.baselineInUse());
        showShown();
    });
    listPast();
}

/// What was started last is about to make room for another.
void ComparisonWindow::keepPast()
{
    if (std::exchange(m_looked, nullptr)) {
        m_controller.look(nullptr, m_choice.baselineInUse());
        showShown();
    }
    if (!hasResults())
        return;
    addPast({m_shown, m_rounds, m_controller.outcome()});
}

/// None of them is looked at.
void ComparisonWindow::addPast(const Past &past)
{
    m_past.push_back(std::make_shared<const Past>(past));
    if (m_past.size() > mostPast)
        m_past.erase(m_past.begin());
}

void ComparisonWindow::listPast()
{
    const QSignalBlocker blocker(m_ui->comparisons);
    m_ui->comparisons->clear();
    for (const std::shared_ptr<const Past> &past : m_past) {
        const int entries = runnableOf(past->outcome.lines);
        m_ui->comparisons->addItem(tr("%1: %2 entries, %3")
                                       .arg(lookedText(past->name, past->outcome.record.startedAt))
                                       .arg(entries)
                                       .arg(comparedLoadText(past->shown.choice, past->shown.plan)));
    }
    m_ui->comparisons->addItem(m_rounds > 0 ? tr("the latest") : tr("the next"));
    m_ui->comparisons->setCurrentIndex(m_ui->comparisons->count() - 1);
    m_ui->comparisons->setVisible(!m_past.empty());
}

void ComparisonWindow::openLoad()
{
    if (isBusy())
        return;
    auto *dialog = new ComparisonLoadDialog(m_choice.load, m_plan, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        ComparisonChoice choice = m_choice;
        choice.load = dialog->load();
        setChoice(choice);
    });
    dialog->open();
}

} // namespace fiftyfold
