// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/echo.h"

#include <cstdint>

namespace fiftyfold::practice {

namespace {

std::uint8_t byteAt(std::string_view bytes, std::size_t at)
{
    return static_cast<std::uint8_t>(bytes[at]);
}

bool isContinued(std::string_view bytes, std::size_t at)
{
    return at < bytes.size() && (byteAt(bytes, at) & 0xC0) == 0x80;
}

/// Bytes of the UTF-8 character that begins there; 0 where none does.
std::size_t characterLength(std::string_view bytes, std::size_t at)
{
    const std::uint8_t first = byteAt(bytes, at);
    if (first < 0x80)
        return 1;
    if (first < 0xC2 || first > 0xF4 || !isContinued(bytes, at + 1))
        return 0;
    if (first < 0xE0)
        return 2;
    const std::uint8_t second = byteAt(bytes, at + 1);
    if (!isContinued(bytes, at + 2) || (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F))
        return 0;
    if (first < 0xF0)
        return 3;
    if (!isContinued(bytes, at + 3) || (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F))
        return 0;
    return 4;
}

std::string fromLatin1(std::string_view bytes)
{
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::uint8_t byte = byteAt(bytes, i);
        if (byte < 0x80)
            text += bytes[i];
        else
            text += {static_cast<char>(0xC0 | (byte >> 6)), static_cast<char>(0x80 | (byte & 0x3F))};
    }
    return text;
}

void appendQuoted(std::string &json, std::string_view utf8)
{
    static constexpr char digits[] = "0123456789abcdef";
    json += '"';
    for (const char character : utf8) {
        const auto byte = static_cast<std::uint8_t>(character);
        if (character == '"' || character == '\\')
            json += {'\\', character};
        else if (byte < 0x20 || byte == 0x7F)
            json += {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 0xF]};
        else
            json += character;
    }
    json += '"';
}

void appendBytes(std::string &json, std::string_view bytes)
{
    if (isUtf8(bytes))
        appendQuoted(json, bytes);
    else
        appendQuoted(json, fromLatin1(bytes));
}

void appendBody(std::string &json, const std::optional<std::string> &body)
{
    json += R"(,"body":)";
    if (!body) {
        json += R"(null,"body_encoding":null)";
    } else if (isUtf8(*body)) {
        appendQuoted(json, *body);
        json += R"(,"body_encoding":"utf-8")";
    } else {
        json.append("\"").append(base64Of(*body)).append(R"(","body_encoding":"base64")");
    }
}

} // namespace

std::string toJson(const EchoedRequest &request)
{
    std::string json = R"({"method":)";
    appendBytes(json, request.method);
    json += R"(,"target":)";
    appendBytes(json, request.target);
    json += R"(,"http":)";
    appendBytes(json, request.version);
    json += R"(,"headers":[)";
    for (const auto &[name, value] : request.headers) {
        json += json.back() == '[' ? "[" : ",[";
        appendBytes(json, name);
        json += ',';
        appendBytes(json, value);
        json += ']';
    }
    json += ']';
    appendBody(json, request.body);
    json += "}\n";
    return json;
}

bool isUtf8(std::string_view bytes)
{
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = characterLength(bytes, at);
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

std::string base64Of(std::string_view bytes)
{
    static constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t count = bytes.size() - at < 3 ? bytes.size() - at : 3;
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits = bits << 8 | (i < count ? byteAt(bytes, at + i) : 0U);
        for (std::size_t i = 0; i < 4; ++i)
            text += i <= count ? digits[bits >> (18 - 6 * i) & 0x3F] : '=';
    }
    return text;
}

} // namespace fiftyfold::practice
