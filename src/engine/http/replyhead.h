// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fact.h"

#include <QByteArray>
#include <QList>

#include <string_view>
#include <utility>

namespace fiftyfold {

/// The head of a reply, collected line by line as libcurl hands the lines over, or given whole. Heads before the final
/// one (100, 103) are passed over, trailers after the body too. Its fields are read only when somebody asks for them:
/// of most replies one or two are wanted.
class ReplyHead
{
public:
    enum class Line {
        Passed, ///< Nothing that concerns the final reply yet, or no more.
        Begin,  ///< The status line of a reply that may be the final one.
        Field,
        Complete, ///< The blank line of the final reply.
        TooLarge  ///< More fields or bytes than are kept.
    };

    ReplyHead() = default;
    /// A final one. A value with line feeds is that of several fields of the name.
    ReplyHead(int status, HttpVersion version, const QByteArray &reason,
              const QList<std::pair<QByteArray, QByteArray>> &fields);

    /// A line with its end.
    Line add(std::string_view line);

    bool isComplete() const { return m_isComplete; }
    int status() const { return m_status; }
    HttpVersion version() const { return m_version; }
    const QByteArray &reason() const { return m_reason; }

    /// In their order; several of one name are one, joined as RFC 9110, 5.3 allows, but Set-Cookie by line feeds, and
    /// of Location the last one, as Qt has it.
    QList<std::pair<QByteArray, QByteArray>> fields() const;
    /// The value of one field, joined likewise; a name in lower case. Empty if there is none.
    QByteArray value(std::string_view name) const;

    static constexpr std::size_t mostBytes = std::size_t(256) * 1024;
    static constexpr std::size_t mostFields = 1000;

private:
    void begin(std::string_view statusLine);
    void addField(std::string_view line);

    QByteArray m_lines; ///< Of the fields, each with a line feed.
    QByteArray m_reason;
    std::size_t m_bytes = 0; ///< Of all heads, like the next one.
    std::size_t m_lineCount = 0;
    int m_status = 0;
    HttpVersion m_version = HttpVersion::Unknown;
    bool m_isComplete = false;
};

} // namespace fiftyfold
