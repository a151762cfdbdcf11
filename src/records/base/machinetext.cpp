// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/base/machinetext.h"

#include <QStringList>

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

QString versionOf(const QString &kept)
{
    return kept.isEmpty() ? programVersion() : kept;
}

QString versionOf(const RunRecord &record)
{
    return versionOf(record.version);
}

QString machineText(const RunRecord &record)
{
    if (!record.imported)
        return machineText(record.startedAt, environmentOf(record), record.version);
    const QString tool = QStringLiteral("by %1").arg(record.imported->tool);
    return record.startedAt.isValid() ? utcText(record.startedAt) + QLatin1Char(' ') + tool : tool;
}

QString machineText(const QDateTime &startedAt, const Environment &environment, const QString &version)
{
    QStringList parts = {utcText(startedAt), environment.os};
    if (!environment.architecture.isEmpty())
        parts.append(environment.architecture);
    parts += {processorsText(environment), QLatin1String("Fiftyfold ") + versionOf(version),
              QLatin1String("Qt ") + environment.qt};
    if (!environment.transportLibrary.isEmpty())
        parts.append(environment.transportLibrary);
    return parts.join(QLatin1String(", "));
}

} // namespace fiftyfold
