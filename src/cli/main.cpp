// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"
#include "core/environment.h"

#include <QCoreApplication>

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("fiftyfold-cli"));
    QCoreApplication::setApplicationVersion(fiftyfold::programVersion());
    return fiftyfold::runProgram(QCoreApplication::arguments().mid(1));
}
