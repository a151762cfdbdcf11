// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/history/filelock.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QThread>

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fiftyfold {

FileLock::FileLock(const QString &path)
    : m_path(path)
{
}

FileLock::~FileLock()
{
    if (m_file >= 0)
        ::close(m_file); // and lets go
}

int FileLock::take(std::chrono::milliseconds longest)
{
    constexpr unsigned long betweenTriesMs = 10;
    constexpr mode_t ownerAlone = 0600;
    if (m_file < 0)
        m_file = ::open(QFile::encodeName(m_path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, ownerAlone);
    if (m_file < 0)
        return errno;
    const QDeadlineTimer deadline(longest);
    while (::flock(m_file, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return errno;
        if (deadline.hasExpired())
            return EWOULDBLOCK;
        QThread::msleep(betweenTriesMs);
    }
    return 0;
}

bool FileLock::isMarked() const
{
    struct stat found = {};
    return ::fstat(m_file, &found) == 0 && found.st_size > 0;
}

/// Its length is enough, and takes no room.
void FileLock::mark()
{
    [[maybe_unused]] const bool isDone = isMarked() || ::ftruncate(m_file, 1) == 0; // without it nothing is lost
}

} // namespace fiftyfold
