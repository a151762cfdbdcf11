// SPDX-License-Identifier: GPL-3.0-or-later
// How files come into the window and out of it.
#include "widgets/window/mainwindow.h"

#include "widgets/charts/chartpicture.h"
#include "widgets/run/openingstrip.h"
#include "widgets/window/progresspage.h"
#include "widgets/window/runfilenames.h"
#include "widgets/window/runfiles.h"
#include "widgets/window/runtabs.h"

#include "ui_mainwindow.h"

#include <QDropEvent>
#include <QMimeData>

namespace fiftyfold {

namespace {

/// Of a file that is to be moved, who gave it would remove it.
void acceptCopy(QDropEvent *event)
{
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

} // namespace

void MainWindow::buildFiles()
{
    m_files = new RunFiles(&m_controller, m_messageBar, &m_settings, this);
    m_files->addActions(m_ui->actionOpen, m_ui->menuOpenRecent, m_ui->actionSaveRun, m_ui->menuExport);
    m_ui->statusBar->addPermanentWidget(new OpeningStrip(m_files->opener(), this));
    connect(m_files, &RunFiles::picturesWanted, this, &MainWindow::savePictures);
    connect(m_files, &RunFiles::written, this, &MainWindow::closeOnceWritten);
    setAcceptDrops(true);
}

void MainWindow::openFile(const QString &path)
{
    m_files->open(path);
}

void MainWindow::showWhatIsOpened()
{
    const QString &name = m_controller.openedAs();
    setWindowTitle(name.isEmpty() ? tr("Fiftyfold") : tr("%1 – Fiftyfold").arg(name));
    if (!name.isEmpty() && !m_controller.hasRequests())
        m_tabs->progress()->setHint(tr("%1 tells figures, and nothing of each request.").arg(name));
}

/// Each as PNG and as SVG.
void MainWindow::savePictures()
{
    std::vector<FileWriter::Job> pictures;
    // So that they are not those of another run, which are in that folder already.
    const QString base = proposedBaseName(*m_controller.record()) + QLatin1Char('-');
    m_tabs->visitCharts([&pictures, &base](const QString &name, QWidget &chart) {
        pictures.push_back({base + name + QLatin1String(".png"),
                            [image = chartImage(chart)](QIODevice &device) { return writePng(device, image); }});
        pictures.push_back({base + name + QLatin1String(".svg"), [svg = chartSvg(chart, name)](QIODevice &device) {
                                return device.write(svg) == svg.size() ? QString() : device.errorString();
                            }});
    });
    m_files->writePictures(pictures);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!RunFiles::droppedFile(*event->mimeData()).isEmpty())
        acceptCopy(event);
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QString path = RunFiles::droppedFile(*event->mimeData());
    if (path.isEmpty())
        return;
    acceptCopy(event);
    m_files->open(path);
}

} // namespace fiftyfold
