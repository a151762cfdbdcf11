// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/shellwords.h"

#include "core/text/problemwords.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace fiftyfold {

namespace {

/// What browsers leave without a caret in words for cmd, beside letters, digits and blanks.
constexpr std::string_view withoutCaret = "`_-:=+~'/.,?;()*&";

bool isLetterOrDigit(char byte)
{
    return std::isalnum(uchar(byte)) != 0;
}

bool isSpecialToCmd(char byte)
{
    return uchar(byte) < 0x80 && std::isspace(uchar(byte)) == 0 && !isLetterOrDigit(byte) &&
           withoutCaret.find(byte) == std::string_view::npos;
}

/// A text in plain double quotes: where it ends, and whether it has the carets of a word that was made for cmd, each
/// of them.
struct QuotedText {
    qsizetype end = 0;
    bool isForCmd = false;
};

QuotedText quotedTextAt(const QByteArray &text, qsizetype at)
{
    bool hasCaret = false;
    bool hasBare = false;
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '^') {
            hasCaret = true;
            ++at;
        } else if (text[at] == '\\') {
            hasBare = true;
            ++at;
        } else if (isSpecialToCmd(text[at])) {
            hasBare = true;
        }
    }
    return {at, hasCaret && !hasBare};
}

bool beginsWithCurl(QByteArrayView text)
{
    const QByteArrayView curl("curl");
    return text.startsWith(curl) && (text.size() == curl.size() || !isLetterOrDigit(text[curl.size()]));
}

QString textProblem(const QString &text)
{
    if (text.contains(QChar(u'\0')))
        return ProblemWords::tr("The text holds a character NUL, which no command can; copy it once more.");
    if (!text.isValidUtf16())
        return ProblemWords::tr("The text holds half of a character (a lone surrogate); copy it once more.");
    return {};
}

} // namespace

qsizetype lineBreakAt(QByteArrayView text, qsizetype at)
{
    if (at < text.size() && text[at] == '\n')
        return 1;
    return at + 1 < text.size() && text[at] == '\r' && text[at + 1] == '\n' ? 2 : 0;
}

ShellForm shellFormOf(const QByteArray &text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char byte = text[i];
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        if (byte == '\'' || (byte == '\\' && lineBreakAt(text, i + 1) > 0))
            return ShellForm::Bash;
        if (byte == '^' && !isLetterOrDigit(next))
            return ShellForm::Cmd;
        if (byte == '"') {
            const QuotedText quoted = quotedTextAt(text, i);
            if (quoted.isForCmd)
                return ShellForm::Cmd;
            i = quoted.end;
        }
    }
    const QByteArray program = text.left(std::max<qsizetype>(text.indexOf(' '), 0)).toLower();
    return program.endsWith(".exe") || program.endsWith(".exe\"") ? ShellForm::Cmd : ShellForm::Bash;
}

void endBefore(QByteArrayView rest, ShellForm form, ShellWords &words)
{
    const bool isAtLineBreak = lineBreakAt(rest, 0) > 0;
    const auto begin = std::find_if(rest.begin(), rest.end(), [](char byte) {
        return std::isspace(uchar(byte)) == 0 && byte != ';' && byte != '&' && byte != '|';
    });
    rest = rest.sliced(begin - rest.begin());
    if (isAtLineBreak && rest.startsWith('-')) {
        words.problem =
            ProblemWords::tr("The command goes on in a new line, but the line before that does not end in %1; "
                             "put it there, as the last character.")
                .arg(form == ShellForm::Bash ? ProblemWords::tr("a backslash") : ProblemWords::tr("a caret (^)"));
    } else if (beginsWithCurl(rest)) {
        words.notes.append(ProblemWords::tr("The text holds several commands; the first one was taken."));
    } else if (!rest.isEmpty()) {
        words.notes.append(
            ProblemWords::tr("What stands after the command's end (a line break, ; | & < or >) was left out."));
    }
}

ShellWords shellWordsFrom(const QString &text)
{
    ShellWords none;
    none.problem = textProblem(text);
    if (!none.problem.isEmpty())
        return none;
    const QByteArray command = text.trimmed().toUtf8();
    return shellFormOf(command) == ShellForm::Cmd ? cmdWordsFrom(command) : bashWordsFrom(command);
}

} // namespace fiftyfold
