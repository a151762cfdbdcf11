// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/base/outputfile.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

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
