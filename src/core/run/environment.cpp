// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/environment.h"

#include <QSysInfo>
#include <QThread>

namespace fiftyfold {

QString programVersion()
{
    return QStringLiteral(FIFTYFOLD_VERSION);
}

Environment currentEnvironment(const QString &transport)
{
    Environment environment;
    environment.os = QSysInfo::prettyProductName();
    environment.cpuCount = QThread::idealThreadCount();
    environment.qt = QLatin1String(qVersion());
    if (transport == QLatin1String("qt"))
        environment.transportLibrary = QStringLiteral("Qt Network %1").arg(environment.qt);
    return environment;
}

} // namespace fiftyfold
