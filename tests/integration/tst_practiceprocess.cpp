// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/practiceserver.h"
#include "support/blockingclient.h"
#include "support/childprogram.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

#include <csignal>
#include <cstdio>

using namespace fiftyfold;
using namespace fiftyfold::test;

namespace {

constexpr char startOnly[] = "--start-practice-server";
constexpr char folderVariable[] = "FIFTYFOLD_LIBEXEC_DIR";

QString serverProgram()
{
    return builtProgram(QStringLiteral("fiftyfold-practice-server"));
}

/// A stand-in for the server's program.
void writeScript(const QTemporaryDir &folder, const QByteArray &command)
{
    QFile script(folder.filePath(QStringLiteral("fiftyfold-practice-server")));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\n" + command + '\n');
    script.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
}

/// What a program does that uses the practice server, and nothing else.
int startPracticeServer()
{
    PracticeServer server;
    const auto print = [](const QString &text) {
        std::puts(qPrintable(text));
        std::fflush(stdout);
    };
    QObject::connect(&server, &PracticeServer::listening, &server,
                     [&] { print(server.resolved(QUrl(QStringLiteral("practice:"))).toString()); });
    QObject::connect(&server, &PracticeServer::failed, &server, [&](const QString &message) {
        print(message);
        QCoreApplication::exit(1);
    });
    server.start();
    return QCoreApplication::exec();
}

} // namespace

/// How the practice server's program starts and ends, by itself and through PracticeServer.
class TestPracticeProcess : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void saysWhereItListens();
    void refusesBadUsage_data();
    void refusesBadUsage();
    void says_data();
    void says();
    void refusesATakenPort();
    void endsWithItsInput();
    void endsOnSignals_data();
    void endsOnSignals();

    void startsFromTheProgram();
    void tellsOfANewRun();
    void reportsALostServer();
    void reportsAServerThatCannotRun();
    void reportsAMissingProgram();
    void diesWithAKilledParent();
};

void TestPracticeProcess::initTestCase()
{
    qunsetenv(folderVariable);
}

void TestPracticeProcess::saysWhereItListens()
{
    QProcess server;
    const QByteArray line = firstLine(server, serverProgram(), {QStringLiteral("--address=127.0.0.2")});
    const quint16 port = portOf(line);
    QCOMPARE(line, "listening http://127.0.0.2:" + QByteArray::number(port) + "/\n");
    QVERIFY(refusesConnections(port)); // on the other address
    server.kill();
    server.waitForFinished();
}

void TestPracticeProcess::refusesBadUsage_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("--port x") << QByteArray("--port got \"x\"; it takes a whole number from 0 to 65535");
    QTest::newRow("--port=65536") << QByteArray("--port got \"65536\"");
    QTest::newRow("--port") << QByteArray("--port got no value");
    QTest::newRow("--address 0.0.0.0") << QByteArray("--address got \"0.0.0.0\"; it takes a loopback address");
    QTest::newRow("--address ::") << QByteArray("--address got \"::\"");
    QTest::newRow("--address example.com") << QByteArray("--address got \"example.com\"");
    QTest::newRow("--prot 80") << QByteArray("no option \"--prot\"; it takes --address, --port");
}

void TestPracticeProcess::refusesBadUsage()
{
    QFETCH(const QByteArray, text);
    QProcess server;
    server.start(serverProgram(), QString::fromLatin1(QTest::currentDataTag()).split(QLatin1Char(' ')));
    QVERIFY(server.waitForFinished());
    QCOMPARE(server.exitCode(), 2);
    QCOMPARE(server.readAllStandardOutput(), QByteArray());
    const QByteArray said = server.readAllStandardError();
    QVERIFY2(said.contains(text), said.constData());
}

void TestPracticeProcess::says_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("--help") << QByteArray("--until-stdin-closes");
    QTest::newRow("--version") << QByteArray("fiftyfold-practice-server " FIFTYFOLD_VERSION "\n");
}

void TestPracticeProcess::says()
{
    QFETCH(const QByteArray, text);
    QProcess server;
    server.start(serverProgram(), {QString::fromLatin1(QTest::currentDataTag())});
    QVERIFY(server.waitForFinished());
    QCOMPARE(server.exitCode(), 0);
    QVERIFY(server.readAllStandardOutput().contains(text));
}

void TestPracticeProcess::refusesATakenPort()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const QByteArray port = QByteArray::number(taken.serverPort());
    QProcess server;
    server.start(serverProgram(), {QStringLiteral("--port"), QString::fromLatin1(port)});
    QVERIFY(server.waitForFinished());
    QCOMPARE(server.exitCode(), 1);
    const QByteArray said = server.readAllStandardError();
    QVERIFY2(said.contains("Cannot listen on 127.0.0.1:" + port), said.constData());
}

void TestPracticeProcess::endsWithItsInput()
{
    QProcess server;
    const quint16 port = portOf(firstLine(server, serverProgram(), {QStringLiteral("--until-stdin-closes")}));
    BlockingClient client(port);
    server.write("this is passed over\n");
    QCOMPARE(client.get("/").status, 200);
    server.closeWriteChannel();
    QVERIFY(server.waitForFinished(5000));
    QCOMPARE(server.exitStatus(), QProcess::NormalExit);
    QCOMPARE(server.exitCode(), 0);
}

void TestPracticeProcess::endsOnSignals_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("SIGINT") << SIGINT << 0;
    QTest::newRow("SIGTERM") << SIGTERM << 0;
    QTest::newRow("SIGHUP") << SIGHUP << 129;
}

void TestPracticeProcess::endsOnSignals()
{
    QFETCH(const int, signal);
    QProcess server;
    const quint16 port = portOf(firstLine(server, serverProgram(), {}));
    QTcpSocket waiting;
    waiting.connectToHost(QHostAddress::LocalHost, port);
    waiting.write("GET /?latency=1h HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(waiting.waitForBytesWritten());
    QCOMPARE(BlockingClient(port).get("/").status, 200);
    QCOMPARE(::kill(static_cast<pid_t>(server.processId()), signal), 0);
    QVERIFY(server.waitForFinished(5000));
    QCOMPARE(server.exitStatus(), QProcess::NormalExit);
    QTEST(server.exitCode(), "exitCode");
}

void TestPracticeProcess::startsFromTheProgram()
{
    QUrl url;
    {
        PracticeServer server;
        QSignalSpy listening(&server, &PracticeServer::listening);
        QVERIFY(!server.isListening());
        server.start();
        server.start(); // on its way already
        QVERIFY(listening.wait());
        QVERIFY(server.isListening());
        QCOMPARE(listening.size(), 1);
        server.start(); // runs already: says so again
        QVERIFY(listening.wait());
        // Ctrl+C in a terminal must not reach it.
        QVERIFY(getpgid(static_cast<pid_t>(server.findChild<QProcess *>()->processId())) != getpgrp());

        url = server.resolved(QUrl(QStringLiteral("practice:robots.txt?latency=5ms&size=10")));
        const QString origin = QStringLiteral("http://127.0.0.1:%1/").arg(url.port());
        QCOMPARE(url.toString(), origin + QStringLiteral("robots.txt?latency=5ms&size=10"));
        QCOMPARE(server.resolved(QUrl(QStringLiteral("practice:"))).toString(), origin);
        QCOMPARE(server.resolved(QUrl(QStringLiteral("practice:/a/b"))).toString(), origin + QStringLiteral("a/b"));
        QCOMPARE(server.resolved(QUrl(QStringLiteral("practice://a/b"))).toString(), origin + QStringLiteral("a/b"));
        const HttpReply reply = BlockingClient(quint16(url.port())).get("/robots.txt?" + url.query().toLatin1());
        QCOMPARE(reply.body.size(), 10);
    }
    QVERIFY(refusesConnections(quint16(url.port())));
}

/// A stall counts anew, and a queue that the last run left is none.
void TestPracticeProcess::tellsOfANewRun()
{
    PracticeServer server;
    QSignalSpy listening(&server, &PracticeServer::listening);
    server.start();
    QVERIFY(listening.wait());
    const auto port = quint16(server.resolved(QUrl(QStringLiteral("practice:"))).port());
    for (int run = 0; run < 3; ++run) {
        BlockingClient client(port);
        const HttpReply first = client.get("/?stall=0+100ms");
        QVERIFY2(first.waitedUs >= 100'000, qPrintable(QString::number(first.waitedUs)));
        QCOMPARE(client.get("/?rate=1/m").status, 200); // at once: the next would be a minute later
        server.start();
        QVERIFY(listening.wait());
    }
}

void TestPracticeProcess::reportsALostServer()
{
    QTemporaryDir folder;
    writeScript(folder, "echo listening http://127.0.0.1:1/; read line; exit 3");
    qputenv(folderVariable, folder.path().toLocal8Bit());
    PracticeServer server;
    QSignalSpy listening(&server, &PracticeServer::listening);
    QSignalSpy failed(&server, &PracticeServer::failed);
    server.start();
    QVERIFY(listening.wait());
    QCOMPARE(failed.size(), 0);
    server.findChild<QProcess *>()->write("\n");
    QVERIFY(failed.wait());
    QVERIFY(!server.isListening());
    QVERIFY2(failed.first().first().toString().contains(QStringLiteral("exit code 3")),
             qPrintable(failed.first().first().toString()));

    qunsetenv(folderVariable);
    server.start(); // starts again
    QVERIFY(listening.wait());
}

void TestPracticeProcess::reportsAServerThatCannotRun()
{
    QTemporaryDir folder;
    writeScript(folder, "exit 7");
    qputenv(folderVariable, folder.path().toLocal8Bit());
    PracticeServer server;
    QSignalSpy failed(&server, &PracticeServer::failed);
    server.start();
    qunsetenv(folderVariable);
    QVERIFY(failed.wait());
    QVERIFY(failed.first().first().toString().contains(QStringLiteral("exit code 7")));
}

/// This very test, in a folder that has no practice server beside it.
void TestPracticeProcess::reportsAMissingProgram()
{
    QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("copy"));
    QVERIFY(QFile::copy(QCoreApplication::applicationFilePath(), copy));
    QProcess process;
    const QByteArray said = firstLine(process, copy, {QLatin1String(startOnly)});
    QVERIFY2(said.startsWith("The practice server, fiftyfold-practice-server, is not beside this program."),
             said.constData());
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
}

void TestPracticeProcess::diesWithAKilledParent()
{
    QProcess parent;
    const quint16 port = portOf(firstLine(parent, QCoreApplication::applicationFilePath(), {QLatin1String(startOnly)}));
    QCOMPARE(BlockingClient(port).get("/").status, 200);
    parent.kill(); // SIGKILL: it can tell nobody
    QVERIFY(parent.waitForFinished());
    QTRY_VERIFY(refusesConnections(port));
}

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().contains(QLatin1String(startOnly)))
        return startPracticeServer();
    TestPracticeProcess test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_practiceprocess.moc"
