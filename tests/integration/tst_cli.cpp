// SPDX-License-Identifier: GPL-3.0-or-later
// The real program, by what scripts see of it: exit code, standard output, standard error, files.
#include "support/cliprogram.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace fiftyfold::test;

class TestCli : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void runsFiftyByDefault();
    void runsUnderEachTransport_data();
    void runsUnderEachTransport();
    void runsAnyRunner();
    void helpAndVersionGoToStandardOutput_data();
    void helpAndVersionGoToStandardOutput();
    void refusesBadUsage_data();
    void refusesBadUsage();
    void refusesBytesThatAreNoText();
    void writesOnlyJsonToStandardOutput();
    void writesCsvAndSummary();
    void reportsFailedRequests();
    void reportsClosedPort();
    void refusesRemoteHosts();
    void asksNobodyAboutLocalHosts();
    void followsNoRedirectToARemoteHost();
    void refusesUnusableFiles_data();
    void refusesUnusableFiles();
    void keepsFiles();
    void sendsData();
    void survivesAClosedPipe();
    void reportsAFullDisk();
    void survivesClosedStreams();
    void reportsARecordTooLarge();
    void progressCanBeSilent();
    void coloursOnlyATerminal();
    void serves();

private:
    QString inFolder(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_workDir;
};

void TestCli::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_workDir = inFolder(QStringLiteral("work"));
    QVERIFY(QDir().mkdir(m_workDir));
}

void TestCli::cleanup()
{
    m_folder.reset();
}

void TestCli::runsFiftyByDefault()
{
    const QString json = inFolder(QStringLiteral("run.json"));
    const CliResult result =
        runCli({QStringLiteral("run"), QStringLiteral("--json"), json, QStringLiteral("--work-dir"), m_workDir});
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    QVERIFY2(result.output.isEmpty(), result.output.constData());
    QVERIFY2(result.errors.contains("50 of 50"), result.errors.constData());
    QCOMPARE(everythingIn(m_workDir), QStringList());

    const QJsonObject record = objectFrom(contents(json));
    QCOMPARE(record.value(QStringLiteral("schema")).toString(), QStringLiteral("fiftyfold.run/1"));
    const QJsonObject plan = record.value(QStringLiteral("plan")).toObject();
    QCOMPARE(plan.value(QStringLiteral("transport")).toString(), QStringLiteral("curl"));
    QCOMPARE(plan.value(QStringLiteral("http")).toString(), QStringLiteral("1.1"));
    QCOMPARE(plan.value(QStringLiteral("threads")).toInt(), 1);
    const QJsonObject summary = record.value(QStringLiteral("summary")).toObject();
    QCOMPARE(summary.value(QStringLiteral("done")).toInt(), 50);
    QCOMPARE(summary.value(QStringLiteral("failed")).toInt(), 0);
    QCOMPARE(summary.value(QStringLiteral("status")).toObject().value(QStringLiteral("200")).toInt(), 50);
    const QJsonArray requests = record.value(QStringLiteral("requests")).toArray();
    QCOMPARE(requests.size(), 50);
    for (const QJsonValue request : requests) {
        const QStringList stages = request.toObject().value(QStringLiteral("stages")).toObject().keys();
        for (const char *stage : {"queued", "wait", "receive", "wrap", "save", "delete"})
            QVERIFY2(stages.contains(QLatin1String(stage)), stage);
    }
}

void TestCli::runsUnderEachTransport_data()
{
    QTest::addColumn<QString>("transport");
    QTest::addColumn<int>("threads");
    QTest::newRow("curl") << QStringLiteral("curl") << 1;
    QTest::newRow("curl, two threads") << QStringLiteral("curl") << 2;
    QTest::newRow("qt") << QStringLiteral("qt") << 1;
    QTest::newRow("qt, two threads") << QStringLiteral("qt") << 2;
}

void TestCli::runsUnderEachTransport()
{
    QFETCH(const QString, transport);
    QFETCH(const int, threads);
    const CliResult result =
        runCli({QStringLiteral("run"), QStringLiteral("practice:?latency=1ms"), QStringLiteral("-n20"),
                QStringLiteral("-c4"), QStringLiteral("--transport"), transport, QStringLiteral("--threads"),
                QString::number(threads), QStringLiteral("--json"), QStringLiteral("-")});
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    QVERIFY2(result.errors.contains("transport " + transport.toUtf8()), result.errors.constData());
    QCOMPARE(result.errors.contains("2 threads"), threads == 2);

    const QJsonObject record = objectFrom(result.output);
    const QJsonObject plan = record.value(QStringLiteral("plan")).toObject();
    QCOMPARE(plan.value(QStringLiteral("transport")).toString(), transport);
    QCOMPARE(plan.value(QStringLiteral("threads")).toInt(), threads);
    const QString library =
        record.value(QStringLiteral("environment")).toObject().value(QStringLiteral("transport_library")).toString();
    QVERIFY2(library.contains(transport, Qt::CaseInsensitive), qPrintable(library)); // libcurl/…, Qt Network …
    const QJsonArray requests = record.value(QStringLiteral("requests")).toArray();
    QCOMPARE(requests.size(), 20);
    for (const QJsonValue request : requests) {
        QCOMPARE(request.toObject().value(QStringLiteral("outcome")).toString(), QStringLiteral("done"));
        QCOMPARE(request.toObject().value(QStringLiteral("http")).toString(), QStringLiteral("1.1"));
    }
}

/// Its requests are recorded like those of our own strategies.
void TestCli::runsAnyRunner()
{
    const QString command = QStringLiteral("mine=\"" FIFTYFOLD_BIN_DIR "/fiftyfold-cli\" worker");
    const CliResult result = runCli({QStringLiteral("run"), QStringLiteral("practice:?latency=1ms"),
                                     QStringLiteral("-n20"), QStringLiteral("-c4"), QStringLiteral("--runner"), command,
                                     QStringLiteral("--json"), QStringLiteral("-")});
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    QVERIFY2(result.errors.contains("strategy mine, carried out by fiftyfold "), result.errors.constData());
    const QJsonObject record = objectFrom(result.output);
    const QJsonObject plan = record.value(QStringLiteral("plan")).toObject();
    QCOMPARE(plan.value(QStringLiteral("strategy")).toString(), QStringLiteral("mine"));
    QCOMPARE(plan.value(QStringLiteral("transport")).toString(), QStringLiteral("external"));
    QVERIFY(plan.value(QStringLiteral("runner")).toString().endsWith(QLatin1String("worker")));
    const QJsonArray requests = record.value(QStringLiteral("requests")).toArray();
    QCOMPARE(requests.size(), 20);
    for (const QJsonValue request : requests) {
        QCOMPARE(request[QLatin1String("outcome")].toString(), QStringLiteral("done"));
        QVERIFY(request[QLatin1String("stages")].toObject().contains(QStringLiteral("wait")));
        QVERIFY(request[QLatin1String("stages")].toObject().contains(QStringLiteral("delete")));
    }
}

void TestCli::helpAndVersionGoToStandardOutput_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("--version") << QStringList{QStringLiteral("--version")} << QByteArray("fiftyfold-cli 0.");
    QTest::newRow("--help") << QStringList{QStringLiteral("--help")} << QByteArray("fiftyfold-cli run [URL]");
    QTest::newRow("help") << QStringList{QStringLiteral("help")} << QByteArray("Exit status");
    QTest::newRow("help run") << QStringList{QStringLiteral("help"), QStringLiteral("run")}
                              << QByteArray("--at-once N");
    QTest::newRow("run --help") << QStringList{QStringLiteral("run"), QStringLiteral("--help")}
                                << QByteArray("--json FILE");
    QTest::newRow("help serve") << QStringList{QStringLiteral("help"), QStringLiteral("serve")} << QByteArray("--port");
}

void TestCli::helpAndVersionGoToStandardOutput()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, words);
    const CliResult result = runCli(arguments);
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.output.contains(words), result.output.constData());
    QCOMPARE(result.errors, QByteArray());
}

void TestCli::refusesBadUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char *arguments, const char *words) {
        QTest::newRow(*arguments ? arguments : "nothing")
            << QString::fromUtf8(arguments).split(QLatin1Char('|'), Qt::SkipEmptyParts)
            << QString::fromUtf8(words).split(QLatin1Char('|'));
    };
    row("", "command|run");
    row("rnu", "rnu|run");
    row("help|me", "me|run");
    row("run|-n|0", "--requests|\"0\"|a whole number from 1 to 10000000");
    row("run|-n|x", "fiftyfold-cli: --requests takes a whole number from 1 to 10000000, got \"x\".");
    row("run|--strategy|nope", "--strategy|nope|async");
    row("run|ftp://127.0.0.1/", "URL|ftp|http://");
    row("run|http://", "URL|http://");
    row("run|--timeout|5 parsecs", "--timeout|5 parsecs|250ms");
    row("show", "got none|See \"fiftyfold-cli help show\".");
    row("run|--frobnicate", "--frobnicate|See \"fiftyfold-cli help run\".");
    row("run|--transport|smoke", "--transport|curl or qt|\"smoke\"");
    row("run|--http|2", "--http 2|https|--http 1.1");
    row("run|--http|2|--transport|qt|https://127.0.0.1/", "--http 2|qt|--transport curl");
    row("run|--threads|65", "--threads|from 1 to 64|\"65\"");
    row("run|--unix-socket|/s|--transport|qt|http://localhost/", "--unix-socket|qt|--transport curl");
    row("run|practice:robots.txt?latency=5parsecs", "latency|\"5parsecs\"|250ms, 10s or 2m");
    row("run|practice:?latecy=5ms", "\"latecy\"|latency, jitter, dist, rate, stall, size, status");
    row("run|--json|-|--csv|-", "--json|--csv|standard output");
}

void TestCli::refusesBadUsage()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QStringList, words);
    const CliResult result = runCli(arguments);
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.output, QByteArray());
    const QString errors = QString::fromUtf8(result.errors);
    for (const QString &word : words)
        QVERIFY2(errors.contains(word), qPrintable(word + QLatin1String(" is not in: ") + errors));
}

/// Nothing else is sent in their place.
void TestCli::refusesBytesThatAreNoText()
{
    QProcess process;
    startCliInShell(process, QStringLiteral("\"$0\" run practice: -n 1 --data $'a\\xe9' >\"$1/out\""), m_workDir);
    QVERIFY(process.waitForFinished(cliDeadlineMs));
    QCOMPARE(process.exitCode(), 2);
    const QByteArray errors = process.readAllStandardError();
    QVERIFY2(errors.contains("Argument 6 has a byte that is no UTF-8"), errors.constData());
}

void TestCli::writesOnlyJsonToStandardOutput()
{
    const CliResult result =
        runCli({QStringLiteral("run"), QStringLiteral("-n3"), QStringLiteral("--json"), QStringLiteral("-")});
    QCOMPARE(result.exitCode, 0);
    QJsonParseError error;
    const QJsonObject record = QJsonDocument::fromJson(result.output, &error).object();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(record.value(QStringLiteral("requests")).toArray().size(), 3);
}

void TestCli::writesCsvAndSummary()
{
    const QString summaryFile = inFolder(QStringLiteral("summary.json"));
    const CliResult result = runCli({QStringLiteral("run"), QStringLiteral("--csv"), QStringLiteral("-"),
                                     QStringLiteral("--summary"), summaryFile, QStringLiteral("--strategy"),
                                     QStringLiteral("sequential"), QStringLiteral("practice:robots.txt?latency=1ms")});
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.output.count("\r\n"), 51);
    QCOMPARE(result.output.count('\n'), 51);
    QVERIFY(result.output.startsWith("index,lane,outcome,start_ms,"));
    const QJsonObject record = objectFrom(contents(summaryFile));
    QVERIFY(record.contains(QStringLiteral("summary")) && !record.contains(QStringLiteral("requests")));
    QCOMPARE(record.value(QStringLiteral("summary")).toObject().value(QStringLiteral("max_in_flight")).toInt(), 1);
}

void TestCli::reportsFailedRequests()
{
    const CliResult result =
        runCli({QStringLiteral("run"), QStringLiteral("practice:?latency=1ms&fail=0.2"), QStringLiteral("-n"),
                QStringLiteral("200"), QStringLiteral("--summary"), QStringLiteral("-")});
    QCOMPARE(result.exitCode, 3);
    const QJsonObject summary = objectFrom(result.output).value(QStringLiteral("summary")).toObject();
    const int failed = summary.value(QStringLiteral("failed")).toInt();
    QVERIFY2(failed > 0 && failed < 200, result.output.constData());
    QCOMPARE(summary.value(QStringLiteral("done")).toInt() + failed, 200);
    QCOMPARE(summary.value(QStringLiteral("errors")).toObject().value(QStringLiteral("status")).toInt(), failed);
    QVERIFY2(result.errors.contains("errors\nstatus"), result.errors.constData());
}

void TestCli::reportsClosedPort()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QString url = QStringLiteral("http://127.0.0.1:%1/").arg(server.serverPort());
    server.close();
    const CliResult result =
        runCli({QStringLiteral("run"), url, QStringLiteral("-n2"), QStringLiteral("--json"), QStringLiteral("-")});
    QCOMPARE(result.exitCode, 3);
    for (const QJsonValue request : objectFrom(result.output).value(QStringLiteral("requests")).toArray()) {
        const QJsonObject error = request.toObject().value(QStringLiteral("error")).toObject();
        QCOMPARE(error.value(QStringLiteral("class")).toString(), QStringLiteral("connect"));
        QVERIFY(!error.value(QStringLiteral("message")).toString().isEmpty());
    }
}

void TestCli::refusesRemoteHosts()
{
    // The proxy would see the requests, if there were any.
    QTcpServer proxy;
    QVERIFY(proxy.listen(QHostAddress::LocalHost));
    const QStringList arguments = {
        QStringLiteral("run"),     QStringLiteral("http://www.example.com/"),
        QStringLiteral("-n7"),     QStringLiteral("-c3"),
        QStringLiteral("--proxy"), QStringLiteral("http://127.0.0.1:%1").arg(proxy.serverPort())};
    const CliResult result = runCli(arguments);
    QCOMPARE(result.exitCode, 2);
    for (const char *word : {"www.example.com", "7 requests", "3 at once", "--allow-remote"})
        QVERIFY2(result.errors.contains(word), result.errors.constData());
    QVERIFY(!proxy.waitForNewConnection(0)); // the program has ended: one would be waiting

    QSignalSpy connections(&proxy, &QTcpServer::newConnection);
    QProcess allowed;
    startCli(allowed, arguments + QStringList{QStringLiteral("--allow-remote"), QStringLiteral("--timeout=200ms")});
    QTRY_VERIFY_WITH_TIMEOUT(!connections.isEmpty(), cliDeadlineMs);
    QVERIFY(allowed.waitForFinished(cliDeadlineMs));
    QCOMPARE(allowed.exitCode(), 3);
}

void TestCli::asksNobodyAboutLocalHosts()
{
    const CliResult result = runCli({QStringLiteral("run"), QStringLiteral("http://[::1]:1/"), QStringLiteral("-n1")});
    QCOMPARE(result.exitCode, 3);
}

void TestCli::followsNoRedirectToARemoteHost()
{
    const CliResult result = runCli(
        {QStringLiteral("run"), QStringLiteral("practice:x?status=302&location=http://192.0.2.1/"),
         QStringLiteral("-n1"), QStringLiteral("--timeout=2s"), QStringLiteral("--summary"), QStringLiteral("-")});
    QCOMPARE(result.exitCode, 3);
    const QJsonObject summary = objectFrom(result.output).value(QStringLiteral("summary")).toObject();
    QCOMPARE(summary.value(QStringLiteral("errors")).toObject().value(QStringLiteral("redirect")).toInt(), 1);
}

void TestCli::refusesUnusableFiles_data()
{
    QTest::addColumn<QStringList>("options");
    const auto row = [](const char *option, const char *name) {
        QTest::addRow("%s %s", option, name) << QStringList{QString::fromLatin1(option), QString::fromLatin1(name)};
    };
    row("--work-dir", "/no/such/folder");
    row("--work-dir", "/dev/null");
    row("--work-dir", "/proc");
    row("--json", "/no/such/folder/run.json");
    row("--csv", "/dev/null/run.csv");
    row("--summary", "/proc");
    row("--junit", "/no/such/folder/run.xml");
    row("--data-file", "/no/such/file");
    row("--data-file", "/proc");
    row("--cacert", "/no/such/file");
    row("--user", "@/no/such/file");
    row("--bearer", "@/no/such/file");
    row("--form", "a=@/no/such/file");
    row("--rows", "/no/such/file");
    QTest::newRow("--cert, --key") << QStringList{QStringLiteral("--cert"), QStringLiteral("/no/such/file"),
                                                  QStringLiteral("--key"), QStringLiteral("/dev/null")};
}

void TestCli::refusesUnusableFiles()
{
    QFETCH(const QStringList, options);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const CliResult result =
        runCli(QStringList{QStringLiteral("run"), QStringLiteral("http://127.0.0.1:%1/").arg(server.serverPort()),
                           QStringLiteral("--timeout=1s")} +
               options);
    QCOMPARE(result.exitCode, 1);
    const QString file = options.at(1).mid(options.at(1).indexOf(QLatin1Char('/')));
    QVERIFY2(result.errors.contains(file.toUtf8()), result.errors.constData());
    QVERIFY(!server.waitForNewConnection(0)); // the program has ended: one would be waiting
    QCOMPARE(result.output, QByteArray());
}

void TestCli::keepsFiles()
{
    const CliResult result =
        runCli({QStringLiteral("run"), QStringLiteral("practice:?latency=1ms"), QStringLiteral("-n5"),
                QStringLiteral("--keep-files"), QStringLiteral("--work-dir"), m_workDir});
    QCOMPARE(result.exitCode, 0);
    const QStringList folders = everythingIn(m_workDir);
    QCOMPARE(folders.size(), 1);
    const QString folder = m_workDir + QLatin1Char('/') + folders.first();
    QCOMPARE(everythingIn(folder).size(), 5);
    QVERIFY(contents(folder + QLatin1String("/0004.html")).contains("<pre"));
    QCOMPARE(QFileInfo(folder).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QVERIFY2(result.errors.contains("5 pages kept in " + folder.toUtf8()), result.errors.constData());
}

void TestCli::sendsData()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QByteArray received;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [&received, socket] {
            received += socket->readAll();
            if (received.endsWith("name=value"))
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
    });
    const QString file = inFolder(QStringLiteral("body"));
    QFile body(file);
    QVERIFY(body.open(QIODevice::WriteOnly));
    body.write("name=value");
    body.close();

    QProcess process;
    startCli(process, {QStringLiteral("run"), QStringLiteral("http://127.0.0.1:%1/form").arg(server.serverPort()),
                       QStringLiteral("-n1"), QStringLiteral("--data-file"), file, QStringLiteral("-H"),
                       QStringLiteral("X-Test: yes")});
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, cliDeadlineMs);
    QCOMPARE(process.exitCode(), 0);
    QVERIFY2(received.startsWith("POST /form HTTP/1.1\r\n"), received.constData());
    QVERIFY2(received.toLower().contains("content-type: application/x-www-form-urlencoded\r\n"), received.constData());
    QVERIFY2(received.toLower().contains("x-test: yes\r\n"), received.constData());
}

/// The run goes on to its end, and its figures and other files are there.
void TestCli::survivesAClosedPipe()
{
    for (const char *option : {"--json", "--csv", "--series"}) {
        const QString summary = inFolder(QStringLiteral("summary.json"));
        QProcess process;
        startCliInShell(process,
                        QStringLiteral("\"$0\" run -n3 %1 - --summary \"$1/../summary.json\" --work-dir \"$1\" | true; "
                                       "exit ${PIPESTATUS[0]}")
                            .arg(QLatin1String(option)),
                        m_workDir);
        QVERIFY(process.waitForFinished(cliDeadlineMs));
        QCOMPARE(process.exitCode(), 1);
        const QByteArray errors = process.readAllStandardError();
        QVERIFY2(errors.contains("Standard output could not be written: nobody reads it any more."),
                 errors.constData());
        QVERIFY2(errors.contains("3 of 3"), errors.constData());
        QVERIFY(objectFrom(contents(summary)).contains(QStringLiteral("summary")));
        QVERIFY(QFile::remove(summary));
        QCOMPARE(everythingIn(m_workDir), QStringList());
    }
}

void TestCli::reportsAFullDisk()
{
    if (!QFile::exists(QStringLiteral("/dev/full")))
        QSKIP("there is no /dev/full");
    const CliResult result =
        runCli({QStringLiteral("run"), QStringLiteral("-n1"), QStringLiteral("--json"), QStringLiteral("/dev/full")});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.errors.contains("\"/dev/full\" could not be written"), result.errors.constData());
}

void TestCli::survivesClosedStreams()
{
    const QString json = inFolder(QStringLiteral("run.json"));
    QProcess process;
    startCliInShell(process, QStringLiteral("exec \"$0\" run -n3 --progress plain --json \"$1\" <&- >&- 2>&-"), json);
    QVERIFY(process.waitForFinished(cliDeadlineMs));
    QCOMPARE(process.exitCode(), 0);
    const QJsonObject record = objectFrom(contents(json));
    QVERIFY(!record.contains(QStringLiteral("stopped")));
    QCOMPARE(record.value(QStringLiteral("summary")).toObject().value(QStringLiteral("done")).toInt(), 3);

    startCliInShell(process, QStringLiteral("exec \"$0\" run -n1 --json - >&-"), {});
    QVERIFY(process.waitForFinished(cliDeadlineMs));
    QCOMPARE(process.exitCode(), 1);
    const QByteArray errors = process.readAllStandardError();
    QVERIFY2(errors.contains("Standard output could not be written"), errors.constData());
}

void TestCli::reportsARecordTooLarge()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("the sanitizer reserves more address space than this test allows");
#endif
    const QString script = QStringLiteral("ulimit -v 220000; exec \"$0\" run -n \"$1\"");
    for (const auto &[requests, exitCode] : {std::pair("1", 0), std::pair("10000000", 1)}) {
        QProcess process;
        startCliInShell(process, script, QString::fromLatin1(requests));
        QVERIFY(process.waitForFinished(cliDeadlineMs));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        const QByteArray errors = process.readAllStandardError();
        QVERIFY2(process.exitCode() == exitCode, errors.constData());
        QCOMPARE(errors.contains("The record of 10000000 requests needs more memory"), exitCode == 1);
    }
}

void TestCli::progressCanBeSilent()
{
    const CliResult silent =
        runCli({QStringLiteral("run"), QStringLiteral("-n1"), QStringLiteral("--progress"), QStringLiteral("none")});
    QVERIFY2(silent.errors.startsWith("GET http://127.0.0.1:"), silent.errors.constData());
    const CliResult plain = runCli({QStringLiteral("run"), QStringLiteral("-n1")});
    QVERIFY2(plain.errors.contains("1 of 1 finished, 0 in flight"), plain.errors.constData());
}

void TestCli::coloursOnlyATerminal()
{
    QVERIFY(!runCli({QStringLiteral("run"), QStringLiteral("-n1")}).errors.contains('\033'));

    if (QProcess::execute(QStringLiteral("script"),
                          {QStringLiteral("-qec"), QStringLiteral("true"), QStringLiteral("/dev/null")}) != 0)
        QSKIP("script(1) can make no terminal here");
    const auto onTerminal = [](const QString &environment) {
        QProcess process;
        startCliInShell(process, QStringLiteral("exec script -qec \"env $1 '$0' run -n1\" /dev/null"), environment);
        process.waitForFinished(cliDeadlineMs);
        return process.readAllStandardOutput();
    };
    const QByteArray colourful = onTerminal(QStringLiteral("-u NO_COLOR TERM=xterm"));
    QVERIFY2(colourful.contains("\033[32m1 of 1"), colourful.constData());
    QVERIFY(colourful.contains("\r\033[K"));
    const QByteArray plain = onTerminal(QStringLiteral("NO_COLOR=1 TERM=xterm"));
    QVERIFY2(plain.contains("1 of 1") && !plain.contains("\033[32m"), plain.constData());
    QVERIFY(!onTerminal(QStringLiteral("TERM=dumb")).contains('\033'));
}

void TestCli::serves()
{
    QProcess process;
    const QString url = serve(process);
    QVERIFY2(!url.isEmpty(), process.readAllStandardError().constData());
    QCOMPARE(runCli({QStringLiteral("run"), url + QLatin1String("robots.txt"), QStringLiteral("-n5")}).exitCode, 0);
    kill(static_cast<pid_t>(process.processId()), SIGTERM);
    QVERIFY(process.waitForFinished(cliDeadlineMs));
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
