// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/forms/runforms.h"
#include "widgets/run/filewriter.h"
#include "widgets/run/runopener.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <functional>
#include <memory>

class QAction;
class QMenu;
class QMimeData;

namespace fiftyfold {

class MessageBar;
class RunController;
class WindowSettings;

/// What the File menu does: opens runs, ours and those of other programs, and writes the one that is shown, as it is
/// then, whatever comes before a name is chosen. Nothing is read or written in the main thread, whose this is.
class RunFiles : public QObject
{
    Q_OBJECT
public:
    /// None of them is owned; all outlive this. `window` is above its dialogs.
    RunFiles(RunController *controller, MessageBar *messageBar, WindowSettings *settings, QWidget *window);

    RunOpener *opener() { return &m_opener; }
    /// Fills the menus, and keeps what can't be done disabled, from now on.
    void addActions(QAction *open, QMenu *recent, QAction *save, QMenu *exports);
    /// While something is measured nothing is read, and nothing more written: it would be felt.
    void setMeasuring(bool isMeasuring);

    bool isWriting() const { return m_writes > 0; }

    /// What is dropped on the window: the file that it would open; empty where it is none.
    static QString droppedFile(const QMimeData &data);
    /// Asks for a folder and puts them there; their paths are names in it.
    void writePictures(const std::vector<FileWriter::Job> &pictures);

public Q_SLOTS:
    void chooseFile();
    void open(const QString &path);
    void save();

Q_SIGNALS:
    /// The pictures of all charts are asked for: see writePictures().
    void picturesWanted();
    /// What was being written is there; else a message says why not.
    void written(const QString &problem);

private:
    /// A run as it was when it was asked for.
    struct KeptRun {
        std::shared_ptr<const RunRecord> record;
        std::shared_ptr<const RunSummary> summary;
        Expectations expectations;
        bool isStrict = false;
    };
    KeptRun shownRun() const;
    void exportAs(const RunForm &form);
    void chooseName(const RunForm &form, const KeptRun &run, const QString &path);
    void write(const RunForm &form, const KeptRun &run, const QString &path);
    void writeFiles(std::vector<FileWriter::Job> jobs, const std::function<void(const QString &problem)> &then);
    void showFailure(const QString &problem, const std::function<void()> &again);
    void remember(const QString &path);
    void fillRecent();
    void showEnabled();

    RunController *m_controller;
    MessageBar *m_messageBar;
    WindowSettings *m_settings;
    QWidget *m_window;
    RunOpener m_opener;
    FileWriter m_writer;
    QPointer<QAction> m_openAction;
    QPointer<QMenu> m_recent;
    QPointer<QAction> m_save;
    QPointer<QMenu> m_exports;
    QString m_openingPath; ///< Of what is being opened; empty where it is no file.
    bool m_isMeasuring = false;
    int m_writes = 0; ///< That are under way.
};

} // namespace fiftyfold
