// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/jsonstring.h"

#include <string_view>

namespace fiftyfold {

namespace {

int jsonHexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// Half a pair too, so that two texts with one are the same only where it is the same.
void appendUtf8(QByteArray &to, int code)
{
    const auto append = [&to](int byte) { to.append(static_cast<char>(byte)); };
    if (code < 0x80) {
        append(code);
    } else if (code < 0x800) {
        append(0xC0 | (code >> 6));
        append(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        append(0xE0 | (code >> 12));
        append(0x80 | ((code >> 6) & 0x3F));
        append(0x80 | (code & 0x3F));
    } else {
        append(0xF0 | (code >> 18));
        append(0x80 | ((code >> 12) & 0x3F));
        append(0x80 | ((code >> 6) & 0x3F));
        append(0x80 | (code & 0x3F));
    }
}

/// What an escape means whose letter is at `at`; `at` is behind it then.
void appendEscapeMeant(QByteArray &to, QByteArrayView text, qsizetype &at)
{
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    const char letter = text[at++];
    if (letter != 'u') {
        to.append(meanings[letters.find(letter)]);
        return;
    }
    int code = jsonCodeUnit(text, at);
    at += 4;
    const bool isHigh = code >= 0xD800 && code < 0xDC00;
    if (isHigh && at + 1 < text.size() && text[at] == '\\' && text[at + 1] == 'u') {
        const int low = jsonCodeUnit(text, at + 2);
        if (low >= 0xDC00 && low < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            at += 6;
        }
    }
    appendUtf8(to, code);
}

} // namespace

int jsonCodeUnit(QByteArrayView text, qsizetype at)
{
    int unit = 0;
    for (qsizetype i = at; i < at + 4; ++i) {
        const int digit = i < text.size() ? jsonHexDigit(text[i]) : -1;
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

QByteArray jsonStringContent(QByteArrayView inside)
{
    QByteArray content;
    content.reserve(inside.size());
    for (qsizetype at = 0; at < inside.size();) {
        const char byte = inside[at++];
        if (byte == '\\')
            appendEscapeMeant(content, inside, at);
        else
            content.append(byte);
    }
    return content;
}

} // namespace fiftyfold
