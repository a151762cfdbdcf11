// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/latencydraw.h"
#include "support/blockingclient.h"
#include "support/childprogram.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpSocket>
#include <QTest>

#include <memory>
#include <random>
#include <string>
#include <vector>

using namespace fiftyfold;
using namespace fiftyfold::test;

/// That the practice server's program waits as it is asked to. Held to what must not be too early: how late a reply is,
/// is the machine's matter. What the times are is tested without a clock, in tests/practice.
class TestPracticeTiming : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void drawsFromADistribution_data();
    void drawsFromADistribution();
    void answersInTurn();
    void readsAndAcceptsDuringAStall();
    void answersAtTheEndOfAStall();

private:
    int counted(const char *name);

    std::unique_ptr<QProcess> m_server; ///< A new one for each test, which draws from the beginning.
    quint16 m_port = 0;
};

namespace {

QByteArray requestFor(const QByteArray &target)
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

} // namespace

void TestPracticeTiming::init()
{
    m_server = std::make_unique<QProcess>();
    m_port = portOf(firstLine(*m_server, builtProgram(QStringLiteral("fiftyfold-practice-server")), {}));
    QVERIFY(m_port != 0);
}

void TestPracticeTiming::cleanup()
{
    m_server->terminate();
    QVERIFY(m_server->waitForFinished());
    QCOMPARE(m_server->exitCode(), 0);
    QCOMPARE(m_server->readAllStandardError(), QByteArray());
}

int TestPracticeTiming::counted(const char *name)
{
    const QByteArray stats = BlockingClient(m_port).get("/stats").body;
    return QJsonDocument::fromJson(stats).object().value(QLatin1String(name)).toInt(-1);
}

void TestPracticeTiming::drawsFromADistribution_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::newRow("exponential") << QByteArray("latency=10ms&dist=exponential");
    QTest::newRow("lognormal") << QByteArray("dist=lognormal&latency=10ms");
    QTest::newRow("lognormal, narrow") << QByteArray("dist=lognormal&latency=10ms&jitter=1ms");
    QTest::newRow("uniform") << QByteArray("dist=uniform&latency=10ms&jitter=5ms");
}

void TestPracticeTiming::drawsFromADistribution()
{
    QFETCH(const QByteArray, query);
    std::string problem;
    const practice::ReplyPlan plan = practice::replyPlanFromQuery(query.toStdString(), &problem);
    std::mt19937_64 random; // as the server's
    BlockingClient client(m_port);
    for (int i = 0; i < 30; ++i) {
        const qint64 drawnUs = practice::drawnLatency(plan, random).count() / 1000;
        const HttpReply reply = client.get("/?size=0&" + query);
        QCOMPARE(reply.status, 200);
        QVERIFY2(reply.waitedUs >= drawnUs, qPrintable(QStringLiteral("%1 < %2").arg(reply.waitedUs).arg(drawnUs)));
    }
}

void TestPracticeTiming::answersInTurn()
{
    constexpr int count = 8;
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    std::vector<qint64> answeredMs(count, -1);
    QElapsedTimer watch;
    watch.start();
    for (int i = 0; i < count; ++i) {
        QTcpSocket *socket = sockets.emplace_back(std::make_unique<QTcpSocket>()).get();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, i, &answeredMs, &watch] {
            if (socket->readAll().startsWith("HTTP/1.1 200 OK\r\n"))
                answeredMs[std::size_t(i)] = watch.elapsed();
        });
        socket->connectToHost(QHostAddress::LocalHost, m_port);
        // The same rate in other words: the same queue.
        socket->write(requestFor(i % 2 == 0 ? "/?rate=20/s&size=0" : "/a?size=0&rate=1200/m&latency=20ms"));
        QTRY_COMPARE(counted("requests"), i + 1); // the order of arrival is this one
    }
    for (int i = 0; i < count; ++i) {
        QTRY_VERIFY(answeredMs[std::size_t(i)] >= 0); // none is dropped
        const qint64 earliest = i * 50 + (i % 2 == 0 ? 0 : 20);
        QVERIFY2(answeredMs[std::size_t(i)] >= earliest, qPrintable(QString::number(answeredMs[std::size_t(i)])));
    }
    QCOMPARE(counted("at_once"), 0);
}

void TestPracticeTiming::readsAndAcceptsDuringAStall()
{
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int i = 1; i <= 5; ++i) {
        QTcpSocket *socket = sockets.emplace_back(std::make_unique<QTcpSocket>()).get();
        socket->connectToHost(QHostAddress::LocalHost, m_port);
        socket->write(requestFor("/?latency=1ms&stall=0+1h"));
        QTRY_COMPARE(counted("at_once"), i);
        QCOMPARE(counted("connections"), i);
    }
    QCOMPARE(BlockingClient(m_port).get("/").status, 200); // who did not ask for it
    for (const auto &socket : sockets) {
        QCOMPARE(socket->bytesAvailable(), 0);
        socket->abort();
    }
    QTRY_COMPARE(counted("at_once"), 0);
}

void TestPracticeTiming::answersAtTheEndOfAStall()
{
    QElapsedTimer watch;
    watch.start();
    BlockingClient client(m_port);
    QCOMPARE(client.get("/?stall=50ms%2B250ms").status, 200);
    // It would be answered 60 ms after the first one or later: within the stall, unless this machine stood still.
    const HttpReply reply = client.get("/?latency=60ms&stall=50ms+250ms");
    QCOMPARE(reply.status, 200);
    QVERIFY2(watch.elapsed() >= 300, qPrintable(QString::number(watch.elapsed())));
    // The first one itself, where it begins at once.
    const HttpReply first = client.get("/?stall=0+200ms");
    QVERIFY2(first.waitedUs >= 200'000, qPrintable(QString::number(first.waitedUs)));
}

QTEST_GUILESS_MAIN(TestPracticeTiming)
#include "tst_practicetiming.moc"
