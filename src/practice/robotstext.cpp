// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/robotstext.h"

#include <event2/buffer.h>

#include <array>
#include <string_view>

namespace fiftyfold::practice {

namespace {

constexpr std::size_t blockSize = std::size_t(1) << 20;
constexpr std::size_t longestLine = 100;

std::string robotsLines(std::size_t atLeast)
{
    constexpr std::array<std::string_view, 6> agents{"*", "examplebot", "mapper", "archiver", "linkcheck", "reader"};
    constexpr std::array<std::string_view, 8> folders{"search", "account", "basket",  "drafts",
                                                      "print",  "reports", "compare", "feedback"};
    std::string text = "# Practice text of Fiftyfold's own server: no site, no rules, only bytes to fetch.\n";
    text.reserve(atLeast + longestLine);
    for (std::size_t group = 0; text.size() < atLeast; ++group) {
        text.append("\nUser-agent: ").append(agents[group % agents.size()]);
        if (group >= agents.size())
            text.append("-").append(std::to_string(group));
        text += '\n';
        for (std::size_t line = 0; line < 12; ++line) {
            text.append(line % 5 == 4 ? "Allow: /" : "Disallow: /").append(folders[(group + line) % folders.size()]);
            text.append("/").append(std::to_string(group * 12 + line)).append("/\n");
        }
    }
    return text;
}

} // namespace

RobotsText::RobotsText()
    : m_block(robotsLines(blockSize))
    , m_comment(std::string(longestLine - 1, '#') + '\n')
{
}

void RobotsText::appendTo(evbuffer *buffer, std::uint64_t size) const
{
    for (; size >= m_block.size(); size -= m_block.size())
        evbuffer_add_reference(buffer, m_block.data(), m_block.size(), nullptr, nullptr);
    if (size == 0)
        return;

    // Whole lines as far as they go; a comment fills the rest.
    const std::size_t rest = static_cast<std::size_t>(size);
    const std::size_t lastLineEnd = m_block.rfind('\n', rest - 1);
    const std::size_t whole = lastLineEnd == std::string::npos ? 0 : lastLineEnd + 1;
    const std::size_t filled = rest - whole;
    if (whole > 0)
        evbuffer_add_reference(buffer, m_block.data(), whole, nullptr, nullptr);
    if (filled > 0)
        evbuffer_add_reference(buffer, m_comment.data() + m_comment.size() - filled, filled, nullptr, nullptr);
}

} // namespace fiftyfold::practice
