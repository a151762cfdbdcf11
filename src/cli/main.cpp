// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"
#include "core/run/environment.h"
#include "engine/base/enginethreads.h"
#include "engine/base/writesignals.h"

#include <QCoreApplication>

#include <fcntl.h>
#include <unistd.h>

namespace {

/// A standard stream that was closed would give its number to the next file or pipe, and what is meant for the stream
/// would go there. These fail on use, as closed ones do.
void occupyStandardStreams()
{
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (fcntl(stream, F_GETFD) == -1)
            open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

QtMessageHandler usualHandler = nullptr;

/// Qt remarks that it can't open a pipe before the sentence that says which limit that is.
void passOn(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (!message.startsWith(QLatin1String("QProcessPrivate::createPipe")) &&
        !message.startsWith(QLatin1String("QProcess: Cannot create pipe"))) // from 6.7 on
        usualHandler(type, context, message);
}

} // namespace

int main(int argc, char *argv[])
{
    occupyStandardStreams();
    fiftyfold::returnWriteErrors();
    fiftyfold::prepareEngineThreads();
    usualHandler = qInstallMessageHandler(passOn);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("fiftyfold-cli"));
    QCoreApplication::setApplicationVersion(fiftyfold::programVersion());
    return fiftyfold::runProgram(QCoreApplication::arguments().mid(1));
}
