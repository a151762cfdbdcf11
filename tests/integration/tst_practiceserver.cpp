// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/blockingclient.h"
#include "support/childprogram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpSocket>
#include <QTest>

#include <sys/resource.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

using namespace fiftyfold::test;

/// What the practice server's program answers.
class TestPracticeServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void cleanup();

    void answersAnyPath();
    void answersAnyMethod_data();
    void answersAnyMethod();
    void readsRequestBodies();
    void sizes_data();
    void sizes();
    void statuses_data();
    void statuses();
    void waits_data();
    void waits();
    void varies();
    void failsTheShareAskedFor();
    void refusesBadQueries_data();
    void refusesBadQueries();
    void tellsTheRequestBack_data();
    void tellsTheRequestBack();
    void tellsBackAsAsked();
    void tellsNoLongBodyBack();
    void keepsConnections();
    void takesAThousandAtOnce();
    void noticesClientsThatLeave();
    void resetsItsCounters();

private:
    QJsonObject stats() { return QJsonDocument::fromJson(BlockingClient(m_port).get("/stats").body).object(); }

    QProcess m_server;
    quint16 m_port = 0;
};

void TestPracticeServer::initTestCase()
{
    rlimit limit = {};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &limit), 0);
    limit.rlim_cur = limit.rlim_max;
    QVERIFY2(limit.rlim_max >= 2048, "This test opens 1,000 connections: it needs a hard limit of 2048 descriptors.");
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &limit), 0);
    m_port = portOf(firstLine(m_server, builtProgram(QStringLiteral("fiftyfold-practice-server")), {}));
    QVERIFY(m_port != 0);
}

void TestPracticeServer::cleanupTestCase()
{
    m_server.terminate();
    QVERIFY(m_server.waitForFinished());
    QCOMPARE(m_server.exitCode(), 0);
    QCOMPARE(m_server.readAllStandardOutput(), QByteArray()); // one line, read long ago
    QCOMPARE(m_server.readAllStandardError(), QByteArray());
}

void TestPracticeServer::cleanup()
{
    BlockingClient(m_port).get("/stats?reset=1");
}

void TestPracticeServer::answersAnyPath()
{
    BlockingClient client(m_port);
    const HttpReply reply = client.get("/robots.txt");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.field("Content-Type"), QByteArray("text/plain; charset=utf-8"));
    QCOMPARE(reply.field("Content-Length"), QByteArray("7000"));
    QCOMPARE(reply.field("Cache-Control"), QByteArray("no-store"));
    QVERIFY(reply.field("Server").startsWith("Fiftyfold-practice/"));
    QVERIFY(!reply.field("Date").isEmpty());
    QVERIFY(reply.body.contains("\nUser-agent: *\nDisallow: /"));
    const HttpReply other = client.get("/any/thing?and=what");
    QCOMPARE(other.status, 200);
    QCOMPARE(other.body, reply.body);
}

void TestPracticeServer::answersAnyMethod_data()
{
    QTest::addColumn<qsizetype>("bodySize");
    for (const char *method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE"})
        QTest::newRow(method) << qsizetype(7000);
    QTest::newRow("HEAD") << qsizetype(0);
}

void TestPracticeServer::answersAnyMethod()
{
    QFETCH(const qsizetype, bodySize);
    BlockingClient client(m_port);
    for (int i = 0; i < 2; ++i) { // twice: nothing of the first reply may be left
        const HttpReply reply = client.ask(QTest::currentDataTag(), "/");
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.field("Content-Length"), QByteArray("7000"));
        QCOMPARE(reply.body.size(), bodySize);
    }
}

void TestPracticeServer::readsRequestBodies()
{
    BlockingClient client(m_port);
    QCOMPARE(client.ask("POST", "/?latency=5ms", QByteArray(8 * 1024 * 1024, 'x')).status, 200);
    QCOMPARE(client.get("/").status, 200);
    // A method whose body it does not read: answered, and the body is not taken for a request.
    const HttpReply reply = client.ask("PURGE", "/", "GET /");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.field("Connection"), QByteArray("close"));
    QVERIFY(client.waitForEnd(5000));
}

void TestPracticeServer::sizes_data()
{
    QTest::addColumn<qsizetype>("expected");
    QTest::newRow("0") << qsizetype(0);
    QTest::newRow("1") << qsizetype(1);
    QTest::newRow("83") << qsizetype(83);
    QTest::newRow("64KiB") << qsizetype(65'536);
    QTest::newRow("64kB") << qsizetype(64'000);
    QTest::newRow("1048577") << qsizetype(1'048'577);
    QTest::newRow("16MiB") << qsizetype(16'777'216);
}

void TestPracticeServer::sizes()
{
    QFETCH(const qsizetype, expected);
    const HttpReply reply = BlockingClient(m_port).get(QByteArray("/?size=") + QTest::currentDataTag());
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body.size(), expected);
    QVERIFY(expected == 0 || reply.body.endsWith('\n'));
    QCOMPARE(reply.body.count('\0'), 0);
}

void TestPracticeServer::statuses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("length");
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("201") << 201 << QByteArray("7000") << QByteArray();
    QTest::newRow("204") << 204 << QByteArray() << QByteArray();
    QTest::newRow("302") << 302 << QByteArray("7000") << QByteArray("/else?a=b");
    QTest::newRow("304") << 304 << QByteArray() << QByteArray("/else?a=b");
    QTest::newRow("404") << 404 << QByteArray("7000") << QByteArray();
    QTest::newRow("599") << 599 << QByteArray("7000") << QByteArray();
}

void TestPracticeServer::statuses()
{
    QFETCH(const int, status);
    BlockingClient client(m_port);
    const HttpReply reply = client.get("/?location=%2felse%3Fa%3Db&status=" + QByteArray::number(status));
    QCOMPARE(reply.status, status);
    QTEST(reply.field("Content-Length"), "length");
    QTEST(reply.field("Location"), "location");
    QCOMPARE(client.get("/").status, 200); // the connection goes on
}

void TestPracticeServer::waits_data()
{
    QTest::addColumn<int>("milliseconds");
    QTest::newRow("0") << 0;
    QTest::newRow("7.5ms") << 7;
    QTest::newRow("100ms") << 100;
    QTest::newRow("0.2s") << 200;
}

void TestPracticeServer::waits()
{
    QFETCH(const int, milliseconds);
    BlockingClient client(m_port);
    std::vector<qint64> waited(5);
    for (qint64 &one : waited)
        one = client.get(QByteArray("/?latency=") + QTest::currentDataTag()).waitedUs;
    const auto [least, most] = std::minmax_element(waited.begin(), waited.end());
    QVERIFY2(*least >= qint64(milliseconds) * 1000, qPrintable(QString::number(*least)));
    QVERIFY2(*least <= qint64(milliseconds) * 1000 + 25'000, qPrintable(QString::number(*least)));
}

void TestPracticeServer::varies()
{
    BlockingClient client(m_port);
    std::vector<qint64> waited(40);
    for (qint64 &one : waited)
        one = client.get("/?latency=20ms&jitter=15ms").waitedUs;
    const auto [least, most] = std::minmax_element(waited.begin(), waited.end());
    QVERIFY2(*least >= 5'000 && *least < 15'000, qPrintable(QString::number(*least)));
    QVERIFY2(*most > 25'000, qPrintable(QString::number(*most)));
    // Never below zero, and not an error either.
    QCOMPARE(client.get("/?latency=1ms&jitter=5ms").status, 200);
}

void TestPracticeServer::failsTheShareAskedFor()
{
    BlockingClient client(m_port);
    for (const auto &[share, expected] : {std::pair("0", 0), std::pair("0.05", 20), std::pair("1", 400)}) {
        int failed = 0;
        for (int i = 0; i < 400; ++i) {
            const HttpReply reply = client.get(QByteArray("/?fail=") + share);
            QVERIFY(reply.status == 200 || reply.status == 503);
            failed += reply.status == 503 ? 1 : 0;
        }
        QVERIFY2(qAbs(failed - expected) <= 4, qPrintable(QString::number(failed)));
    }
}

void TestPracticeServer::refusesBadQueries_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("latency=5+parsecs") << QByteArray("latency got \"5+parsecs\"; it takes a time such as 250ms");
    QTest::newRow("latency=10") << QByteArray("latency got \"10\"; it takes a time");
    QTest::newRow("latency=2h") << QByteArray("at most 1h");
    QTest::newRow("jitter=-1ms") << QByteArray("jitter got \"-1ms\"; it takes a time");
    QTest::newRow("size=lots") << QByteArray("size got \"lots\"; it takes bytes such as 7000, 64KiB");
    QTest::newRow("size=2GiB") << QByteArray("at most 1GiB");
    QTest::newRow("size=") << QByteArray("size got \"\"");
    QTest::newRow("status=100") << QByteArray("status got \"100\"; it takes a status code from 200 to 599");
    QTest::newRow("status=600") << QByteArray("status got \"600\"");
    QTest::newRow("fail=1.5") << QByteArray("fail got \"1.5\"; it takes a share from 0 to 1");
    QTest::newRow("fail=nan") << QByteArray("fail got \"nan\"");
    QTest::newRow("location=a%0d%0ab") << QByteArray("location got \"a??b\"; it takes a URL or a path");
    QTest::newRow("dist=normal") << QByteArray("dist got \"normal\"; it takes uniform, lognormal or exponential.");
    QTest::newRow("dist=lognormal") << QByteArray("dist=lognormal takes a latency above 0 and at most 2m");
    QTest::newRow("dist=exponential&latency=2s&jitter=1s") << QByteArray("dist=exponential takes no jitter");
    QTest::newRow("rate=0/s") << QByteArray("rate got \"0/s\"; it takes a rate such as 200/s or 30/m");
    QTest::newRow("stall=3s") << QByteArray("stall got \"3s\"; it takes two times such as 3s+2s");
    QTest::newRow("echo=1") << QByteArray("echo got \"1\"; it takes no value.");
}

void TestPracticeServer::refusesBadQueries()
{
    QFETCH(const QByteArray, text);
    const HttpReply reply = BlockingClient(m_port).get(QByteArray("/?size=10&") + QTest::currentDataTag());
    QCOMPARE(reply.status, 400);
    QVERIFY2(reply.body.contains(text), reply.body.constData());
}

void TestPracticeServer::tellsTheRequestBack_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("in order, and as it was written")
        << QByteArray("GET /echo?a=%7e&b HTTP/1.1\r\nb: 2\r\nHOST: x\r\nA: 1\r\na:\r\nB: \"\\\r\n\r\n")
        << QByteArray(R"({"method":"GET","target":"/echo?a=%7e&b","http":"1.1","headers":[["b","2"],["HOST","x"],)"
                      R"(["A","1"],["a",""],["B","\"\\"]],"body":"","body_encoding":"utf-8"})");
    QTest::newRow("text") << QByteArray("POST /echo HTTP/1.1\r\nContent-Length: 4\r\n\r\n\"\xc3\xa9\n")
                          << QByteArray(R"({"method":"POST","target":"/echo","http":"1.1","headers":)"
                                        R"([["Content-Length","4"]],"body":"\")"
                                        "\xc3\xa9"
                                        R"(\u000a","body_encoding":"utf-8"})");
    QTest::newRow("bytes") << QByteArray("PUT /any?size=9&echo HTTP/1.1\r\nContent-Length: 3\r\n\r\n") +
                                  QByteArray::fromHex("ff007a")
                           << QByteArray(R"({"method":"PUT","target":"/any?size=9&echo","http":"1.1","headers":)"
                                         R"([["Content-Length","3"]],"body":"/wB6","body_encoding":"base64"})");
    QTest::newRow("chunks") << QByteArray("PATCH /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                                          "2\r\nab\r\n1\r\nc\r\n0\r\n\r\n")
                            << QByteArray(R"({"method":"PATCH","target":"/echo","http":"1.1","headers":)"
                                          R"([["Transfer-Encoding","chunked"]],"body":"abc","body_encoding":"utf-8"})");
    QTest::newRow("a method that HTTP does not define")
        << QByteArray("PROPFIND /echo HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        << QByteArray(R"({"method":"PROPFIND","target":"/echo","http":"1.0","headers":)"
                      R"([["Connection","keep-alive"]],"body":"","body_encoding":"utf-8"})");
}

void TestPracticeServer::tellsTheRequestBack()
{
    QFETCH(const QByteArray, request);
    BlockingClient client(m_port);
    for (const char *before : {"GET", "OPTIONS", "PURGE"}) { // nothing of another request may be in it
        QCOMPARE(client.ask(before, "/?size=1").status, 200);
        const HttpReply reply = client.send(request);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.field("Content-Type"), QByteArray("application/json"));
        QVERIFY(QJsonDocument::fromJson(reply.body).isObject());
        QTEST(QByteArray(reply.body.chopped(1)), "told");
        QVERIFY(reply.body.endsWith('\n'));
    }
}

/// Together with other parameters, and without a body where there is none.
void TestPracticeServer::tellsBackAsAsked()
{
    BlockingClient client(m_port);
    const HttpReply late = client.ask("POST", "/echo?latency=20ms&status=404&size=1", "body");
    QCOMPARE(late.status, 404);
    QVERIFY2(late.waitedUs >= 20'000, qPrintable(QString::number(late.waitedUs)));
    QCOMPARE(QJsonDocument::fromJson(late.body).object().value(QLatin1String("body")),
             QJsonValue(QLatin1String("body")));
    QCOMPARE(client.get("/echo?fail=1").status, 503);
    const HttpReply head = client.ask("HEAD", "/echo");
    QVERIFY(head.field("Content-Length").toInt() > 0);
    QCOMPARE(head.body, QByteArray());
    QCOMPARE(client.get("/echo?status=204").body, QByteArray());
    // A body that is not read is told as none, and its connection ends.
    const QJsonObject told = QJsonDocument::fromJson(client.ask("PURGE", "/echo", "body").body).object();
    QCOMPARE(told.value(QLatin1String("method")), QJsonValue(QLatin1String("PURGE")));
    QVERIFY(told.value(QLatin1String("body")).isNull());
    QVERIFY(told.value(QLatin1String("body_encoding")).isNull());
}

void TestPracticeServer::tellsNoLongBodyBack()
{
    constexpr qsizetype limit = 1024 * 1024;
    BlockingClient client(m_port);
    const HttpReply reply = client.ask("POST", "/echo", QByteArray(limit + 1, 'x'));
    QCOMPARE(reply.status, 413);
    QVERIFY2(reply.body.contains("has a body of 1048577 bytes"), reply.body.constData());
    const HttpReply next = client.ask("POST", "/echo", QByteArray(limit, 'x')); // the connection goes on
    QCOMPARE(next.status, 200);
    QVERIFY(next.body.size() > limit);
}

void TestPracticeServer::keepsConnections()
{
    {
        BlockingClient client(m_port);
        for (int i = 0; i < 50; ++i)
            QCOMPARE(client.get("/").status, 200);
        const QJsonObject seen = stats();
        QCOMPARE(seen.value(QLatin1String("requests")).toInt(), 50);
        QCOMPARE(seen.value(QLatin1String("max_at_once")).toInt(), 1);
        QCOMPARE(seen.value(QLatin1String("at_once")).toInt(), 0);
        QCOMPARE(seen.value(QLatin1String("connections")).toInt(), 1);
        QCOMPARE(seen.value(QLatin1String("connections_total")).toInt(), 1);
    }
    QTRY_COMPARE(stats().value(QLatin1String("connections")).toInt(), 0);
}

void TestPracticeServer::takesAThousandAtOnce()
{
    constexpr int count = 1000;
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    int answered = 0;
    for (int i = 0; i < count; ++i) {
        QTcpSocket *socket = sockets.emplace_back(std::make_unique<QTcpSocket>()).get();
        connect(socket, &QTcpSocket::connected, socket,
                [socket] { socket->write("GET /?latency=2s&size=0 HTTP/1.1\r\nHost: localhost\r\n\r\n"); });
        connect(socket, &QTcpSocket::readyRead, socket,
                [socket, &answered] { answered += socket->readAll().startsWith("HTTP/1.1 200 OK\r\n") ? 1 : 0; });
        socket->connectToHost(QHostAddress::LocalHost, m_port);
    }
    QTRY_COMPARE_WITH_TIMEOUT(answered, count, 30'000);
    const QJsonObject seen = stats();
    QCOMPARE(seen.value(QLatin1String("requests")).toInt(), count);
    QCOMPARE(seen.value(QLatin1String("max_at_once")).toInt(), count);
    QCOMPARE(seen.value(QLatin1String("connections_total")).toInt(), count);
}

void TestPracticeServer::noticesClientsThatLeave()
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_port);
    socket.write("GET /?latency=1h HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QTRY_COMPARE(stats().value(QLatin1String("at_once")).toInt(), 1);
    socket.abort();
    QTRY_COMPARE(stats().value(QLatin1String("at_once")).toInt(), 0);
    QCOMPARE(stats().value(QLatin1String("connections")).toInt(), 0);
}

void TestPracticeServer::resetsItsCounters()
{
    BlockingClient client(m_port);
    client.get("/");
    const HttpReply before = client.get("/stats?reset=1");
    QCOMPARE(before.field("Content-Type"), QByteArray("application/json"));
    QCOMPARE(QJsonDocument::fromJson(before.body).object().value(QLatin1String("requests")).toInt(), 1);
    const QJsonObject after = stats();
    QCOMPARE(after.value(QLatin1String("requests")).toInt(), 0);
    QCOMPARE(after.value(QLatin1String("max_at_once")).toInt(), 0);
    QCOMPARE(after.value(QLatin1String("connections_total")).toInt(), 0);
}

QTEST_GUILESS_MAIN(TestPracticeServer)
#include "tst_practiceserver.moc"
