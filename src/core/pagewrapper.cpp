// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pagewrapper.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

namespace fiftyfold {

namespace {

/// What a byte of text becomes in a page; empty: it stays.
constexpr std::array<std::string_view, 256> escapes = [] {
    std::array<std::string_view, 256> table{};
    table['&'] = "&amp;";
    table['<'] = "&lt;";
    table['>'] = "&gt;";
    table['"'] = "&quot;";
    table['\''] = "&#39;";
    table['\0'] = "\xef\xbf\xbd"; // not allowed in HTML: the replacement character
    return table;
}();

constexpr std::string_view beforeTitle =
    "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n<title>";
constexpr std::string_view beforeText = "</title>\n</head>\n<body>\n<pre>\n";
constexpr std::string_view afterText = "</pre>\n</body>\n</html>\n";

/// The name in a Content-Type's charset parameter, in lower case; empty if there is none.
QByteArray charsetOf(const QByteArray &contentType)
{
    const QByteArray lower = contentType.toLower();
    qsizetype at = lower.indexOf("charset");
    if (at < 0)
        return {};
    const auto skip = [&](std::string_view characters) {
        while (at < lower.size() && characters.find(lower[at]) != std::string_view::npos)
            ++at;
    };
    at += qsizetype(qstrlen("charset"));
    skip(" \t");
    if (at == lower.size() || lower[at] != '=')
        return {};
    ++at;
    skip(" \t\"");
    const qsizetype from = at;
    constexpr std::string_view endsName = "\" \t;,";
    while (at < lower.size() && endsName.find(lower[at]) == std::string_view::npos)
        ++at;
    return lower.mid(from, at - from);
}

/// The body as UTF-8 that is valid, whatever its charset says.
QByteArray utf8Of(const QByteArray &body, const QByteArray &contentType)
{
    const QByteArray charset = charsetOf(contentType);
    if (!charset.isEmpty() && charset != "utf-8") {
        QStringDecoder decoder(charset.constData());
        if (decoder.isValid()) {
            const QString text = decoder(body);
            return text.toUtf8();
        }
    }
    const bool hasMark = body.startsWith("\xef\xbb\xbf"); // which a page must not repeat in its middle
    if (!hasMark && body.isValidUtf8())
        return body;
    return QString::fromUtf8(body).toUtf8();
}

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

/// Sixteen bytes side by side: a vector extension that GCC and clang share.
using Bytes = quint8 __attribute__((vector_size(16)));

/// How much longer each byte gets.
Bytes growthOf(Bytes text)
{
    const auto where = [text](char c) { return reinterpret_cast<Bytes>(text == static_cast<quint8>(c)); };
    return (where('&') & 4) + (where('<') & 3) + (where('>') & 3) + (where('"') & 5) + (where('\'') & 4) +
           (where('\0') & 2);
}

std::size_t escapedSize(std::string_view text)
{
    constexpr std::size_t width = sizeof(Bytes);
    constexpr std::size_t most = 255 / 5; // rounds of the largest growth that fit in a byte
    std::size_t size = text.size();
    while (text.size() >= width) {
        Bytes growth{};
        const std::size_t rounds = std::min(most, text.size() / width);
        for (std::size_t round = 0; round < rounds; ++round) {
            Bytes bytes;
            std::memcpy(&bytes, text.data() + round * width, width);
            growth += growthOf(bytes);
        }
        for (std::size_t i = 0; i < width; ++i)
            size += growth[i];
        text.remove_prefix(rounds * width);
    }
    for (const char c : text) {
        const std::string_view escape = escapes[static_cast<unsigned char>(c)];
        size += escape.empty() ? 0 : escape.size() - 1;
    }
    return size;
}

char *copied(std::string_view text, char *to)
{
    return std::copy(text.begin(), text.end(), to);
}

char *escaped(std::string_view text, char *to)
{
    auto plain = text.begin();
    for (auto at = text.begin(); at != text.end(); ++at) {
        const std::string_view escape = escapes[static_cast<unsigned char>(*at)];
        if (escape.empty())
            continue;
        to = copied(escape, std::copy(plain, at, to));
        plain = at + 1;
    }
    return std::copy(plain, text.end(), to);
}

} // namespace

QByteArray wrappedPage(const QByteArray &body, const QByteArray &contentType, const QString &source)
{
    const QByteArray text = utf8Of(body, contentType);
    const QByteArray title = source.toUtf8();
    const std::size_t textSize = escapedSize(viewOf(text));
    const std::size_t size =
        beforeTitle.size() + escapedSize(viewOf(title)) + beforeText.size() + textSize + afterText.size();
    QByteArray page(static_cast<qsizetype>(size), Qt::Uninitialized);
    char *to = copied(beforeTitle, page.data());
    to = copied(beforeText, escaped(viewOf(title), to));
    const bool isPlain = textSize == viewOf(text).size();
    copied(afterText, isPlain ? copied(viewOf(text), to) : escaped(viewOf(text), to));
    return page;
}

} // namespace fiftyfold
