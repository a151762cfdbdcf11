// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/visibletext.h"

#include <algorithm>
#include <array>

namespace fiftyfold {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

/// What Unicode has as ignorable though it is a letter, a mark or not assigned. Variation selectors are not here: they
/// belong to what people see.
constexpr std::array<Range, 7> fillers = {{{0x034F, 0x034F},
                                           {0x115F, 0x1160},
                                           {0x17B4, 0x17B5},
                                           {0x2065, 0x2065},
                                           {0x3164, 0x3164},
                                           {0xFFA0, 0xFFA0},
                                           {0xE0000, 0xE0FFF}}};

/// The character at `at` and how many units it takes; half a pair is taken as it is.
char32_t characterAt(const QString &text, qsizetype at, qsizetype *size)
{
    const QChar unit = text[at];
    const bool isPair = unit.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
    *size = isPair ? 2 : 1;
    return isPair ? QChar::surrogateToUcs4(unit, text[at + 1]) : unit.unicode();
}

QString shown(const QString &text, bool keepsLines)
{
    QString result;
    result.reserve(text.size());
    for (qsizetype at = 0, size = 1; at < text.size(); at += size) {
        const char32_t character = characterAt(text, at, &size);
        if (isHidden(character) && (!keepsLines || character != U'\n'))
            result += QChar(QChar::ReplacementCharacter);
        else
            result += QStringView(text).mid(at, size);
    }
    return result;
}

void appendUnit(QByteArray &json, char16_t unit)
{
    json += "\\u" + QByteArray::number(unit, 16).rightJustified(4, '0');
}

} // namespace

bool isHidden(char32_t character)
{
    if (character >= 0x20 && character < 0x7f)
        return false;
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        break;
    }
    return std::any_of(fillers.begin(), fillers.end(),
                       [character](const Range &range) { return character >= range.first && character <= range.last; });
}

QString visibleText(const QString &text)
{
    return shown(text, false);
}

QString visibleLines(const QString &text)
{
    return shown(text, true);
}

QByteArray jsonWithoutHidden(const QString &json)
{
    QByteArray result;
    result.reserve(json.size());
    qsizetype plain = 0;
    for (qsizetype at = 0, size = 1; at < json.size(); at += size) {
        if (!isHidden(characterAt(json, at, &size)))
            continue;
        result += QStringView(json).mid(plain, at - plain).toUtf8();
        for (qsizetype i = 0; i < size; ++i)
            appendUnit(result, json[at + i].unicode());
        plain = at + size;
    }
    return result + QStringView(json).mid(plain).toUtf8();
}

QString sentence(const QString &text)
{
    QString said = text;
    while (!said.isEmpty() && (said.back().isSpace() || said.back() == QLatin1Char('.')))
        said.chop(1);
    const bool isComplete =
        said.endsWith(QLatin1Char('?')) || said.endsWith(QLatin1Char('!')) || said.endsWith(QChar(u'…'));
    return isComplete ? said : said + QLatin1Char('.');
}

QString isolated(const QString &text)
{
    constexpr QChar firstStrongIsolate(0x2068);
    constexpr QChar popDirectionalIsolate(0x2069);
    return firstStrongIsolate + text + popDirectionalIsolate;
}

} // namespace fiftyfold
