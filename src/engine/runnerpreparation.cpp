// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runnerpreparation.h"

#include "core/planjson.h"
#include "engine/goprogram.h"
#include "engine/requestfactory.h"
#include "engine/runfolder.h"
#include "engine/siblingprogram.h"

#include <QFileInfo>
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
    return command.size() >= 3 && QFileInfo(command[0]).fileName() == QLatin1String("go") &&
           command[1] == QLatin1String("run") && isGoSource(command[2]) &&
           QFileInfo(command[2]).canonicalPath() == QFileInfo(runnersFolder()).canonicalFilePath();
}

QUrl urlOf(const QNetworkProxy &proxy)
{
    QUrl url;
    if (proxy.type() != QNetworkProxy::HttpProxy && proxy.type() != QNetworkProxy::Socks5Proxy)
        return url;
    url.setScheme(proxy.type() == QNetworkProxy::HttpProxy ? QStringLiteral("http") : QStringLiteral("socks5h"));
    url.setHost(proxy.hostName());
    url.setPort(proxy.port());
    url.setUserName(proxy.user());
    url.setPassword(proxy.password());
    return url;
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
        m_folder = RunFolder::create(m_plan.workDir, keepsFiles() ? RunFolder::Files::Kept : RunFolder::Files::Removed,
                                     &ground.problem);
    }
    if (m_folder)
        ground.folder = m_folder->path();
    ground.proxy = !m_plan.proxy.isEmpty() || !m_plan.unixSocket.isEmpty() ? m_plan.proxy : urlOf(proxyFor(m_plan));
    Q_EMIT prepared(ground);
}

void RunnerPreparation::clear(const QList<quint32> &notDone)
{
    if (m_folder && keepsFiles()) {
        for (const quint32 index : notDone)
            m_folder->remove(index); // where there is one: whoever was to write it may have been killed at it
    }
    m_folder.reset();
    Q_EMIT cleared();
}

bool RunnerPreparation::keepsFiles() const
{
    return m_plan.steps.save && !m_plan.steps.remove;
}

/// Makes the command one that can be started; what is wrong, or nothing.
QString RunnerPreparation::findProgram(QStringList &command) const
{
    if (command.isEmpty())
        return QStringLiteral("The command of the runner is empty: give a program, with its arguments.");
    const QString program = QStandardPaths::findExecutable(command.first());
    if (program.isEmpty())
        return QStringLiteral("The runner's program, %1, is not in the PATH. Install it, or give its full path.")
            .arg(redactedCommand(command.first())); // perhaps somebody meant to set a variable there
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
