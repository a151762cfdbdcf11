// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/environment.h"

#include <QFile>
#include <QSysInfo>
#include <QThread>

namespace fiftyfold {

namespace {

QString processorModel()
{
    QFile file(QStringLiteral("/proc/cpuinfo"));
    const QByteArray key = QByteArrayLiteral("model name");
    if (!file.open(QIODevice::ReadOnly))
        return QSysInfo::currentCpuArchitecture();
    for (QByteArray line = file.readLine(); !line.isEmpty(); line = file.readLine()) {
        if (line.startsWith(key))
            return QString::fromUtf8(line.mid(line.indexOf(':') + 1)).simplified();
    }
    return QSysInfo::currentCpuArchitecture();
}

} // namespace

QString programVersion()
{
    return QStringLiteral(FIFTYFOLD_VERSION);
}

Environment currentEnvironment(const QString &transport)
{
    Environment environment;
    environment.os = QSysInfo::prettyProductName();
    environment.kernel = QSysInfo::kernelType() + QLatin1Char(' ') + QSysInfo::kernelVersion();
    environment.architecture = QSysInfo::currentCpuArchitecture();
    static const QString cpu = processorModel();
    environment.cpu = cpu;
    environment.cpuCount = QThread::idealThreadCount();
    environment.qt = QLatin1String(qVersion());
    if (transport == QLatin1String("qt"))
        environment.transportLibrary = QStringLiteral("Qt Network %1").arg(environment.qt);
    return environment;
}

} // namespace fiftyfold
