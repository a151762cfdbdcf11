// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

struct evbuffer;

namespace fiftyfold::practice {

/// The body of every reply: a text in the manner of robots.txt, the same bytes for the same size, made of whole lines.
/// It is kept once; replies of any size refer to it, so that a gigabyte costs no memory.
class RobotsText
{
public:
    RobotsText();

    /// Appends `size` bytes of text. This object must outlive the buffer.
    void appendTo(evbuffer *buffer, std::uint64_t size) const;

private:
    std::string m_block;   ///< Whole lines.
    std::string m_comment; ///< A comment line, longer than any line of the block. Its ends are comment lines too.
};

} // namespace fiftyfold::practice
