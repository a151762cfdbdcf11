// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/goprogram.h"

#include "core/text/visibletext.h"
#include "engine/base/writesignals.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <chrono>
#include <csignal>
#include <cstdio>

#include <unistd.h>

namespace fiftyfold {

namespace {

constexpr std::chrono::minutes buildDeadline{2};
constexpr int lookIntervalMs = 50;
constexpr int goEndDeadlineMs = 500;
constexpr QLatin1String goProgramName("/runner");
constexpr qsizetype shownErrors = 500;

/// Runs `go build`, which writes in `folder` only, apart from Go's own cache; what went wrong, or nothing.
QString buildProblem(const QString &go, const QStringList &sources, const QString &folder,
                     const std::atomic<bool> &isCancelled)
{
    QProcess build;
    build.setProcessChannelMode(QProcess::MergedChannels);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    // Neither the user's modules nor the network: the standard library is enough.
    environment.insert(QStringLiteral("GO111MODULE"), QStringLiteral("off"));
    environment.insert(QStringLiteral("GOFLAGS"), QString());
    environment.insert(QStringLiteral("GOTOOLCHAIN"), QStringLiteral("local"));
    environment.insert(QStringLiteral("CGO_ENABLED"), QStringLiteral("0"));
    environment.insert(QStringLiteral("GOTMPDIR"), folder);
    build.setProcessEnvironment(environment);
    build.setChildProcessModifier([] {
        setpgid(0, 0); // so that the compilers that it starts end with it
        restoreFileSizeSignal();
    });
    build.start(go, QStringList{QStringLiteral("build"), QStringLiteral("-o"), folder + goProgramName} + sources);
    const auto group = static_cast<pid_t>(build.processId());
    const QDeadlineTimer deadline(buildDeadline);
    while (build.state() != QProcess::NotRunning && !build.waitForFinished(lookIntervalMs)) {
        if (!isCancelled && !deadline.hasExpired())
            continue;
        build.kill(); // also where it is not yet in its group
        if (group > 0)
            ::kill(-group, SIGKILL);
        build.waitForFinished(goEndDeadlineMs);
        return isCancelled ? QStringLiteral("it was stopped")
                           : QStringLiteral("it took more than %1 minutes").arg(buildDeadline.count());
    }
    if (build.error() == QProcess::FailedToStart)
        return build.errorString();
    if (build.exitStatus() == QProcess::NormalExit && build.exitCode() == 0)
        return {};
    return QString::fromLocal8Bit(build.readAll()).trimmed().left(shownErrors);
}

} // namespace

QString compiledGoProgram(const QString &go, const QStringList &sources, const std::atomic<bool> &isCancelled,
                          QString *problem)
{
    const auto fail = [&](const QString &why) {
        *problem =
            sentence(QStringLiteral("%1 could not be compiled: %2").arg(QFileInfo(sources.first()).fileName(), why));
        return QString();
    };
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &source : sources) {
        QFile file(source);
        if (!file.open(QIODevice::ReadOnly))
            return fail(QStringLiteral("%1: %2").arg(source, file.errorString()));
        hash.addData(file.readAll());
    }
    hash.addData(QFileInfo(go).canonicalFilePath().toUtf8()); // in Debian it has the version in it
    const QDir cache(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
                     QStringLiteral("/fiftyfold/runners"));
    QString program = cache.filePath(QString::fromLatin1(hash.result().toHex()));
    if (QFileInfo(program).isExecutable())
        return program;
    if (!cache.mkpath(QStringLiteral(".")))
        return fail(QStringLiteral("the folder %1 could not be made").arg(cache.path()));
    // With all that a build leaves behind which is broken off.
    const QTemporaryDir folder(cache.filePath(QStringLiteral("build-XXXXXX")));
    if (!folder.isValid())
        return fail(QStringLiteral("the folder %1 can't be written to (%2)").arg(cache.path(), folder.errorString()));
    if (const QString why = buildProblem(go, sources, folder.path(), isCancelled); !why.isEmpty())
        return fail(why);
    // In one step, so that nobody sees half of it; two that compile at once replace each other's, which are the same.
    if (std::rename(QFile::encodeName(folder.path() + goProgramName).constData(),
                    QFile::encodeName(program).constData()) != 0)
        return fail(QStringLiteral("the folder %1 can't be written to").arg(cache.path()));
    return program;
}

} // namespace fiftyfold
