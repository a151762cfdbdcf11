// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace fiftyfold {

// How a run's folder tells whether its run still lives, and how one whose run was killed goes.
//
// A living run holds a lock on the folder itself, from right after it was made until it is gone. A file in it, the
// marker, says that what lies there may be removed; a folder whose files are kept has none. The marker is made before
// the first page and goes after the last, so at whatever moment a run ends, its folder is empty or has a marker.
// Where the file system can't lock folders, the lock on the marker alone counts, as it did in earlier versions.

inline constexpr char runFolderPrefix[] = "fiftyfold-"; ///< Six letters and digits follow, as mkdtemp() makes them.

inline constexpr char runFolderMarker[] = "run.lock";

/// Takes the lock of a new folder. False where it is not ours any more: another start found it empty, before it was
/// locked. `folder` is its descriptor.
bool heldFolder(int folder, const QByteArray &path);

/// Makes the marker and locks it too, for what earlier versions look at. Its descriptor, which holds that lock; -1 on
/// failure, with errno.
int madeMarker(int folder);

/// Removes a folder that this process holds, with all that is in it. Follows no links.
void removeHeldFolder(int folder, const QByteArray &path);

/// Removes the folders in `parent` whose runs were killed: of this user, private, named as ours, locked by nobody; with
/// a marker, or empty. In them only pages and markers are removed: a folder in which something else lies stays, with
/// that and its marker.
void sweepStaleFolders(const QString &parent);

} // namespace fiftyfold
