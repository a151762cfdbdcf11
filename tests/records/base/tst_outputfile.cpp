// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/base/outputfile.h"

#include "records/base/textoutput.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace fiftyfold;

class TestOutputFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isThereWholeAfterCommit();
    void leavesNothingWithoutCommit();
    void keepsTheOldFileAfterAProblem();
    void saysWhyItCannotBeOpened_data();
    void saysWhyItCannotBeOpened();
    void writesDevicesInPlace();
    void writesThroughLinks();
    void addsToWhatIsOpenAlready();
    void leavesALoopingLinkAlone();
    void leavesNothingBehindWhereThereIsNoRoom();
    void saysWhatBecameOfItsFolder();
    void repeatsNoSecret();
    void reportsAFullDisk();

private:
    QByteArray contents(const QString &name) const;

    QTemporaryDir m_folder;
};

QByteArray TestOutputFile::contents(const QString &name) const
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no such file");
}

void TestOutputFile::isThereWholeAfterCommit()
{
    OutputFile file(m_folder.filePath(QStringLiteral("whole")));
    QCOMPARE(file.open(), QString());
    QCOMPARE(file.device().write("text"), 4);
    QCOMPARE(contents(QStringLiteral("whole")), QByteArray("no such file"));
    QCOMPARE(file.commit(QString()), QString());
    QCOMPARE(contents(QStringLiteral("whole")), QByteArray("text"));
}

void TestOutputFile::leavesNothingWithoutCommit()
{
    const QDir folder(m_folder.path());
    const QStringList before = folder.entryList(QDir::Files);
    {
        OutputFile file(m_folder.filePath(QStringLiteral("abandoned")));
        QCOMPARE(file.open(), QString());
        QCOMPARE(file.device().write("text"), 4);
    }
    QCOMPARE(folder.entryList(QDir::Files), before);
}

void TestOutputFile::keepsTheOldFileAfterAProblem()
{
    const QString name = m_folder.filePath(QStringLiteral("old"));
    QFile old(name);
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();

    OutputFile file(name);
    QCOMPARE(file.open(), QString());
    QCOMPARE(file.device().write("new"), 3);
    const QString sentence = file.commit(QStringLiteral("is the disk full?"));
    QVERIFY2(sentence.contains(name) && sentence.endsWith(QLatin1String(": is the disk full?")), qPrintable(sentence));
    QCOMPARE(contents(QStringLiteral("old")), QByteArray("old"));
}

void TestOutputFile::saysWhyItCannotBeOpened_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("no such folder") << m_folder.filePath(QStringLiteral("missing/file"));
    QTest::newRow("a folder") << m_folder.path();
    QTest::newRow("below a file") << QStringLiteral("/dev/null/file");
    QTest::newRow("nothing is open there") << QStringLiteral("/dev/fd/987654");
}

void TestOutputFile::saysWhyItCannotBeOpened()
{
    QFETCH(const QString, name);
    OutputFile file(name);
    const QString sentence = file.open();
    QVERIFY2(sentence.contains(name), qPrintable(sentence));
}

void TestOutputFile::writesDevicesInPlace()
{
    const QString name = m_folder.filePath(QStringLiteral("pipe"));
    QCOMPARE(mkfifo(qPrintable(name), 0600), 0);
    QFile reader(name); // open for both, so that no side waits for the other
    QVERIFY(reader.open(QIODevice::ReadWrite | QIODevice::Unbuffered));

    OutputFile file(name);
    QCOMPARE(file.open(), QString());
    QCOMPARE(file.device().write("text"), 4);
    QCOMPARE(file.commit(QString()), QString());
    QCOMPARE(reader.read(4), QByteArray("text"));
    struct stat status{};
    QCOMPARE(stat(qPrintable(name), &status), 0);
    QVERIFY2(S_ISFIFO(status.st_mode), "the pipe was replaced by a file");
}

void TestOutputFile::writesThroughLinks()
{
    const QString there = m_folder.filePath(QStringLiteral("there"));
    QVERIFY(QDir().mkpath(there));
    for (const QString &target : {QStringLiteral("there/old"), QStringLiteral("there/none")}) {
        const QString name = m_folder.filePath(QStringLiteral("link to ") + QFileInfo(target).fileName());
        if (target.endsWith(QLatin1String("old"))) {
            QFile old(m_folder.filePath(target));
            QVERIFY(old.open(QIODevice::WriteOnly));
            old.write("old");
        }
        QVERIFY(QFile::link(m_folder.filePath(target), name));
        OutputFile file(name);
        QCOMPARE(file.open(), QString());
        QCOMPARE(file.device().write("text"), 4);
        QCOMPARE(file.commit(QString()), QString());
        QVERIFY(QFileInfo(name).isSymLink());
        QCOMPARE(contents(target), QByteArray("text"));
    }
}

/// As standard output is where a shell has been told to add to a file.
void TestOutputFile::addsToWhatIsOpenAlready()
{
    QFile log(m_folder.filePath(QStringLiteral("log")));
    QVERIFY(log.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered));
    QCOMPARE(log.write("before "), 7);
    for (const char *folder : {"/dev/fd", "/proc/self/fd"}) {
        OutputFile file(QStringLiteral("%1/%2").arg(QLatin1String(folder)).arg(log.handle()));
        QCOMPARE(file.open(), QString());
        QCOMPARE(file.device().write("text "), 5);
        QCOMPARE(file.commit(QString()), QString());
    }
    QCOMPARE(log.write("after"), 5);
    QCOMPARE(contents(QStringLiteral("log")), QByteArray("before text text after"));

    QFile onlyRead(log.fileName());
    QVERIFY(onlyRead.open(QIODevice::ReadOnly));
    const QString problem = OutputFile(QStringLiteral("/dev/fd/%1").arg(onlyRead.handle())).open();
    QVERIFY2(problem.contains(qt_error_string(EBADF)), qPrintable(problem));

    // A file that is called like a number is one.
    const QString number = QString::number(log.handle());
    OutputFile file(QStringLiteral("/dev/fd/../../..%1").arg(m_folder.filePath(number)));
    QCOMPARE(file.open(), QString());
    QCOMPARE(file.device().write("text"), 4);
    QCOMPARE(file.commit(QString()), QString());
    QCOMPARE(contents(number), QByteArray("text"));
    QCOMPARE(contents(QStringLiteral("log")), QByteArray("before text text after"));
}

void TestOutputFile::leavesALoopingLinkAlone()
{
    const QString name = m_folder.filePath(QStringLiteral("loop"));
    QVERIFY(QFile::link(name, name));
    OutputFile file(name);
    QVERIFY(file.open().contains(qt_error_string(ELOOP)));
    QVERIFY(QFileInfo(name).isSymLink());
}

void TestOutputFile::leavesNothingBehindWhereThereIsNoRoom()
{
    std::signal(SIGXFSZ, SIG_IGN); // as the programs do: a write says it
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit small = before;
    small.rlim_cur = 1000;
    const QStringList files = QDir(m_folder.path()).entryList(QDir::Files);
    OutputFile file(m_folder.filePath(QStringLiteral("large")));
    QCOMPARE(file.open(), QString());
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    TextOutput output(file.device());
    output.append(QByteArray(2000, 'x'));
    const QString problem = output.finish();
    const QString sentence = file.commit(problem);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(!problem.isEmpty());
    QVERIFY2(sentence.contains(QLatin1String("large\" could not be written: ")), qPrintable(sentence));
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), files);
}

/// A stick that is pulled out.
void TestOutputFile::saysWhatBecameOfItsFolder()
{
    const QString stick = m_folder.filePath(QStringLiteral("stick"));
    QVERIFY(QDir().mkpath(stick));
    OutputFile file(stick + QStringLiteral("/file"));
    QCOMPARE(file.open(), QString());
    QCOMPARE(file.device().write("text"), 4);
    QVERIFY(QDir(stick).removeRecursively());
    const QString sentence = file.commit(QString());
    QVERIFY2(sentence.contains(QLatin1String("stick/file\" could not be written: ")), qPrintable(sentence));
}

void TestOutputFile::repeatsNoSecret()
{
    const QString problem = OutputFile(QStringLiteral("/nowhere/token=hunter2")).open();
    QVERIFY2(problem.contains(QLatin1String("/nowhere/token=[redacted]\"")), qPrintable(problem));
}

void TestOutputFile::reportsAFullDisk()
{
    if (!QFile::exists(QStringLiteral("/dev/full")))
        QSKIP("there is no /dev/full");
    OutputFile file(QStringLiteral("/dev/full"));
    QCOMPARE(file.open(), QString());
    QVERIFY(file.device().write("text") != 4);
}

QTEST_GUILESS_MAIN(TestOutputFile)
#include "tst_outputfile.moc"
