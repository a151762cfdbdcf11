// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/faultwording.h"
#include "engine/base/runfolder.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <optional>
#include <sys/file.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace fiftyfold;

namespace {

const QByteArray wholeMarker("fiftyfold run folder\n\0", 22);
constexpr QDir::Filters everything = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;

} // namespace

class TestRunFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savesAndRemoves();
    void isPrivate();
    void isUsableUnderAnyUmask();
    void leavesNothing();
    void keepsWhatIsAsked();
    void shortWriteIsAFailedSave();
    void doesNotOverwriteOrFollowLinks();
    void saysWhatIsWrongWithTheParent_data();
    void saysWhatIsWrongWithTheParent();
    void namesATemporaryFolderThatIsMissing();
    void sweepsOnlyStaleFolders();
    void sweepsHalfMadeFolders_data();
    void sweepsHalfMadeFolders();
    void sweepsNothingThatIsNoFolder();
    void sweepsWhateverMomentItWasKilledAt();
    void keepsPagesWhateverMomentItWasKilledAt();
    void startsAtOnceDoNotSweepEachOther();

private:
    QString folderWith(const char *name, const QByteArray &marker, QFile::Permissions others = {});
    std::optional<bool> runUpTo(int stop, RunFolder::Files files);

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
    QVERIFY(folder->save(7, QByteArray("page")).isNone());
    QFile file(folder->path() + QStringLiteral("/0007.html"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("page"));
    QVERIFY(folder->remove(7).isNone());
    QVERIFY(!file.exists());
    QVERIFY(faultText(folder->remove(7)).startsWith(QLatin1String("0007.html")));
}

void TestRunFolder::isPrivate()
{
    const auto folder = make();
    QVERIFY(folder->save(0, QByteArray("x")).isNone());
    const auto others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFileInfo(folder->path()).permissions() & others));
    QVERIFY(!(QFileInfo(folder->path() + QStringLiteral("/0000.html")).permissions() & others));
}

/// Whatever the umask takes away, also from the user's own rights.
void TestRunFolder::isUsableUnderAnyUmask()
{
    for (const mode_t mask : {mode_t(0177), mode_t(0777)}) {
        const mode_t before = umask(mask);
        auto folder = make();
        const QString problem = folder ? faultText(folder->save(0, QByteArray("x"))) : m_problem;
        umask(before);
        QCOMPARE(problem, QString());
        struct stat status = {};
        QCOMPARE(stat(QFile::encodeName(folder->path()).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0700U);
        folder.reset();
        QVERIFY(QDir(m_parent.path()).isEmpty());
    }
}

void TestRunFolder::leavesNothing()
{
    auto folder = make();
    QVERIFY(folder->save(0, QByteArray("x")).isNone());
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
    QVERIFY(folder->save(0, QByteArray("x")).isNone());
    make(); // another run does not sweep it, now or later
    QVERIFY(QFile::exists(path));
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
    const QString problem = faultText(folder->save(1, QByteArray(5000, 'x')));
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, SIG_DFL);
    QVERIFY2(problem.contains(QLatin1String("1000 of 5000")), qPrintable(problem));
    QVERIFY(!QFile::exists(folder->path() + QStringLiteral("/0001.html")));
    QVERIFY(folder->save(2, QByteArray(5000, 'x')).isNone()); // the run goes on
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
    const QString problem = faultText(folder->save(3, QByteArray("theirs")));
    QVERIFY2(problem.contains(QLatin1String("--work-dir")), qPrintable(problem));
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
    QTest::newRow("a secret") << QStringLiteral("/nowhere/token=abc") << QStringLiteral("/nowhere/token=[redacted]");
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

void TestRunFolder::namesATemporaryFolderThatIsMissing()
{
    const QByteArray before = qgetenv("TMPDIR");
    for (const char *folder : {"/nowhere/at/all", "nowhere/at/all"}) {
        qputenv("TMPDIR", folder);
        const auto made = RunFolder::create(QString(), RunFolder::Files::Removed, &m_problem);
        before.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", before);
        QVERIFY(!made);
        QVERIFY2(m_problem.contains(QLatin1String("/nowhere/at/all: there is no such folder")), qPrintable(m_problem));
    }
}

QString TestRunFolder::folderWith(const char *name, const QByteArray &marker, QFile::Permissions others)
{
    const QString path = m_parent.filePath(QLatin1String(name));
    QDir().mkpath(path);
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | others);
    for (const auto &[file, text] : {std::pair("run.lock", marker), std::pair("0000.html", QByteArray("page"))}) {
        QFile made(path + QLatin1Char('/') + QLatin1String(file));
        if (!made.open(QIODevice::WriteOnly) || made.write(text) != text.size())
            qFatal("%s can't be made", file);
    }
    return path;
}

void TestRunFolder::sweepsOnlyStaleFolders()
{
    const QString killed = folderWith("fiftyfold-Killed", wholeMarker);
    const QString living = folderWith("fiftyfold-Living", wholeMarker);
    const QStringList foreign = {folderWith("fiftyfold-abcdef", "somebody else's"),
                                 folderWith("fiftyfold-mysource", wholeMarker),
                                 folderWith("somebody-elses", wholeMarker),
                                 folderWith("fiftyfold-Public", wholeMarker, QFile::ReadGroup | QFile::ReadOther)};
    // As earlier versions do, which lock nothing else.
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

void TestRunFolder::sweepsHalfMadeFolders_data()
{
    QTest::addColumn<QString>("script"); // in the folder, which is empty
    QTest::addColumn<QStringList>("left");
    const auto row = [](const char *name, const char *script, const QStringList &left) {
        QTest::newRow(name) << QString::fromLatin1(script) << left;
    };
    const QString marker = QStringLiteral("run.lock");
    const QString page = QStringLiteral("0000.html");
    row("empty", "", {});
    row("empty marker", ": >run.lock", {});
    row("half a marker", "printf 'fiftyfold run' >run.lock", {});
    row("empty marker and pages", ": >run.lock; : >0000.html; : >12345.html", {});
    row("whole marker", "printf 'fiftyfold run folder\\n\\0' >run.lock", {});
    row("kept pages", ": >0000.html", {page});
    row("something else beside a marker", "printf 'fiftyfold run folder\\n\\0' >run.lock; : >0000.html; : >notes",
        {QStringLiteral("notes"), marker});
    row("something else beside an empty marker", ": >run.lock; : >0000.html; : >notes",
        {page, QStringLiteral("notes"), marker});
    row("only something else", ": >notes", {QStringLiteral("notes")});
    row("a link to outside beside a marker",
        "printf 'fiftyfold run folder\\n\\0' >run.lock; ln -s ../outside 0000.html", {});
    row("marker is a FIFO", "mkfifo run.lock", {marker});
    row("marker is a FIFO, and a page", "mkfifo run.lock; : >0000.html", {page, marker});
    row("marker is a folder", "mkdir run.lock", {marker});
    row("marker is a link to a whole one", "printf 'fiftyfold run folder\\n\\0' >../outside; ln -s ../outside run.lock",
        {marker});
    row("marker is a link to a terminal", "ln -s /dev/tty run.lock", {marker});
    row("marker is a socket",
        "python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"run.lock\")' 2>/dev/null || mkfifo run.lock",
        {marker});
    row("marker is a page of somebody", "printf 'fiftyfold run folder, or not' >run.lock", {marker});
}

void TestRunFolder::sweepsHalfMadeFolders()
{
    QFETCH(QString, script);
    QFETCH(QStringList, left);
    const QString path = m_parent.filePath(QStringLiteral("fiftyfold-Killed"));
    QVERIFY(QDir().mkdir(path));
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QFile outside(m_parent.filePath(QStringLiteral("outside")));
    QVERIFY(outside.open(QIODevice::WriteOnly));
    outside.close();
    QProcess shell;
    shell.setWorkingDirectory(path);
    shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), script});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.exitCode(), 0);

    QVERIFY2(make(), qPrintable(m_problem)); // and does not wait for anybody
    QCOMPARE(QDir(path).entryList(everything, QDir::Name), left);
    QCOMPARE(QFileInfo::exists(path), !left.isEmpty());
    QVERIFY(outside.remove());
    QDir(path).removeRecursively();
    QVERIFY(QDir(m_parent.path()).isEmpty());
}

void TestRunFolder::sweepsNothingThatIsNoFolder()
{
    const QString target = m_parent.filePath(QStringLiteral("target"));
    QVERIFY(QDir().mkdir(target));
    QFile::setPermissions(target, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const QString link = m_parent.filePath(QStringLiteral("fiftyfold-aaLink"));
    const QString fifo = m_parent.filePath(QStringLiteral("fiftyfold-aaFifo"));
    QVERIFY(QFile::link(target, link));
    QCOMPARE(mkfifo(qPrintable(fifo), 0700), 0);
    QVERIFY2(make(), qPrintable(m_problem));
    QVERIFY(QFileInfo::exists(target));
    QVERIFY(QFileInfo(link).isSymLink());
    QVERIFY(QFile::remove(fifo) && QFile::remove(link) && QDir().rmdir(target));
}

/// What a run does with its folder, in a process of its own, which ends at its `stop`-th stop before or after a system
/// call. False if it ended before that; nothing if it can't be traced.
std::optional<bool> TestRunFolder::runUpTo(int stop, RunFolder::Files files)
{
    constexpr int untraced = 77;
    const pid_t child = fork();
    if (child == 0) {
        if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0)
            _exit(untraced);
        raise(SIGSTOP);
        auto folder = RunFolder::create(m_parent.path(), files, &m_problem);
        if (folder && folder->save(0, QByteArray("page")).isNone() && folder->save(1, QByteArray("page")).isNone() &&
            files == RunFolder::Files::Removed)
            folder->remove(0);
        folder.reset();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    for (int i = 0; i < stop && WIFSTOPPED(status); ++i) {
        ptrace(PTRACE_SYSCALL, child, nullptr, nullptr);
        waitpid(child, &status, 0);
    }
    if (!WIFSTOPPED(status))
        return WEXITSTATUS(status) == untraced ? std::nullopt : std::optional(false);
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    return true;
}

void TestRunFolder::sweepsWhateverMomentItWasKilledAt()
{
    int stop = 1;
    for (;; ++stop) {
        folderWith("fiftyfold-Killed", wholeMarker); // it is killed while it sweeps, too
        const std::optional<bool> isKilled = runUpTo(stop, RunFolder::Files::Removed);
        if (!isKilled)
            QSKIP("Programs can't be traced here.");
        if (!*isKilled)
            break;
        QVERIFY2(make(), qPrintable(m_problem));
        QVERIFY2(QDir(m_parent.path()).isEmpty(), qPrintable(QStringLiteral("killed at stop %1").arg(stop)));
    }
    QVERIFY2(stop > 50, qPrintable(QString::number(stop))); // there were as many to be killed at
    QVERIFY(QDir(m_parent.path()).isEmpty());
}

void TestRunFolder::keepsPagesWhateverMomentItWasKilledAt()
{
    for (int stop = 1;; ++stop) {
        const std::optional<bool> isKilled = runUpTo(stop, RunFolder::Files::Kept);
        if (!isKilled)
            QSKIP("Programs can't be traced here.");
        const QStringList folders = QDir(m_parent.path()).entryList(everything);
        QVERIFY(folders.size() <= 1);
        const QString path = m_parent.filePath(folders.value(0));
        const QStringList pages = folders.isEmpty() ? QStringList() : QDir(path).entryList(everything);
        QVERIFY2(make(), qPrintable(m_problem));
        QCOMPARE(QFileInfo::exists(path) && !folders.isEmpty(), !pages.isEmpty());
        if (!pages.isEmpty()) {
            QCOMPARE(QDir(path).entryList(everything), pages);
            QVERIFY(QDir(path).removeRecursively());
        }
        if (!*isKilled) {
            QCOMPARE(pages.size(), 2);
            return;
        }
    }
}

void TestRunFolder::startsAtOnceDoNotSweepEachOther()
{
    constexpr int processes = 4;
    constexpr int starts = 150;
    for (int i = 0; i < processes; ++i) {
        if (fork() != 0)
            continue;
        for (int start = 0; start < starts; ++start) {
            const auto folder = RunFolder::create(
                m_parent.path(), start % 2 == 0 ? RunFolder::Files::Removed : RunFolder::Files::Kept, &m_problem);
            if (!folder || !folder->save(0, QByteArray("page")).isNone() ||
                !QFile::exists(folder->path() + QStringLiteral("/0000.html")) || !folder->remove(0).isNone())
                _exit(1);
        }
        _exit(0);
    }
    for (int i = 0; i < processes; ++i) {
        int status = -1;
        QVERIFY(wait(&status) > 0);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
    }
    make();
    QVERIFY(QDir(m_parent.path()).isEmpty());
}

QTEST_APPLESS_MAIN(TestRunFolder)
#include "tst_runfolder.moc"
