// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/inputfiles.h"

#include "cli/options/requestoptions.h"
#include "core/plan/requestpreview.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

namespace fiftyfold {

namespace {

QString problem(QLatin1String option, const QString &name, const QString &reason)
{
    return sentence(
        QStringLiteral("%1: the file \"%2\" could not be read: %3").arg(option, redactedUrlText(name), reason));
}

/// Opens `file`; on failure says why not.
QString openProblem(QFile &file, QLatin1String option)
{
    if (QFileInfo(file).isDir())
        return problem(option, file.fileName(), QStringLiteral("it is a folder"));
    if (!file.open(QIODevice::ReadOnly))
        return problem(option, file.fileName(), file.errorString());
    return {};
}

QString readData(RunOptions &options)
{
    if (options.dataFile.isEmpty())
        return {};
    const QLatin1String option("--data-file");
    QFile file(options.dataFile);
    if (const QString reason = openProblem(file, option); !reason.isEmpty())
        return reason;
    options.plan.body = file.readAll();
    return file.error() == QFileDevice::NoError ? QString() : problem(option, options.dataFile, file.errorString());
}

} // namespace

QString readInputFiles(RunOptions &options)
{
    const RunPlan &plan = options.plan;
    for (const auto &[option, name] :
         {std::pair(QLatin1String("--cacert"), plan.caCertificate),
          std::pair(QLatin1String("--cert"), plan.certificate), std::pair(QLatin1String("--key"), plan.privateKey)}) {
        if (name.isEmpty())
            continue;
        QFile file(name);
        if (const QString reason = openProblem(file, option); !reason.isEmpty())
            return reason;
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
    if (!preview.problem.isEmpty() || plan.targetsFile.isEmpty())
        return preview.problem;
    plan.targetNames = preview.names;
    plan.url = preview.runUrl;
    options.hosts = preview.remoteHosts;
    if (preview.leftOut > 0)
        options.notes.append(
            QStringLiteral("%1 of the file's entries are left out: to another host than the first one, "
                           "never answered, or with a body that it does not have.")
                .arg(preview.leftOut));
    return {};
}

} // namespace fiftyfold
