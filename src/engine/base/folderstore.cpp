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
FaultKind adviceOn(int problem)
{
    switch (problem) {
    case EFBIG:
        return FaultKind::RaiseFileSize;
    case ENOMEM:
    case EMFILE:
    case ENFILE:
        return FaultKind::HaveFewerInFlight;
    case ENOSPC:
    case EDQUOT:
        return FaultKind::FreeSpace;
    default:
        return FaultKind::ChooseOtherFolder;
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

Fault writtenOrFault(int file, const char *name, const Page &page)
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
    const QString part = QString::number(written);
    const QString whole = QString::number(page.size());
    if (problem == EFBIG)
        return {FaultKind::FileTooLarge, {QString::fromLatin1(name), part, whole}, {adviceOn(problem)}};
    return {FaultKind::FileNotWritten,
            {QString::fromLatin1(name), qt_error_string(problem), part, whole},
            {adviceOn(problem)}};
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

Fault FolderStore::save(quint32 index, const Page &page)
{
    const FileName name = fileNameOf(index);
    const int file = openat(m_folder, name.data(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) {
        const int why = errno;
        return {FaultKind::FileNotMade, {pageFileName(index), qt_error_string(why)}, {adviceOn(why)}};
    }
    Fault fault = writtenOrFault(file, name.data(), page);
    const int why = close(file) == 0 ? 0 : errno;
    if (why != 0 && fault.isNone())
        fault = {FaultKind::FileNotClosed, {pageFileName(index), qt_error_string(why)}};
    if (!fault.isNone())
        unlinkat(m_folder, name.data(), 0);
    return fault;
}

Fault FolderStore::remove(quint32 index)
{
    if (unlinkat(m_folder, fileNameOf(index).data(), 0) == 0)
        return {};
    const int why = errno;
    return {FaultKind::FileNotDeleted, {pageFileName(index), qt_error_string(why)}};
}

} // namespace fiftyfold
