// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/siblingprogram.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringList>

#include <utility>

namespace fiftyfold {

QString siblingProgram(const QString &name)
{
    const QString beside = QCoreApplication::applicationDirPath();
    QStringList folders = {beside, beside + QStringLiteral("/../libexec/fiftyfold")};
    if (const QString chosen = qEnvironmentVariable("FIFTYFOLD_LIBEXEC_DIR"); !chosen.isEmpty())
        folders.prepend(chosen);
    for (const QString &folder : std::as_const(folders)) {
        const QFileInfo program(folder + QLatin1Char('/') + name);
        if (program.isExecutable() && program.isFile())
            return program.canonicalFilePath();
    }
    return {};
}

QString runnersFolder()
{
    return QFileInfo(QCoreApplication::applicationDirPath() + QStringLiteral("/../share/fiftyfold/runners"))
        .absoluteFilePath();
}

} // namespace fiftyfold
