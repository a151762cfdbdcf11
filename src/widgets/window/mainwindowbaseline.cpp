// SPDX-License-Identifier: GPL-3.0-or-later
// How a record is chosen that runs are held against, and what is said of it.
#include "widgets/window/mainwindow.h"

#include "core/comparison/runcomparisonwording.h"
#include "core/text/visibletext.h"
#include "models/base/windowwording.h"
#include "records/import/comparedfile.h"
#include "widgets/base/announcer.h"
#include "widgets/base/messagebar.h"
#include "widgets/history/historykeeper.h"
#include "widgets/history/historypanel.h"
#include "widgets/window/runtabs.h"

#include "ui_mainwindow.h"

#include <QFileDialog>

namespace fiftyfold {

void MainWindow::connectBaseline()
{
    connect(m_ui->actionCompareWithRecord, &QAction::triggered, this, &MainWindow::chooseBaseline);
    connect(m_historyPanel, &HistoryPanel::baselineRequested, this, [this](const std::optional<HistoryEntry> &entry) {
        m_messageBar->clear();
        holdAgainstKept(entry);
    });
    connect(m_history.get(), &HistoryKeeper::found, this, [this](const HistoryEntry &entry) {
        if (entry.id == m_settings.baseline()) // nothing else was chosen meanwhile
            holdAgainstKept(entry);
    });
    connect(m_history.get(), &HistoryKeeper::notFound, this, [this](const QString &id) {
        if (id == m_settings.baseline())
            m_settings.setBaseline(QString());
    });
    if (const QString remembered = m_settings.baseline(); m_history->isThere() && !remembered.isEmpty())
        m_history->find(remembered);
    connect(&m_baseline, &RunBaseline::changed, this, [this] {
        if (m_baseline.state() == RunBaseline::State::Ready)
            m_drawnKept = m_askedKept;
        if (m_baseline.state() == RunBaseline::State::None && m_askedKept)
            markBaseline(std::nullopt);
    });
    connect(&m_baseline, &RunBaseline::failed, this, [this](const QString &problem) {
        // One that can't be read is told once, and not asked for again at each start.
        markBaseline(m_baseline.state() == RunBaseline::State::Ready ? m_drawnKept : std::nullopt);
        m_messageBar->showMessage(MessageBar::Kind::Error, wordedForWindow(problem));
    });
    connect(&m_baseline, &RunBaseline::compared, this, [this] {
        if (const std::optional<RunComparison> &comparison = m_baseline.comparison())
            m_announcer->sayEvent(
                tr("Against %1, %2").arg(m_baseline.name(), wordedForWindow(runComparisonSentence(*comparison))));
    });
}

void MainWindow::markBaseline(const std::optional<HistoryEntry> &entry)
{
    m_settings.setBaseline(entry ? entry->id : QString());
    m_askedKept = entry;
    m_historyPanel->setBaseline(entry);
}

void MainWindow::chooseBaseline()
{
    auto *chooser = new QFileDialog(this, tr("Compare with a record"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_messageBar->clear();
        markBaseline(std::nullopt);
        m_baseline.read(path);
        m_tabs->showLatency();
    });
    chooser->open();
}

void MainWindow::holdAgainstKept(const std::optional<HistoryEntry> &entry)
{
    if (!entry)
        return m_baseline.remove();
    const QString name = visibleText(entry->title());
    markBaseline(entry);
    m_baseline.read(name,
                    [name, path = m_history->path(), id = entry->id](ComparedRun &run, const ReadingGoesOn &goesOn) {
                        ReadRecord record;
                        QString problem = readFromHistory(path, id, record, goesOn);
                        if (problem.isEmpty())
                            run = comparedRun({}, record.run);
                        run.name = name;
                        return problem;
                    });
}

} // namespace fiftyfold
