// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/filestore.h"

namespace fiftyfold {

/// Pages in a folder that is there already: made by openat() on its descriptor, so nothing outside it can be written or
/// deleted, under names from the index alone. Thread-safe.
class FolderStore final : public FileStore
{
public:
    /// Takes the folder's descriptor over.
    explicit FolderStore(int folder)
        : m_folder(folder)
    {
    }
    /// isOpen() says whether there is such a folder.
    explicit FolderStore(const QString &path);
    ~FolderStore() override;
    FolderStore(const FolderStore &) = delete;
    FolderStore &operator=(const FolderStore &) = delete;

    bool isOpen() const { return m_folder >= 0; }
    int descriptor() const { return m_folder; }
    Fault save(quint32 index, const Page &page) override;
    Fault remove(quint32 index) override;

private:
    int m_folder; ///< -1: there is none.
};

} // namespace fiftyfold
