// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/runnerpreparation.h"

#include "core/text/remark.h"
#include "engine/base/runfolder.h"
#include "engine/base/siblingprogram.h"
#include "engine/runners/compiledrunner.h"

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

bool isShipped(const QString &source)
{
    const QString folder = QFileInfo(runnersFolder()).canonicalFilePath();
    return !folder.isEmpty() && QFileInfo(QFileInfo(source).path()).canonicalFilePath() == folder;
}

bool isProgram(const QStringList &command, QLatin1String name)
{
    return QFileInfo(command.first()).fileName() == name;
}

/// `go run FILE.go …` of ours. What is the user's own may need modules, and is left to `go run`.
bool isShippedGoRun(const QStringList &command)
{
    return command.size() >= 3 && isProgram(command, QLatin1String("go")) && command[1] == QLatin1String("run") &&
           isGoSource(command[2]) && std::all_of(command.cbegin() + 2, command.cend(), [](const QString &word) {
               return !isGoSource(word) || isShipped(word);
           });
}

/// `java FILE.java` of ours. What is the user's own may need other classes, and is left to `java`.
bool isShippedJava(const QStringList &command)
{
    return command.size() == 2 && isProgram(command, QLatin1String("java")) &&
           command[1].endsWith(QLatin1String(".java")) && isShipped(command[1]);
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
        return remarkText(RemarkKind::NoRunnerCommand);
    const QString program = QStandardPaths::findExecutable(command.first());
    if (program.isEmpty())
        return remarkText(RemarkKind::RunnerNotInPath, {shownProgram(command.first())});
    command[0] = program;
    if (isShippedJava(command))
        return compileJava(command);
    return isShippedGoRun(command) ? compileGo(command) : QString();
}

QString RunnerPreparation::compileGo(QStringList &command) const
{
    const auto end = std::find_if_not(command.cbegin() + 2, command.cend(), isGoSource);
    const qsizetype sources = end - command.cbegin() - 2;
    QString problem;
    const QString compiled = compiledGoProgram(command.first(), command.mid(2, sources), m_isCancelled, &problem);
    command = QStringList{compiled} + command.mid(2 + sources);
    return problem;
}

QString RunnerPreparation::compileJava(QStringList &command) const
{
    const QFileInfo java(
        QFileInfo(command.first()).canonicalFilePath()); // past alternatives, so that both are of one JDK
    QString problem;
    const QString classes =
        compiledJavaClasses(java.dir().filePath(QStringLiteral("javac")), command.mid(1), m_isCancelled, &problem);
    command = {command.first(), QStringLiteral("-cp"), classes, QFileInfo(command[1]).completeBaseName()};
    return problem;
}

} // namespace fiftyfold
