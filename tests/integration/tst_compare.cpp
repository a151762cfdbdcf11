// SPDX-License-Identifier: GPL-3.0-or-later
// `fiftyfold-cli compare`, the real program, by what scripts see of it.
#include "support/cliprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace fiftyfold::test;

namespace {
QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(QLatin1Char('|'), Qt::SkipEmptyParts);
}

} // namespace

class TestCompare : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void comparesByDefault();
    void writesOnlyWhatWasAskedFor();
    void comparesAThingWithItself();
    void comparesUnderAnOpenLoad();
    void refusesBadUsage();
    void refusesRemoteHosts();
    void namesWhatFails();
    void namesWhatCannotRun();
    void goesOnWithoutABrokenRunner();
    void stopsOnSignals_data();
    void stopsOnSignals();
    void keepsSecrets();

private:
    QStringList quick(const QStringList &more = {}) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_workDir;
};

void TestCompare::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_workDir = m_folder->filePath(QStringLiteral("work"));
    QVERIFY(QDir().mkdir(m_workDir));
}

/// Two strategies that take some milliseconds, with the comparison on standard output.
QStringList TestCompare::quick(const QStringList &more) const
{
    return QStringList{QStringLiteral("compare"),
                       QStringLiteral("practice:?latency=2ms"),
                       QStringLiteral("-n10"),
                       QStringLiteral("--work-dir"),
                       m_workDir,
                       QStringLiteral("--json"),
                       QStringLiteral("-")} +
           more;
}

void TestCompare::comparesByDefault()
{
    const QString markdown = m_folder->filePath(QStringLiteral("table.md"));
    const CliResult result = runCli({QStringLiteral("compare"), QStringLiteral("--rounds=2"), QStringLiteral("-n5"),
                                     QStringLiteral("--work-dir"), m_workDir, QStringLiteral("--markdown"), markdown});
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    QCOMPARE(result.output, QByteArray());
    for (const char *shown : {"sequential", "async", "baseline", "Floor: 100 ms", "Same for all: HTTP/1.1",
                              "5 requests, 5 at once, 2 rounds", "sequential, warm-up"})
        QVERIFY2(result.errors.contains(shown), result.errors.constData());
    QCOMPARE(everythingIn(m_workDir), QStringList());
    QFile file(markdown);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("| sequential | "));
}

void TestCompare::writesOnlyWhatWasAskedFor()
{
    const CliResult result = runCli(quick({QStringLiteral("--rounds=3")}));
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    QJsonParseError error;
    const QJsonObject json = QJsonDocument::fromJson(result.output, &error).object();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(json.value(QLatin1String("schema")).toString(), QStringLiteral("fiftyfold.comparison/1"));
    QCOMPARE(json.value(QLatin1String("baseline")).toString(), QStringLiteral("sequential"));
    const QString library =
        json.value(QLatin1String("environment")).toObject().value(QLatin1String("transport_library")).toString();
    QVERIFY2(library.contains(QLatin1String("curl")), qPrintable(library));
    const QJsonObject sequential = entryOf(json, 0);
    QCOMPARE(sequential.value(QLatin1String("floor_ms")).toDouble(), 20.0);
    for (const QJsonValue value : sequential.value(QLatin1String("rounds")).toArray()) {
        const QJsonObject round = value.toObject();
        QVERIFY(round.value(QLatin1String("elapsed_ms")).toDouble() > 15); // of 20, as timers are not exact
        QCOMPARE(round.value(QLatin1String("done")).toInt(), 10);
        QCOMPARE(round.value(QLatin1String("max_in_flight")).toInt(), 1);
    }
    const QJsonObject async = entryOf(json, 1);
    QCOMPARE(async.value(QLatin1String("rounds")).toArray().size(), 3);
    QVERIFY(async.value(QLatin1String("ratio")).toObject().value(QLatin1String("value")).toDouble() > 1);
    QCOMPARE(everythingIn(m_workDir), QStringList());
}

void TestCompare::comparesAThingWithItself()
{
    const CliResult result = runCli(quick({QStringLiteral("--strategies=async,async"), QStringLiteral("--rounds=2")}));
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    const QJsonObject json = objectFrom(result.output);
    QCOMPARE(entryOf(json, 0).value(QLatin1String("name")).toString(), QStringLiteral("async"));
    QCOMPARE(entryOf(json, 1).value(QLatin1String("name")).toString(), QStringLiteral("async (2)"));
    QCOMPARE(entryOf(json, 1).value(QLatin1String("strategy")).toString(), QStringLiteral("async"));
    QVERIFY(entryOf(json, 1).contains(QLatin1String("no_difference")));
}

void TestCompare::comparesUnderAnOpenLoad()
{
    const CliResult result = runCli(quick(
        {QStringLiteral("--rate=500/s"), QStringLiteral("--rounds=2"), QStringLiteral("--strategies=async,threads")}));
    QVERIFY2(result.exitCode == 0, result.errors.constData());
    for (const char *shown : {"10 requests due at 500/s, 10 at once", "mean response"})
        QVERIFY2(result.errors.contains(shown), result.errors.constData());
    const QJsonObject json = objectFrom(result.output);
    QCOMPARE(json.value(QLatin1String("compared")).toString(), QStringLiteral("mean_response"));
    const QJsonObject round = entryOf(json, 0).value(QLatin1String("rounds")).toArray().first().toObject();
    const QJsonObject median = entryOf(json, 0).value(QLatin1String("median_ms")).toObject();
    QVERIFY(round.value(QLatin1String("elapsed_ms")).toDouble() > 15); // nine gaps of 2 ms
    QVERIFY(median.value(QLatin1String("value")).toDouble() > 1);
}

void TestCompare::refusesBadUsage()
{
    for (const char *arguments : {"--strategies|nope", "--rounds|0", "--frobnicate"}) {
        const CliResult result = runCli(QStringList(QStringLiteral("compare")) + words(arguments));
        QCOMPARE(result.exitCode, 2);
        QCOMPARE(result.output, QByteArray());
        QVERIFY2(result.errors.contains("See \"fiftyfold-cli help compare\"."), result.errors.constData());
    }
    const CliResult help = runCli({QStringLiteral("help"), QStringLiteral("compare")});
    QCOMPARE(help.exitCode, 0);
    QVERIFY(help.output.contains("--strategies A,B,..."));
}

void TestCompare::refusesRemoteHosts()
{
    const CliResult result = runCli({QStringLiteral("compare"), QStringLiteral("http://www.example.com/"),
                                     QStringLiteral("-n7"), QStringLiteral("-c3"), QStringLiteral("--rounds=4")});
    QCOMPARE(result.exitCode, 2);
    // Seven in each of four rounds and a warm-up, of two.
    for (const char *shown : {"www.example.com", "70 requests", "3 at once", "all rounds", "--allow-remote"})
        QVERIFY2(result.errors.contains(shown), result.errors.constData());
    // Of URLs those alone that go to such hosts: five in each of two rounds and a warm-up.
    const CliResult urls = runCli({QStringLiteral("compare"), QStringLiteral("-n5"), QStringLiteral("--rounds=2"),
                                   QStringLiteral("--vary"),
                                   QStringLiteral("url=http://a.invalid/,http://127.0.0.1:1/,http://b.invalid/")});
    for (const char *shown : {"30 requests", "to a.invalid, b.invalid, ", "those hosts are neither"})
        QVERIFY2(urls.errors.contains(shown), urls.errors.constData());
}

void TestCompare::namesWhatFails()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QString url = QStringLiteral("http://127.0.0.1:%1/").arg(server.serverPort());
    server.close();
    const CliResult result = runCli({QStringLiteral("compare"), url, QStringLiteral("-n3"), QStringLiteral("--json"),
                                     QStringLiteral("-"), QStringLiteral("--rounds=2")});
    QCOMPARE(result.exitCode, 3);
    QVERIFY2(result.errors.contains("3 of 3 requests failed"), result.errors.constData());
    const QJsonObject entry = entryOf(objectFrom(result.output), 1);
    QVERIFY(entry.contains(QLatin1String("problem")) && !entry.contains(QLatin1String("median_ms")));
}

void TestCompare::namesWhatCannotRun()
{
    const CliResult result =
        runCli({QStringLiteral("compare"), QStringLiteral("practice:?latency=1ms"), QStringLiteral("--work-dir"),
                QStringLiteral("/no/such/folder"), QStringLiteral("--json"), QStringLiteral("-")});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.errors.contains("/no/such/folder"), result.errors.constData());
    QCOMPARE(result.output, QByteArray());

    const CliResult mistyped =
        runCli({QStringLiteral("compare"), QStringLiteral("--json"), QStringLiteral("/no/such/folder/file")});
    QCOMPARE(mistyped.exitCode, 1);
    QVERIFY2(mistyped.errors.contains("/no/such/folder/file"), mistyped.errors.constData());
}

void TestCompare::goesOnWithoutABrokenRunner()
{
    const CliResult result =
        runCli(quick({QStringLiteral("--rounds=2"), QStringLiteral("--runner"), QStringLiteral("mine=/bin/false")}));
    QCOMPARE(result.exitCode, 3);
    const QJsonObject json = objectFrom(result.output);
    QCOMPARE(entryOf(json, 1).value(QLatin1String("rounds")).toArray().size(), 2);
    const QJsonObject mine = entryOf(json, 2);
    QCOMPARE(mine.value(QLatin1String("name")).toString(), QStringLiteral("mine"));
    QVERIFY(mine.contains(QLatin1String("problem")) && mine.contains(QLatin1String("external")));
    QVERIFY2(result.errors.contains("mine: left out: "), result.errors.constData());
}

void TestCompare::stopsOnSignals_data()
{
    addStopSignals();
}

void TestCompare::stopsOnSignals()
{
    QFETCH(const int, signalNumber);
    const QString markdown = m_folder->filePath(QStringLiteral("table.md"));
    QProcess process;
    startCli(process, quick({QStringLiteral("--rounds=1000"), QStringLiteral("--progress=plain"),
                             QStringLiteral("--markdown"), markdown}));
    const QByteArray seen = errorsUntil(process, ", round ");
    QVERIFY2(seen.contains(", round "), seen.constData());
    kill(static_cast<pid_t>(process.processId()), signalNumber);
    QVERIFY(process.waitForFinished(cliDeadlineMs));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QTEST(process.exitCode(), "exitCode");
    QCOMPARE(everythingIn(m_workDir), QStringList());

    const QJsonObject json = objectFrom(process.readAllStandardOutput());
    QCOMPARE(json.value(QLatin1String("stopped")), QJsonValue(true));
    const QJsonArray rounds = entryOf(json, 0).value(QLatin1String("rounds")).toArray();
    QVERIFY(!rounds.isEmpty() && rounds.size() < 1000);
    QVERIFY(!entryOf(json, 0).contains(QLatin1String("problem")));
    QFile file(markdown);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("stopped before its end"));
}

void TestCompare::keepsSecrets()
{
    const CliResult result =
        runCli({QStringLiteral("compare"), QStringLiteral("http://user:hunter2@127.0.0.1:1/?token=hunter2"),
                QStringLiteral("-n1"), QStringLiteral("--rounds=1"), QStringLiteral("-H"),
                QStringLiteral("X-Api-Key: hunter2"), QStringLiteral("--json"), QStringLiteral("-")});
    QCOMPARE(result.exitCode, 3);
    QVERIFY2(!result.errors.contains("hunter2"), result.errors.constData());
    QVERIFY2(!result.output.contains("hunter2"), result.output.constData());
    QVERIFY(result.output.contains("[redacted]"));
}

QTEST_GUILESS_MAIN(TestCompare)
#include "tst_compare.moc"
