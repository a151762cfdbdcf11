// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/applicationid.h"

#include <QGuiApplication>
#include <QIcon>

namespace fiftyfold {

QString applicationId()
{
    return QStringLiteral("io.github.fiftyfold.Fiftyfold");
}

void setApplicationId()
{
    QGuiApplication::setDesktopFileName(applicationId());
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Fiftyfold"));
    QIcon icon;
    for (const int size : {16, 32, 48, 64, 128, 256})
        icon.addFile(QStringLiteral(":/icons/fiftyfold-%1.png").arg(size), QSize(size, size));
    QGuiApplication::setWindowIcon(icon);
}

} // namespace fiftyfold
