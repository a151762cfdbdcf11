// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/outofmemory.h"

#include "engine/base/stalefolders.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>

#include <climits>
#include <dirent.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

namespace fiftyfold {

namespace {

struct Slot {
    std::atomic<bool> isTaken{false};
    std::atomic<bool> isReady{false};
    std::array<char, PATH_MAX> path{};
};

std::array<Slot, 16> folderSlots; // more runs at a time there are not; what finds none is swept by the next start

/// All but the marker, so that a folder which is killed half empty can still be told as ours. Nothing here may want
/// memory.
void removeFiles(int folder)
{
    alignas(dirent64) static std::array<char, 32 * 1024> entries;
    for (;;) {
        const long size = syscall(SYS_getdents64, folder, entries.data(), entries.size());
        if (size <= 0)
            return;
        for (long at = 0; at < size;) {
            const auto *entry = reinterpret_cast<const dirent64 *>(entries.data() + at);
            if (std::strcmp(entry->d_name, runFolderMarker) != 0)
                unlinkat(folder, entry->d_name, 0); // fails for "." and ".."
            at += entry->d_reclen;
        }
    }
}

void removeFolder(const char *path)
{
    constexpr int tries = 100; // other threads may still be at it
    const int folder = open(path, O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    for (int i = 0; folder >= 0 && i < tries; ++i) {
        lseek(folder, 0, SEEK_SET);
        removeFiles(folder);
        unlinkat(folder, runFolderMarker, 0);
        if (rmdir(path) == 0)
            break;
        if (const int marker = madeMarker(folder); marker >= 0)
            close(marker);
    }
}

bool isMemoryGone()
{
    try {
        if (const std::exception_ptr thrown = std::current_exception())
            std::rethrow_exception(thrown);
    } catch (const std::bad_alloc &) {
        return true;
    } catch (...) {
        return false;
    }
    return false;
}

[[noreturn]] void endProgram()
{
    if (!isMemoryGone())
        std::abort();
    static std::atomic<bool> isEnding{false};
    while (isEnding.exchange(true))
        pause(); // another thread ends the program
    static char text[] =
        ": no memory is left, so the program was ended. Raise the limit (\"ulimit -v\"), or have fewer "
        "in flight with --at-once.\n";
    char *name = program_invocation_short_name;
    // In one piece: others may write there too.
    const std::array<iovec, 2> line = {{{name, std::strlen(name)}, {text, sizeof text - 1}}};
    [[maybe_unused]] const ssize_t written = writev(STDERR_FILENO, line.data(), line.size());
    for (const Slot &slot : folderSlots) {
        if (slot.isReady)
            removeFolder(slot.path.data());
    }
    _exit(1);
}

} // namespace

void endInOrderWithoutMemory()
{
    std::set_terminate(&endProgram);
}

RemovedWithoutMemory::RemovedWithoutMemory(const QString &folder)
    : m_slot(0)
{
    const QByteArray path = QFile::encodeName(folder);
    while (m_slot < folderSlots.size() && folderSlots[m_slot].isTaken.exchange(true))
        ++m_slot;
    if (m_slot == folderSlots.size() || static_cast<std::size_t>(path.size()) >= folderSlots[m_slot].path.size())
        return;
    *std::copy(path.begin(), path.end(), folderSlots[m_slot].path.begin()) = '\0';
    folderSlots[m_slot].isReady = true;
}

RemovedWithoutMemory::~RemovedWithoutMemory()
{
    if (m_slot == folderSlots.size())
        return;
    folderSlots[m_slot].isReady = false;
    folderSlots[m_slot].isTaken = false;
}

} // namespace fiftyfold
