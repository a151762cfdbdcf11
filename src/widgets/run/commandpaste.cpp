// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/commandpaste.h"

#include "core/text/redaction.h"
#include "core/text/visibletext.h"
#include "widgets/base/safequestion.h"
#include "widgets/run/requestreader.h"

namespace fiftyfold {

CommandPaste::CommandPaste(RequestReader *reader, QWidget *window)
    : QObject(window)
    , m_reader(reader)
    , m_window(window)
{
}

void CommandPaste::take(const QString &text, const RunPlan &plan)
{
    const CurlReading reading = curlCommandFrom(text);
    if (!reading.command) {
        Q_EMIT refused(reading.problem);
        return;
    }
    m_plan = plan;
    // The request that the command says is the only one.
    m_plan.targetsFile.clear();
    m_plan.targetNames.clear();
    m_plan.order = RunPlan().order;
    m_plan.rowsFile.clear();
    m_command = *reading.command;
    m_notes = reading.notes;
    if (m_command.files().isEmpty())
        apply({});
    else
        ask();
}

void CommandPaste::ask()
{
    const QStringList files = m_command.files();
    QStringList shown;
    for (const QString &file : files)
        shown.append(visibleText(redactedUrlText(file)));
    fiftyfold::ask(m_window,
                   {tr("Files of the command"),
                    files.size() == 1 ? tr("Read this file, and send what is in it with each request?")
                                      : tr("Read these files, and send what is in them with each request?"),
                    tr("The pasted command names them:\n%1").arg(shown.join(QLatin1Char('\n'))),
                    tr("&Read and take over"), tr("&No, change nothing")},
                   [this] { readFiles(); });
}

void CommandPaste::readFiles()
{
    m_reader->readFiles(m_command.files(), RequestReader::mostOfABody, this,
                        [this](const FileContents &contents, const QString &problem) {
                            if (problem.isEmpty())
                                apply(contents);
                            else
                                Q_EMIT refused(problem);
                        });
}

void CommandPaste::apply(const FileContents &files)
{
    RunPlan plan = m_plan;
    if (const QString problem = applyCurlCommand(m_command, plan, files, newBoundary()); !problem.isEmpty()) {
        Q_EMIT refused(problem);
        return;
    }
    const QStringList notes = m_notes;
    m_plan = RunPlan(); // secrets are held no longer than they have to be
    m_command = CurlCommand();
    Q_EMIT taken(plan, notes);
}

} // namespace fiftyfold
