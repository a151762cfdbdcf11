// SPDX-License-Identifier: GPL-3.0-or-later
// What the curl transport can do beyond tst_engine and tst_faults, seen from the other end of the wire: the ways to a
// server, and the request and reply as they were sent.
#include "engine/http/requestfactory.h"
#include "enginerun.h"
#include "support/listeningqueue.h"
#include "support/relayproxy.h"
#include "support/scriptedorigin.h"
#include "support/testcertificates.h"

#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSslConfiguration>
#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace fiftyfold;
using namespace fiftyfold::test;
using namespace std::chrono_literals;

class TestCurlTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void unixSocket();
    void unixSocketIsMissing();
    void connectTo();
    void resolve();
    void deadIpv6_data();
    void deadIpv6();
    void methods_data();
    void methods();
    void clientCertificate();
    void noClientCertificate();
    void socksProxy_data();
    void socksProxy();
    void socksProxyWantsPassword();
    void httpProxy();
    void httpProxyTunnelsTls();
    void httpProxyTunnelWantsPassword();
    void environmentsProxy();
    void givenProxyCountsMoreThanNoProxy();
    void largeBody();
    void largestBody_data();
    void largestBody();
    void gzip();
    void repeatedFields();
    void ownHost();
    void ownFieldsReplaceTheUsual();
    void noExpectation();
    void userAgent();
    void noCookies();
    void earlyHints();

private:
    RunPlan planFor(const QUrl &url, quint32 requests = 1) const
    {
        RunPlan plan;
        plan.transport = QStringLiteral("curl");
        plan.url = url;
        plan.requests = requests;
        plan.atOnce = 1;
        plan.caCertificate = m_certificates.authorityFile();
        plan.workDir = m_folder.path();
        return plan;
    }
    static QUrl httpUrl(const QString &host, quint16 port)
    {
        return QUrl(QStringLiteral("http://%1:%2/there?a=b").arg(host).arg(port));
    }
    /// The page of the first request; of a plan whose pages are kept.
    static QByteArray page(const EngineRun &run)
    {
        QFile file(run.workFolder() + QLatin1Char('/') + run.record().fileName(0));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
    TestCertificates m_certificates;
};

#define QVERIFY_DONE(run)                                                                                              \
    do {                                                                                                               \
        QVERIFY((run).wait());                                                                                         \
        QCOMPARE((run).end.problem, QString());                                                                        \
        QVERIFY2((run).summary().done == (run).record().requestCount(), qPrintable((run).record().errorMessage(0)));   \
    } while (false)

#define QVERIFY_FAILED(run, errorClass)                                                                                \
    do {                                                                                                               \
        QVERIFY((run).wait());                                                                                         \
        QCOMPARE((run).end.problem, QString());                                                                        \
        QVERIFY2((run).record().error(0) == (errorClass), qPrintable((run).record().errorMessage(0)));                 \
        QVERIFY(!(run).record().errorMessage(0).isEmpty());                                                            \
    } while (false)

void TestCurlTransport::initTestCase()
{
    for (const char *name : {"http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY", "no_proxy"})
        qunsetenv(name);
    QVERIFY2(m_certificates.make(), qPrintable(m_certificates.problem()));
}

void TestCurlTransport::unixSocket()
{
    QLocalServer server;
    QVERIFY2(server.listen(m_folder.filePath(QStringLiteral("origin.socket"))), qPrintable(server.errorString()));
    QByteArray received;
    int connections = 0;
    connect(&server, &QLocalServer::newConnection, this, [&] {
        ++connections;
        QLocalSocket *socket = server.nextPendingConnection();
        connect(socket, &QLocalSocket::readyRead, this, [&received, socket] {
            received += socket->readAll();
            if (received.endsWith("\r\n\r\n"))
                socket->write(reply("200 OK", "through a file"));
        });
    });
    RunPlan plan = planFor(QUrl(QStringLiteral("http://name.example/there?a=b")), 3);
    plan.unixSocket = server.fullServerName();
    EngineRun run(plan);
    QVERIFY_DONE(run);
    QVERIFY2(received.startsWith("GET /there?a=b HTTP/1.1\r\n"), received.constData());
    QVERIFY(received.contains("\r\nHost: name.example\r\n"));
    QCOMPARE(received.count("GET "), 3);
    QCOMPARE(connections, 1);
    QCOMPARE(run.end.connectionsOpened, std::optional<qint64>(1));
    QVERIFY(!run.record().stage(0, Stage::Dns));
    QVERIFY(run.record().stage(0, Stage::Connect));
    QCOMPARE(run.record().bytes(0), quint32(qstrlen("through a file")));
}

void TestCurlTransport::unixSocketIsMissing()
{
    RunPlan plan = planFor(QUrl(QStringLiteral("http://name.example/")));
    plan.unixSocket = m_folder.filePath(QStringLiteral("nobody.socket"));
    EngineRun run(plan);
    QVERIFY_FAILED(run, ErrorClass::Connect);
    QVERIFY2(run.record().errorMessage(0).contains(QLatin1String("nobody.socket")),
             qPrintable(run.record().errorMessage(0)));
}

void TestCurlTransport::connectTo()
{
    const ScriptedOrigin origin;
    RunPlan plan = planFor(httpUrl(QStringLiteral("name.example"), 81));
    plan.connectTo = {{QStringLiteral("other.example"), 81, QStringLiteral("127.0.0.1"), 1},
                      {QStringLiteral("name.example"), 81, QStringLiteral("127.0.0.1"), origin.port()}};
    EngineRun run(plan);
    QVERIFY_DONE(run);
    QVERIFY(origin.heads().first().contains("\r\nHost: name.example:81\r\n"));

    plan.connectTo = {{QString(), 0, QStringLiteral("127.0.0.1"), origin.port()}}; // any
    EngineRun again(plan);
    QVERIFY_DONE(again);
    QCOMPARE(origin.requests(), 2);
}

void TestCurlTransport::resolve()
{
    const ScriptedOrigin origin({ReadHead{}, Send{reply("200 OK", "hello")}, Repeat{}}, m_certificates.good());
    RunPlan plan = planFor(QUrl(QStringLiteral("https://localhost:%1/").arg(origin.port())));
    plan.resolve = {{QStringLiteral("localhost"), origin.port(), QStringLiteral("127.0.0.1")}};
    EngineRun run(plan);
    QVERIFY_DONE(run); // the certificate is for this name
    QVERIFY(origin.heads().first().contains("\r\nHost: localhost:" + QByteArray::number(origin.port()) + "\r\n"));

    plan.url = QUrl(QStringLiteral("https://name.example:%1/").arg(origin.port()));
    plan.resolve.first().host = QStringLiteral("name.example");
    EngineRun other(plan);
    QVERIFY_FAILED(other, ErrorClass::Tls); // and not for this one
    QCOMPARE(origin.requests(), 1);
}

void TestCurlTransport::deadIpv6_data()
{
    QTest::addColumn<bool>("isBlackHole");
    QTest::newRow("refuses") << false;
    QTest::newRow("says nothing") << true;
}

/// A host with an address of each kind, of which the first is of no use.
void TestCurlTransport::deadIpv6()
{
    QFETCH(bool, isBlackHole);
    const ScriptedOrigin origin;
    std::unique_ptr<ListeningQueue> dead;
    if (isBlackHole) {
        dead = std::make_unique<ListeningQueue>(ListeningQueue::Family::Ipv6, origin.port());
        if (!dead->isListening())
            QSKIP("No ::1 on this machine");
        dead->fill();
    }
    RunPlan plan = planFor(httpUrl(QStringLiteral("name.example"), origin.port()));
    plan.resolve = {{QStringLiteral("name.example"), origin.port(), QStringLiteral("[::1],127.0.0.1")}};
    EngineRun run(plan);
    QVERIFY_DONE(run);
    QCOMPARE(origin.requests(), 1);
    QCOMPARE(run.end.connectionsOpened, std::optional<qint64>(1));
    if (!isBlackHole)
        return;
    QVERIFY(dead->turnedAway() > 0);
    QVERIFY(run.record().stage(0, Stage::Connect)->length() > 100'000'000); // it was given some time
}

void TestCurlTransport::methods_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    for (const char *method : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "PURGE"}) {
        for (const QByteArray &body : {QByteArray(), QByteArray("a=1&b=2")}) {
            const bool isRefused = qstrcmp(method, "HEAD") == 0 && !body.isEmpty();
            if (!isRefused)
                QTest::addRow("%s, %d bytes", method, int(body.size())) << QByteArray(method) << body;
        }
    }
}

void TestCurlTransport::methods()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
    const ScriptedOrigin origin({ReadHead{}, ReadBody{}, Send{method == "HEAD" ? head : head + "hello"}, Repeat{}});
    RunPlan plan = planFor(origin.url(QStringLiteral("/there?a=b")), 2);
    plan.method = method;
    plan.body = body;
    plan.timeout = 2s;
    EngineRun run(plan);
    QVERIFY_DONE(run);
    QCOMPARE(origin.connections(), 1);
    QCOMPARE(run.summary().retries, 0U);
    QCOMPARE(run.record().bytes(0), method == "HEAD" ? 0U : 5U);
    QCOMPARE(origin.bodies(), (QList<QByteArray>{body, body}));
    QCOMPARE(origin.heads().size(), 2);
    for (const QByteArray &sent : origin.heads()) {
        QVERIFY2(sent.startsWith(method + " /there?a=b HTTP/1.1\r\n"), sent.constData());
        const QByteArray lower = sent.toLower();
        QVERIFY2(!lower.contains("\r\ntransfer-encoding:"), sent.constData());
        QCOMPARE(lower.contains("\r\ncontent-type: application/x-www-form-urlencoded\r\n"), !body.isEmpty());
        const bool hasLength = !body.isEmpty(); // none says that there is none, as curl does
        const QByteArray length = "\r\ncontent-length: " + QByteArray::number(body.size()) + "\r\n";
        QVERIFY2(hasLength ? lower.contains(length) : !lower.contains("\r\ncontent-length:"), sent.constData());
    }
}

/// Answers whoever shows a certificate of this authority, and keeps its name. Lives in the test's thread.
class ClientCheckingServer : public QSslServer
{
public:
    explicit ClientCheckingServer(const TestCertificates &certificates)
    {
        const TlsIdentity identity = certificates.good();
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificate(identity.certificate);
        tls.setPrivateKey(identity.key);
        tls.setCaCertificates(QSslCertificate::fromPath(certificates.authorityFile()));
        tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
        setSslConfiguration(tls);
        connect(this, &QTcpServer::pendingConnectionAvailable, this, [this] {
            auto *socket = qobject_cast<QSslSocket *>(nextPendingConnection());
            connect(socket, &QSslSocket::readyRead, this, [this, socket] {
                if (!socket->readAll().endsWith("\r\n\r\n"))
                    return;
                names += socket->peerCertificate().subjectInfo(QSslCertificate::CommonName);
                socket->write(reply("200 OK", "hello"));
            });
        });
        listen(QHostAddress::LocalHost);
    }
    QUrl url() const { return QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(serverPort())); }

    QStringList names;
};

void TestCurlTransport::clientCertificate()
{
    const ClientCheckingServer server(m_certificates);
    RunPlan plan = planFor(server.url());
    plan.certificate = m_certificates.clientFiles().certificate;
    plan.privateKey = m_certificates.clientFiles().key;
    EngineRun run(plan);
    QVERIFY_DONE(run);
    QCOMPARE(server.names, QStringList(QStringLiteral("client")));
}

void TestCurlTransport::noClientCertificate()
{
    const ClientCheckingServer server(m_certificates);
    EngineRun run(planFor(server.url()));
    QVERIFY(run.wait());
    QCOMPARE(run.summary().failed, 1U);
    // With TLS 1.3 the client is ready before the server has looked at its certificate; then it is refused.
    QVERIFY2(run.record().error(0) == ErrorClass::Tls || run.record().error(0) == ErrorClass::Reset,
             qPrintable(run.record().errorMessage(0)));
    QVERIFY(server.names.isEmpty());
}

void TestCurlTransport::socksProxy_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QString>("host");
    QTest::newRow("socks5, address") << QStringLiteral("socks5") << QStringLiteral("127.0.0.1");
    QTest::newRow("socks5h, name that only the proxy knows")
        << QStringLiteral("socks5h") << QStringLiteral("name.example");
}

void TestCurlTransport::socksProxy()
{
    QFETCH(QString, scheme);
    QFETCH(QString, host);
    const ScriptedOrigin origin;
    RelayProxy proxy(RelayProxy::Kind::Socks5);
    RunPlan plan = planFor(httpUrl(host, origin.port()), 2);
    plan.proxy = QUrl(QStringLiteral("%1://127.0.0.1:%2").arg(scheme).arg(proxy.port()));
    EngineRun run(plan);
    QVERIFY_DONE(run);
    const QByteArray target = host.toLatin1() + ':' + QByteArray::number(origin.port());
    QCOMPARE(proxy.targets(), QList<QByteArray>{target}); // once: the connection is kept
    QVERIFY(origin.heads().first().startsWith("GET /there?a=b HTTP/1.1\r\n"));
    QVERIFY(origin.heads().first().contains("\r\nHost: " + target + "\r\n"));
}

void TestCurlTransport::socksProxyWantsPassword()
{
    const ScriptedOrigin origin;
    RelayProxy proxy(RelayProxy::Kind::Socks5);
    proxy.requirePassword("me:hunter2");
    RunPlan plan = planFor(origin.url());
    plan.proxy = QUrl(QStringLiteral("socks5://me:hunter2@127.0.0.1:%1").arg(proxy.port()));
    EngineRun run(plan);
    QVERIFY_DONE(run);

    plan.proxy->setUserInfo(QString());
    EngineRun without(plan);
    QVERIFY_FAILED(without, ErrorClass::Proxy);
    QCOMPARE(origin.requests(), 1);
}

void TestCurlTransport::httpProxy()
{
    const ScriptedOrigin proxy;
    RunPlan plan = planFor(httpUrl(QStringLiteral("name.example"), 81), 2);
    plan.proxy = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(proxy.port()));
    EngineRun run(plan);
    QVERIFY_DONE(run);
    QCOMPARE(proxy.connections(), 1);
    const QByteArray head = proxy.heads().first();
    QVERIFY2(head.startsWith("GET http://name.example:81/there?a=b HTTP/1.1\r\n"), head.constData());
    QVERIFY(head.contains("\r\nHost: name.example:81\r\n"));
    QVERIFY(!head.toLower().contains("proxy-authorization"));
}

void TestCurlTransport::httpProxyTunnelsTls()
{
    const ScriptedOrigin origin({ReadHead{}, Send{reply("200 OK", "hello")}, Repeat{}}, m_certificates.good());
    RelayProxy proxy(RelayProxy::Kind::Http);
    proxy.requirePassword("me:hunter2");
    RunPlan plan = planFor(origin.url(), 2);
    plan.proxy = QUrl(QStringLiteral("http://me:hunter2@127.0.0.1:%1").arg(proxy.port()));
    plan.headers = {{"X-Secret", "for the origin"}};
    EngineRun run(plan);
    QVERIFY_DONE(run);
    QCOMPARE(proxy.targets(), QList<QByteArray>{"127.0.0.1:" + QByteArray::number(origin.port())});
    QVERIFY(!proxy.heads().last().contains("for the origin"));
    QVERIFY(origin.heads().first().contains("for the origin"));
    QVERIFY(!origin.heads().first().toLower().contains("proxy-"));
    QVERIFY(run.record().stage(0, Stage::Connect));
    QVERIFY(run.record().stage(0, Stage::Tls));
}

void TestCurlTransport::httpProxyTunnelWantsPassword()
{
    const ScriptedOrigin origin({ReadHead{}, Send{reply("200 OK", "hello")}, Repeat{}}, m_certificates.good());
    RelayProxy proxy(RelayProxy::Kind::Http);
    proxy.requirePassword("me:hunter2");
    RunPlan plan = planFor(origin.url());
    plan.proxy = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(proxy.port()));
    EngineRun run(plan);
    QVERIFY_FAILED(run, ErrorClass::Proxy);
    QVERIFY2(run.record().errorMessage(0).contains(QLatin1String("407")), qPrintable(run.record().errorMessage(0)));
    QCOMPARE(origin.connections(), 0);
}

/// Loopback is passed by.
void TestCurlTransport::environmentsProxy()
{
    const ScriptedOrigin proxy;
    const ScriptedOrigin origin;
    qputenv("http_proxy", "http://127.0.0.1:" + QByteArray::number(proxy.port()));
    EngineRun away(planFor(httpUrl(QStringLiteral("name.example"), 81)));
    const bool isEnded = away.wait();
    EngineRun here(planFor(origin.url()));
    const bool isEndedToo = here.wait();
    qunsetenv("http_proxy");
    QVERIFY(isEnded && isEndedToo);
    QVERIFY_DONE(away);
    QVERIFY_DONE(here);
    QCOMPARE(proxy.requests(), 1);
    QCOMPARE(origin.requests(), 1);
}

void TestCurlTransport::givenProxyCountsMoreThanNoProxy()
{
    const ScriptedOrigin proxy;
    const ScriptedOrigin origin;
    RunPlan plan = planFor(origin.url());
    plan.proxy = httpUrl(QStringLiteral("127.0.0.1"), proxy.port());
    qputenv("no_proxy", "127.0.0.1");
    EngineRun run(plan);
    const bool isEnded = run.wait();
    qunsetenv("no_proxy");
    QVERIFY(isEnded);
    QVERIFY_DONE(run);
    QVERIFY(proxy.requests() > 0);
    QCOMPARE(origin.requests(), 0);
}

/// Much more than is buffered anywhere: the transfer stops and goes on many times.
void TestCurlTransport::largeBody()
{
    QByteArray body;
    constexpr qsizetype size = qsizetype(12) * 1024 * 1024;
    for (int line = 0; body.size() < size; ++line)
        body += QByteArray::number(line) + '\n';
    const ScriptedOrigin origin({ReadHead{}, Send{reply("200 OK", body, {"Content-Type: text/plain"})}, Repeat{}});
    RunPlan plan = planFor(origin.url(), 2);
    plan.steps.remove = false;
    EngineRun run(plan);
    QVERIFY_DONE(run);
    QCOMPARE(run.record().bytes(0), quint32(body.size()));
    QCOMPARE(run.record().bytes(1), quint32(body.size()));
    QVERIFY(page(run).contains(body));
    QCOMPARE(origin.connections(), 1);
}

void TestCurlTransport::largestBody_data()
{
    QTest::addColumn<int>("beyond");
    QTest::addColumn<QByteArray>("start");
    const QByteArray closed = "HTTP/1.1 200 OK\r\n";
    QTest::newRow("as large as may be") << 0 << QByteArray();
    QTest::newRow("one byte more") << 1 << QByteArray();
    QTest::newRow("as large as may be, no length") << 0 << closed;
    QTest::newRow("one byte more, no length") << 1 << closed;
}

void TestCurlTransport::largestBody()
{
    QFETCH(int, beyond);
    QFETCH(QByteArray, start);
    constexpr int limit = 1'000'000;
    const QByteArray body(limit + beyond, 'x');
    const ScriptedOrigin origin(
        {ReadHead{}, Send{start.isEmpty() ? reply("200 OK", body) : start + "\r\n" + body}, Close{}});
    RunPlan plan = planFor(origin.url());
    plan.maxBody = limit;
    EngineRun run(plan);
    if (beyond > 0) {
        QVERIFY_FAILED(run, ErrorClass::BodyTooLarge);
        return;
    }
    QVERIFY_DONE(run);
    QCOMPARE(run.record().bytes(0), quint32(limit));
}

void TestCurlTransport::gzip()
{
    const QByteArray text = "hello hello hello hello\n";
    const QByteArray packed = QByteArray::fromHex("1f8b0800000000000203cb48cdc9c957c84027b9000088590b18000000");
    const ScriptedOrigin origin(
        {ReadHead{}, Send{reply("200 OK", packed, {"Content-Encoding: gzip", "Content-Type: text/plain"})}, Repeat{}});
    RunPlan plan = planFor(origin.url());
    plan.steps.remove = false;
    EngineRun run(plan);
    QVERIFY_DONE(run);
    QVERIFY(origin.heads().first().toLower().contains("\r\naccept-encoding: "));
    QVERIFY(origin.heads().first().contains("gzip"));
    QCOMPARE(run.record().bytes(0), quint32(text.size()));
    QVERIFY(page(run).contains(text));
}

void TestCurlTransport::repeatedFields()
{
    const ScriptedOrigin origin(
        {ReadHead{}, Send{reply("200 OK", "hello", {"X-Many: one", "X-Other: three", "X-Many: two"})}, Repeat{}});
    RunPlan plan = planFor(origin.url());
    plan.headers = {{"X-Sent", "first"}, {"X-Between", "other"}, {"X-Sent", "second"}, {"X-Empty", ""}};
    EngineRun run(plan);
    QVERIFY_DONE(run);
    const QString received = run.record().responseHeaders(0);
    QVERIFY2(received.contains(QLatin1String("x-many: one, two")), qPrintable(received));
    QVERIFY2(received.contains(QLatin1String("x-other: three")), qPrintable(received));
    const QByteArray sent = origin.heads().first();
    const qsizetype first = sent.indexOf("first");
    QVERIFY2(first > 0 && sent.indexOf("second") > first, sent.constData());
    QVERIFY2(sent.toLower().contains("\r\nx-empty:"), sent.constData()); // Qt 6.8 keeps names in lower case
}

void TestCurlTransport::ownHost()
{
    const ScriptedOrigin origin;
    RunPlan plan = planFor(origin.url());
    plan.headers = {{"Host", "other.example"}};
    EngineRun run(plan);
    QVERIFY_DONE(run);
    QVERIFY(origin.heads().first().contains("\r\nHost: other.example\r\n"));
    QCOMPARE(origin.heads().first().toLower().count("\r\nhost:"), 1);
}

void TestCurlTransport::ownFieldsReplaceTheUsual()
{
    const ScriptedOrigin origin({ReadHead{}, ReadBody{}, Send{reply("200 OK", "hello")}, Repeat{}});
    RunPlan plan = planFor(origin.url());
    plan.method = "POST";
    plan.body = "{}";
    plan.headers = {{"User-Agent", "mine"}, {"content-type", "application/json"}, {"Accept", "text/x"}};
    EngineRun run(plan);
    QVERIFY_DONE(run);
    const QByteArray head = origin.heads().first().toLower();
    for (const char *line :
         {"\r\nuser-agent: mine\r\n", "\r\ncontent-type: application/json\r\n", "\r\naccept: text/x\r\n"})
        QVERIFY2(head.contains(line), head.constData());
    for (const char *name : {"\r\nuser-agent:", "\r\ncontent-type:", "\r\naccept:"})
        QVERIFY2(head.count(name) == 1, head.constData());
}

void TestCurlTransport::noExpectation()
{
    const ScriptedOrigin origin({ReadHead{}, ReadBody{}, Send{reply("200 OK", "hello")}, Repeat{}});
    RunPlan plan = planFor(origin.url(), 2);
    plan.method = "POST";
    plan.body = QByteArray(3'000'000, 'x'); // libcurl likes to ask first from 1 KB or 1 MB on, depending on its version
    EngineRun run(plan);
    QVERIFY_DONE(run);
    QVERIFY(!origin.heads().first().toLower().contains("expect"));
    QCOMPARE(origin.bodies(), (QList<QByteArray>{plan.body, plan.body}));
}

void TestCurlTransport::userAgent()
{
    const ScriptedOrigin origin;
    EngineRun run(planFor(origin.url()));
    QVERIFY_DONE(run);
    QVERIFY2(origin.heads().first().contains("\r\nUser-Agent: Fiftyfold/"), origin.heads().first().constData());
    QVERIFY(!origin.heads().first().contains("curl"));
}

void TestCurlTransport::noCookies()
{
    const ScriptedOrigin origin({ReadHead{}, Send{reply("200 OK", "hello", {"Set-Cookie: a=hunter2"})}, Repeat{}});
    EngineRun run(planFor(origin.url(), 3));
    QVERIFY_DONE(run);
    QCOMPARE(origin.requests(), 3);
    for (const QByteArray &head : origin.heads())
        QVERIFY2(!head.toLower().contains("cookie"), head.constData());
    QVERIFY(!run.record().responseHeaders(0).contains(QLatin1String("hunter2")));
}

void TestCurlTransport::earlyHints()
{
    const ScriptedOrigin origin({ReadHead{}, Send{"HTTP/1.1 103 Early Hints\r\nX-Early: yes\r\n\r\n"}, Delay{300ms},
                                 Send{reply("200 OK", "hello", {"X-Final: yes"})}, Repeat{}});
    EngineRun run(planFor(origin.url(), 2));
    QVERIFY_DONE(run);
    QCOMPARE(run.record().status(1), quint16(200));
    QCOMPARE(run.record().bytes(1), 5U);
    QVERIFY(run.record().responseHeaders(0).contains(QLatin1String("x-final")));
    QVERIFY(!run.record().responseHeaders(0).contains(QLatin1String("x-early")));
    QVERIFY(run.record().stage(0, Stage::Wait)->length() >= 290'000'000); // up to the answer itself
    QCOMPARE(origin.connections(), 1);
}

QTEST_GUILESS_MAIN(TestCurlTransport)
#include "tst_curltransport.moc"
