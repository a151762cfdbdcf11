// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runfolder.h"

#include "core/runrecord.h"

#include <QDir>
#include <QFile>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fiftyfold {

namespace {

constexpr char lockName[] = "run.lock";
constexpr char folderPrefix[] = "fiftyfold-";

QString systemError(int number)
{
    return QString::fromLocal8Bit(std::strerror(number));
}

/// Locks the lock file of a folder: the descriptor, or -1 when its run lives.
int locked(int folder, int flags)
{
    const int lock = openat(folder, lockName, flags | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) != 0) {
        close(lock);
        return -1;
    }
    return lock;
}

void sweepStaleFolders(const QString &parent)
{
    const QStringList names = QDir(parent).entryList({QLatin1String(folderPrefix) + QLatin1Char('*')},
                                                     QDir::Dirs | QDir::Hidden | QDir::NoSymLinks | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        const QString path = parent + QLatin1Char('/') + name;
        const int folder = open(QFile::encodeName(path).constData(), O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (folder < 0)
            continue;
        struct stat status = {};
        const bool isOurs = fstat(folder, &status) == 0 && status.st_uid == geteuid();
        // Without a lock file it is a folder whose pages were kept, or not one of a run at all.
        const int lock = isOurs ? locked(folder, 0) : -1;
        if (lock >= 0) {
            QDir(path).removeRecursively();
            close(lock);
        }
        close(folder);
    }
}

QString writtenOrProblem(int file, const QByteArray &page)
{
    qsizetype written = 0;
    while (written < page.size()) {
        const ssize_t count = write(file, page.constData() + written, static_cast<std::size_t>(page.size() - written));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) {
            const int number = count < 0 ? errno : ENOSPC;
            return QStringLiteral("%1 after %2 of %3 bytes. Free some space, or choose another folder with --work-dir.")
                .arg(systemError(number))
                .arg(written)
                .arg(page.size());
        }
        written += count;
    }
    return {};
}

using FileName = std::array<char, 24>;

/// As pageFileName(), without a QString for each of a million requests.
FileName fileNameOf(quint32 index)
{
    FileName name{};
    std::snprintf(name.data(), name.size(), "%04u.html", index);
    return name;
}

} // namespace

std::unique_ptr<RunFolder> RunFolder::create(const QString &parent, QString *problem)
{
    const QString where = parent.isEmpty() ? QDir::tempPath() : QDir(parent).absolutePath();
    const QString advice = QStringLiteral("Give a folder that exists and can be written to with --work-dir, or set TMPDIR.");
    if (!QFileInfo(where).isDir()) {
        *problem = QFileInfo::exists(where)
                       ? QStringLiteral("Pages can't be saved in %1: it is not a folder. %2").arg(where, advice)
                       : QStringLiteral("Pages can't be saved in %1: there is no such folder. %2").arg(where, advice);
        return nullptr;
    }
    sweepStaleFolders(where);

    QByteArray path = QFile::encodeName(where) + '/' + folderPrefix + "XXXXXX";
    if (!mkdtemp(path.data())) {
        *problem = QStringLiteral("Pages can't be saved in %1: %2. %3").arg(where, systemError(errno), advice);
        return nullptr;
    }
    const int folder = open(path.constData(), O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    const int lock = folder >= 0 ? locked(folder, O_CREAT | O_EXCL) : -1;
    if (lock < 0) {
        *problem = QStringLiteral("Pages can't be saved in %1: %2. %3").arg(where, systemError(errno), advice);
        if (folder >= 0)
            close(folder);
        rmdir(path.constData());
        return nullptr;
    }
    return std::unique_ptr<RunFolder>(new RunFolder(QFile::decodeName(path), folder, lock));
}

RunFolder::RunFolder(const QString &path, int folder, int lock)
    : m_path(path)
    , m_folder(folder)
    , m_lock(lock)
{
}

RunFolder::~RunFolder()
{
    unlinkat(m_folder, lockName, 0);
    if (!m_isKept)
        QDir(m_path).removeRecursively();
    close(m_lock);
    close(m_folder);
}

QString RunFolder::save(quint32 index, const QByteArray &page)
{
    const FileName name = fileNameOf(index);
    const int file = openat(m_folder, name.data(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0)
        return QStringLiteral("%1 could not be made: %2.").arg(pageFileName(index), systemError(errno));
    QString problem = writtenOrProblem(file, page);
    if (close(file) != 0 && problem.isEmpty())
        problem = systemError(errno) + QLatin1Char('.');
    if (!problem.isEmpty()) {
        unlinkat(m_folder, name.data(), 0);
        return QStringLiteral("%1 could not be saved: %2").arg(pageFileName(index), problem);
    }
    return {};
}

QString RunFolder::remove(quint32 index)
{
    if (unlinkat(m_folder, fileNameOf(index).data(), 0) == 0)
        return {};
    return QStringLiteral("%1 could not be deleted: %2.").arg(pageFileName(index), systemError(errno));
}

} // namespace fiftyfold
