// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/processstart.h"

#include <QByteArrayList>
#include <QFile>

#include <ctime>
#include <unistd.h>

namespace fiftyfold {

qint64 millisecondsSinceProcessStart()
{
    QFile file(QStringLiteral("/proc/self/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    // The program's name, in parentheses, may hold spaces: count from behind it. starttime is field 22 of proc(5).
    const QByteArray stat = file.readAll();
    const QByteArrayList fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    constexpr qsizetype startTime = 22 - 3;
    const long ticksPerSecond = sysconf(_SC_CLK_TCK);
    timespec now{};
    if (fields.size() <= startTime || ticksPerSecond <= 0 || clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return -1;
    const qint64 startedMs = fields[startTime].toLongLong() * 1000 / ticksPerSecond;
    return qint64(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000 - startedMs;
}

} // namespace fiftyfold
