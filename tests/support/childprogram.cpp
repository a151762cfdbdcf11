// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/childprogram.h"

#include <QHostAddress>
#include <QProcess>
#include <QTcpSocket>
#include <QUrl>

namespace fiftyfold::test {

namespace {

constexpr int lineDeadlineMs = 10'000;
constexpr int connectDeadlineMs = 1'000;

} // namespace

QString builtProgram(const QString &name)
{
    return QStringLiteral(FIFTYFOLD_BIN_DIR "/") + name;
}

QByteArray compilersCache()
{
    return QByteArrayLiteral(FIFTYFOLD_BIN_DIR "/../tests/compilers");
}

QByteArray firstLine(QProcess &process, const QString &program, const QStringList &arguments)
{
    process.start(program, arguments);
    while (!process.canReadLine() && process.waitForReadyRead(lineDeadlineMs)) {
    }
    return process.readLine();
}

quint16 portOf(const QByteArray &line)
{
    const qsizetype start = line.indexOf("http://");
    return start < 0 ? quint16(0) : quint16(QUrl(QString::fromLatin1(line.mid(start).trimmed())).port(0));
}

bool refusesConnections(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    return !socket.waitForConnected(connectDeadlineMs) && socket.error() == QAbstractSocket::ConnectionRefusedError;
}

} // namespace fiftyfold::test
