// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/base/machinetext.h"

#include <QStringList>
#include <QSysInfo>

namespace fiftyfold {

namespace {

QString utcText(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-dd hh:mm")) + QLatin1String(" UTC");
}

QString processorsText(const Environment &environment)
{
    return environment.cpuCount == 1 ? QStringLiteral("1 processor")
                                     : QStringLiteral("%1 processors").arg(environment.cpuCount);
}

} // namespace

QString versionOf(const RunRecord &record)
{
    return record.version.isEmpty() ? programVersion() : record.version;
}

QString machineText(const RunRecord &record)
{
    if (record.imported) {
        const QString tool = QStringLiteral("by %1").arg(record.imported->tool);
        return record.startedAt.isValid() ? utcText(record.startedAt) + QLatin1Char(' ') + tool : tool;
    }
    if (!record.environment)
        return machineText(record.startedAt, environmentOf(record));
    const Environment environment = environmentOf(record);
    QStringList parts = {utcText(record.startedAt), environment.os, processorsText(environment),
                         QLatin1String("Fiftyfold ") + versionOf(record), QLatin1String("Qt ") + environment.qt};
    if (!environment.transportLibrary.isEmpty())
        parts.append(environment.transportLibrary);
    return parts.join(QLatin1String(", "));
}

QString machineText(const QDateTime &startedAt, const Environment &environment)
{
    QStringList parts = {utcText(startedAt),
                         environment.os,
                         QSysInfo::currentCpuArchitecture(),
                         processorsText(environment),
                         QLatin1String("Fiftyfold ") + programVersion(),
                         QLatin1String("Qt ") + environment.qt};
    if (!environment.transportLibrary.isEmpty())
        parts.append(environment.transportLibrary);
    return parts.join(QLatin1String(", "));
}

} // namespace fiftyfold
