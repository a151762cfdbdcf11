// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/hostaddress.h"

#include <algorithm>
#include <cctype>
#include <cstring>

#include <arpa/inet.h>

namespace fiftyfold {

std::optional<HostAddress> HostAddress::fromHost(const QString &host)
{
    constexpr std::array<unsigned char, 12> mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    QString text = host;
    if (text.startsWith(QLatin1Char('[')) && text.endsWith(QLatin1Char(']')))
        text = text.mid(1, text.size() - 2);
    const QByteArray address = text.section(QLatin1Char('%'), 0, 0).toLatin1();
    HostAddress result;
    if (inet_pton(AF_INET6, address.constData(), result.m_bytes.data()) == 1) {
        result.m_isV6 = !std::equal(mapped.begin(), mapped.end(), result.m_bytes.begin());
        if (!result.m_isV6)
            std::rotate(result.m_bytes.begin(), result.m_bytes.begin() + mapped.size(), result.m_bytes.end());
        return result;
    }
    // Of what inet_aton() takes, no blanks with something after them.
    const bool isPlain = std::all_of(address.begin(), address.end(), [](char byte) {
        return std::isxdigit(static_cast<unsigned char>(byte)) != 0 || byte == 'x' || byte == 'X' || byte == '.';
    });
    in_addr v4{};
    if (!isPlain || inet_aton((address.endsWith('.') ? address.chopped(1) : address).constData(), &v4) == 0)
        return std::nullopt;
    std::memcpy(result.m_bytes.data(), &v4, sizeof v4);
    return result;
}

bool HostAddress::isIn(const HostAddress &network, int prefixBits) const
{
    if (m_isV6 != network.m_isV6)
        return false;
    for (int bit = 0; bit < prefixBits; ++bit) {
        const unsigned mask = 0x80U >> (static_cast<unsigned>(bit) % 8);
        const auto byte = static_cast<std::size_t>(bit) / 8;
        if ((m_bytes[byte] & mask) != (network.m_bytes[byte] & mask))
            return false;
    }
    return true;
}

} // namespace fiftyfold
