// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fiftyfold {

/// Where memory runs out in code that nobody here can catch it from, as in Qt's event loop, the program says so,
/// removes what was made removable, and ends with exit code 1. Called once, before there is a second thread.
void endInOrderWithoutMemory();

/// A folder that is to go with all files in it if the program ends that way, for as long as this lives. Thread-safe.
class RemovedWithoutMemory
{
public:
    explicit RemovedWithoutMemory(const QString &folder);
    ~RemovedWithoutMemory();
    RemovedWithoutMemory(const RemovedWithoutMemory &) = delete;
    RemovedWithoutMemory &operator=(const RemovedWithoutMemory &) = delete;

private:
    std::size_t m_slot;
};

} // namespace fiftyfold
