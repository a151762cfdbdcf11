// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run/baselinefile.h"

#include "cli/base/keptrecord.h"
#include "core/text/inputfile.h"
#include "core/text/visibletext.h"
#include "records/import/comparedfile.h"

namespace fiftyfold {

namespace {

/// Empty, or a sentence with why not.
QString readKeptBaseline(const QString &name, ComparedRun &baseline)
{
    ReadRecord kept;
    QString title;
    QString problem = readKeptRecord(name, kept, title);
    if (problem.isEmpty() && !kept.isRun())
        problem = QStringLiteral("what is kept under that name is no run");
    if (!problem.isEmpty())
        return problem;
    baseline = comparedRun({}, kept.run);
    baseline.name = title;
    return {};
}

} // namespace

QString readBaselineOf(const QString &nameOrFile, ComparedRun &baseline)
{
    const bool isFile = isNameOfAFile(nameOrFile);
    const QString option = QStringLiteral("--baseline");
    QString why = isFile ? readComparedFile(nameOrFile, baseline) : readKeptBaseline(nameOrFile, baseline);
    if (why == comparisonForARun())
        why += QLatin1String("; \"fiftyfold-cli diff\" holds two comparisons against each other");
    if (why.isEmpty())
        return {};
    return isFile ? unreadableText(option, nameOrFile, why) : sentence(QStringLiteral("%1: %2").arg(option, why));
}

} // namespace fiftyfold
