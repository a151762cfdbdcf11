// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/pagewrapper.h"

#include <QString>

namespace fiftyfold {

/// Where pages are saved and deleted. An interface so that tests need no disk. Thread-safe, as long
/// as no two threads do something with the same index.
class FileStore
{
public:
    virtual ~FileStore() = default;

    /// Saves the page of a request under a name made from its index. Returns an empty text, or what went wrong and
    /// what to do; then no file is left.
    virtual QString save(quint32 index, const Page &page) = 0;
    /// Deletes what save() made. Returns an empty text, or what went wrong.
    virtual QString remove(quint32 index) = 0;
};

} // namespace fiftyfold
