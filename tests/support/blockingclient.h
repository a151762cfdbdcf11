// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTcpSocket>

namespace fiftyfold::test {

/// A reply as a test wants it.
struct HttpReply {
    int status = 0;  ///< 0: none came.
    QByteArray head; ///< With its blank line.
    QByteArray body;
    qint64 waitedUs = 0; ///< From before the request's first byte to the reply's first.

    /// Value of a header field, or empty. Names in any case.
    QByteArray field(const QByteArray &name) const;
};

/// The plainest HTTP client: one connection, kept alive, one request at a time; it blocks. For servers in another
/// process or thread.
class BlockingClient
{
public:
    explicit BlockingClient(quint16 port);

    HttpReply get(const QByteArray &target) { return ask("GET", target); }
    HttpReply ask(const QByteArray &method, const QByteArray &target, const QByteArray &body = {});
    /// The reply to these very bytes, which are a whole request; not to HEAD.
    HttpReply send(const QByteArray &request) { return exchange(request, true); }
    bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    /// True if the server closes the connection within this time.
    bool waitForEnd(int milliseconds);

private:
    HttpReply exchange(const QByteArray &request, bool hasReplyBody);
    bool readMore();

    QTcpSocket m_socket;
    QByteArray m_received;
};

} // namespace fiftyfold::test
