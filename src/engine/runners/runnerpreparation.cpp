// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/runnerpreparation.h"

#include "engine/base/runfolder.h"
#include "engine/base/siblingprogram.h"
#include "engine/runners/goprogram.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>
#include <QStandardPaths>

#include <algorithm>

namespace fiftyfold {

namespace {

bool isGoSource(const QString &word)
{
    return word.endsWith(QLatin1String(".go"));
}

/// `go run FILE.go …` of ours. What is the user's own may need modules, and is left to `go run`.
bool isShippedGoRun(const QStringList &command)
{
    if (command.size() < 3 || QFileInfo(command[0]).fileName() != QLatin1String("go") ||
        command[1] != QLatin1String("run") || !isGoSource(command[2]))
        return false;
    const QString folder = QFileInfo(runnersFolder()).canonicalFilePath();
    return !folder.isEmpty() && std::all_of(command.cbegin() + 2, command.cend(), [&folder](const QString &word) {
        return !isGoSource(word) || QFileInfo(QFileInfo(word).path()).canonicalFilePath() == folder;
    });
}

/// Perhaps somebody meant to set a variable there, and its value is nobody's business.
QString shownProgram(const QString &word)
{
    const qsizetype equals = word.indexOf(QLatin1Char('='));
    return equals < 0 ? word : word.left(equals + 1) + QChar(u'…');
}

} // namespace

RunnerPreparation::RunnerPreparation(const RunPlan &plan, const QStringList &command)
    : m_plan(plan)
    , m_command(command)
{
}

RunnerPreparation::~RunnerPreparation() = default;

void RunnerPreparation::prepare()
{
    RunnerGround ground;
    ground.command = m_command;
    ground.problem = findProgram(ground.command);
    if (ground.problem.isEmpty()) {
        m_folder = RunFolder::create(m_plan.workDir,
                                     m_plan.steps.keepsFiles() ? RunFolder::Files::Kept : RunFolder::Files::Removed,
                                     &ground.problem);
        if (!m_folder)
            ground.option = QStringLiteral("--work-dir");
    }
    if (m_folder)
        ground.folder = m_folder->path();
    if (m_folder && !m_plan.steps.keepsFiles())
        m_removedWithoutMemory = std::make_unique<RemovedWithoutMemory>(m_folder->path());
    Q_EMIT prepared(ground);
}

void RunnerPreparation::clear(const QList<quint32> &notDone)
{
    if (m_folder && m_plan.steps.keepsFiles()) {
        // Whoever was to write one may have been killed at it.
        const QSet<quint32> unwanted(notDone.cbegin(), notDone.cend());
        const QStringList pages = QDir(m_folder->path()).entryList(QDir::Files);
        for (const QString &page : pages) {
            bool isNumber = false;
            const quint32 index = QFileInfo(page).baseName().toUInt(&isNumber);
            if (isNumber && unwanted.contains(index))
                m_folder->remove(index);
        }
    }
    m_removedWithoutMemory.reset();
    m_folder.reset();
    Q_EMIT cleared();
}

/// Makes the command one that can be started; what is wrong, or nothing.
QString RunnerPreparation::findProgram(QStringList &command) const
{
    if (command.isEmpty())
        return QStringLiteral("The command of the runner is empty: give a program, with its arguments.");
    const QString program = QStandardPaths::findExecutable(command.first());
    if (program.isEmpty())
        return QStringLiteral("The runner's program, %1, is not in the PATH. Install it, or give its full path.")
            .arg(shownProgram(command.first()));
    command[0] = program;
    if (!isShippedGoRun(command))
        return {};
    const auto end = std::find_if_not(command.cbegin() + 2, command.cend(), isGoSource);
    const qsizetype sources = end - command.cbegin() - 2;
    QString problem;
    const QString compiled = compiledGoProgram(program, command.mid(2, sources), m_isCancelled, &problem);
    command = QStringList{compiled} + command.mid(2 + sources);
    return problem;
}

} // namespace fiftyfold
