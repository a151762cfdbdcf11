// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/sourcehighlighter.h"

#include "widgets/base/stagecolours.h"

namespace fiftyfold {

namespace {

constexpr char cppWords[] =
    "alignas auto bool break case catch char class co_await co_return co_yield concept const consteval constexpr "
    "const_cast continue default delete do double dynamic_cast else enum explicit extern false final float for friend "
    "if inline int long mutable namespace new noexcept nullptr operator override private protected public "
    "reinterpret_cast requires return short signed sizeof static static_assert static_cast struct switch template this "
    "throw true try typedef typename union unsigned using virtual void volatile while";
constexpr char pythonWords[] =
    "and as assert async await break class continue def del elif else except False finally for from global if import "
    "in is lambda None nonlocal not or pass raise return True try while with yield";
constexpr char goWords[] =
    "break case chan const continue default defer else fallthrough false for func go goto if import interface map nil "
    "package range return select struct switch true type var";
constexpr char javaScriptWords[] =
    "async await break case catch class const continue default delete do else export extends false finally for from "
    "function get if import in instanceof let new null of return static super switch this throw true try typeof "
    "undefined var void while yield";
constexpr char javaWords[] =
    "abstract boolean break byte case catch char class continue default do double else enum extends false final "
    "finally float for if implements import instanceof int interface long new null package private protected public "
    "record return short static super switch synchronized this throw throws true try var void volatile while yield";

const char *keywordsOf(SourceHighlighter::Language language)
{
    switch (language) {
    case SourceHighlighter::Language::Cpp:
        break;
    case SourceHighlighter::Language::Python:
        return pythonWords;
    case SourceHighlighter::Language::Go:
        return goWords;
    case SourceHighlighter::Language::JavaScript:
        return javaScriptWords;
    case SourceHighlighter::Language::Java:
        return javaWords;
    }
    return cppWords;
}

QSet<QString> wordsOf(SourceHighlighter::Language language)
{
    const QStringList list = QString::fromLatin1(keywordsOf(language)).split(QLatin1Char(' '));
    return {list.begin(), list.end()};
}

bool isWordCharacter(QChar character)
{
    return character.isLetterOrNumber() || character == QLatin1Char('_');
}

} // namespace

SourceHighlighter::Language SourceHighlighter::languageOf(const QString &fileName)
{
    if (fileName.endsWith(QLatin1String(".py")))
        return Language::Python;
    if (fileName.endsWith(QLatin1String(".mjs")))
        return Language::JavaScript;
    if (fileName.endsWith(QLatin1String(".java")))
        return Language::Java;
    return fileName.endsWith(QLatin1String(".go")) ? Language::Go : Language::Cpp;
}

SourceHighlighter::SourceHighlighter(QTextDocument *document, Language language, const QPalette &palette)
    : QSyntaxHighlighter(document)
    , m_language(language)
    , m_keywords(wordsOf(language))
{
    setPalette(palette);
}

void SourceHighlighter::setPalette(const QPalette &palette)
{
    const StageColours colours(palette);
    m_keyword.setForeground(colours.accent);
    m_string.setForeground(colours.success);
    m_comment.setForeground(colours.mutedText);
    m_comment.setFontItalic(true);
    rehighlight();
}

void SourceHighlighter::paint(qsizetype from, qsizetype end, const QTextCharFormat &format)
{
    setFormat(int(from), int(end - from), format);
}

void SourceHighlighter::highlightBlock(const QString &text)
{
    setCurrentBlockState(Nothing);
    qsizetype at = continueOpen(text);
    while (at < text.size())
        at = colourFrom(text, at);
}

/// Where what the line before left open ends in this one.
qsizetype SourceHighlighter::continueOpen(const QString &text)
{
    const int open = previousBlockState();
    return open <= Nothing ? 0 : colourUntil(text, 0, 0, static_cast<Open>(open));
}

/// Up to the closing mark, or to the end of the line, which is then left open.
qsizetype SourceHighlighter::colourUntil(const QString &text, qsizetype from, qsizetype searchFrom, Open open)
{
    const QString mark = open == BlockComment   ? QStringLiteral("*/")
                         : open == TripleDouble ? QStringLiteral("\"\"\"")
                         : open == TripleSingle ? QStringLiteral("'''")
                                                : QStringLiteral("`");
    const qsizetype found = text.indexOf(mark, searchFrom);
    if (found < 0)
        setCurrentBlockState(open);
    const qsizetype end = found < 0 ? text.size() : found + mark.size();
    paint(from, end, open == BlockComment ? m_comment : m_string);
    return end;
}

bool SourceHighlighter::isLineComment(const QString &text, qsizetype from) const
{
    if (m_language == Language::Python)
        return text[from] == QLatin1Char('#');
    return QStringView(text).mid(from, 2) == QLatin1String("//");
}

/// Colours what begins at `from`; gives back where the next begins.
qsizetype SourceHighlighter::colourFrom(const QString &text, qsizetype from)
{
    const QStringView rest = QStringView(text).mid(from);
    if (isLineComment(text, from)) {
        paint(from, text.size(), m_comment);
        return text.size();
    }
    if (m_language != Language::Python && rest.startsWith(QLatin1String("/*")))
        return colourUntil(text, from, from + 2, BlockComment);
    if (m_language == Language::Python && rest.startsWith(QLatin1String("\"\"\"")))
        return colourUntil(text, from, from + 3, TripleDouble);
    if (m_language == Language::Python && rest.startsWith(QLatin1String("'''")))
        return colourUntil(text, from, from + 3, TripleSingle);
    if ((m_language == Language::Go || m_language == Language::JavaScript) && text[from] == QLatin1Char('`'))
        return colourUntil(text, from, from + 1, RawString);
    if (text[from] == QLatin1Char('"') || text[from] == QLatin1Char('\''))
        return colourString(text, from);
    return isWordCharacter(text[from]) ? colourWord(text, from) : from + 1;
}

qsizetype SourceHighlighter::colourString(const QString &text, qsizetype from)
{
    qsizetype end = from + 1;
    while (end < text.size() && text[end] != text[from])
        end += text[end] == QLatin1Char('\\') ? 2 : 1;
    end = qMin(end + 1, text.size());
    paint(from, end, m_string);
    return end;
}

qsizetype SourceHighlighter::colourWord(const QString &text, qsizetype from)
{
    qsizetype end = from;
    while (end < text.size() && isWordCharacter(text[end]))
        ++end;
    // 10'000 is a number, and no beginning of a string.
    while (m_language == Language::Cpp && text[from].isDigit() && end + 1 < text.size() &&
           text[end] == QLatin1Char('\'') && text[end + 1].isLetterOrNumber()) {
        ++end;
        while (end < text.size() && isWordCharacter(text[end]))
            ++end;
    }
    if (m_keywords.contains(text.mid(from, end - from)))
        paint(from, end, m_keyword);
    return end;
}

} // namespace fiftyfold
