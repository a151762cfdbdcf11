// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/folderstore.h"
#include "engine/base/indexshare.h"

#include <memory>

namespace fiftyfold {

/// The private folder of one run, mode 0700, in the system's temporary folder or in the one that the plan names. Pages
/// are made in it by openat() on its descriptor, so nothing outside it can be written or deleted. A lock on it says
/// that its run lives (stalefolders.h); a folder whose run was killed, at whatever moment, is swept by the next one,
/// unless its files were to be kept and there are some.
class RunFolder final : public FileStore
{
public:
    /// Sweeps stale folders in `parent`, then makes a new one. On failure returns null and says in `problem` what is
    /// wrong with `parent` and what would be right. An empty `parent` is the system's temporary folder.
    enum class Files { Removed, Kept };
    static std::unique_ptr<RunFolder> create(const QString &parent, Files files, QString *problem);

    /// A folder that another process made and removes, for a share of its run, by which its pages are named.
    static std::unique_ptr<RunFolder> existing(const QString &path, const IndexShare &share, QString *problem);

    /// Deletes the folder with what is in it; one whose files are kept only if it is empty.
    ~RunFolder() override;
    RunFolder(const RunFolder &) = delete;
    RunFolder &operator=(const RunFolder &) = delete;

    const QString &path() const { return m_path; }

    Fault save(quint32 index, const Page &page) override { return m_store.save(m_share.indexOf(index), page); }
    Fault remove(quint32 index) override { return m_store.remove(m_share.indexOf(index)); }

private:
    RunFolder(const QString &path, int folder, int marker);

    enum class Owner { This, Another };

    QString m_path;
    FolderStore m_store;
    Owner m_owner = Owner::This;
    IndexShare m_share;
    int m_marker; ///< Descriptor of the file that says that all may be removed. -1 where files are kept.
};

} // namespace fiftyfold
