// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/relayproxy.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <QtEndian>

#include <memory>

namespace fiftyfold::test {

namespace {

constexpr char socksVersion = 5;
constexpr char withoutPassword = 0;
constexpr char withPassword = 2;
constexpr char nothingAcceptable = char(0xff);
enum AddressType : char { Ipv4 = 1, Name = 3, Ipv6 = 4 };

quint8 byteAt(const QByteArray &bytes, qsizetype index)
{
    return quint8(bytes.at(index));
}

} // namespace

RelayProxy::RelayProxy(Kind kind)
    : m_kind(kind)
{
    connect(&m_server, &QTcpServer::newConnection, this, &RelayProxy::accept);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("RelayProxy cannot listen");
}

void RelayProxy::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        const auto client = std::make_shared<Client>();
        client->socket = socket;
        if (m_kind == Kind::Http)
            client->state = State::Request;
        connect(socket, &QTcpSocket::readyRead, this, [this, client] { read(*client); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        read(*client);
    }
}

void RelayProxy::read(Client &client)
{
    if (client.state == State::Relay)
        return; // somebody else reads it
    client.input += client.socket->readAll();
    bool isOn = true;
    while (isOn && client.state != State::Relay) {
        switch (client.state) {
        case State::Greeting:
            isOn = readGreeting(client);
            break;
        case State::Password:
            isOn = readPassword(client);
            break;
        case State::Request:
            isOn = m_kind == Kind::Http ? readHttp(client) : readSocksRequest(client);
            break;
        case State::Relay:
            break;
        }
    }
}

bool RelayProxy::readHttp(Client &client)
{
    const qsizetype end = client.input.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    const QByteArray head = client.input.left(end + 4);
    client.input.remove(0, end + 4);
    m_heads.append(head);
    const QByteArray target = head.split(' ').value(1);
    if (!head.startsWith("CONNECT ")) {
        client.socket->write("HTTP/1.1 405 Only CONNECT\r\nContent-Length: 0\r\n\r\n");
        return true;
    }
    if (!m_credentials.isEmpty() && !head.contains("Basic " + m_credentials.toBase64())) {
        client.socket->write("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                             "Content-Length: 0\r\n\r\n");
        return true;
    }
    const qsizetype colon = target.lastIndexOf(':');
    relay(client, target.left(colon), target.mid(colon + 1).toUShort(), "HTTP/1.1 200 Connected\r\n\r\n");
    return true;
}

/// Version, number of methods, methods.
bool RelayProxy::readGreeting(Client &client) const
{
    if (client.input.size() < 2 || client.input.size() < 2 + byteAt(client.input, 1))
        return false;
    const QByteArray methods = client.input.mid(2, byteAt(client.input, 1));
    client.input.remove(0, 2 + methods.size());
    const char wanted = m_credentials.isEmpty() ? withoutPassword : withPassword;
    const bool isOffered = methods.contains(wanted);
    client.socket->write(QByteArray(1, socksVersion) + (isOffered ? wanted : nothingAcceptable));
    client.state = m_credentials.isEmpty() ? State::Request : State::Password;
    if (!isOffered)
        client.socket->disconnectFromHost();
    return isOffered;
}

/// Version, length and bytes of the user's name, the same of the password.
bool RelayProxy::readPassword(Client &client) const
{
    const QByteArray &input = client.input;
    if (input.size() < 2 || input.size() < 3 + byteAt(input, 1))
        return false;
    const qsizetype passwordAt = 3 + byteAt(input, 1);
    const qsizetype length = passwordAt + byteAt(input, passwordAt - 1);
    if (input.size() < length)
        return false;
    const QByteArray given = input.mid(2, passwordAt - 3) + ':' + input.mid(passwordAt, length - passwordAt);
    client.input.remove(0, length);
    const bool isRight = given == m_credentials;
    client.socket->write(QByteArray(1, '\1') + (isRight ? '\0' : '\1'));
    client.state = State::Request;
    if (!isRight)
        client.socket->disconnectFromHost();
    return isRight;
}

/// Version, command, 0, type of address, address, port.
bool RelayProxy::readSocksRequest(Client &client)
{
    const QByteArray &input = client.input;
    constexpr qsizetype addressAt = 4;
    if (input.size() < addressAt + 1)
        return false;
    const char type = input.at(addressAt - 1);
    const qsizetype from = type == Name ? addressAt + 1 : addressAt;
    const qsizetype length = type == Name ? byteAt(input, addressAt) : type == Ipv4 ? 4 : 16;
    if (input.size() < from + length + 2)
        return false;
    const QByteArray address = input.mid(from, length);
    const auto port = qFromBigEndian<quint16>(input.constData() + from + length);
    client.input.remove(0, from + length + 2);
    QByteArray host = address;
    if (type == Ipv4)
        host = QHostAddress(qFromBigEndian<quint32>(address.constData())).toString().toLatin1();
    else if (type == Ipv6)
        host = QHostAddress(reinterpret_cast<const quint8 *>(address.constData())).toString().toLatin1();
    // Version, succeeded, 0, and as which address and port: nobody's business.
    relay(client, host, port, QByteArray::fromHex("05000001000000000000"));
    return true;
}

void RelayProxy::relay(Client &client, const QByteArray &host, quint16 port, const QByteArray &success)
{
    m_targets.append(host + ':' + QByteArray::number(port));
    client.state = State::Relay;
    QTcpSocket *near = client.socket;
    auto *far = new QTcpSocket(near); // which goes when the client goes
    connect(far, &QTcpSocket::connected, near, [near, success] { near->write(success); });
    connect(far, &QTcpSocket::readyRead, near, [near, far] { near->write(far->readAll()); });
    connect(far, &QTcpSocket::disconnected, near, [near] { near->disconnectFromHost(); });
    connect(far, &QTcpSocket::errorOccurred, near, [near] { near->disconnectFromHost(); });
    connect(near, &QTcpSocket::readyRead, far, [near, far] { far->write(near->readAll()); });
    far->connectToHost(QHostAddress::LocalHost, port); // which keeps what is written before it is connected
    if (!client.input.isEmpty())
        far->write(client.input);
}

} // namespace fiftyfold::test
