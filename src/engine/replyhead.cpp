// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/replyhead.h"

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

HttpVersion versionOf(std::string_view name)
{
    if (name == "HTTP/1.1")
        return HttpVersion::Http11;
    if (name == "HTTP/1.0")
        return HttpVersion::Http10;
    return name == "HTTP/2" ? HttpVersion::Http2 : HttpVersion::Unknown;
}

} // namespace

ReplyHead::Line ReplyHead::add(std::string_view line)
{
    if (m_isComplete)
        return Line::Passed; // a trailer
    m_bytes += line.size();
    if (m_bytes > mostBytes || ++m_lines > mostFields)
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
    m_fields.clear();
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
    const std::size_t colon = line.find(':');
    const bool isContinued = line.front() == ' ' || line.front() == '\t'; // obsolete, RFC 9112, 5.2
    if (isContinued && !m_fields.empty()) {
        m_fields.back().second += ' ' + bytesOf(trimmed(line));
        return;
    }
    if (colon == std::string_view::npos)
        return;
    QByteArray name = bytesOf(trimmed(line.substr(0, colon)));
    QByteArray value = bytesOf(trimmed(line.substr(colon + 1)));
    const auto same = std::find_if(m_fields.begin(), m_fields.end(), [&name](const auto &field) {
        return field.first.compare(name, Qt::CaseInsensitive) == 0;
    });
    if (same == m_fields.end()) {
        m_fields.emplace_back(std::move(name), std::move(value));
    } else {
        const bool isCookie = name.compare("set-cookie", Qt::CaseInsensitive) == 0;
        same->second += (isCookie ? "\n" : ", ") + value;
    }
}

} // namespace fiftyfold
