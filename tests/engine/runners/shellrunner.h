// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTemporaryDir>

namespace fiftyfold::test {

// Runners as shell scripts, as every machine has a shell, and what they write.

inline constexpr quint32 requests = 4;

/// Greets, and waits for the start.
inline const QByteArray greeting = "read -r plan\n"
                                   "echo '{\"ready\": {\"name\": \"shell\", \"version\": \"1\"}}'\n"
                                   "read -r start\n";

/// Does request `$i` well; it takes two milliseconds.
inline const QByteArray oneDone =
    "echo \"{\\\"i\\\": $i, \\\"stage\\\": \\\"queued\\\", \\\"at\\\": 1000, \\\"ns\\\": 1000}\"\n"
    "echo \"{\\\"i\\\": $i, \\\"stage\\\": \\\"wait\\\", \\\"at\\\": 2000, \\\"ns\\\": 3000}\"\n"
    "echo \"{\\\"i\\\": $i, \\\"outcome\\\": \\\"done\\\", \\\"status\\\": 200, \\\"bytes\\\": 5, "
    "\\\"at\\\": 6000}\"\n";

inline const QByteArray allDone = "for i in 0 1 2 3; do\n" + oneDone + "done\n";
inline const QByteArray farewell = "echo '{\"finished\": {\"elapsed_ns\": 1000, \"done\": 4, \"failed\": 0}}'\n";
inline const QByteArray firstDone = "i=0\n" + oneDone;

/// A folder of such scripts.
class ShellRunners
{
public:
    /// The path of a new one. Its own number 0 is moved to `firstIndex`.
    QString script(const QByteArray &text, int firstIndex = 0)
    {
        QByteArray moved = text;
        if (firstIndex > 0) {
            moved.replace("\\\"i\\\": $i", "\\\"i\\\": $((i + " + QByteArray::number(firstIndex) + "))");
            moved.replace("\"i\": 0", "\"i\": " + QByteArray::number(firstIndex));
        }
        const QString name = path(QStringLiteral("a script %1.sh").arg(++m_scripts));
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly) || file.write(moved) != moved.size())
            qFatal("no script");
        return name;
    }
    QString path(const QString &name = {}) const { return name.isEmpty() ? m_folder.path() : m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
    int m_scripts = 0;
};

/// True while there is such a process, and it is no zombie.
inline bool isAlive(qint64 processId)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(processId));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray stat = file.readAll();
    return !stat.mid(stat.lastIndexOf(')')).startsWith(") Z");
}

} // namespace fiftyfold::test
