// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/show/showtext.h"

#include "cli/capacity/capacitytext.h"
#include "cli/compare/comparetext.h"
#include "cli/run/baselinetext.h"
#include "cli/run/expectationtext.h"
#include "cli/run/summarytext.h"
#include "core/text/visibletext.h"
#include "records/json/capacityjsonwriter.h"
#include "records/json/comparisonjsonwriter.h"
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

QString writeJson(QIODevice &device, const ReadRecord &record)
{
    if (record.comparison)
        return writeComparisonJson(device, *record.comparison);
    if (record.capacity)
        return writeCapacityJson(device, *record.capacity);
    const ReadRun &run = record.run;
    const RunJsonDetail detail = run.hasRequests ? RunJsonDetail::Whole : RunJsonDetail::WithoutRequests;
    return writeRunJson(device, *run.record, run.summary, detail, run.expectations,
                        run.baseline ? &*run.baseline : nullptr);
}

QString textOf(const ReadRecord &record, const TextStyle &style)
{
    if (record.comparison)
        return comparisonText(*record.comparison, style);
    if (record.capacity)
        return capacityText(*record.capacity, style);
    const ReadRun &run = record.run;
    return summaryText(*run.record, run.summary, style) + expectationsText(run.expectations, style) +
           (run.baseline ? baselineText(*run.baseline, style) : QString());
}

} // namespace

QString readShownFile(const QString &name, ReadRecord &record)
{
    if (!isStandardInput(name))
        return readAnyRecordFile(name, record);
    QFile file;
    return file.open(stdin, QIODevice::ReadOnly) ? readAnyRecord(file, QStringLiteral("standard input"), record)
                                                 : file.errorString();
}

ShownFiles showAsJson(const QString &name)
{
    ShownFiles shown;
    ReadRecord record;
    QString problem = readShownFile(name, record);
    QBuffer json;
    json.open(QIODevice::WriteOnly);
    if (problem.isEmpty())
        problem = writeJson(json, record);
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
        ReadRecord record;
        if (const QString problem = readShownFile(name, record); !problem.isEmpty()) {
            shown.problems.append(sentence(QStringLiteral("%1: %2").arg(name, problem)));
            continue;
        }
        if (!shown.text.isEmpty())
            shown.text += QLatin1Char('\n');
        if (names.size() > 1)
            shown.text += style.strong(visibleText(name)) + QLatin1Char('\n');
        shown.text += textOf(record, style);
    }
    return shown;
}

} // namespace fiftyfold
