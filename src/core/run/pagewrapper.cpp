// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/pagewrapper.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

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

/// Of UTF-8 that need not be valid: what does not decode is replaced, byte by byte.
QByteArray validUtf8(QByteArrayView text)
{
    QStringDecoder decoder(QStringConverter::Utf8,
                           QStringConverter::Flag::Stateless | QStringConverter::Flag::ConvertInitialBom);
    const QString decoded = decoder(text);
    return decoded.toUtf8();
}

/// Takes the mark off that a page must not repeat in its middle.
void removeMark(QByteArray &text)
{
    constexpr std::string_view mark = "\xef\xbb\xbf";
    if (text.startsWith(QByteArrayView(mark.data(), qsizetype(mark.size()))))
        text.remove(0, qsizetype(mark.size()));
}

/// How much of a piece can be decoded by itself: what follows is a character that goes on in the next one.
qsizetype wholeCharacters(QByteArrayView text)
{
    constexpr qsizetype longest = 4;
    for (qsizetype back = 1; back < longest && back <= text.size(); ++back) {
        const auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if ((byte & 0xc0) == 0x80)
            continue; // it began before
        const qsizetype length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
        return length > back ? text.size() - back : text.size();
    }
    return text.size();
}

std::string_view viewOf(QByteArrayView bytes)
{
    return {bytes.data(), static_cast<std::size_t>(bytes.size())};
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

/// Escaped, between what comes before and after it.
QByteArray escapedBetween(std::string_view before, QByteArrayView text, std::string_view after)
{
    const std::size_t textSize = escapedSize(viewOf(text));
    QByteArray page(static_cast<qsizetype>(before.size() + textSize + after.size()), Qt::Uninitialized);
    char *to = copied(before, page.data());
    const bool isPlain = textSize == viewOf(text).size();
    copied(after, isPlain ? copied(viewOf(text), to) : escaped(viewOf(text), to));
    return page;
}

constexpr qsizetype mostGrowth = 2; ///< Of a piece, to be held longer than it came.

} // namespace

void Page::add(QByteArray bytes)
{
    m_size += bytes.size();
    m_pieces.push_back({std::move(bytes), false, {}});
}

/// A piece of a body that took so many bytes there.
void Page::addText(QByteArray text, qsizetype bodyBytes)
{
    const auto size = static_cast<qsizetype>(escapedSize(viewOf(text)));
    if (size == text.size())
        return add(std::move(text));
    if (size <= mostGrowth * bodyBytes)
        return add(escapedBetween({}, text, {}));
    m_size += size;
    m_pieces.push_back({std::move(text), true, {}});
}

void Page::addUtf8(QByteArray text)
{
    const qsizetype bodyBytes = text.size();
    if (text.isValidUtf8())
        return addText(std::move(text), bodyBytes);
    const QByteArray valid = validUtf8(text); // which has room to spare
    const auto size = static_cast<qsizetype>(escapedSize(viewOf(valid)));
    if (size <= mostGrowth * bodyBytes)
        return add(escapedBetween({}, valid, {}));
    m_size += size;
    m_pieces.push_back({std::move(text), true, {}});
}

/// Of a piece of a body that took so many bytes there, in a charset other than UTF-8: in UTF-16 no charset's text
/// takes more than twice that.
void Page::addDecoded(QString text, qsizetype bodyBytes)
{
    const QByteArray utf8 = text.toUtf8(); // which has room for three bytes a character, used or not
    const auto size = static_cast<qsizetype>(escapedSize(viewOf(utf8)));
    if (size <= mostGrowth * bodyBytes)
        return add(escapedBetween({}, utf8, {}));
    text.squeeze();
    m_size += size;
    m_pieces.push_back({{}, true, std::move(text)});
}

void Page::writePieces(const std::function<bool(QByteArrayView)> &write) const
{
    constexpr qsizetype atOnce = qsizetype(16) * 1024;
    for (const Piece &piece : m_pieces) {
        for (QStringView left = piece.decoded; !left.isEmpty();) {
            QStringView next = left.first(std::min(atOnce, left.size()));
            if (next.size() < left.size() && next.back().isHighSurrogate())
                next.chop(1);
            left = left.sliced(next.size());
            if (!write(escapedBetween({}, next.toUtf8(), {})))
                return;
        }
        QByteArrayView left = piece.bytes;
        if (!piece.isText && !write(left))
            return;
        while (piece.isText && !left.isEmpty()) {
            QByteArrayView next = left.first(std::min(atOnce, left.size()));
            if (next.size() < left.size())
                next = next.first(wholeCharacters(next));
            left = left.sliced(next.size());
            if (!write(escapedBetween({}, validUtf8(next), {})))
                return;
        }
    }
}

Page wrappedPage(PageBody body, const QByteArray &contentType, const QString &source)
{
    const QByteArray head = escapedBetween(beforeTitle, source.toUtf8(), beforeText); // a few hundred bytes
    const QByteArray charset = charsetOf(contentType);
    std::optional<QStringDecoder> decoder; // of any but UTF-8
    if (!charset.isEmpty() && charset != "utf-8")
        decoder.emplace(charset.constData());
    if (decoder && !decoder->isValid())
        decoder.reset();
    const auto decoded = [&decoder](const QByteArray &bytes) {
        const QString text = (*decoder)(bytes);
        return text.toUtf8();
    };
    std::vector<QByteArray> pieces = body.takePieces();
    if (pieces.size() <= 1) { // most of the time: one piece for all
        QByteArray text = pieces.empty() ? QByteArray() : std::move(pieces.front());
        if (decoder)
            text = decoded(text);
        else
            removeMark(text);
        if (!decoder && !text.isValidUtf8())
            text = validUtf8(text);
        return escapedBetween(viewOf(head), text, afterText);
    }
    Page page;
    page.add(head);
    QByteArray begun; // a character that goes on in the next piece
    QString half;     // the same, decoded
    bool isFirst = true;
    for (QByteArray &piece : pieces) {
        QByteArray bytes = std::exchange(piece, {});
        if (decoder) {
            QString text = std::exchange(half, {}) + QString((*decoder)(bytes));
            if (&piece != &pieces.back() && !text.isEmpty() && text.back().isHighSurrogate()) {
                half = text.back();
                text.chop(1);
            }
            page.addDecoded(std::move(text), bytes.size());
            continue;
        }
        if (!begun.isEmpty())
            bytes = begun + bytes;
        const qsizetype whole = &piece == &pieces.back() ? bytes.size() : wholeCharacters(bytes);
        begun = bytes.sliced(whole);
        bytes.truncate(whole);
        if (bytes.isEmpty())
            continue;
        if (std::exchange(isFirst, false))
            removeMark(bytes);
        page.addUtf8(std::move(bytes));
    }
    page.add(QByteArray(afterText.data(), qsizetype(afterText.size())));
    return page;
}

} // namespace fiftyfold
