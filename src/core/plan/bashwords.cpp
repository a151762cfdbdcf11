// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a command as bash splits it.
#include "core/plan/shellwords.h"

#include "core/text/problemwords.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace fiftyfold {

namespace {

constexpr int octalBits = 3;
constexpr int hexBits = 4;

class BashWords
{
public:
    explicit BashWords(const QByteArray &text)
        : m_text(text)
    {
    }

    ShellWords read();

private:
    char at(qsizetype i) const { return i < m_text.size() ? m_text[i] : '\0'; }
    void readNext();
    void readBackslash();
    void readSingleQuoted();
    void readDoubleQuoted();
    void readDollar(bool isQuoted);
    void readAnsiQuoted();
    void readEscape();
    void readControlEscape();
    quint32 readDigits(int bitsEach, int most);
    void readCodePoint(int mostDigits);
    void skipComment();
    void endAtOperator();
    void endWord();
    void append(char byte);
    void fail(const QString &problem);
    void failUnclosed(QLatin1Char quote, qsizetype begin);

    const QByteArray &m_text;
    qsizetype m_at = 0;
    QByteArray m_word;
    bool m_isInWord = false;
    bool m_hasQuotes = false; ///< In the word.
    bool m_hasEnded = false;
    ShellWords m_result;
};

ShellWords BashWords::read()
{
    while (m_at < m_text.size() && !m_hasEnded)
        readNext();
    if (m_result.problem.isEmpty())
        endWord();
    return m_result;
}

void BashWords::readNext()
{
    constexpr std::string_view operators = ";|&<>";
    const char byte = m_text[m_at];
    if (byte == ' ' || byte == '\t') {
        endWord();
        ++m_at;
    } else if (lineBreakAt(m_text, m_at) > 0 || operators.find(byte) != std::string_view::npos) {
        endAtOperator();
    } else if (byte == '\\') {
        readBackslash();
    } else if (byte == '\'') {
        readSingleQuoted();
    } else if (byte == '"') {
        readDoubleQuoted();
    } else if (byte == '$') {
        readDollar(false);
    } else if (byte == '#' && !m_isInWord) {
        skipComment();
    } else if (byte == '~' && !m_isInWord) {
        fail(ProblemWords::tr(
            "A word begins with ~, which only a shell can tell the folder of; write that folder out."));
    } else if (byte == '(' || byte == ')') {
        fail(
            ProblemWords::tr("There is a bracket outside quotes, which means something to the shell; put the word into "
                             "single quotes."));
    } else if (byte == '`') {
        fail(
            ProblemWords::tr("There is a command in backquotes, and no shell is started here; write what it would say, "
                             "or put the word into single quotes."));
    } else {
        append(byte);
        ++m_at;
    }
}

void BashWords::readBackslash()
{
    if (const qsizetype length = lineBreakAt(m_text, m_at + 1); length > 0) {
        m_at += 1 + length;
        return;
    }
    if (m_at + 1 < m_text.size()) {
        m_hasQuotes = true;
        append(m_text[m_at + 1]);
    }
    m_at += 2;
}

void BashWords::readSingleQuoted()
{
    const qsizetype end = m_text.indexOf('\'', m_at + 1);
    if (end < 0)
        return failUnclosed(QLatin1Char('\''), m_at);
    m_isInWord = m_hasQuotes = true;
    m_word += QByteArrayView(m_text).sliced(m_at + 1, end - m_at - 1);
    m_at = end + 1;
}

void BashWords::readDoubleQuoted()
{
    constexpr std::string_view escapable = "$`\"\\";
    const qsizetype begin = m_at++;
    m_isInWord = m_hasQuotes = true;
    while (m_at < m_text.size() && !m_hasEnded) {
        const char byte = m_text[m_at];
        const qsizetype brokenLine = byte == '\\' ? lineBreakAt(m_text, m_at + 1) : 0;
        if (byte == '"') {
            ++m_at;
            return;
        }
        if (brokenLine > 0) {
            m_at += 1 + brokenLine;
        } else if (byte == '\\' && m_at + 1 < m_text.size() &&
                   escapable.find(m_text[m_at + 1]) != std::string_view::npos) {
            append(m_text[m_at + 1]);
            m_at += 2;
        } else if (byte == '$') {
            readDollar(true);
        } else if (byte == '`') {
            fail(ProblemWords::tr("There is a command in backquotes, and no shell is started here; write what it would "
                                  "say, or put the word into single quotes."));
        } else {
            append(byte);
            ++m_at;
        }
    }
    if (!m_hasEnded)
        failUnclosed(QLatin1Char('"'), begin);
}

void BashWords::readDollar(bool isQuoted)
{
    constexpr std::string_view parameters = "_{@*#?$!-";
    const char next = at(m_at + 1);
    if (!isQuoted && next == '\'') {
        readAnsiQuoted();
    } else if (!isQuoted && next == '"') {
        ++m_at; // a text to be translated, of which nobody has a translation
        readDoubleQuoted();
    } else if (next == '(' || next == '[') {
        fail(ProblemWords::tr(
            "There is a $(…) in the command, and no shell is started here; write what it would say, or "
            "put the word into single quotes."));
    } else if (std::isalnum(uchar(next)) != 0 || (next != '\0' && parameters.find(next) != std::string_view::npos)) {
        fail(ProblemWords::tr(
            "There is a variable ($NAME) in the command, and no shell is started here; write its value, "
            "or put the word into single quotes."));
    } else {
        append('$');
        ++m_at;
    }
}

void BashWords::readAnsiQuoted()
{
    const qsizetype begin = m_at + 1;
    m_at += 2;
    m_isInWord = m_hasQuotes = true;
    while (m_at < m_text.size() && !m_hasEnded) {
        const char byte = m_text[m_at];
        if (byte == '\'') {
            ++m_at;
            return;
        }
        if (byte == '\\') {
            readEscape();
        } else {
            append(byte);
            ++m_at;
        }
    }
    if (!m_hasEnded)
        failUnclosed(QLatin1Char('\''), begin);
}

/// At a backslash in $'…'.
void BashWords::readEscape()
{
    constexpr std::string_view letters = "abeEfnrtv\\'\"?";
    constexpr std::string_view meanings = "\a\b\033\033\f\n\r\t\v\\'\"?";
    constexpr int mostOctal = 3;
    const char letter = at(++m_at);
    if (const std::size_t i = letters.find(letter); letter != '\0' && i != std::string_view::npos) {
        append(meanings[i]);
        ++m_at;
    } else if (letter >= '0' && letter <= '7') {
        append(static_cast<char>(readDigits(octalBits, mostOctal) & 0xffU));
    } else if (letter == 'x' && at(m_at + 1) == '{') {
        m_at += 2;
        append(static_cast<char>(readDigits(hexBits, int(m_text.size())) & 0xffU));
        if (at(m_at) == '}')
            ++m_at;
    } else if ((letter == 'x' || letter == 'u' || letter == 'U') && std::isxdigit(uchar(at(m_at + 1))) != 0) {
        ++m_at;
        if (letter == 'x')
            append(static_cast<char>(readDigits(hexBits, 2)));
        else
            readCodePoint(letter == 'u' ? 4 : 8);
    } else if (letter == 'c' && m_at + 1 < m_text.size()) {
        readControlEscape();
    } else {
        append('\\'); // which is all of it; what follows stands for itself
    }
}

/// At the c of "\cX".
void BashWords::readControlEscape()
{
    const char letter = at(m_at + 1);
    const bool isDouble = letter == '\\' && at(m_at + 2) == '\\';
    append(letter == '?' ? '\x7f' : static_cast<char>(uchar(letter) & 0x1fU));
    m_at += isDouble ? 3 : 2;
}

quint32 BashWords::readDigits(int bitsEach, int most)
{
    quint32 value = 0;
    for (int i = 0; i < most && std::isxdigit(uchar(at(m_at))) != 0; ++i, ++m_at) {
        const auto byte = uchar(at(m_at));
        const auto digit = quint32(std::isdigit(byte) != 0 ? byte - '0' : std::tolower(byte) - 'a' + 10);
        if (digit >= (1U << uint(bitsEach)))
            break;
        value = (value << uint(bitsEach)) | digit;
    }
    return value;
}

/// Firefox writes characters beyond the sixteen bits as two halves, which are taken as the one that they mean.
void BashWords::readCodePoint(int mostDigits)
{
    char32_t character = readDigits(hexBits, mostDigits);
    if (QChar::isHighSurrogate(character) && at(m_at) == '\\' && at(m_at + 1) == 'u') {
        m_at += 2;
        const char32_t low = readDigits(hexBits, 4);
        character = QChar::isLowSurrogate(low) ? QChar::surrogateToUcs4(char16_t(character), char16_t(low)) : 0xd800;
    }
    if (character > QChar::LastValidCodePoint || QChar::isSurrogate(character))
        return fail(
            ProblemWords::tr("An escape in $'…' stands for no character; \\uHHHH takes a code point of Unicode."));
    if (character == 0)
        return append('\0');
    m_isInWord = true;
    m_word += QString::fromUcs4(&character, 1).toUtf8();
}

void BashWords::skipComment()
{
    while (m_at < m_text.size() && lineBreakAt(m_text, m_at) == 0)
        ++m_at;
}

void BashWords::endAtOperator()
{
    const char byte = m_text[m_at];
    const bool isRedirection = byte == '<' || byte == '>';
    if (isRedirection && !m_hasQuotes &&
        std::all_of(m_word.begin(), m_word.end(), [](char c) { return std::isdigit(uchar(c)) != 0; })) {
        m_word.clear(); // "2>" is one operator
        m_isInWord = false;
    }
    endWord();
    m_hasEnded = true;
    endBefore(QByteArrayView(m_text).sliced(m_at), ShellForm::Bash, m_result);
}

void BashWords::endWord()
{
    if (m_isInWord)
        m_result.words.append(m_word);
    m_word.clear();
    m_isInWord = m_hasQuotes = false;
}

void BashWords::append(char byte)
{
    if (byte == '\0')
        return fail(
            ProblemWords::tr("An escape in $'…' stands for the character NUL, which no program can be given; a body "
                             "with it takes a file (--data-binary @FILE)."));
    m_isInWord = true;
    m_word.append(byte);
}

void BashWords::fail(const QString &problem)
{
    m_hasEnded = true;
    if (m_result.problem.isEmpty())
        m_result.problem = problem;
}

void BashWords::failUnclosed(QLatin1Char quote, qsizetype begin)
{
    fail(ProblemWords::tr("The quote %1 in line %2 is not closed; copy the whole command, to its last quote.")
             .arg(quote)
             .arg(m_text.left(begin).count('\n') + 1));
}

} // namespace

ShellWords bashWordsFrom(const QByteArray &text)
{
    return BashWords(text).read();
}

} // namespace fiftyfold
