// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run/baselinefile.h"

#include "core/text/inputfile.h"
#include "records/import/comparedfile.h"

namespace fiftyfold {

QString readBaselineOf(const QString &nameOrFile, ComparedRun &baseline)
{
    const QString why = readComparedFile(nameOrFile, baseline);
    return why.isEmpty() ? QString() : unreadableText(QStringLiteral("--baseline"), nameOrFile, why);
}

} // namespace fiftyfold
