// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fault.h"
#include "core/run/pagewrapper.h"

namespace fiftyfold {

/// Where pages are saved and deleted. An interface so that tests need no disk. Thread-safe, as long
/// as no two threads do something with the same index.
class FileStore
{
public:
    virtual ~FileStore() = default;

    /// Saves the page of a request under a name made from its index. Where that fails, no file is left.
    virtual Fault save(quint32 index, const Page &page) = 0;
    /// Deletes what save() made.
    virtual Fault remove(quint32 index) = 0;
};

} // namespace fiftyfold
