// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtGlobal>

#include <chrono>

namespace fiftyfold {

/// A lock that one of all threads and programs has at a time, and that the kernel takes from whoever ends, killed or
/// not. Its file stays, and has nothing to tell of the lock: one that is written into a file would be nobody's for good
/// if the writer were killed in between, and could not be had on a full disk. For one thread.
class FileLock
{
public:
    explicit FileLock(const QString &path);
    ~FileLock();
    Q_DISABLE_COPY_MOVE(FileLock)

    /// Makes the file where there is none. Waits so long for who has it. 0, or errno: EWOULDBLOCK where somebody has it
    /// still.
    int take(std::chrono::milliseconds longest);

    /// Whoever had the lock before may have left a mark, which stays. Of a lock that was taken.
    bool isMarked() const;
    void mark();

private:
    const QString m_path;
    int m_file = -1;
};

} // namespace fiftyfold
