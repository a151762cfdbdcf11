// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a command as cmd hands it on, and as the C runtime of Windows splits it.
#include "core/plan/shellwords.h"

#include "core/text/problemwords.h"

#include <string_view>
#include <vector>

namespace fiftyfold {

namespace {

struct CmdCharacter {
    char byte = 0;
    bool isEscaped = false; ///< It had a caret.
    qsizetype at = 0;       ///< In the text.
};

/// Without its carets, those in plain quotes too: cmd would leave them there, but what browsers meant is without.
std::vector<CmdCharacter> withoutCarets(const QByteArray &text)
{
    std::vector<CmdCharacter> characters;
    characters.reserve(std::size_t(text.size()));
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isEscaped = text[i] == '^';
        if (isEscaped) {
            ++i;
            const qsizetype length = lineBreakAt(text, i);
            i += length; // the line goes on; a second line break is one that is meant
            if (length > 0 && lineBreakAt(text, i) == 0) {
                --i;
                continue;
            }
            i += lineBreakAt(text, i) == 2 ? 1 : 0; // meant as one character
            if (i >= text.size())
                break;
        }
        characters.push_back({text[i], isEscaped, i});
    }
    return characters;
}

class CmdWords
{
public:
    explicit CmdWords(const QByteArray &text)
        : m_text(text)
        , m_characters(withoutCarets(text))
    {
    }

    ShellWords read();

private:
    bool isQuoteAt(std::size_t i) const { return i < m_characters.size() && m_characters[i].byte == '"'; }
    bool isEndAt(std::size_t i) const;
    void readBackslashes();
    void readQuote();
    void endWord();

    const QByteArray &m_text;
    const std::vector<CmdCharacter> m_characters;
    std::size_t m_at = 0;
    QByteArray m_word;
    bool m_isInWord = false;
    bool m_isQuoted = false;
    qsizetype m_quoteAt = 0;
    ShellWords m_result;
};

ShellWords CmdWords::read()
{
    while (m_at < m_characters.size()) {
        const char byte = m_characters[m_at].byte;
        if (byte == '\\') {
            readBackslashes();
        } else if (byte == '"') {
            readQuote();
        } else if (!m_isQuoted && (byte == ' ' || byte == '\t')) {
            endWord();
            ++m_at;
        } else if (!m_isQuoted && isEndAt(m_at)) {
            endBefore(QByteArrayView(m_text).sliced(m_characters[m_at].at), ShellForm::Cmd, m_result);
            break;
        } else {
            m_isInWord = true;
            m_word.append(byte);
            ++m_at;
        }
    }
    if (m_isQuoted)
        m_result.problem =
            ProblemWords::tr("The quote \" in line %1 is not closed; copy the whole command, to its last quote.")
                .arg(m_text.left(m_quoteAt).count('\n') + 1);
    endWord();
    return m_result;
}

bool CmdWords::isEndAt(std::size_t i) const
{
    constexpr std::string_view ends = "&|<>\n";
    const CmdCharacter &character = m_characters[i];
    const bool isBreak = character.byte == '\r' && lineBreakAt(m_text, character.at) > 0;
    return !character.isEscaped && (isBreak || ends.find(character.byte) != std::string_view::npos);
}

/// They stand for themselves, but before a quote two are one, and an odd one makes the quote a character.
void CmdWords::readBackslashes()
{
    qsizetype count = 0;
    for (; m_at < m_characters.size() && m_characters[m_at].byte == '\\'; ++m_at)
        ++count;
    m_isInWord = true;
    const bool isBeforeQuote = isQuoteAt(m_at);
    m_word.append(isBeforeQuote ? count / 2 : count, '\\');
    if (isBeforeQuote && count % 2 == 1) {
        m_word.append('"');
        ++m_at;
    }
}

void CmdWords::readQuote()
{
    m_isInWord = true;
    if (m_isQuoted && isQuoteAt(m_at + 1)) { // two in a quoted text are one that is meant
        m_word.append('"');
        m_at += 2;
        return;
    }
    m_isQuoted = !m_isQuoted;
    m_quoteAt = m_characters[m_at].at;
    ++m_at;
}

void CmdWords::endWord()
{
    if (m_isInWord)
        m_result.words.append(m_word);
    m_word.clear();
    m_isInWord = false;
}

} // namespace

ShellWords cmdWordsFrom(const QByteArray &text)
{
    return CmdWords(text).read();
}

} // namespace fiftyfold
