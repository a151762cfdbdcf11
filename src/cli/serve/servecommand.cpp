// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/serve/servecommand.h"

#include "cli/base/terminal.h"
#include "core/text/exitcode.h"
#include "engine/base/siblingprogram.h"

#include <QFile>

#include <cerrno>
#include <vector>

#include <unistd.h>

namespace fiftyfold {

int serveCommand(const QStringList &arguments)
{
    const Terminal terminal;
    const QString program = siblingProgram(QStringLiteral("fiftyfold-practice-server"));
    if (program.isEmpty()) {
        terminal.writeProblem(QStringLiteral("the program fiftyfold-practice-server was not found beside this one; "
                                             "build or install all of Fiftyfold."));
        return exitcode::couldNotRun;
    }
    QList<QByteArray> words = {QFile::encodeName(program)};
    for (const QString &argument : arguments)
        words.append(argument.toLocal8Bit());
    std::vector<char *> pointers;
    for (QByteArray &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    execv(pointers.front(), pointers.data());
    terminal.writeProblem(QStringLiteral("%1 could not be started: %2.").arg(program, qt_error_string(errno)));
    return exitcode::couldNotRun;
}

} // namespace fiftyfold
