// SPDX-License-Identifier: GPL-3.0-or-later
// What the window keeps of runs and comparisons, and how it shows them again.
#include "widgets/window/mainwindow.h"

#include "core/run/thresholdset.h"
#include "core/text/visibletext.h"
#include "models/base/windowwording.h"
#include "widgets/base/messagebar.h"
#include "widgets/base/screenroom.h"
#include "widgets/capacity/capacitypage.h"
#include "widgets/comparison/comparisonwindow.h"
#include "widgets/history/historymodel.h"
#include "widgets/history/historypanel.h"
#include "widgets/history/historywording.h"

#include "ui_mainwindow.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace fiftyfold {

void MainWindow::connectHistory()
{
    const bool isThere = m_history.isThere();
    for (QAction *action : {m_ui->actionShowHistory, m_ui->actionFindInHistory, m_ui->actionKeepHistory})
        action->setEnabled(isThere);
    m_ui->actionKeepHistory->setChecked(isThere && m_settings.isHistoryKept());
    connect(m_ui->actionKeepHistory, &QAction::triggered, this,
            [this](bool isKept) { m_settings.setHistoryKept(isKept); });
    connect(m_ui->actionFindInHistory, &QAction::triggered, this, [this] {
        if (!m_ui->actionShowHistory->isChecked())
            m_ui->actionShowHistory->trigger(); // as if chosen
        m_historyPanel->focusFilter();
    });
    connect(m_historyPanel, &HistoryPanel::closeRequested, m_ui->actionShowHistory, &QAction::trigger);
    connect(m_historyPanel, &HistoryPanel::openRequested, this, &MainWindow::openKept);
    connect(&m_controller, &RunController::summarised, this, &MainWindow::keepRun);
    connect(&m_history, &HistoryKeeper::opened, this,
            [this](const std::shared_ptr<const OpenedEntry> &entry) { showKept(*entry); });
    connect(&m_history, &HistoryKeeper::told, this, [this](const QString &sentence) {
        m_historyPanel->setOpening(false);
        m_messageBar->showMessage(MessageBar::Kind::Error, sentence);
    });
}

void MainWindow::keepNoHistory()
{
    m_keepsNoHistory = true;
    m_ui->actionKeepHistory->setChecked(false);
    m_ui->actionKeepHistory->setEnabled(false);
}

bool MainWindow::isHistoryKept() const
{
    return m_history.isThere() && !m_keepsNoHistory && m_ui->actionKeepHistory->isChecked();
}

void MainWindow::keepRun()
{
    if (!isHistoryKept() || m_controller.isReplay())
        return;
    m_history.keep([record = m_controller.record(), summary = m_controller.summary(),
                    expectations = m_controller.expectations()] { return keptRun(*record, *summary, expectations); });
}

/// Of the window that was just made.
void MainWindow::keepComparisons()
{
    connect(m_comparison.get(), &ComparisonWindow::measured, this,
            [this](const std::function<ComparisonReport()> &make) {
                if (isHistoryKept())
                    m_history.keep([make] { return keptComparison(make()); });
            });
    CapacityController *capacity = m_comparison->capacity()->controller();
    connect(capacity, &CapacityController::stateChanged, this, [this, capacity] {
        if (!isHistoryKept() || capacity->isBusy() || capacity->record().steps.empty())
            return;
        m_history.keep([record = capacity->record()] { return keptCapacity(record); });
    });
}

void MainWindow::openKept(const QString &id)
{
    if (m_controller.isBusy()) {
        m_messageBar->showMessage(MessageBar::Kind::Notice, tr("A run is under way: stop it, or wait for its end."));
        return;
    }
    m_historyPanel->setOpening(true);
    m_history.open(id);
}

void MainWindow::showKept(const OpenedEntry &entry)
{
    m_historyPanel->setOpening(false);
    if (entry.kept.entry.kind == KeptKind::Run && entry.run.hasRequests) {
        if (m_controller.isBusy())
            return; // began meanwhile
        m_messageBar->clear();
        QStringList expected;
        for (const Expectation &expectation : entry.run.expectations)
            expected.append(expectation.threshold.text);
        m_controller.replay(entry.run.record, thresholdSetOf(expected, false));
        return;
    }
    if (entry.kept.entry.kind == KeptKind::Run) {
        m_messageBar->showMessage(MessageBar::Kind::Notice,
                                  tr("The requests of this run are not kept any more. %1: %2, %3.")
                                      .arg(visibleText(entry.kept.entry.title()),
                                           visibleText(keptLoadText(entry.kept.entry)),
                                           keptFigureText(entry.kept.entry)));
        return;
    }
    auto *box = new QDialog(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(QStringLiteral("keptReport"));
    box->setWindowTitle(visibleText(entry.kept.entry.title()));
    auto *text = new QTextBrowser(box);
    text->setAccessibleName(box->windowTitle());
    text->setOpenLinks(false);
    text->setMarkdown(visibleLines(QString::fromUtf8(entry.kept.text)));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, box);
    connect(buttons, &QDialogButtonBox::rejected, box, &QDialog::reject);
    auto *layout = new QVBoxLayout(box);
    layout->addWidget(text, 1);
    layout->addWidget(buttons);
    constexpr QSize usual(900, 560);
    box->resize(usual.boundedTo(roomOnScreen(*box)));
    box->open();
}

} // namespace fiftyfold
