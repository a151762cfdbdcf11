// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/deadends.h"
#include "support/scriptedorigin.h"
#include "support/testcertificates.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTest>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <vector>

using namespace fiftyfold::test;
using namespace std::chrono_literals;

namespace {

constexpr char request[] = "GET /page HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// A socket that keeps all it receives.
class Client
{
public:
    explicit Client(quint16 port, const QByteArray &first = request)
    {
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [this] { received += socket.readAll(); });
        QObject::connect(&socket, &QTcpSocket::connected, &socket, [this, first] { socket.write(first); });
        socket.connectToHost(QHostAddress::LocalHost, port);
    }

    bool isEnded() const { return socket.state() == QAbstractSocket::UnconnectedState; }

    QTcpSocket socket;
    QByteArray received;
};

/// Asks, reads to the end, and gives the system's error number there: 0 for an end in good order. Qt's socket tells no
/// difference.
int errorAtEnd(quint16 port)
{
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return errno;
    const timeval deadline = {5, 0};
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &deadline, sizeof(deadline));
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0) {
        close(descriptor);
        return errno;
    }
    send(descriptor, request, sizeof(request) - 1, MSG_NOSIGNAL);
    char bytes[64];
    ssize_t count = 0;
    do {
        count = recv(descriptor, bytes, sizeof(bytes), 0);
    } while (count > 0);
    const int error = count == 0 ? 0 : errno;
    close(descriptor);
    return error;
}

} // namespace

class TestScriptedOrigin : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void repliesAndKeepsHeads();
    void answersSeveralRequestsOnOneConnection();
    void readsBodies();
    void playsOneScriptAConnection();
    void delays();
    void sendsSlowly();
    void sendsEndlessly();
    void closes();
    void resets();
    void saysNothing();
    void endsWithScript();
    void countsRequestsAtOnce();
    void forgetsClientsThatLeave();
    void encrypts_data();
    void encrypts();
    void refuses();
    void neverConnects();

private:
    TestCertificates m_certificates;
};

void TestScriptedOrigin::initTestCase()
{
    QVERIFY2(m_certificates.make(), qPrintable(m_certificates.problem()));
}

void TestScriptedOrigin::repliesAndKeepsHeads()
{
    const ScriptedOrigin origin;
    Client client(origin.port());
    QTRY_COMPARE(client.received, QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n"));
    QCOMPARE(origin.heads(), QList<QByteArray>{request});
    QCOMPARE(origin.requests(), 1);
    QCOMPARE(origin.connections(), 1);
    QCOMPARE(origin.url(QStringLiteral("/a?b")).toString(),
             QStringLiteral("http://127.0.0.1:%1/a?b").arg(origin.port()));
}

void TestScriptedOrigin::answersSeveralRequestsOnOneConnection()
{
    const ScriptedOrigin origin({ReadHead{}, Send{"first "}, ReadHead{}, Send{"second "}, Repeat{}});
    Client client(origin.port(), QByteArray(request) + request + request); // pipelined
    QTRY_COMPARE(client.received, QByteArray("first second first "));
    client.socket.write(request);
    QTRY_COMPARE(client.received, QByteArray("first second first second "));
    QCOMPARE(origin.connections(), 1);
    QCOMPARE(origin.requests(), 4);
}

void TestScriptedOrigin::readsBodies()
{
    const ScriptedOrigin origin({ReadHead{}, ReadBody{}, Send{"ok"}, Repeat{}});
    const QByteArray head = "POST / HTTP/1.1\r\ncontent-length: 5\r\n\r\n";
    Client client(origin.port(), head + "12");
    QTRY_COMPARE(origin.requests(), 1);
    QVERIFY(client.received.isEmpty());
    client.socket.write("345" + head + "abcde");
    QTRY_COMPARE(client.received, QByteArray("okok"));
    QCOMPARE(origin.bodies(), (QList<QByteArray>{"12345", "abcde"}));
}

void TestScriptedOrigin::playsOneScriptAConnection()
{
    ScriptedOrigin origin({ReadHead{}, Send{"any"}, Close{}});
    origin.onNextConnections({{ReadHead{}, Send{"one"}, Close{}}, {ReadHead{}, Send{"two"}, Close{}}});
    for (const char *expected : {"one", "two", "any", "any"}) {
        Client client(origin.port());
        QTRY_COMPARE(client.received, QByteArray(expected));
    }
    origin.onConnection({Send{"other"}});
    Client client(origin.port());
    QTRY_COMPARE(client.received, QByteArray("other"));
    QCOMPARE(origin.connections(), 5);
}

void TestScriptedOrigin::delays()
{
    const ScriptedOrigin origin({ReadHead{}, Delay{60ms}, Send{"late"}, KeepOpen{}});
    QElapsedTimer watch;
    watch.start();
    Client client(origin.port());
    QTRY_COMPARE(client.received, QByteArray("late"));
    QVERIFY2(watch.elapsed() >= 60, qPrintable(QString::number(watch.elapsed())));
}

void TestScriptedOrigin::sendsSlowly()
{
    const ScriptedOrigin origin({ReadHead{}, SendSlowly{"slow", 20ms}, Close{}});
    QElapsedTimer watch;
    watch.start();
    Client client(origin.port());
    QTRY_VERIFY(!client.received.isEmpty());
    QVERIFY(client.received.size() < 4);
    QTRY_COMPARE(client.received, QByteArray("slow"));
    QVERIFY2(watch.elapsed() >= 60, qPrintable(QString::number(watch.elapsed())));
    QTRY_VERIFY(client.isEnded());
}

void TestScriptedOrigin::sendsEndlessly()
{
    const ScriptedOrigin origin({ReadHead{}, SendEndlessly{QByteArray(4096, 'x')}});
    Client client(origin.port());
    QTRY_VERIFY(client.received.size() > 4 * 1024 * 1024);
    client.socket.abort();
    QTRY_COMPARE(origin.openConnections(), 0);
}

void TestScriptedOrigin::closes()
{
    const ScriptedOrigin origin({ReadHead{}, Send{"bye"}, Close{}});
    Client client(origin.port());
    QTRY_VERIFY(client.isEnded());
    QCOMPARE(client.received, QByteArray("bye"));
    QCOMPARE(client.socket.error(), QAbstractSocket::RemoteHostClosedError);
    QTRY_COMPARE(origin.openConnections(), 0);
}

void TestScriptedOrigin::resets()
{
    ScriptedOrigin origin({ReadHead{}, Send{"half"}, Reset{}});
    QCOMPARE(errorAtEnd(origin.port()), ECONNRESET);
    origin.onConnection({ReadHead{}, Send{"half"}, Close{}});
    QCOMPARE(errorAtEnd(origin.port()), 0);
    QTRY_COMPARE(origin.openConnections(), 0);
}

void TestScriptedOrigin::saysNothing()
{
    const ScriptedOrigin origin({ReadHead{}, KeepOpen{}});
    Client client(origin.port());
    QTRY_COMPARE(origin.requests(), 1);
    QSignalSpy ended(&client.socket, &QTcpSocket::disconnected);
    QVERIFY(!ended.wait(100));
    QVERIFY(client.received.isEmpty());
}

void TestScriptedOrigin::endsWithScript()
{
    const ScriptedOrigin origin({Send{"220 ready\r\n"}}); // speaks first
    Client client(origin.port(), {});
    QTRY_VERIFY(client.isEnded());
    QCOMPARE(client.received, QByteArray("220 ready\r\n"));
}

void TestScriptedOrigin::countsRequestsAtOnce()
{
    constexpr int clientCount = 40;
    const ScriptedOrigin origin({ReadHead{}, Delay{200ms}, Send{"ok"}, Close{}});
    std::vector<std::unique_ptr<Client>> clients;
    clients.reserve(clientCount);
    for (int i = 0; i < clientCount; ++i)
        clients.push_back(std::make_unique<Client>(origin.port()));
    for (const auto &client : clients)
        QTRY_COMPARE(client->received, QByteArray("ok"));
    QCOMPARE(origin.maxAtOnce(), clientCount);
    QCOMPARE(origin.requests(), clientCount);
    QTRY_COMPARE(origin.openConnections(), 0);
}

void TestScriptedOrigin::forgetsClientsThatLeave()
{
    const ScriptedOrigin origin({ReadHead{}, Delay{10s}, Send{"never"}});
    for (int i = 1; i <= 2; ++i) {
        Client client(origin.port());
        QTRY_COMPARE(origin.requests(), i);
        client.socket.abort();
        QTRY_COMPARE(origin.openConnections(), 0);
    }
    QCOMPARE(origin.maxAtOnce(), 1);
}

void TestScriptedOrigin::encrypts_data()
{
    using Error = QSslError::SslError;
    QTest::addColumn<TlsIdentity>("identity");
    QTest::addColumn<QList<Error>>("expected");
    QTest::newRow("good") << m_certificates.good() << QList<Error>{};
    QTest::newRow("expired") << m_certificates.expired() << QList<Error>{QSslError::CertificateExpired};
    QTest::newRow("self-signed") << m_certificates.selfSigned() << QList<Error>{QSslError::SelfSignedCertificate};
    QTest::newRow("wrong host") << m_certificates.goodElsewhere() << QList<Error>{QSslError::HostNameMismatch};
}

void TestScriptedOrigin::encrypts()
{
    QFETCH(const TlsIdentity, identity);
    QFETCH(const QList<QSslError::SslError>, expected);
    QVERIFY(!identity.certificate.isNull());
    QVERIFY(!identity.key.isNull());

    const ScriptedOrigin origin({ReadHead{}, Send{"secret"}, Close{}}, identity);
    QCOMPARE(origin.url().toString(), QStringLiteral("https://127.0.0.1:%1/").arg(origin.port()));
    QSslSocket socket;
    QSslConfiguration configuration = socket.sslConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromPath(m_certificates.authorityFile()));
    socket.setSslConfiguration(configuration);
    QList<QSslError::SslError> errors;
    connect(&socket, &QSslSocket::sslErrors, &socket, [&errors](const QList<QSslError> &all) {
        for (const QSslError &error : all)
            errors.append(error.error());
    });
    connect(&socket, &QSslSocket::encrypted, &socket, [&socket] { socket.write(request); });
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), origin.port(), QIODevice::ReadWrite,
                                  QAbstractSocket::AnyIPProtocol);
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(errors, expected);
    QCOMPARE(socket.readAll(), expected.isEmpty() ? QByteArray("secret") : QByteArray());
    QTRY_COMPARE(origin.openConnections(), 0);
    QCOMPARE(origin.requests(), expected.isEmpty() ? 1 : 0);
}

void TestScriptedOrigin::refuses()
{
    const ClosedPort closed;
    Client client(closed.port());
    QTRY_COMPARE(client.socket.error(), QAbstractSocket::ConnectionRefusedError);
}

void TestScriptedOrigin::neverConnects()
{
    const BlackHole hole;
    Client client(hole.port());
    QSignalSpy connected(&client.socket, &QTcpSocket::connected);
    QVERIFY(!connected.wait(300));
    QCOMPARE(client.socket.state(), QAbstractSocket::ConnectingState);
}

QTEST_GUILESS_MAIN(TestScriptedOrigin)
#include "tst_scriptedorigin.moc"
