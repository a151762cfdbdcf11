// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"
#include "core/run/environment.h"
#include "core/text/exitcode.h"
#include "engine/base/enginethreads.h"
#include "engine/base/writesignals.h"

#include <QByteArrayView>
#include <QCoreApplication>

#include <cstdio>

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

/// Qt would put another character in the place of each such byte, and that be sent. 0: there is none.
int argumentThatIsNoText(int argc, char *argv[])
{
    for (int number = 1; number < argc; ++number) {
        if (!QByteArrayView(argv[number]).isValidUtf8())
            return number;
    }
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    occupyStandardStreams();
    fiftyfold::returnWriteErrors();
    if (const int number = argumentThatIsNoText(argc, argv); number > 0) {
        std::fprintf(stderr,
                     "fiftyfold-cli: Argument %d has a byte that is no UTF-8; write it as %%E9 in a URL, and take "
                     "--data-file for a body.\n",
                     number);
        return fiftyfold::exitcode::badUsage;
    }
    fiftyfold::prepareEngineThreads();
    usualHandler = qInstallMessageHandler(passOn);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("fiftyfold-cli"));
    QCoreApplication::setApplicationVersion(fiftyfold::programVersion());
    return fiftyfold::runProgram(QCoreApplication::arguments().mid(1));
}
