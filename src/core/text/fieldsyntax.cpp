// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/fieldsyntax.h"

#include <algorithm>
#include <string_view>

namespace fiftyfold {

bool isToken(QByteArrayView text)
{
    constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [others](char c) {
        const bool isAlphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return isAlphanumeric || others.find(c) != std::string_view::npos;
    });
}

bool isFieldValue(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte >= 0x20 && byte != 0x7f) || c == '\t';
    });
}

} // namespace fiftyfold
