// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runfolder.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace fiftyfold;

class TestRunFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savesAndRemoves();
    void isPrivate();
    void leavesNothing();
    void keepsWhatIsAsked();
    void shortWriteIsAFailedSave();
    void doesNotOverwriteOrFollowLinks();
    void saysWhatIsWrongWithTheParent_data();
    void saysWhatIsWrongWithTheParent();
    void sweepsOnlyStaleFolders();

private:
    QTemporaryDir m_parent;
    QString m_problem;
    std::unique_ptr<RunFolder> make()
    {
        return RunFolder::create(m_parent.path(), RunFolder::Files::Removed, &m_problem);
    }
};

void TestRunFolder::savesAndRemoves()
{
    const auto folder = make();
    QVERIFY2(folder, qPrintable(m_problem));
    QCOMPARE(folder->save(7, "page"), QString());
    QFile file(folder->path() + QStringLiteral("/0007.html"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("page"));
    QCOMPARE(folder->remove(7), QString());
    QVERIFY(!file.exists());
    QVERIFY(folder->remove(7).contains(QLatin1String("0007.html")));
}

void TestRunFolder::isPrivate()
{
    const auto folder = make();
    QVERIFY(folder->save(0, "x").isEmpty());
    const auto others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFileInfo(folder->path()).permissions() & others));
    QVERIFY(!(QFileInfo(folder->path() + QStringLiteral("/0000.html")).permissions() & others));
}

void TestRunFolder::leavesNothing()
{
    auto folder = make();
    QVERIFY(folder->save(0, "x").isEmpty());
    folder.reset();
    QVERIFY(QDir(m_parent.path()).isEmpty());
}

void TestRunFolder::keepsWhatIsAsked()
{
    const auto makeKeeping = [this] { return RunFolder::create(m_parent.path(), RunFolder::Files::Kept, &m_problem); };
    makeKeeping(); // nothing was saved: nothing is kept
    QVERIFY(QDir(m_parent.path()).isEmpty());

    auto folder = makeKeeping();
    const QString path = folder->path();
    QVERIFY(folder->save(0, "x").isEmpty());
    make(); // another run does not sweep it, now or later
    folder.reset();
    make();
    QCOMPARE(QDir(path).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{QStringLiteral("0000.html")});
    QVERIFY(QDir(path).removeRecursively());
}

void TestRunFolder::shortWriteIsAFailedSave()
{
    const auto folder = make();
    // The kernel stops the write at the limit, as it does on a full disk.
    rlimit before = {};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit limited = {1000, before.rlim_max};
    std::signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &limited), 0);
    const QString problem = folder->save(1, QByteArray(5000, 'x'));
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, SIG_DFL);
    QVERIFY2(problem.contains(QLatin1String("1000 of 5000")), qPrintable(problem));
    QVERIFY(!QFile::exists(folder->path() + QStringLiteral("/0001.html")));
    QCOMPARE(folder->save(2, QByteArray(5000, 'x')), QString()); // the run goes on
}

void TestRunFolder::doesNotOverwriteOrFollowLinks()
{
    const auto folder = make();
    const QString outside = m_parent.filePath(QStringLiteral("outside"));
    QFile target(outside);
    QVERIFY(target.open(QIODevice::WriteOnly));
    target.write("mine");
    target.close();
    QVERIFY(QFile::link(outside, folder->path() + QStringLiteral("/0003.html")));
    QVERIFY(!folder->save(3, "theirs").isEmpty());
    QVERIFY(target.open(QIODevice::ReadOnly));
    QCOMPARE(target.readAll(), QByteArray("mine"));
    target.close();
    QVERIFY(target.remove());
}

void TestRunFolder::saysWhatIsWrongWithTheParent_data()
{
    QTest::addColumn<QString>("parent");
    QTest::addColumn<QString>("said");
    QTest::newRow("missing") << QStringLiteral("/nowhere/at/all") << QStringLiteral("there is no such folder");
    QTest::newRow("a file") << QStringLiteral("/etc/passwd") << QStringLiteral("not a folder");
    QTest::newRow("read-only") << QStringLiteral("/proc") << QStringLiteral("Pages can't be saved in /proc");
}

void TestRunFolder::saysWhatIsWrongWithTheParent()
{
    QFETCH(QString, parent);
    QFETCH(QString, said);
    QVERIFY(!RunFolder::create(parent, RunFolder::Files::Removed, &m_problem));
    QVERIFY2(m_problem.contains(said) && m_problem.contains(QLatin1String("--work-dir")), qPrintable(m_problem));
}

void TestRunFolder::sweepsOnlyStaleFolders()
{
    const auto folderWithLock = [this](const char *name, const QByteArray &lockText, QFile::Permissions others = {}) {
        const QString path = m_parent.filePath(QLatin1String(name));
        QDir().mkpath(path);
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | others);
        for (const auto &[file, text] : {std::pair("run.lock", lockText), std::pair("0000.html", QByteArray("page"))}) {
            QFile made(path + QLatin1Char('/') + QLatin1String(file));
            if (!made.open(QIODevice::WriteOnly) || made.write(text) != text.size())
                qFatal("%s can't be made", file);
        }
        return path;
    };
    const QByteArray ours("fiftyfold run folder\n\0", 22);
    const QString killed = folderWithLock("fiftyfold-Killed", ours);
    const QString living = folderWithLock("fiftyfold-Living", ours);
    const QStringList foreign = {folderWithLock("fiftyfold-abcdef", "somebody else's"),
                                 folderWithLock("fiftyfold-mysource", ours), folderWithLock("somebody-elses", ours),
                                 folderWithLock("fiftyfold-Public", ours, QFile::ReadGroup | QFile::ReadOther)};
    const int lock = open(qPrintable(living + QStringLiteral("/run.lock")), O_RDWR);
    QVERIFY(flock(lock, LOCK_EX) == 0);
    const auto other = make();
    QVERIFY(!QFile::exists(killed));
    QVERIFY(QFile::exists(living));
    for (const QString &path : foreign)
        QVERIFY2(QFile::exists(path + QStringLiteral("/0000.html")), qPrintable(path));
    close(lock);
    const auto another = make();
    QVERIFY(!QFile::exists(living));
    QVERIFY(QFile::exists(other->path())); // held by this very process
    for (const QString &path : foreign)
        QVERIFY(QDir(path).removeRecursively());
}

QTEST_APPLESS_MAIN(TestRunFolder)
#include "tst_runfolder.moc"
