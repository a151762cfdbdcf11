// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/runfiles.h"

#include "core/text/visibletext.h"
#include "models/base/windowwording.h"
#include "widgets/base/messagebar.h"
#include "widgets/base/windowsettings.h"
#include "widgets/run/runcontroller.h"
#include "widgets/window/runfilenames.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

constexpr qsizetype mostRecent = 10;

/// The chooser adds its suffix to a name that has none: to that of a device or a pipe, too, which is meant as it is.
QString meantPath(const QString &chosen, const QString &suffix)
{
    const QString ending = QLatin1Char('.') + suffix;
    const QFileInfo typed(chosen.endsWith(ending) ? chosen.chopped(ending.size()) : QString());
    return typed.exists() && !typed.isFile() && !typed.isDir() ? typed.filePath() : chosen;
}

/// The record itself, which is saved; the others are exported.
const RunForm &recordForm()
{
    return runForm(QLatin1String("json"));
}

} // namespace

RunFiles::RunFiles(RunController *controller, MessageBar *messageBar, WindowSettings *settings, QWidget *window)
    : QObject(window)
    , m_controller(controller)
    , m_messageBar(messageBar)
    , m_settings(settings)
    , m_window(window)
    , m_opener(controller)
{
    connect(&m_opener, &RunOpener::opened, this, [this](const QString &name) {
        if (name == QFileInfo(m_openingPath).fileName())
            remember(m_openingPath);
    });
    connect(&m_opener, &RunOpener::failed, this, [this](const QString &, const QString &problem) {
        m_messageBar->showMessage(MessageBar::Kind::Error, wordedForWindow(problem));
    });
    connect(controller, &RunController::stateChanged, this, &RunFiles::showEnabled);
    connect(controller, &RunController::summarised, this, &RunFiles::showEnabled);
}

void RunFiles::addActions(QAction *open, QMenu *recent, QAction *save, QMenu *exports)
{
    m_openAction = open;
    m_recent = recent;
    m_save = save;
    m_exports = exports;
    connect(open, &QAction::triggered, this, &RunFiles::chooseFile);
    connect(save, &QAction::triggered, this, &RunFiles::save);
    for (const RunForm &form : runForms()) {
        if (&form == &recordForm())
            continue;
        QAction *action = exports->addAction(exportName(form));
        action->setObjectName(QLatin1String(form.name));
        connect(action, &QAction::triggered, this, [this, &form] { exportAs(form); });
    }
    exports->addSeparator();
    QAction *pictures = exports->addAction(tr("&Pictures of the charts…"));
    pictures->setObjectName(QStringLiteral("pictures"));
    connect(pictures, &QAction::triggered, this, &RunFiles::picturesWanted);
    fillRecent();
    showEnabled();
}

void RunFiles::setMeasuring(bool isMeasuring)
{
    m_isMeasuring = isMeasuring;
    if (isMeasuring)
        m_opener.cancel();
    showEnabled();
}

void RunFiles::showEnabled()
{
    const bool isFree = !m_isMeasuring && !m_controller->isBusy();
    const bool hasRun = isFree && m_controller->summary();
    if (!m_openAction || !m_recent || !m_save || !m_exports)
        return;
    m_openAction->setEnabled(isFree);
    m_recent->setEnabled(isFree && !m_recent->isEmpty());
    m_save->setEnabled(hasRun);
    m_exports->setEnabled(hasRun);
    for (const RunForm &form : runForms()) {
        if (auto *action = m_exports->findChild<QAction *>(QLatin1String(form.name)))
            action->setEnabled(hasRun && (m_controller->hasRequests() || !form.needsRequests));
    }
}

QString RunFiles::droppedFile(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    const QString path = urls.size() == 1 ? urls.first().toLocalFile() : QString();
    return QFileInfo(path).isFile() ? path : QString();
}

void RunFiles::chooseFile()
{
    auto *chooser = new QFileDialog(m_window, tr("Open a run"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    chooser->setNameFilters({tr("Runs and reports of other programs (*.json *.jsonl *.har *.csv *.tsv *.jtl *.txt "
                                "*.log *.hgrm *.hlog *.gz)"),
                             tr("All files (*)")});
    if (const QStringList recent = m_settings->recentFiles(); !recent.isEmpty())
        chooser->setDirectory(QFileInfo(recent.first()).absolutePath());
    connect(chooser, &QFileDialog::fileSelected, this, &RunFiles::open);
    chooser->open();
}

void RunFiles::open(const QString &path)
{
    if (m_isMeasuring || m_controller->isBusy()) {
        m_messageBar->showMessage(
            MessageBar::Kind::Error,
            tr("%1 was not opened: reading it would disturb what is being measured.").arg(QFileInfo(path).fileName()));
        return;
    }
    m_messageBar->clear();
    m_openingPath = QFileInfo(path).absoluteFilePath();
    m_opener.openFile(m_openingPath);
}

void RunFiles::remember(const QString &path)
{
    QStringList recent = m_settings->recentFiles();
    recent.removeAll(path);
    recent.prepend(path);
    m_settings->setRecentFiles(recent.mid(0, mostRecent));
    fillRecent();
    showEnabled();
}

void RunFiles::fillRecent()
{
    if (!m_recent)
        return;
    m_recent->clear();
    const QStringList recent = m_settings->recentFiles();
    for (const QString &path : recent) {
        QString name = visibleText(QFileInfo(path).fileName());
        QAction *action = m_recent->addAction(name.replace(QLatin1Char('&'), QLatin1String("&&")));
        action->setToolTip(visibleText(QDir::toNativeSeparators(path)));
        connect(action, &QAction::triggered, this, [this, path] { open(path); });
    }
    m_recent->setToolTipsVisible(true);
}

RunFiles::KeptRun RunFiles::shownRun() const
{
    return {m_controller->record(), m_controller->summary(), m_controller->expectations(),
            m_controller->thresholds().isStrict};
}

void RunFiles::save()
{
    exportAs(recordForm());
}

void RunFiles::exportAs(const RunForm &form)
{
    const KeptRun run = shownRun();
    if (run.summary)
        chooseName(form, run, proposedFileName(*run.record, form));
}

void RunFiles::chooseName(const RunForm &form, const KeptRun &run, const QString &path)
{
    const bool isRecord = &form == &recordForm();
    auto *chooser = new QFileDialog(m_window, isRecord ? tr("Save the run") : tr("Export the run"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    const QString suffix = fileSuffix(form);
    chooser->setNameFilters({QStringLiteral("*.") + suffix, tr("All files (*)")});
    chooser->setDefaultSuffix(suffix);
    chooser->selectFile(path);
    connect(chooser, &QFileDialog::fileSelected, this,
            [this, &form, run, suffix](const QString &chosen) { write(form, run, meantPath(chosen, suffix)); });
    chooser->open();
}

void RunFiles::write(const RunForm &form, const KeptRun &run, const QString &path)
{
    const auto writeForm = [&form, run](QIODevice &device) {
        return form.write(device, ToldRun{*run.record, *run.summary, run.expectations, run.isStrict});
    };
    writeFiles({{path, writeForm}}, [this, &form, run, path](const QString &problem) {
        if (!problem.isEmpty())
            return showFailure(problem, [this, &form, run, path] { chooseName(form, run, path); });
        if (&form == &recordForm())
            remember(QFileInfo(path).absoluteFilePath());
        m_messageBar->showMessage(MessageBar::Kind::Notice, tr("Saved %1").arg(QDir::toNativeSeparators(path)));
    });
}

void RunFiles::writeFiles(std::vector<FileWriter::Job> jobs, const std::function<void(const QString &problem)> &then)
{
    ++m_writes;
    m_writer.write(std::move(jobs), [this, then](const QString &problem) {
        --m_writes;
        then(problem);
        Q_EMIT written(problem);
    });
}

/// What was to be written is still there, and can be put somewhere else.
void RunFiles::showFailure(const QString &problem, const std::function<void()> &again)
{
    m_messageBar->showMessage(MessageBar::Kind::Error, wordedForWindow(problem));
    m_messageBar->offer(tr("Save a&gain…"), again);
}

void RunFiles::writePictures(const std::vector<FileWriter::Job> &pictures)
{
    auto *chooser = new QFileDialog(m_window, tr("A folder for the pictures"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::Directory);
    chooser->setOption(QFileDialog::ShowDirsOnly);
    connect(chooser, &QFileDialog::fileSelected, this, [this, pictures](const QString &folder) {
        std::vector<FileWriter::Job> jobs = pictures;
        for (FileWriter::Job &job : jobs)
            job.path = QDir(folder).filePath(job.path);
        writeFiles(std::move(jobs), [this, pictures, folder](const QString &problem) {
            if (!problem.isEmpty())
                return showFailure(problem, [this, pictures] { writePictures(pictures); });
            m_messageBar->showMessage(
                MessageBar::Kind::Notice,
                tr("Saved %1 pictures in %2").arg(pictures.size()).arg(QDir::toNativeSeparators(folder)));
        });
    });
    chooser->open();
}

} // namespace fiftyfold
