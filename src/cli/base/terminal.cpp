// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/base/terminal.h"

#include "core/text/visibletext.h"

#include <QFile>

#include <cstdio>

#include <sys/ioctl.h>
#include <unistd.h>

namespace fiftyfold {

namespace {

bool isRewritable(int descriptor)
{
    return isatty(descriptor) == 1 && qgetenv("TERM") != "dumb";
}

} // namespace

QString TextStyle::good(const QString &text) const
{
    return hasColours ? QStringLiteral("\033[32m%1\033[0m").arg(text) : text;
}

QString TextStyle::bad(const QString &text) const
{
    return hasColours ? QStringLiteral("\033[31m%1\033[0m").arg(text) : text;
}

QString TextStyle::strong(const QString &text) const
{
    return hasColours ? QStringLiteral("\033[1m%1\033[0m").arg(text) : text;
}

TextStyle styleFor(int descriptor)
{
    return {isRewritable(descriptor) && qEnvironmentVariableIsEmpty("NO_COLOR")};
}

Terminal::Terminal()
    : m_isInteractive(isRewritable(STDERR_FILENO))
    , m_style(styleFor(STDERR_FILENO))
{
}

bool Terminal::canAsk() const
{
    return isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1;
}

int Terminal::width() const
{
    winsize size{};
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return 80;
}

void Terminal::write(const QString &text) const
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
}

void Terminal::writeProblem(const QString &sentence) const
{
    write(QStringLiteral("fiftyfold-cli: %1\n").arg(visibleText(sentence)));
}

bool Terminal::ask(const QString &question) const
{
    write(question + QStringLiteral(" [y/N] "));
    QFile input;
    if (!input.open(STDIN_FILENO, QIODevice::ReadOnly | QIODevice::Unbuffered, QFileDevice::DontCloseHandle))
        return false;
    const QByteArray answer = input.readLine(64).trimmed().toLower();
    return answer == "y" || answer == "yes";
}

} // namespace fiftyfold
