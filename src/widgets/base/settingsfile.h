// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QSettings;

namespace fiftyfold {

/// Makes the file of the settings one that only its owner can read and write (0600), which it then stays: Qt keeps the
/// permissions of a file that is there. Makes an empty one where there is none, as Qt's own would be as the umask has
/// it. Does nothing where the folder can't be written to, since then nothing will be kept.
void keepToOwner(const QSettings &settings);

} // namespace fiftyfold
