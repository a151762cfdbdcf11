// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/strategycatalogue.h"

#include "core/plan/strategytraits.h"
#include "core/text/remark.h"
#include "engine/base/siblingprogram.h"

#include <QFileInfo>
#include <QStandardPaths>

namespace fiftyfold {

namespace {

// The distribution's own, and not the first in the PATH: it is the one whose modules its packages install.
constexpr QLatin1String python("/usr/bin/python3");
constexpr QLatin1String pythonModules("/usr/lib/python3/dist-packages");

/// As QProcess::splitCommand() reads it.
QString quoted(const QString &word)
{
    return word.contains(QLatin1Char(' ')) ? QLatin1Char('"') + word + QLatin1Char('"') : word;
}

/// What comes before the files of a runner, and how many of them are named: others are found by the first.
struct Launcher {
    QString words;
    bool takesAllFiles = false;
};

Launcher launcherFor(Language language)
{
    switch (language) {
    case Language::Python:
        return {python + QLatin1String(" -B")}; // no .pyc beside it
    case Language::Go:
        return {QStringLiteral("go run"), true};
    case Language::JavaScript:
        return {QStringLiteral("node")};
    case Language::Java:
        return {QStringLiteral("java")};
    case Language::Cpp:
    case Language::Unknown:
        break;
    }
    return {};
}

QString commandFor(const StrategyTraits &runner)
{
    const Launcher launcher = launcherFor(runner.language);
    QString command = launcher.words;
    QStringList files = QString::fromLatin1(runner.files).split(QLatin1Char(' '));
    if (!launcher.takesAllFiles)
        files = files.first(1);
    for (const QString &file : files)
        command += QLatin1Char(' ') + quoted(runnersFolder() + QLatin1Char('/') + file);
    return command;
}

QString whyNotOurs()
{
    return siblingProgram(QStringLiteral("fiftyfold-cli")).isEmpty() ? remarkText(RemarkKind::NoOwnProgram) : QString();
}

QString whyNoRunners()
{
    const QFileInfo folder(runnersFolder());
    return folder.isDir() ? QString() : remarkText(RemarkKind::NoRunnersFolder, {folder.absoluteFilePath()});
}

/// Behind what is missing.
QString installText(const QString &package)
{
    return QLatin1String(". ") + remarkText(RemarkKind::InstallPackage, {package});
}

QString whyNotPython(const QString &module)
{
    if (const QString why = whyNoRunners(); !why.isEmpty())
        return why;
    const QString remedy = installText(QLatin1String("python3-") + module);
    if (!QFileInfo(QString(python)).isExecutable())
        return remarkText(RemarkKind::ProgramMissing, {python}) + remedy;
    if (!QFileInfo(pythonModules + QLatin1Char('/') + module).isDir())
        return remarkText(RemarkKind::ModuleMissing, {module, pythonModules}) + remedy;
    return {};
}

/// Of a program that is looked for in the PATH.
QString whyNotInPath(const QString &program, const QString &title, const QString &package)
{
    if (const QString why = whyNoRunners(); !why.isEmpty())
        return why;
    return QStandardPaths::findExecutable(program).isEmpty()
               ? remarkText(RemarkKind::ProgramNotInPath, {title}) + installText(package)
               : QString();
}

QString whyNot(const StrategyTraits &row)
{
    switch (row.language) {
    case Language::Python:
        return whyNotPython(QLatin1String(row.module));
    case Language::Go:
        return whyNotInPath(QStringLiteral("go"), QStringLiteral("Go"), QStringLiteral("golang-go"));
    case Language::JavaScript:
        return whyNotInPath(QStringLiteral("node"), QStringLiteral("Node.js"), QStringLiteral("nodejs"));
    case Language::Java:
        return whyNotInPath(QStringLiteral("javac"), QStringLiteral("The JDK of Java"),
                            QStringLiteral("default-jdk-headless"));
    case Language::Cpp:
    case Language::Unknown:
        break;
    }
    return row.needsOwnPrograms ? whyNotOurs() : QString();
}

StrategyInfo infoOf(const StrategyTraits &row)
{
    return {QLatin1String(row.name),
            QLatin1String(row.label),
            QLatin1String(row.description),
            QLatin1String(row.lesson),
            QLatin1String(":/sources/") + QLatin1String(row.source),
            row.isExternal(),
            whyNot(row)};
}

} // namespace

QList<StrategyInfo> strategyCatalogue()
{
    QList<StrategyInfo> catalogue;
    for (const StrategyTraits &row : strategyTable())
        catalogue.append(infoOf(row));
    return catalogue;
}

std::optional<StrategyInfo> strategyNamed(const QString &name)
{
    const StrategyTraits *row = findStrategy(name);
    return row ? std::optional(infoOf(*row)) : std::nullopt;
}

void chooseStrategy(RunPlan &plan, const StrategyInfo &info)
{
    const StrategyTraits *row = findStrategy(info.name);
    plan.strategy = info.name;
    plan.runnerCommand = row && row->isExternal() ? commandFor(*row) : QString();
}

ComparisonEntry comparisonEntry(const StrategyInfo &info, const RunPlan &plan)
{
    ComparisonEntry entry{info.name, info.label, info.description, plan, info.unavailable};
    chooseStrategy(entry.plan, info);
    if (!strategyOf(entry.plan).takesThreads)
        entry.plan.threads = 1; // it has its own way with threads
    if (entry.isExternal())
        entry.plan.transport = RunPlan().transport; // and HTTP of its own
    return entry;
}

ComparisonEntry ownRunnerEntry(const QString &name, const QString &command, const RunPlan &plan)
{
    ComparisonEntry entry{name, name, {}, plan, {}};
    entry.plan.strategy = name;
    entry.plan.runnerCommand = command;
    entry.plan.threads = 1; // it has its own way with threads, and HTTP of its own
    entry.plan.transport = RunPlan().transport;
    return entry;
}

} // namespace fiftyfold
