// SPDX-License-Identifier: GPL-3.0-or-later
// How a record is chosen that runs are held against, and what is said of it.
#include "widgets/window/mainwindow.h"

#include "core/comparison/runcomparisonwording.h"
#include "models/base/windowwording.h"
#include "widgets/base/announcer.h"
#include "widgets/base/messagebar.h"
#include "widgets/window/runtabs.h"

#include "ui_mainwindow.h"

#include <QFileDialog>

namespace fiftyfold {

void MainWindow::connectBaseline()
{
    connect(m_ui->actionCompareWithRecord, &QAction::triggered, this, &MainWindow::chooseBaseline);
    connect(&m_baseline, &RunBaseline::failed, this, [this](const QString &problem) {
        m_messageBar->showMessage(MessageBar::Kind::Error, wordedForWindow(problem));
    });
    connect(&m_baseline, &RunBaseline::compared, this, [this] {
        if (const std::optional<RunComparison> &comparison = m_baseline.comparison())
            m_announcer->sayEvent(
                tr("Against %1, %2").arg(m_baseline.name(), wordedForWindow(runComparisonSentence(*comparison))));
    });
}

void MainWindow::chooseBaseline()
{
    auto *chooser = new QFileDialog(this, tr("Compare with a record"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_messageBar->clear();
        m_baseline.read(path);
        m_tabs->showLatency();
    });
    chooser->open();
}

} // namespace fiftyfold
