// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/blockingclient.h"

#include <QElapsedTimer>
#include <QHostAddress>

namespace fiftyfold::test {

namespace {

constexpr int deadlineMs = 10'000;

} // namespace

QByteArray HttpReply::field(const QByteArray &name) const
{
    const QByteArray start = name.toLower() + ':';
    const QList<QByteArray> lines = head.split('\n');
    for (const QByteArray &line : lines) {
        if (line.toLower().startsWith(start))
            return line.mid(start.size()).trimmed();
    }
    return {};
}

BlockingClient::BlockingClient(quint16 port)
{
    m_socket.connectToHost(QHostAddress::LocalHost, port);
    m_socket.waitForConnected(deadlineMs);
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
}

HttpReply BlockingClient::ask(const QByteArray &method, const QByteArray &target, const QByteArray &body)
{
    QByteArray request = method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n";
    if (!body.isEmpty())
        request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return exchange(request + "\r\n" + body, method != "HEAD");
}

HttpReply BlockingClient::exchange(const QByteArray &request, bool hasReplyBody)
{
    m_received.clear();
    QElapsedTimer watch;
    watch.start();
    m_socket.write(request);
    while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(deadlineMs)) {
    }

    HttpReply reply;
    qsizetype headEnd = -1;
    while ((headEnd = m_received.indexOf("\r\n\r\n")) < 0) {
        if (!readMore())
            return {};
        if (reply.waitedUs == 0)
            reply.waitedUs = watch.nsecsElapsed() / 1000;
    }
    reply.head = m_received.left(headEnd + 4);
    reply.status = reply.head.mid(9, 3).toInt();
    const qsizetype length = hasReplyBody ? reply.field("Content-Length").toLongLong() : 0;
    while (m_received.size() < reply.head.size() + length && readMore()) {
    }
    reply.body = m_received.mid(reply.head.size());
    return reply;
}

bool BlockingClient::waitForEnd(int milliseconds)
{
    return !isConnected() || m_socket.waitForDisconnected(milliseconds);
}

bool BlockingClient::readMore()
{
    if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(deadlineMs))
        return false;
    m_received += m_socket.readAll();
    return true;
}

} // namespace fiftyfold::test
