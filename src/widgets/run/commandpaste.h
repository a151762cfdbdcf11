// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/curlcommand.h"

#include <QObject>
#include <QStringList>

class QWidget;

namespace fiftyfold {

class RequestReader;

/// Makes a plan of a curl command that somebody pastes. Where the command names files, it asks before they are read;
/// until then, and where the answer is no, nothing is changed. Main thread.
class CommandPaste : public QObject
{
    Q_OBJECT
public:
    /// Neither is owned, both outlive this. `window` is what a question is asked over.
    CommandPaste(RequestReader *reader, QWidget *window);

    /// Takes the request over into `plan`. A second one replaces the first, where that is not done.
    void take(const QString &text, const RunPlan &plan);

Q_SIGNALS:
    /// `notes` are sentences.
    void taken(const fiftyfold::RunPlan &plan, const QStringList &notes);
    /// `problem` is a sentence, without secrets.
    void refused(const QString &problem);

private:
    void ask();
    void readFiles();
    void apply(const FileContents &files);

    RequestReader *m_reader;
    QWidget *m_window;
    RunPlan m_plan;
    CurlCommand m_command;
    QStringList m_notes;
};

} // namespace fiftyfold
