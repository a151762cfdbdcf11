// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/runfolder.h"

#include "core/text/redaction.h"
#include "core/text/remark.h"
#include "engine/base/stalefolders.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstdlib>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fiftyfold {

namespace {

/// A folder that nobody else has, locked; null, with `why`, where none can be made.
struct MadeFolder {
    QByteArray path;
    int descriptor = -1;
};
MadeFolder madeFolder(const QString &parent, QString *why)
{
    constexpr int attempts = 100; // another start may take one for stale before it is locked
    for (int attempt = 0; attempt < attempts; ++attempt) {
        QByteArray path = QFile::encodeName(parent) + '/' + runFolderPrefix + "XXXXXX";
        if (!mkdtemp(path.data())) {
            *why = qt_error_string(errno);
            return {};
        }
        // What an umask takes from its own user is given back, by its name: without rights it can't be opened. Where
        // that can't be done, opening it says why.
        struct stat made = {};
        if (fstatat(AT_FDCWD, path.constData(), &made, AT_SYMLINK_NOFOLLOW) == 0 && (made.st_mode & S_IRWXU) != S_IRWXU)
            fchmodat(AT_FDCWD, path.constData(), S_IRWXU, AT_SYMLINK_NOFOLLOW);
        const int folder = open(path.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (folder < 0 && errno != ENOENT) {
            *why = qt_error_string(errno);
            rmdir(path.constData());
            return {};
        }
        if (folder >= 0 && heldFolder(folder, path))
            return {path, folder};
        if (folder >= 0)
            close(folder);
    }
    *why = remarkText(RemarkKind::FolderRemoved);
    return {};
}

/// Of one that is not there Qt knows no name.
QString temporaryFolder()
{
    const QString there = QDir::tempPath();
    return there.isEmpty() ? QDir::cleanPath(QDir::current().absoluteFilePath(qEnvironmentVariable("TMPDIR"))) : there;
}

} // namespace

std::unique_ptr<RunFolder> RunFolder::create(const QString &parent, Files files, QString *problem)
{
    const QString where = parent.isEmpty() ? temporaryFolder() : QDir(parent).absolutePath();
    const auto fail = [&](const QString &why) {
        *problem = remarkText(RemarkKind::PagesNotSaved, {redactedUrlText(where), why});
        return nullptr;
    };
    if (!QFileInfo(where).isDir())
        return fail(QFileInfo::exists(where) ? remarkText(RemarkKind::NoFolder) : remarkText(RemarkKind::NoSuchFolder));
    sweepStaleFolders(where);

    QString why;
    const MadeFolder made = madeFolder(where, &why);
    if (made.descriptor < 0)
        return fail(why);
    const int marker = files == Files::Removed ? madeMarker(made.descriptor) : -1;
    if (marker < 0 && files == Files::Removed) {
        why = qt_error_string(errno);
        rmdir(made.path.constData());
        close(made.descriptor);
        return fail(why);
    }
    return std::unique_ptr<RunFolder>(new RunFolder(QFile::decodeName(made.path), made.descriptor, marker));
}

std::unique_ptr<RunFolder> RunFolder::existing(const QString &path, const IndexShare &share, QString *problem)
{
    const int folder = open(QFile::encodeName(path).constData(), O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0) {
        *problem = remarkText(RemarkKind::FolderNotOpened, {path, qt_error_string(errno)});
        return nullptr;
    }
    std::unique_ptr<RunFolder> existing(new RunFolder(path, folder, -1));
    existing->m_owner = Owner::Another;
    existing->m_share = share;
    return existing;
}

RunFolder::RunFolder(const QString &path, int folder, int marker)
    : m_path(path)
    , m_store(folder)
    , m_marker(marker)
{
}

RunFolder::~RunFolder()
{
    if (m_owner == Owner::Another)
        return;
    const QByteArray path = QFile::encodeName(m_path);
    if (m_marker >= 0) {
        removeHeldFolder(m_store.descriptor(), path);
        close(m_marker);
    } else {
        rmdir(path.constData()); // stays where there are files
    }
}

} // namespace fiftyfold
