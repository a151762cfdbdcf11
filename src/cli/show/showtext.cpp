// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/show/showtext.h"

#include "cli/run/baselinetext.h"
#include "cli/run/expectationtext.h"
#include "cli/run/summarytext.h"
#include "core/text/visibletext.h"
#include "records/json/runjsonwriter.h"

#include <QBuffer>
#include <QFile>

#include <cstdio>

namespace fiftyfold {

namespace {

bool isStandardInput(const QString &name)
{
    return name == QLatin1String("-");
}

} // namespace

QString readShownFile(const QString &name, ReadRun &run)
{
    if (!isStandardInput(name))
        return readAnyRunFile(name, run);
    QFile file;
    return file.open(stdin, QIODevice::ReadOnly) ? readAnyRun(file, QStringLiteral("standard input"), run)
                                                 : file.errorString();
}

ShownFiles showAsJson(const QString &name)
{
    ShownFiles shown;
    ReadRun run;
    QString problem = readShownFile(name, run);
    QBuffer json;
    json.open(QIODevice::WriteOnly);
    const RunJsonDetail detail = run.hasRequests ? RunJsonDetail::Whole : RunJsonDetail::WithoutRequests;
    if (problem.isEmpty())
        problem = writeRunJson(json, *run.record, run.summary, detail, run.expectations,
                               run.baseline ? &*run.baseline : nullptr);
    if (problem.isEmpty())
        shown.text = QString::fromUtf8(json.data());
    else
        shown.problems.append(sentence(QStringLiteral("%1: %2").arg(name, problem)));
    return shown;
}

ShownFiles showFiles(const QStringList &names, const TextStyle &style)
{
    ShownFiles shown;
    for (const QString &name : names) {
        ReadRun run;
        if (const QString problem = readShownFile(name, run); !problem.isEmpty()) {
            shown.problems.append(sentence(QStringLiteral("%1: %2").arg(name, problem)));
            continue;
        }
        if (!shown.text.isEmpty())
            shown.text += QLatin1Char('\n');
        if (names.size() > 1)
            shown.text += style.strong(visibleText(name)) + QLatin1Char('\n');
        shown.text += summaryText(*run.record, run.summary, style) + expectationsText(run.expectations, style) +
                      (run.baseline ? baselineText(*run.baseline, style) : QString());
    }
    return shown;
}

} // namespace fiftyfold
