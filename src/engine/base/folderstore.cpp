// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/folderstore.h"

#include "core/run/runrecord.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <cstdio>
#include <new>

#include <fcntl.h>
#include <unistd.h>

namespace fiftyfold {

namespace {

/// What to do about a file that can't be made or written.
QString remedyFor(int problem)
{
    switch (problem) {
    case EFBIG:
        return QStringLiteral("Raise it with \"ulimit -f\".");
    case ENOMEM:
    case EMFILE:
    case ENFILE:
        return QStringLiteral("Have fewer in flight with --at-once.");
    case ENOSPC:
    case EDQUOT:
        return QStringLiteral("Free some space, or choose another folder with --work-dir.");
    default:
        return QStringLiteral("Choose another folder with --work-dir.");
    }
}

/// 0, or why not all of it could be written.
int writeAll(int file, QByteArrayView bytes, qint64 &written)
{
    while (!bytes.isEmpty()) {
        const ssize_t count = write(file, bytes.data(), static_cast<std::size_t>(bytes.size()));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return count < 0 ? errno : ENOSPC;
        written += count;
        bytes = bytes.sliced(count);
    }
    return 0;
}

QString writtenOrProblem(int file, const Page &page)
{
    qint64 written = 0;
    int problem = 0;
    try {
        page.writePieces([&](QByteArrayView piece) { return (problem = writeAll(file, piece, written)) == 0; });
    } catch (const std::bad_alloc &) {
        problem = ENOMEM;
    }
    if (problem == 0)
        return {};
    const QString why = problem == EFBIG ? QStringLiteral("the file would be too large for the limit of this shell")
                                         : qt_error_string(problem);
    return QStringLiteral("%1 after %2 of %3 bytes. %4").arg(why).arg(written).arg(page.size()).arg(remedyFor(problem));
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

FolderStore::FolderStore(const QString &path)
    : m_folder(open(QFile::encodeName(path).constData(), O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
{
}

FolderStore::~FolderStore()
{
    if (m_folder >= 0)
        close(m_folder);
}

QString FolderStore::save(quint32 index, const Page &page)
{
    const FileName name = fileNameOf(index);
    const int file = openat(m_folder, name.data(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) {
        const int why = errno;
        return QStringLiteral("%1 could not be made: %2. %3")
            .arg(pageFileName(index), qt_error_string(why), remedyFor(why));
    }
    QString problem = writtenOrProblem(file, page);
    if (close(file) != 0 && problem.isEmpty())
        problem = qt_error_string(errno) + QLatin1Char('.');
    if (!problem.isEmpty()) {
        unlinkat(m_folder, name.data(), 0);
        return QStringLiteral("%1 could not be saved: %2").arg(pageFileName(index), problem);
    }
    return {};
}

QString FolderStore::remove(quint32 index)
{
    if (unlinkat(m_folder, fileNameOf(index).data(), 0) == 0)
        return {};
    return QStringLiteral("%1 could not be deleted: %2.").arg(pageFileName(index), qt_error_string(errno));
}

} // namespace fiftyfold
