// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>

namespace fiftyfold::test {

/// A Python that has a module; empty where there is none.
inline QString pythonWith(const QString &module)
{
    const QString python = QStringLiteral("/usr/bin/python3");
    const QString isMissing =
        QStringLiteral("import importlib.util, sys; sys.exit(not importlib.util.find_spec('%1'))").arg(module);
    return QProcess::execute(python, {QStringLiteral("-c"), isMissing}) == 0 ? python : QString();
}

/// What a program says of what it is given; empty where it fails, and says why on standard error.
inline QByteArray saidBy(const QString &program, const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool isDone =
        process.waitForFinished() && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    return isDone ? process.readAllStandardOutput() : QByteArray();
}

} // namespace fiftyfold::test
