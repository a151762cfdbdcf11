// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/inputfile.h"

#include <QTemporaryDir>
#include <QTest>

using namespace fiftyfold;

class TestInputFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsNotTooLarge();
    void saysWhyNot();

private:
    QTemporaryDir m_folder;
};

void TestInputFile::readsWhatIsNotTooLarge()
{
    const QString name = m_folder.filePath(QStringLiteral("five"));
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("12345") == 5);
    file.close();
    QByteArray contents;
    QCOMPARE(readInput(name, 5, contents), QString());
    QCOMPARE(contents, QByteArray("12345"));
    QCOMPARE(readInput(name, 4, contents), QStringLiteral("it is larger than 4 bytes"));
    QCOMPARE(readInput(QStringLiteral("/dev/zero"), 4, contents), QStringLiteral("it is larger than 4 bytes"));
    QCOMPARE(readInput(QStringLiteral("/dev/null"), 0, contents), QString());
    QVERIFY(contents.isEmpty());
}

void TestInputFile::saysWhyNot()
{
    QByteArray contents;
    QCOMPARE(readInput(m_folder.path(), 5, contents), QStringLiteral("it is a folder"));
    QVERIFY(!readInput(m_folder.filePath(QStringLiteral("none")), 5, contents).isEmpty());
    QCOMPARE(unreadableText(QStringLiteral("--rows"), QStringLiteral("a.csv"), QStringLiteral("it is a folder")),
             QStringLiteral("--rows: the file \"a.csv\" could not be read: it is a folder."));
    QCOMPARE(unreadableText(QStringLiteral("--rows"), QStringLiteral("http://h/?token=geheim"), QStringLiteral("why.")),
             QStringLiteral("--rows: the file \"http://h/?token=[redacted]\" could not be read: why."));
}

QTEST_APPLESS_MAIN(TestInputFile)
#include "tst_inputfile.moc"
