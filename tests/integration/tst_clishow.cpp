// SPDX-License-Identifier: GPL-3.0-or-later
// What `show` prints of records.
#include "support/cliprogram.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace fiftyfold::test;

class TestCliShow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_folder.reset(); }

    void showsWhatWasRecorded_data();
    void showsWhatWasRecorded();
    void showsRecordsOfEarlierVersions_data();
    void showsRecordsOfEarlierVersions();
    void claimsNoCountThatIsNotTold();
    void saysWhatItCantShow();

private:
    QString inFolder(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_workDir;
};

void TestCliShow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_workDir = inFolder(QStringLiteral("work"));
    QVERIFY(QDir().mkdir(m_workDir));
}

void TestCliShow::showsWhatWasRecorded_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("all done") << QStringList();
    QTest::newRow("some failed") << QStringList{QStringLiteral("practice:?fail=0.3&latency=1ms"),
                                                QStringLiteral("--requests"), QStringLiteral("100")};
    QTest::newRow("pages kept") << QStringList{QStringLiteral("--keep-files")};
    QTest::newRow("processes, insecure") << QStringList{QStringLiteral("--strategy"), QStringLiteral("processes"),
                                                        QStringLiteral("--insecure")};
    QTest::newRow("one at a time") << QStringList{QStringLiteral("--strategy"),   QStringLiteral("sequential"),
                                                  QStringLiteral("--requests"),   QStringLiteral("3"),
                                                  QStringLiteral("--user-agent"), QStringLiteral("me")};
}

/// The record says what the run itself said.
void TestCliShow::showsWhatWasRecorded()
{
    QFETCH(const QStringList, arguments);
    const QString json = inFolder(QStringLiteral("run.json"));
    const CliResult run = runCli(QStringList{QStringLiteral("run")} + arguments +
                                 QStringList{QStringLiteral("--json"), json, QStringLiteral("--progress"),
                                             QStringLiteral("none"), QStringLiteral("--work-dir"), m_workDir});
    QVERIFY2(run.exitCode == 0 || run.exitCode == 3, run.errors.constData());
    const CliResult shown = runCli({QStringLiteral("show"), json});
    QCOMPARE(shown.exitCode, 0);
    QCOMPARE(QString::fromUtf8(shown.output), QString::fromUtf8(run.errors));
    QCOMPARE(shown.errors, QByteArray());
}

void TestCliShow::showsRecordsOfEarlierVersions_data()
{
    QTest::addColumn<QString>("name");
    const QStringList names = QDir(QStringLiteral(FIFTYFOLD_DATA_DIR "/records")).entryList({QStringLiteral("*.json")});
    QVERIFY(names.size() >= 4);
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name.chopped(5);
}

/// What lies beside each is what that version said at the end of the run; of the insecure one, with the mark that it
/// was given since, and of others than runs without this machine's architecture, which their records do not tell.
void TestCliShow::showsRecordsOfEarlierVersions()
{
    QFETCH(const QString, name);
    const QString path = QStringLiteral(FIFTYFOLD_DATA_DIR "/records/") + name;
    const CliResult shown = runCli({QStringLiteral("show"), path + QLatin1String(".json")});
    QCOMPARE(shown.errors, QByteArray());
    QCOMPARE(QString::fromUtf8(shown.output), QString::fromUtf8(contents(path + QLatin1String(".txt"))));
    QCOMPARE(shown.exitCode, 0);
}

/// A file with figures alone, and the record that is made of it.
void TestCliShow::claimsNoCountThatIsNotTold()
{
    const QString file = QStringLiteral(FIFTYFOLD_DATA_DIR "/imports/hyperfine.csv");
    const CliResult shown = runCli({QStringLiteral("show"), file});
    QVERIFY2(shown.output.startsWith("number of requests not told, imported from hyperfine (hyperfine.csv)\n\n"
                                     "elapsed      –\ndone         –\nrate         –\n"
                                     "latency      p50 1.05 s  max 1.07 s\n"),
             shown.output.constData());
    QFile record(inFolder(QStringLiteral("record.json")));
    QVERIFY(record.open(QIODevice::WriteOnly));
    record.write(runCli({QStringLiteral("show"), file, QStringLiteral("--json"), QStringLiteral("-")}).output);
    record.close();
    QCOMPARE(runCli({QStringLiteral("show"), record.fileName()}).output, shown.output);
}

void TestCliShow::saysWhatItCantShow()
{
    const QString json = inFolder(QStringLiteral("run.json"));
    QCOMPARE(runCli({QStringLiteral("run"), QStringLiteral("--json"), json}).exitCode, 0);
    const QString cut = inFolder(QStringLiteral("cut.json"));
    QFile file(cut);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(contents(json).chopped(1000));
    file.close();
    const CliResult shown = runCli({QStringLiteral("show"), cut, json, inFolder(QStringLiteral("none.json"))});
    QCOMPARE(shown.exitCode, 1);
    QVERIFY2(shown.errors.contains("cut.json: line "), shown.errors.constData());
    QVERIFY2(shown.errors.contains("it was cut short"), shown.errors.constData());
    QVERIFY2(shown.errors.contains("none.json: "), shown.errors.constData());
    QVERIFY2(shown.output.contains("50 of 50"), shown.output.constData()); // the one that can be read
    QCOMPARE(runCli({QStringLiteral("show")}).exitCode, 2);
    QCOMPARE(runCli({QStringLiteral("show"), QStringLiteral("--csv")}).exitCode, 2);
    const CliResult folder = runCli({QStringLiteral("show"), m_workDir});
    QVERIFY2(folder.exitCode == 1 && folder.errors.contains("it is a folder"), folder.errors.constData());
}

QTEST_GUILESS_MAIN(TestCliShow)
#include "tst_clishow.moc"
