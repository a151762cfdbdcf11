// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/settingsfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fiftyfold {

void keepToOwner(const QSettings &settings)
{
    constexpr mode_t ownersOnly = S_IRUSR | S_IWUSR;
    const QString path = settings.fileName();
    QDir().mkpath(QFileInfo(path).absolutePath());
    const int file = open(QFile::encodeName(path).constData(), O_RDONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK, ownersOnly);
    if (file < 0)
        return;
    struct stat found = {};
    if (fstat(file, &found) == 0 && S_ISREG(found.st_mode) && (found.st_mode & 07777) != ownersOnly)
        fchmod(file, ownersOnly);
    close(file);
}

} // namespace fiftyfold
