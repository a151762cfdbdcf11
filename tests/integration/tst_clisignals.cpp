// SPDX-License-Identifier: GPL-3.0-or-later
// How the real program ends when it is told to.
#include "support/cliprogram.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace fiftyfold::test;

namespace {
bool hasProgress(QProcess &process)
{
    return errorsUntil(process, "in flight").contains("8 in flight");
}

} // namespace

class TestCliSignals : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void stopsOnSignals_data();
    void stopsOnSignals();
    void stopsBeforeTheFirstReplyOfASlowStart();
    void endsAtOnceOnTheSecondSignal();
    void takesTwoSignalsAtOnceForOne();
    void stopsWhileAPipeWaitsForItsReader();
    void isNotHungUpUnderNohup();
    void endsInOrderWhereNobodyReads_data();
    void endsInOrderWhereNobodyReads();

private:
    QString inFolder(const QString &name) const { return m_folder->filePath(name); }
    /// A practice URL whose run lasts until it is stopped, and the options to see it begin.
    QStringList longRun() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_workDir;
};

void TestCliSignals::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_workDir = inFolder(QStringLiteral("work"));
    QVERIFY(QDir().mkdir(m_workDir));
}

QStringList TestCliSignals::longRun() const
{
    return {QStringLiteral("run"),
            QStringLiteral("practice:?latency=60s"),
            QStringLiteral("--timeout=2m"),
            QStringLiteral("-c8"),
            QStringLiteral("--progress=plain"),
            QStringLiteral("--work-dir"),
            m_workDir};
}

void TestCliSignals::stopsOnSignals_data()
{
    addStopSignals();
}

void TestCliSignals::stopsOnSignals()
{
    QFETCH(const int, signalNumber);
    const QString json = inFolder(QStringLiteral("run.json"));
    QProcess process;
    startCli(process, longRun() + QStringList{QStringLiteral("--json"), json});
    QVERIFY(hasProgress(process));
    QVERIFY(!everythingIn(m_workDir).isEmpty());

    kill(static_cast<pid_t>(process.processId()), signalNumber);
    QVERIFY(process.waitForFinished(cliDeadlineMs));
    QTEST(process.exitCode(), "exitCode");
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(everythingIn(m_workDir), QStringList());

    const QJsonObject record = objectFrom(contents(json));
    QCOMPARE(record.value(QStringLiteral("stopped")), QJsonValue(true));
    QCOMPARE(record.value(QStringLiteral("summary")).toObject().value(QStringLiteral("cancelled")).toInt(), 50);
    QCOMPARE(record.value(QStringLiteral("requests")).toArray().size(), 50);
}

void TestCliSignals::stopsBeforeTheFirstReplyOfASlowStart()
{
    // Warm-up requests that nobody answers: the clock has not started when the signal comes.
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QSignalSpy connections(&server, &QTcpServer::newConnection);
    QProcess process;
    startCli(process,
             {QStringLiteral("run"), QStringLiteral("http://127.0.0.1:%1/").arg(server.serverPort()),
              QStringLiteral("--warmup=1"), QStringLiteral("-n3"), QStringLiteral("--json"), QStringLiteral("-")});
    QTRY_VERIFY_WITH_TIMEOUT(!connections.isEmpty(), cliDeadlineMs);
    kill(static_cast<pid_t>(process.processId()), SIGTERM);
    QVERIFY(process.waitForFinished(cliDeadlineMs));
    QCOMPARE(process.exitCode(), 143);
    const QJsonObject record = objectFrom(process.readAllStandardOutput());
    const QJsonArray requests = record.value(QStringLiteral("requests")).toArray();
    QCOMPARE(requests.size(), 3);
    for (const QJsonValue request : requests)
        QCOMPARE(request.toObject().value(QStringLiteral("outcome")).toString(), QStringLiteral("cancelled"));
    QVERIFY(record.value(QStringLiteral("started_at")).toString().endsWith(QLatin1Char('Z')));
}

void TestCliSignals::endsAtOnceOnTheSecondSignal()
{
    // The record goes to a pipe that nobody empties: the first signal ends the run, and the program hangs in writing.
    QProcess process;
    startCliInShell(
        process,
        QStringLiteral("mkfifo \"$1\"; exec 3<>\"$1\"; exec \"$0\" run 'practice:?latency=60s' -n 3000 -c 8 "
                       "--timeout 2m --progress plain --json \"$1\""),
        inFolder(QStringLiteral("pipe")));
    QVERIFY(hasProgress(process));
    kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(errorsUntil(process, "stopped before its end").contains("stopped before its end"));
    QVERIFY(!process.waitForFinished(500));
    kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(cliDeadlineMs));
    QCOMPARE(process.exitCode(), 130);
}

void TestCliSignals::takesTwoSignalsAtOnceForOne()
{
    const QString json = inFolder(QStringLiteral("run.json"));
    QProcess process;
    startCli(process, longRun() + QStringList{QStringLiteral("--json"), json});
    QVERIFY(hasProgress(process));
    kill(static_cast<pid_t>(process.processId()), SIGTERM);
    kill(static_cast<pid_t>(process.processId()), SIGTERM);
    QVERIFY(process.waitForFinished(cliDeadlineMs));
    QCOMPARE(process.exitCode(), 143);
    QCOMPARE(everythingIn(m_workDir), QStringList());
    QVERIFY(objectFrom(contents(json)).contains(QStringLiteral("summary")));
}

void TestCliSignals::stopsWhileAPipeWaitsForItsReader()
{
    QProcess process;
    startCliInShell(process,
                    QStringLiteral("mkfifo \"$1/pipe\"; exec \"$0\" run -n1 --json \"$1/run\" --csv \"$1/pipe\""),
                    m_workDir);
    // The outputs are opened in this order: once the first is open, the second waits.
    const QDir descriptors(QStringLiteral("/proc/%1/fd").arg(process.processId()));
    const auto hasOpenFile = [this, &descriptors] {
        const QFileInfoList files = descriptors.entryInfoList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
        return std::any_of(files.begin(), files.end(),
                           [this](const QFileInfo &file) { return file.symLinkTarget().startsWith(m_workDir); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasOpenFile(), cliDeadlineMs);
    kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(5000));
    QCOMPARE(process.exitStatus(), QProcess::CrashExit); // by the signal itself
    QCOMPARE(process.exitCode(), SIGINT);
}

void TestCliSignals::isNotHungUpUnderNohup()
{
    QProcess process;
    startCliInShell(process,
                    QStringLiteral("trap '' HUP; exec \"$0\" run 'practice:?latency=60s' --timeout 2m -c8 "
                                   "--progress=plain --work-dir \"$1\""),
                    m_workDir);
    QVERIFY(hasProgress(process));
    kill(static_cast<pid_t>(process.processId()), SIGHUP);
    kill(static_cast<pid_t>(process.processId()), SIGTERM);
    QVERIFY(process.waitForFinished(cliDeadlineMs));
    QCOMPARE(process.exitCode(), 143);
    QCOMPARE(everythingIn(m_workDir), QStringList());
}

void TestCliSignals::endsInOrderWhereNobodyReads_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<bool>("isTold"); // that a file was asked for, and is not there
    for (const char *command :
         {"run practice: -n 3 --json - --progress none", "run practice: -n 3 --csv -", "run practice: -n 3 --summary -",
          "run practice: -n 3 --junit - --expect 'max<1us'", "run practice: -n 3 --strategy processes --json -",
          "compare practice: -n 3 --rounds 1 --json -", "compare practice: -n 3 --rounds 1 --markdown -"})
        QTest::newRow(command) << QString::fromLatin1(command) << true;
    for (const char *command : {"help", "help run", "help serve", "run --help", "--version"})
        QTest::newRow(command) << QString::fromLatin1(command) << false;
}

void TestCliSignals::endsInOrderWhereNobodyReads()
{
    QFETCH(const QString, command);
    QFETCH(const bool, isTold);
    // A pipe whose reader has gone, as `head` goes.
    QProcess process;
    startCliInShell(process,
                    QStringLiteral("mkfifo \"$1/../pipe\"; exec 3<>\"$1/../pipe\" 4>\"$1/../pipe\" 3<&-; "
                                   "export TMPDIR=\"$1\"; \"$0\" %1 >&4 4>&-")
                        .arg(command),
                    m_workDir);
    QVERIFY(process.waitForFinished(cliDeadlineMs));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 1); // what was asked for was not written
    const QByteArray errors = process.readAllStandardError();
    QCOMPARE(errors.contains("Standard output could not be written: nobody reads it any more."), isTold);
    QVERIFY2(!errors.contains("pipe"), errors.constData());
    QCOMPARE(everythingIn(m_workDir), QStringList());
}

QTEST_GUILESS_MAIN(TestCliSignals)
#include "tst_clisignals.moc"
