// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/anyrun.h"

#include "core/text/inputfile.h"
#include "records/import/anyrecord.h"

#include <QFile>

#include <utility>

namespace fiftyfold {

QString comparisonForARun()
{
    return QStringLiteral("it is the record of a comparison, and that of a run was expected");
}

QString capacityForARun()
{
    return QStringLiteral("it is the record of a search for capacity, and that of a run was expected");
}

QString readAnyRun(QIODevice &device, const QString &name, ReadRun &run, const ReadingGoesOn &goesOn)
{
    ReadRecord record;
    QString problem = readAnyRecord(device, name, record, goesOn);
    if (problem.isEmpty() && record.comparison)
        return comparisonForARun();
    if (problem.isEmpty() && record.capacity)
        return capacityForARun();
    run = std::move(record.run);
    return problem;
}

QString readAnyRunFile(const QString &path, ReadRun &run, const ReadingGoesOn &goesOn)
{
    QFile file(path);
    const QString problem = openInput(file);
    return problem.isEmpty() ? readAnyRun(file, path, run, goesOn) : problem;
}

} // namespace fiftyfold
