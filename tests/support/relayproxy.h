// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QTcpServer>

class QTcpSocket;

namespace fiftyfold::test {

/// A proxy on loopback that opens connections for its clients and passes on what they say: SOCKS5 (RFC 1928, 1929) or
/// HTTP's CONNECT. Every name is 127.0.0.1 to it. Lives in the test's thread and works while that runs its event loop,
/// which EngineRun::wait() does. Aborts the program where it can't listen.
class RelayProxy : public QObject
{
    Q_OBJECT
public:
    enum class Kind { Socks5, Http };

    explicit RelayProxy(Kind kind);

    quint16 port() const { return m_server.serverPort(); }
    /// SOCKS5: whoever has no "user:password" is refused. HTTP: 407.
    void requirePassword(const QByteArray &credentials) { m_credentials = credentials; }

    /// What clients wanted to be connected to, "HOST:PORT" each, in order.
    QList<QByteArray> targets() const { return m_targets; }
    /// Of CONNECT: the whole heads.
    QList<QByteArray> heads() const { return m_heads; }

private:
    enum class State { Greeting, Password, Request, Relay };
    struct Client {
        QTcpSocket *socket = nullptr;
        QByteArray input; ///< Not yet used.
        State state = State::Greeting;
    };

    void accept();
    void read(Client &client);
    bool readHttp(Client &client);
    bool readGreeting(Client &client) const;
    bool readPassword(Client &client) const;
    bool readSocksRequest(Client &client);
    void relay(Client &client, const QByteArray &host, quint16 port, const QByteArray &success);

    const Kind m_kind;
    QTcpServer m_server;
    QByteArray m_credentials;
    QList<QByteArray> m_targets;
    QList<QByteArray> m_heads;
};

} // namespace fiftyfold::test
