// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace fiftyfold::practice {

/// True for numeric addresses in 127.0.0.0/8, and for ::1.
bool isLoopbackAddress(const std::string &address);

/// A TCP socket that listens on loopback: non-blocking, with a long backlog, and without Nagle's delay for what it
/// accepts. Closed with this object, unless released.
class ListeningSocket
{
public:
    ListeningSocket() = default;
    ~ListeningSocket();
    ListeningSocket(const ListeningSocket &) = delete;
    ListeningSocket &operator=(const ListeningSocket &) = delete;

    /// False, with a sentence in `problem`, if the address is not loopback or the port cannot be had.
    bool open(const std::string &address, std::uint16_t port, std::string *problem);

    /// "http://127.0.0.1:PORT/" of the port that was really given. Only after open().
    const std::string &url() const { return m_url; }

    /// The descriptor, which is the caller's to close from now on.
    int release();

private:
    int m_descriptor = -1;
    std::string m_url;
};

/// Lets this process have as many descriptors as its hard limit allows.
void raiseDescriptorLimit();

} // namespace fiftyfold::practice
