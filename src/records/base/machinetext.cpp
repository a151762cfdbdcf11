// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/base/machinetext.h"

#include <QStringList>
#include <QSysInfo>

namespace fiftyfold {

QString machineText(const QDateTime &startedAt, const Environment &environment)
{
    const QString processors = environment.cpuCount == 1 ? QStringLiteral("1 processor")
                                                         : QStringLiteral("%1 processors").arg(environment.cpuCount);
    QStringList parts = {startedAt.toUTC().toString(QStringLiteral("yyyy-MM-dd hh:mm")) + QLatin1String(" UTC"),
                         environment.os,
                         QSysInfo::currentCpuArchitecture(),
                         processors,
                         QLatin1String("Fiftyfold ") + programVersion(),
                         QLatin1String("Qt ") + environment.qt};
    if (!environment.transportLibrary.isEmpty())
        parts.append(environment.transportLibrary);
    return parts.join(QLatin1String(", "));
}

} // namespace fiftyfold
