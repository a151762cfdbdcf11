// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

class QProcess;

namespace fiftyfold::test {

/// Full path of a program of this build: "fiftyfold-cli".
QString builtProgram(const QString &name);

/// A folder of this build for what compilers keep: all of Go's library takes them half a minute.
QByteArray compilersCache();

/// Starts a program and gives the first line that it prints, with its end; empty if it prints none in ten seconds.
QByteArray firstLine(QProcess &process, const QString &program, const QStringList &arguments);

/// The port of a line that ends in a URL with one; 0 if there is none.
quint16 portOf(const QByteArray &line);

/// True if nobody listens on this port of 127.0.0.1.
bool refusesConnections(quint16 port);

} // namespace fiftyfold::test
