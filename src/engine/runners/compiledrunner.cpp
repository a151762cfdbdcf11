// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/compiledrunner.h"

#include "core/text/remark.h"
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
constexpr int endDeadlineMs = 30'000; // as ~QProcess() would wait, remarking on it; a JVM takes a while to be gone
constexpr QLatin1String productName("/runner"); // in its folder; a program, or a folder itself
constexpr qsizetype shownErrors = 500;

/// What makes a runner of its sources.
struct Compiler {
    QString path;
    QStringList options; ///< The product's name follows, and then the sources.
    QProcessEnvironment environment;
};

/// Neither the user's modules nor the network: the standard library is enough. Writes in `folder` only, apart from Go's
/// own cache.
Compiler goCompiler(const QString &go, const QString &folder)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("GO111MODULE"), QStringLiteral("off"));
    environment.insert(QStringLiteral("GOFLAGS"), QString());
    environment.insert(QStringLiteral("GOTOOLCHAIN"), QStringLiteral("local"));
    environment.insert(QStringLiteral("CGO_ENABLED"), QStringLiteral("0"));
    environment.insert(QStringLiteral("GOTMPDIR"), folder);
    return {go, {QStringLiteral("build"), QStringLiteral("-o")}, environment};
}

Compiler javaCompiler(const QString &javac)
{
    return {javac, {QStringLiteral("-d")}, QProcessEnvironment::systemEnvironment()};
}

/// Runs it; what went wrong, or nothing.
QString buildProblem(const Compiler &compiler, const QStringList &sources, const QString &folder,
                     const std::atomic<bool> &isCancelled)
{
    QProcess build;
    build.setProcessChannelMode(QProcess::MergedChannels);
    build.setProcessEnvironment(compiler.environment);
    build.setChildProcessModifier([] {
        setpgid(0, 0); // so that the compilers that it starts end with it
        restoreFileSizeSignal();
    });
    build.start(compiler.path, compiler.options + QStringList(folder + productName) + sources);
    const auto group = static_cast<pid_t>(build.processId());
    const QDeadlineTimer deadline(buildDeadline);
    while (build.state() != QProcess::NotRunning && !build.waitForFinished(lookIntervalMs)) {
        if (!isCancelled && !deadline.hasExpired())
            continue;
        build.kill(); // also where it is not yet in its group
        if (group > 0)
            ::kill(-group, SIGKILL);
        build.waitForFinished(endDeadlineMs);
        return isCancelled ? remarkText(RemarkKind::WasStopped)
                           : remarkText(RemarkKind::TookMinutes, {QString::number(buildDeadline.count())});
    }
    if (build.error() == QProcess::FailedToStart)
        return build.errorString();
    if (build.exitStatus() == QProcess::NormalExit && build.exitCode() == 0)
        return {};
    return QString::fromLocal8Bit(build.readAll()).trimmed().left(shownErrors);
}

/// `compilerFor` gets the folder that the build may write to.
template<typename CompilerFor>
QString compiled(const QString &path, const CompilerFor &compilerFor, const QStringList &sources,
                 const std::atomic<bool> &isCancelled, QString *problem)
{
    const auto fail = [&](const QString &why) {
        *problem = sentence(remarkText(RemarkKind::RunnerNotCompiled, {QFileInfo(sources.first()).fileName(), why}));
        return QString();
    };
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &source : sources) {
        QFile file(source);
        if (!file.open(QIODevice::ReadOnly))
            return fail(QStringLiteral("%1: %2").arg(source, file.errorString()));
        hash.addData(file.readAll());
    }
    hash.addData(QFileInfo(path).canonicalFilePath().toUtf8()); // in Debian it has the version in it
    const QDir cache(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
                     QStringLiteral("/fiftyfold/runners"));
    QString product = cache.filePath(QString::fromLatin1(hash.result().toHex()));
    if (QFileInfo(product).isExecutable()) // also of a folder
        return product;
    if (!cache.mkpath(QStringLiteral(".")))
        return fail(remarkText(RemarkKind::FolderNotMade, {cache.path()}));
    // With all that a build leaves behind which is broken off.
    const QTemporaryDir folder(cache.filePath(QStringLiteral("build-XXXXXX")));
    if (!folder.isValid())
        return fail(remarkText(RemarkKind::FolderReadOnlyAs, {cache.path(), folder.errorString()}));
    if (const QString why = buildProblem(compilerFor(folder.path()), sources, folder.path(), isCancelled);
        !why.isEmpty())
        return fail(why);
    // In one step, so that nobody sees half of it; of two that compile at once either may be first, as both are the
    // same.
    if (std::rename(QFile::encodeName(folder.path() + productName).constData(),
                    QFile::encodeName(product).constData()) != 0 &&
        !QFileInfo(product).isExecutable())
        return fail(remarkText(RemarkKind::FolderReadOnly, {cache.path()}));
    return product;
}

} // namespace

QString compiledGoProgram(const QString &go, const QStringList &sources, const std::atomic<bool> &isCancelled,
                          QString *problem)
{
    return compiled(go, [&go](const QString &folder) { return goCompiler(go, folder); }, sources, isCancelled, problem);
}

QString compiledJavaClasses(const QString &javac, const QStringList &sources, const std::atomic<bool> &isCancelled,
                            QString *problem)
{
    return compiled(javac, [&javac](const QString &) { return javaCompiler(javac); }, sources, isCancelled, problem);
}

} // namespace fiftyfold
