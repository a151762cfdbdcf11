// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <optional>

namespace fiftyfold {

/// The IP address that the host of a URL is. A value; reentrant.
class HostAddress
{
public:
    /// In any spelling that URLs have for it: 127.0.0.1, 127.1, 0x7f000001, ::1, [::1], fe80::1%eth0, and an IPv4
    /// address in an IPv6 one as that IPv4 address. Nothing where the host is a name.
    static std::optional<HostAddress> fromHost(const QString &host);

    int bits() const { return m_isV6 ? 128 : 32; }
    /// Whether its first `prefixBits` are those of `network`, which is of the same family.
    bool isIn(const HostAddress &network, int prefixBits) const;

private:
    bool m_isV6 = false;
    std::array<unsigned char, 16> m_bytes{}; ///< Of IPv4, the first four.
};

} // namespace fiftyfold
