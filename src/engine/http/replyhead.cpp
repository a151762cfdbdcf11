// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/replyhead.h"

#include <algorithm>
#include <charconv>

namespace fiftyfold {

namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view trimmed(std::string_view text)
{
    const std::size_t from = text.find_first_not_of(blanks);
    if (from == std::string_view::npos)
        return {};
    return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

char asciiLower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isSameName(std::string_view one, std::string_view other)
{
    const auto isSame = [](char a, char b) { return asciiLower(a) == asciiLower(b); };
    return std::equal(one.begin(), one.end(), other.begin(), other.end(), isSame);
}

/// Calls `see(name, value)` for each line of fields.
template<typename See>
void eachField(std::string_view lines, const See &see)
{
    while (!lines.empty()) {
        const std::size_t end = lines.find('\n');
        const std::string_view line = lines.substr(0, end);
        lines.remove_prefix(end + 1);
        const std::size_t colon = line.find(':');
        see(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
    }
}

void join(QByteArray &value, std::string_view name, std::string_view more)
{
    if (isSameName(name, "location"))
        value.truncate(0);
    else
        value += isSameName(name, "set-cookie") ? "\n" : ", ";
    value.append(more.data(), static_cast<qsizetype>(more.size()));
}

HttpVersion versionOf(std::string_view name)
{
    if (name == "HTTP/1.1")
        return HttpVersion::Http11;
    if (name == "HTTP/1.0")
        return HttpVersion::Http10;
    return name == "HTTP/2" ? HttpVersion::Http2 : HttpVersion::Unknown;
}

} // namespace

ReplyHead::ReplyHead(int status, HttpVersion version, const QByteArray &reason,
                     const QList<std::pair<QByteArray, QByteArray>> &fields)
    : m_reason(reason)
    , m_status(status)
    , m_version(version)
    , m_isComplete(true)
{
    for (const auto &[name, values] : fields) {
        const QList<QByteArray> lines = values.split('\n');
        for (const QByteArray &value : lines)
            m_lines += name + ": " + value + '\n';
    }
}

ReplyHead::Line ReplyHead::add(std::string_view line)
{
    if (m_isComplete)
        return Line::Passed; // a trailer
    m_bytes += line.size();
    if (m_bytes > mostBytes || ++m_lineCount > mostFields)
        return Line::TooLarge;
    if (line.substr(0, 5) == "HTTP/") {
        begin(line);
        return Line::Begin;
    }
    if (trimmed(line).empty()) {
        // 101 is no passing remark: what follows is no longer HTTP.
        m_isComplete = m_status >= 200 || m_status == 101 || m_status < 100;
        return m_isComplete ? Line::Complete : Line::Passed;
    }
    addField(line);
    return Line::Field;
}

void ReplyHead::begin(std::string_view statusLine)
{
    m_lines.truncate(0);
    m_reason.clear();
    m_status = 0;
    const std::size_t space = statusLine.find(' ');
    m_version = versionOf(trimmed(statusLine.substr(0, space)));
    if (space == std::string_view::npos)
        return;
    const std::string_view rest = trimmed(statusLine.substr(space));
    std::from_chars(rest.data(), rest.data() + rest.size(), m_status);
    if (const std::size_t words = rest.find(' '); words != std::string_view::npos)
        m_reason = bytesOf(trimmed(rest.substr(words)));
}

void ReplyHead::addField(std::string_view line)
{
    constexpr qsizetype usualSize = 512;
    const std::string_view text = trimmed(line);
    const bool isContinued = line.front() == ' ' || line.front() == '\t'; // obsolete, RFC 9112, 5.2
    if (isContinued && !m_lines.isEmpty())
        m_lines.back() = ' ';
    else if (text.find(':') == std::string_view::npos)
        return;
    if (m_lines.isEmpty())
        m_lines.reserve(usualSize);
    m_lines.append(text.data(), static_cast<qsizetype>(text.size()));
    m_lines.append('\n');
}

QList<std::pair<QByteArray, QByteArray>> ReplyHead::fields() const
{
    QList<std::pair<QByteArray, QByteArray>> fields;
    eachField({m_lines.constData(), static_cast<std::size_t>(m_lines.size())},
              [&fields](std::string_view name, std::string_view value) {
                  const auto same = std::find_if(fields.begin(), fields.end(), [name](const auto &field) {
                      return isSameName({field.first.constData(), static_cast<std::size_t>(field.first.size())}, name);
                  });
                  if (same == fields.end())
                      fields.emplaceBack(bytesOf(name), bytesOf(value));
                  else
                      join(same->second, name, value);
              });
    return fields;
}

QByteArray ReplyHead::value(std::string_view name) const
{
    QByteArray found;
    bool isFound = false;
    eachField({m_lines.constData(), static_cast<std::size_t>(m_lines.size())},
              [&](std::string_view field, std::string_view value) {
                  if (!isSameName(field, name))
                      return;
                  if (isFound)
                      join(found, name, value);
                  else
                      found = bytesOf(value);
                  isFound = true;
              });
    return found;
}

} // namespace fiftyfold
