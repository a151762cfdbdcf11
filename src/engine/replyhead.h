// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fact.h"

#include <QByteArray>

#include <string_view>
#include <utility>
#include <vector>

namespace fiftyfold {

/// The head of a reply, collected line by line as libcurl hands the lines over. Heads before the final one (100, 103)
/// are passed over, trailers after the body too.
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

    /// A line with its end.
    Line add(std::string_view line);

    bool isComplete() const { return m_isComplete; }
    int status() const { return m_status; }
    HttpVersion version() const { return m_version; }
    const QByteArray &reason() const { return m_reason; }
    /// In their order; several of one name joined as RFC 9110, 5.3 allows, Set-Cookie by line feeds as Qt has it.
    const std::vector<std::pair<QByteArray, QByteArray>> &fields() const { return m_fields; }

    static constexpr std::size_t mostBytes = std::size_t(256) * 1024;
    static constexpr std::size_t mostFields = 1000;

private:
    void begin(std::string_view statusLine);
    void addField(std::string_view line);

    std::vector<std::pair<QByteArray, QByteArray>> m_fields;
    QByteArray m_reason;
    std::size_t m_bytes = 0; ///< Of all heads.
    std::size_t m_lines = 0;
    int m_status = 0;
    HttpVersion m_version = HttpVersion::Unknown;
    bool m_isComplete = false;
};

} // namespace fiftyfold
