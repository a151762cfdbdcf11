// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/comparedfile.h"

#include "records/json/comparisonjsonwriter.h"
#include "records/json/importedjson.h"

#include <QFileInfo>

namespace fiftyfold {

ComparedRun comparedRun(const QString &path, const ReadRun &read)
{
    const RunRecord &record = *read.record;
    return {QFileInfo(path).fileName(),
            read.record,
            read.summary,
            read.hasRequests,
            record.imported ? importedPlanJson(record.plan()) : read.plan,
            read.version};
}

ToldComparison toldComparison(const QString &path, const ComparisonReport &report)
{
    return {QFileInfo(path).fileName(), recordOf(report), commonPlanJson(report)};
}

QString readComparedFile(const QString &path, ComparedRun &run, const ReadingGoesOn &goesOn)
{
    ReadRun read;
    QString problem = readAnyRunFile(path, read, goesOn);
    if (problem.isEmpty())
        run = comparedRun(path, read);
    return problem;
}

} // namespace fiftyfold
