// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/inputfiles.h"

#include "cli/options/requestoptions.h"
#include "core/plan/requestpreview.h"
#include "core/text/exitcode.h"
#include "core/text/inputfile.h"

#include <QDateTime>
#include <QLocale>

#include <utility>

namespace fiftyfold {

namespace {

QString readData(RunOptions &options)
{
    if (options.dataFile.isEmpty())
        return {};
    const QString why = readInput(options.dataFile, maxBodyLimit, options.plan.body);
    return why.isEmpty() ? QString() : unreadable(options, QStringLiteral("--data-file"), options.dataFile, why);
}

} // namespace

QString readInputFiles(RunOptions &options)
{
    const RunPlan &plan = options.plan;
    for (const auto &[option, name] : {std::pair("--cacert", plan.caCertificate), std::pair("--cert", plan.certificate),
                                       std::pair("--key", plan.privateKey)}) {
        QFile file(name);
        if (const QString why = name.isEmpty() ? QString() : openInput(file); !why.isEmpty())
            return unreadable(options, QLatin1String(option), name, why);
    }
    for (QString (*read)(RunOptions &) : {readRequestFiles, readData}) {
        if (QString reason = read(options); !reason.isEmpty())
            return reason;
    }
    return {};
}

QString readRequestParts(RunOptions &options)
{
    RunPlan &plan = options.plan;
    if (!plan.targetNames.isEmpty())
        return {}; // they were read with the options
    const RequestPreview preview = previewOf(plan, std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch()));
    options.hasUnreadableFile = options.hasUnreadableFile || preview.isUnreadable;
    if (!preview.problem.isEmpty() || plan.targetsFile.isEmpty())
        return preview.problem;
    plan.targetNames = preview.names;
    plan.url = preview.runUrl;
    options.hosts = preview.remoteHosts;
    if (preview.leftOut > 0)
        options.notes.append(
            (preview.leftOut == 1 ? QStringLiteral("One of the file's entries is left out: ")
                                  : QStringLiteral("%1 of the file's entries are left out: ")
                                        .arg(QLocale(QLocale::English).toString(preview.leftOut))) +
            QLatin1String("to another host than the first one, never answered, or with a body that it does not have."));
    return {};
}

int readAllInput(RunOptions &options, const Terminal &terminal)
{
    QString problem = readInputFiles(options);
    if (problem.isEmpty())
        problem = readRequestParts(options);
    if (problem.isEmpty())
        return exitcode::allDone;
    terminal.writeProblem(problem);
    return options.hasUnreadableFile ? exitcode::couldNotRun : exitcode::badUsage;
}

} // namespace fiftyfold
