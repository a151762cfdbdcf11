// SPDX-License-Identifier: GPL-3.0-or-later
// What the window keeps of runs and comparisons, and how it shows them again.
#include "widgets/window/mainwindow.h"

#include "core/text/quantities.h"
#include "core/text/visibletext.h"
#include "widgets/base/messagebar.h"
#include "widgets/base/safequestion.h"
#include "widgets/capacity/capacitypage.h"
#include "widgets/comparison/comparisonwindow.h"
#include "widgets/history/historykeeper.h"
#include "widgets/history/historypanel.h"
#include "widgets/run/runopener.h"
#include "widgets/window/runfiles.h"

#include "ui_mainwindow.h"

#include <QInputDialog>

namespace fiftyfold {

void MainWindow::connectHistory()
{
    const bool isThere = m_history->isThere();
    for (QAction *action :
         {m_ui->actionShowHistory, m_ui->actionFindInHistory, m_ui->actionKeepHistory, m_ui->actionHistorySize})
        action->setEnabled(isThere);
    m_ui->actionKeepHistory->setChecked(isThere && m_settings.isHistoryKept());
    connect(m_ui->actionKeepHistory, &QAction::triggered, this,
            [this](bool isKept) { m_settings.setHistoryKept(isKept); });
    connect(m_ui->actionHistorySize, &QAction::triggered, m_history.get(), &HistoryKeeper::askLimit);
    connect(m_history.get(), &HistoryKeeper::limitTold, this, &MainWindow::chooseHistorySize);
    connect(m_ui->actionFindInHistory, &QAction::triggered, this, [this] {
        if (!m_ui->actionShowHistory->isChecked())
            m_ui->actionShowHistory->trigger(); // as if chosen
        m_historyPanel->focusFilter();
    });
    connect(m_historyPanel, &HistoryPanel::closeRequested, m_ui->actionShowHistory, &QAction::trigger);
    connect(m_historyPanel, &HistoryPanel::openRequested, this, &MainWindow::openKept);
    connect(&m_controller, &RunController::stateChanged, this, &MainWindow::keepRun);
    const RunOpener *opener = m_files->opener();
    connect(opener, &RunOpener::openingChanged, m_historyPanel, &HistoryPanel::setOpening);
    connect(opener, &RunOpener::comparisonRead, this,
            [this](const QString &name, const std::shared_ptr<const ComparisonReport> &comparison) {
                comparisonWindow()->showKept(*comparison, name);
                showComparisonWindow();
            });
    connect(opener, &RunOpener::capacityRead, this,
            [this](const QString &name, const std::shared_ptr<const CapacityRecord> &capacity) {
                comparisonWindow()->showKept(*capacity, name);
                showComparisonWindow();
            });
    connect(m_history.get(), &HistoryKeeper::told, this, [this](const QString &sentence) {
        m_messageBar->showMessage(MessageBar::Kind::Error, sentence);
        if (!m_controller.summary() && !m_controller.isBusy()) // of the history, as the window starts, and of no run
            m_messageBar->keepOnce();
    });
}

void MainWindow::chooseHistorySize(qint64 bytes)
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Size of the history"));
    dialog->setLabelText(tr("What the requests of all runs may take, such as 500MiB or 2GiB.\n"
                            "Where it is more, those of the oldest runs go that are not pinned; figures stay."));
    dialog->setTextValue(sizeToText(bytes));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, bytes](const QString &text) {
        const std::optional<qint64> size = sizeFromText(text.trimmed());
        if (size && *size < bytes)
            ask(this,
                {tr("Make the history smaller?"),
                 tr("The requests of its runs may take %1 then.").arg(sizeForPeople(*size)),
                 tr("What goes can't be brought back; figures stay."),
                 tr("Make it &smaller"),
                 {}},
                [this, size] { m_history->setLimit(*size); });
        else if (size)
            m_history->setLimit(*size);
        else
            m_messageBar->showMessage(MessageBar::Kind::Error,
                                      tr("The size of the history should be one such as 500MiB or 2GiB, and is \"%1\".")
                                          .arg(visibleText(text)));
    });
    dialog->open();
}

void MainWindow::keepNoHistory()
{
    m_keepsNoHistory = true;
    m_ui->actionKeepHistory->setChecked(false);
    m_ui->actionKeepHistory->setEnabled(false);
}

bool MainWindow::isHistoryKept() const
{
    return m_history->isThere() && !m_keepsNoHistory && m_ui->actionKeepHistory->isChecked();
}

/// At its end, and not once it is summarised: by then the next one may run, or the window be gone.
void MainWindow::keepRun(RunController::State state)
{
    const bool isEnd = state == RunController::State::Done || state == RunController::State::Failed ||
                       state == RunController::State::Stopped;
    if (!isEnd || !m_controller.isPrepared() || !m_controller.openedAs().isEmpty() || !isHistoryKept())
        return;
    m_history->keep(
        [record = m_controller.record(), thresholds = m_controller.thresholds().thresholds, url = m_askedUrl] {
            const RunSummary summary = summarise(*record);
            return keptRun(*record, summary, judged(thresholds, summary, record->isStopped), {}, url);
        });
}

/// Of the window that was just made.
void MainWindow::keepComparisons()
{
    connect(m_comparison.get(), &ComparisonWindow::measured, this,
            [this](const std::function<ComparisonReport()> &make) {
                if (isHistoryKept())
                    m_history->keep([make] { return keptComparison(make()); });
            });
    CapacityController *capacity = m_comparison->capacity()->controller();
    connect(capacity, &CapacityController::stateChanged, this, [this, capacity] {
        const bool isAnEnd = !capacity->isBusy() && !capacity->record().steps.empty();
        if (!isAnEnd || capacity->isKept() || !isHistoryKept())
            return;
        m_history->keep([record = capacity->record()] { return keptCapacity(record); });
    });
}

void MainWindow::openKept(const HistoryEntry &entry)
{
    if (m_controller.isBusy() || isComparing()) {
        m_messageBar->showMessage(MessageBar::Kind::Notice,
                                  tr("Something is being measured, which this would disturb: wait for its end."));
        return;
    }
    m_messageBar->clear();
    m_files->opener()->open(visibleText(entry.title()), 0,
                            [path = m_history->path(), id = entry.id](ReadRecord &record, const ReadingGoesOn &goesOn) {
                                return readFromHistory(path, id, record, goesOn);
                            });
}

} // namespace fiftyfold
