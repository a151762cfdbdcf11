// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/commandpaste.h"

#include "core/plan/planfields.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"
#include "widgets/run/requestreader.h"

#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QUuid>

namespace fiftyfold {

namespace {

constexpr qint64 mostOfAFile = qint64(64) * 1024 * 1024; ///< All of it is held, and sent with each request.

/// What the command set of that for which the window has no field of its own.
QString fieldlessNote(const RunPlan &before, const RunPlan &after)
{
    QStringList names;
    for (const PlanField &field : planFields()) {
        if (!field.hasWidget() && field.value.texts(before, Secrets::Kept) != field.value.texts(after, Secrets::Kept))
            names.append(field.longName());
    }
    return names.isEmpty() ? QString()
                           : CommandPaste::tr("Taken over as well, without a field of its own here: %1.")
                                 .arg(names.join(QLatin1String(", ")));
}

} // namespace

bool isCurlCommand(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("^\\s*(?:\\$\\s+)?(?![a-z]+://)(?:\\S*[/\\\\])?curl(?:\\.exe)?(?:\\s|$)"),
        QRegularExpression::CaseInsensitiveOption);
    return pattern.match(text).hasMatch();
}

CommandPaste::CommandPaste(RequestReader *reader, QWidget *window)
    : QObject(window)
    , m_reader(reader)
    , m_window(window)
{
}

void CommandPaste::take(const QString &text, const RunPlan &plan)
{
    static const QRegularExpression prompt(QStringLiteral("^\\s*\\$\\s+"));
    const CurlReading reading = curlCommandFrom(QString(text).remove(prompt));
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
    auto *box = new QMessageBox(QMessageBox::Question, tr("Files of the command"),
                                files.size() == 1 ? tr("Read this file, and send what is in it with each request?")
                                                  : tr("Read these files, and send what is in them with each request?"),
                                QMessageBox::NoButton, m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(tr("The pasted command names them:\n%1").arg(shown.join(QLatin1Char('\n'))));
    QPushButton *read = box->addButton(tr("&Read and take over"), QMessageBox::AcceptRole);
    QPushButton *no = box->addButton(tr("&No, change nothing"), QMessageBox::RejectRole);
    box->setDefaultButton(no);
    box->setEscapeButton(no);
    connect(read, &QPushButton::clicked, this, &CommandPaste::readFiles);
    box->open();
}

void CommandPaste::readFiles()
{
    m_reader->readFiles(m_command.files(), mostOfAFile, this,
                        [this](const FileContents &contents, const QString &problem) {
                            if (problem.isEmpty())
                                apply(contents);
                            else
                                Q_EMIT refused(problem);
                        });
}

void CommandPaste::apply(const FileContents &files)
{
    const RunPlan before = m_plan;
    RunPlan plan = m_plan;
    const QByteArray boundary = QByteArrayLiteral("fiftyfold") + QUuid::createUuid().toRfc4122().toHex();
    if (const QString problem = applyCurlCommand(m_command, plan, files, boundary); !problem.isEmpty()) {
        Q_EMIT refused(problem);
        return;
    }
    if (const QString note = fieldlessNote(before, plan); !note.isEmpty())
        m_notes.append(note);
    const QStringList notes = m_notes;
    m_plan = RunPlan(); // secrets are held no longer than they have to be
    m_command = CurlCommand();
    Q_EMIT taken(plan, notes);
}

} // namespace fiftyfold
