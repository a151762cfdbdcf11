// SPDX-License-Identifier: GPL-3.0-or-later
// The real program where the machine is unkind: few descriptors, a small disk, killed, stood still.
#include "support/scriptedorigin.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <csignal>

using namespace fiftyfold::test;
using namespace std::chrono_literals;

class TestHardship : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void fewDescriptors_data();
    void fewDescriptors();
    void fewDescriptorsForAllThatIsCompared();
    void limitedFileSize_data();
    void limitedFileSize();
    void limitedRecordSize();
    void killedRunIsSweptAndLeavesNoServer();
    void standstillIsMarked();

private:
    /// Runs a shell line in which $0 is the terminal program and $1 the folder for pages.
    void startInShell(QProcess &process, const QString &line) const;
    QJsonObject recordOf(QProcess &process) const;
    QStringList runFolders() const { return QDir(m_folder->path()).entryList({QStringLiteral("fiftyfold-*")}); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestHardship::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestHardship::startInShell(QProcess &process, const QString &line) const
{
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(QStringLiteral("/bin/bash"),
                  {QStringLiteral("-c"), line, QStringLiteral(FIFTYFOLD_BIN_DIR "/fiftyfold-cli"), m_folder->path()});
}

QJsonObject TestHardship::recordOf(QProcess &process) const
{
    if (process.state() != QProcess::NotRunning && !process.waitForFinished(60'000))
        return {};
    return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
}

void TestHardship::fewDescriptors_data()
{
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<QString>("whose");
    for (const char *strategy : {"async", "threads", "async-threads", "async-processes"})
        QTest::newRow(strategy) << QString::fromLatin1(strategy) << QStringLiteral("this process may open");
    QTest::newRow("processes") << QStringLiteral("processes") << QStringLiteral("each process may open");
}

void TestHardship::fewDescriptors()
{
    QFETCH(QString, strategy);
    QFETCH(QString, whose);
    QProcess process;
    startInShell(process, QStringLiteral("ulimit -n 64; exec \"$0\" run 'practice:?latency=5ms' -n 300 -c 300 "
                                         "--work-dir \"$1\" --json - --strategy ") +
                              strategy);
    const QJsonObject record = recordOf(process);
    QCOMPARE(process.exitCode(), 0);
    const QJsonValue summary = record[QLatin1String("summary")];
    QCOMPARE(summary[QLatin1String("done")].toInt(), 300);
    // What the record says is what there was.
    const int atOnce = record[QLatin1String("plan")][QLatin1String("at_once")].toInt();
    QVERIFY2(atOnce > 1 && atOnce < 64, qPrintable(QString::number(atOnce)));
    QCOMPARE(summary[QLatin1String("max_in_flight")].toInt(), atOnce);
    QStringList notices; // beside which a busy machine may have made the program stand still
    for (const QJsonValue notice : record[QLatin1String("notices")].toArray())
        notices.append(notice.toString());
    notices = notices.filter(QStringLiteral("ulimit -n"));
    QCOMPARE(notices.size(), 1); // no worker lowers its share once more
    QVERIFY2(notices.first().contains(whose), qPrintable(notices.first()));
}

void TestHardship::fewDescriptorsForAllThatIsCompared()
{
    QProcess process;
    startInShell(process,
                 QStringLiteral("ulimit -n 80; exec \"$0\" compare 'practice:?latency=5ms' -n 60 -c 60 --rounds 1 "
                                "--strategies async,threads,processes "
                                "--work-dir \"$1\" --json -"));
    const QJsonObject record = recordOf(process);
    QCOMPARE(process.exitCode(), 0);
    const int atOnce = record[QLatin1String("plan")][QLatin1String("at_once")].toInt();
    QVERIFY2(atOnce > 1 && atOnce < 60, qPrintable(QString::number(atOnce)));
    const QJsonArray entries = record[QLatin1String("entries")].toArray();
    QCOMPARE(entries.size(), 3);
    for (const QJsonValue entry : entries) {
        const QByteArray name = entry[QLatin1String("name")].toString().toUtf8();
        QVERIFY2(entry[QLatin1String("at_once")].toInt() == atOnce, name.constData());
    }
    const QJsonArray notices = record[QLatin1String("notices")].toArray();
    QCOMPARE(notices.size(), 1);
    QVERIFY(notices.first().toString().contains(QLatin1String("all that is compared")));
}

void TestHardship::limitedFileSize_data()
{
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<int>("blocks");
    for (const char *strategy : {"async", "threads", "async-threads", "async-processes", "processes", "python-asyncio"})
        QTest::newRow(strategy) << QString::fromLatin1(strategy) << 1;
#ifndef __SANITIZE_THREAD__ // which writes files of its own
    QTest::newRow("not even the folder's marker") << QStringLiteral("async") << 0;
#endif
}

void TestHardship::limitedFileSize()
{
    QFETCH(QString, strategy);
    QFETCH(int, blocks);
    // As on a disk that is full: each save fails, and the run goes on.
    QProcess process;
    startInShell(process, QStringLiteral("ulimit -f %1; \"$0\" run 'practice:?size=20000' -n 20 --work-dir \"$1\" "
                                         "--json - --strategy %2 | cat")
                              .arg(blocks)
                              .arg(strategy));
    const QJsonObject record = recordOf(process);
    const QJsonValue summary = record[QLatin1String("summary")];
    QCOMPARE(summary[QLatin1String("failed")].toInt(), 20);
    QCOMPARE(summary[QLatin1String("errors")][QLatin1String("save")].toInt(), 20);
    const QString message = record[QLatin1String("requests")]
                                .toArray()
                                .first()[QLatin1String("error")][QLatin1String("message")]
                                .toString();
    QVERIFY2(message.contains(QLatin1String("ulimit -f")), qPrintable(message));
    QCOMPARE(runFolders(), QStringList());
}

void TestHardship::limitedRecordSize()
{
    QProcess process;
    startInShell(process,
                 QStringLiteral("cd \"$1\"; ulimit -f 1; \"$0\" run practice: -n 40 --work-dir . --json run.json "
                                "--csv run.csv 2>&1 | cat; exit ${PIPESTATUS[0]}"));
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitCode(), 1);
    const QByteArray said = process.readAllStandardOutput();
    QVERIFY2(said.contains("run.json") && said.contains("run.csv") && said.contains("ulimit -f"), said.constData());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList());
}

void TestHardship::killedRunIsSweptAndLeavesNoServer()
{
    QProcess killed;
    startInShell(killed, QStringLiteral(
                             "exec \"$0\" run 'practice:?latency=60s' --timeout 2m --progress none --work-dir \"$1\""));
    QTRY_COMPARE(runFolders().size(), 1);
    const auto children = [pid = killed.processId()] {
        QFile file(QStringLiteral("/proc/%1/task/%1/children").arg(pid));
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
    };
    const QByteArray server = children();
    QVERIFY(!server.isEmpty());
    killed.kill();
    QVERIFY(killed.waitForFinished());
    QTRY_VERIFY(!QFile::exists(QStringLiteral("/proc/") + QString::fromLatin1(server)));
    QCOMPARE(runFolders().size(), 1);

    QProcess next;
    startInShell(next, QStringLiteral("exec \"$0\" run practice: -n 2 --work-dir \"$1\" --summary -"));
    QCOMPARE(recordOf(next)[QLatin1String("summary")][QLatin1String("done")].toInt(), 2);
    QCOMPARE(runFolders(), QStringList());
}

void TestHardship::standstillIsMarked()
{
    ScriptedOrigin origin({ReadHead{}, Delay{4s}, Send{reply("200 OK", "hello")}, Repeat{}});
    QProcess process;
    startInShell(process,
                 QStringLiteral("exec \"$0\" run %1 -n 1 --work-dir \"$1\" --summary -").arg(origin.url().toString()));
    QTRY_COMPARE(origin.requests(), 1);
    ::kill(static_cast<pid_t>(process.processId()), SIGSTOP);
    QTimer::singleShot(2s, this, [&process] { ::kill(static_cast<pid_t>(process.processId()), SIGCONT); });
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 20'000);
    const QJsonObject record = recordOf(process);
    QCOMPARE(record[QLatin1String("summary")][QLatin1String("done")].toInt(), 1);
    QCOMPARE(record[QLatin1String("disturbed")], true);
}

QTEST_GUILESS_MAIN(TestHardship)
#include "tst_hardship.moc"
