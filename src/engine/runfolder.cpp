// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runfolder.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fiftyfold {

namespace {

constexpr char lockName[] = "run.lock";
constexpr char lockText[] = "fiftyfold run folder\n";
constexpr char folderPrefix[] = "fiftyfold-";

QString systemError(int number)
{
    return QString::fromLocal8Bit(std::strerror(number));
}

bool isOurs(int folder)
{
    struct stat status = {};
    return fstat(folder, &status) == 0 && status.st_uid == geteuid() && (status.st_mode & 0777) == 0700;
}

/// Makes the lock file of a new folder and locks it, before it says that the folder may be swept.
int madeLock(int folder)
{
    const int lock = openat(folder, lockName, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (lock < 0)
        return -1;
    if (flock(lock, LOCK_EX | LOCK_NB) == 0 && write(lock, lockText, sizeof lockText) == ssize_t(sizeof lockText))
        return lock;
    unlinkat(folder, lockName, 0);
    close(lock);
    return -1;
}

/// True for a folder that a run made, filled and locked, and whose lock is free: its run was killed.
bool isStale(int folder)
{
    const int lock = openat(folder, lockName, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (lock < 0)
        return false;
    std::array<char, sizeof lockText> text{};
    const bool isStale = read(lock, text.data(), text.size()) == ssize_t(text.size()) &&
                         std::equal(text.begin(), text.end(), lockText) && flock(lock, LOCK_EX | LOCK_NB) == 0;
    close(lock);
    return isStale;
}

void sweepStaleFolders(const QString &parent)
{
    const QStringList names =
        QDir(parent).entryList({QLatin1String(folderPrefix) + QLatin1String("??????")},
                               QDir::Dirs | QDir::Hidden | QDir::NoSymLinks | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        const QString path = parent + QLatin1Char('/') + name;
        const int folder = open(QFile::encodeName(path).constData(), O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (folder < 0)
            continue;
        if (isOurs(folder) && isStale(folder))
            QDir(path).removeRecursively();
        close(folder);
    }
}

} // namespace

std::unique_ptr<RunFolder> RunFolder::create(const QString &parent, Files files, QString *problem)
{
    const QString where = parent.isEmpty() ? QDir::tempPath() : QDir(parent).absolutePath();
    const auto fail = [&](const QString &why) {
        *problem =
            QStringLiteral("Pages can't be saved in %1: %2. Give a folder that exists and can be written to with "
                           "--work-dir, or set TMPDIR.")
                .arg(where, why);
        return nullptr;
    };
    if (!QFileInfo(where).isDir())
        return fail(QFileInfo::exists(where) ? QStringLiteral("it is not a folder")
                                             : QStringLiteral("there is no such folder"));
    sweepStaleFolders(where);

    QByteArray path = QFile::encodeName(where) + '/' + folderPrefix + "XXXXXX";
    if (!mkdtemp(path.data()))
        return fail(systemError(errno));
    const int folder = open(path.constData(), O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    const int lock = folder >= 0 && files == Files::Removed ? madeLock(folder) : -1;
    if (folder < 0 || (lock < 0 && files == Files::Removed)) {
        const QString why = systemError(errno);
        if (folder >= 0)
            close(folder);
        rmdir(path.constData());
        return fail(why);
    }
    return std::unique_ptr<RunFolder>(new RunFolder(QFile::decodeName(path), folder, lock));
}

std::unique_ptr<RunFolder> RunFolder::existing(const QString &path, quint32 firstIndex, QString *problem)
{
    const int folder = open(QFile::encodeName(path).constData(), O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0) {
        *problem = QStringLiteral("The run's folder, \"%1\", can't be opened: %2.").arg(path, systemError(errno));
        return nullptr;
    }
    std::unique_ptr<RunFolder> existing(new RunFolder(path, folder, -1));
    existing->m_owner = Owner::Another;
    existing->m_firstIndex = firstIndex;
    return existing;
}

RunFolder::RunFolder(const QString &path, int folder, int lock)
    : m_path(path)
    , m_store(folder)
    , m_lock(lock)
{
}

RunFolder::~RunFolder()
{
    if (m_owner == Owner::Another)
        return;
    if (m_lock >= 0) {
        QDir(m_path).removeRecursively();
        close(m_lock);
    } else {
        rmdir(QFile::encodeName(m_path).constData()); // stays where there are files
    }
}

} // namespace fiftyfold
