// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/stalefolders.h"

#include <QByteArrayList>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <string_view>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fiftyfold {

namespace {

constexpr std::string_view markerText("fiftyfold run folder\n\0", 22);
constexpr std::size_t randomLetters = 6;

enum class Marker { None, Unfinished, Whole, NotOurs };
enum class FolderLock { Taken, Held, Unsupported };
enum class Content { Pages, Everything };

struct CloseFolder {
    void operator()(DIR *folder) const { closedir(folder); }
};
using FolderReader = std::unique_ptr<DIR, CloseFolder>;

class Descriptor
{
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    ~Descriptor()
    {
        if (isOpen())
            close(m_number);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)
    bool isOpen() const { return m_number >= 0; }
    int number() const { return m_number; }

private:
    const int m_number;
};

bool isLetterOrDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool isFolderName(std::string_view name)
{
    constexpr std::string_view prefix(runFolderPrefix);
    return name.size() == prefix.size() + randomLetters && name.substr(0, prefix.size()) == prefix &&
           std::all_of(name.begin() + prefix.size(), name.end(), isLetterOrDigit);
}

/// As FolderStore names them.
bool isPageName(std::string_view name)
{
    constexpr std::string_view ending(".html");
    constexpr std::size_t leastDigits = 4;
    if (name.size() < leastDigits + ending.size() || name.substr(name.size() - ending.size()) != ending)
        return false;
    name.remove_suffix(ending.size());
    return std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isSame(const struct stat &one, const struct stat &other)
{
    return one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/// The folder still has its name, and nobody else has taken that.
bool isAt(int folder, const QByteArray &path)
{
    struct stat opened = {};
    struct stat named = {};
    return fstat(folder, &opened) == 0 && lstat(path.constData(), &named) == 0 && isSame(opened, named);
}

FolderLock takeLock(int folder)
{
    if (flock(folder, LOCK_EX | LOCK_NB) == 0)
        return FolderLock::Taken;
    return errno == EWOULDBLOCK || errno == EINTR ? FolderLock::Held : FolderLock::Unsupported;
}

bool isOurs(int folder)
{
    struct stat status = {};
    return fstat(folder, &status) == 0 && status.st_uid == geteuid() && (status.st_mode & 0777) == 0700;
}

/// Calls `visit` with each name in the folder until that returns false.
void forEachName(int folder, auto &&visit)
{
    // A descriptor of its own: closedir() closes it, and its position is nobody else's.
    const int own = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const FolderReader reader(own < 0 ? nullptr : fdopendir(own));
    if (!reader)
        return;
    while (const dirent *entry = readdir(reader.get())) {
        const char *fileName = static_cast<const char *>(entry->d_name);
        const std::string_view name(fileName);
        if (name != "." && name != ".." && !visit(fileName))
            return;
    }
}

/// What the marker says, and whether a run of an earlier version, which locked nothing else, still holds it.
Marker markerOf(int folder, bool *isHeld)
{
    // Looked at before it is opened: to open a FIFO may wait, and to open a device may do something.
    struct stat found = {};
    if (fstatat(folder, runFolderMarker, &found, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? Marker::None : Marker::NotOurs;
    if (!S_ISREG(found.st_mode) || found.st_uid != geteuid())
        return Marker::NotOurs;
    // For writing, as some file systems (NFS) lock for themselves only what is open for that.
    const Descriptor file(openat(folder, runFolderMarker, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    struct stat opened = {};
    if (!file.isOpen() || fstat(file.number(), &opened) != 0 || !isSame(opened, found))
        return Marker::NotOurs;
    *isHeld = flock(file.number(), LOCK_EX | LOCK_NB) != 0;
    std::array<char, markerText.size() + 1> text{};
    const ssize_t size = read(file.number(), text.data(), text.size());
    if (size < 0 || markerText.substr(0, static_cast<std::size_t>(size)) !=
                        std::string_view(text.data(), static_cast<std::size_t>(size)))
        return Marker::NotOurs;
    return static_cast<std::size_t>(size) == markerText.size() ? Marker::Whole : Marker::Unfinished;
}

/// True if nothing but what `isExpected` knows lies in the folder.
bool holdsOnly(int folder, bool (*isExpected)(std::string_view))
{
    bool holds = true;
    forEachName(folder, [&](std::string_view name) { return holds = isExpected(name); });
    return holds;
}

/// True for a folder whose run was killed. `folder` is locked by this process, if that is possible at all.
bool isStale(int folder, FolderLock lock)
{
    bool isMarkerHeld = false;
    const Marker marker = markerOf(folder, &isMarkerHeld);
    if (isMarkerHeld)
        return false;
    if (lock == FolderLock::Unsupported)
        return marker == Marker::Whole; // of others nobody can tell whether a run is just making it
    switch (marker) {
    case Marker::Whole:
        return true;
    case Marker::None:
        return holdsOnly(folder, [](std::string_view) { return false; });
    case Marker::Unfinished: // the run, or the whole machine, ended before it was on the disk
        return holdsOnly(folder, [](std::string_view name) { return name == runFolderMarker || isPageName(name); });
    case Marker::NotOurs:
        break;
    }
    return false;
}

/// Removes what is in the folder but for the marker; true if nothing else is left.
bool isCleared(int folder, const QByteArray &path, Content content)
{
    bool hasRemoved = true;
    bool isLeft = false;
    while (hasRemoved) { // some file systems skip names while others are removed
        hasRemoved = false;
        isLeft = false;
        forEachName(folder, [&](const char *name) {
            if (std::string_view(name) == runFolderMarker)
                return true;
            bool isGone = (content == Content::Everything || isPageName(name)) && unlinkat(folder, name, 0) == 0;
            if (!isGone && content == Content::Everything) // a folder, which a runner may have made
                isGone = QDir(QFile::decodeName(path + '/' + name)).removeRecursively();
            hasRemoved = hasRemoved || isGone;
            isLeft = isLeft || !isGone;
            return true;
        });
    }
    return !isLeft;
}

void removeFolder(int folder, const QByteArray &path, Content content)
{
    // A killed run's processes live a little longer, and may write a page between the last look and rmdir().
    constexpr int rounds = 20;
    constexpr useconds_t pauseUs = 1'000;
    for (int round = 0; round < rounds; ++round) {
        if (!isCleared(folder, path, content))
            return;
        unlinkat(folder, runFolderMarker, 0);
        if (rmdir(path.constData()) == 0 || (errno != ENOTEMPTY && errno != EEXIST))
            return;
        if (const int marker = madeMarker(folder); marker >= 0)
            close(marker);
        usleep(pauseUs);
    }
}

} // namespace

bool heldFolder(int folder, const QByteArray &path)
{
    return takeLock(folder) != FolderLock::Held && isAt(folder, path);
}

int madeMarker(int folder)
{
    const int marker = openat(folder, runFolderMarker, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (marker < 0)
        return -1;
    fchmod(marker, S_IRUSR | S_IWUSR); // whatever the umask: the next start has to open it
    if (flock(marker, LOCK_EX | LOCK_NB) == 0 &&
        (write(marker, markerText.data(), markerText.size()) == ssize_t(markerText.size()) || errno == EFBIG))
        return marker; // one that "ulimit -f" cut short does as well, where only pages lie beside it
    const int number = errno;
    unlinkat(folder, runFolderMarker, 0);
    close(marker);
    errno = number;
    return -1;
}

void removeHeldFolder(int folder, const QByteArray &path)
{
    removeFolder(folder, path, Content::Everything);
}

void sweepStaleFolders(const QString &parent)
{
    const QByteArray parentPath = QFile::encodeName(parent);
    const Descriptor parentFolder(open(parentPath.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!parentFolder.isOpen())
        return;
    QByteArrayList names; // all of them before the first is removed, as some file systems would skip others then
    forEachName(parentFolder.number(), [&names](const char *name) {
        if (isFolderName(name))
            names.append(name);
        return true;
    });
    for (const QByteArray &name : std::as_const(names)) {
        const Descriptor folder(openat(parentFolder.number(), name.constData(),
                                       O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
        if (!folder.isOpen() || !isOurs(folder.number()))
            continue;
        const QByteArray path = parentPath + '/' + name;
        const FolderLock lock = takeLock(folder.number());
        if (lock != FolderLock::Held && isAt(folder.number(), path) && isStale(folder.number(), lock))
            removeFolder(folder.number(), path, Content::Pages);
    }
}

} // namespace fiftyfold
