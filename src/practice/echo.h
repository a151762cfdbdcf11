// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fiftyfold::practice {

/// The longest body that is told back.
inline constexpr std::size_t echoBodyLimit = std::size_t(1) << 20;

/// A request as it came.
struct EchoedRequest {
    std::string method;
    std::string target;
    std::string version;                                      ///< "1.1"
    std::vector<std::pair<std::string, std::string>> headers; ///< Names and values, in their order.
    std::optional<std::string> body;                          ///< Nothing where there was one that was not read.
};

/// One line of JSON: `method`, `target`, `http`, `headers` as a list of [name, value], `body` and `body_encoding`. A
/// body that is UTF-8 is told as text, any other in base64, and one that was not read as null; the encoding is "utf-8",
/// "base64" or null. A name, value or target that is not UTF-8 is read as ISO 8859-1, a character for each byte.
std::string toJson(const EchoedRequest &request);

/// As RFC 3629 has it: nothing cut off, nothing longer than it need be, no surrogates.
bool isUtf8(std::string_view bytes);

/// As RFC 4648 has it, with its padding.
std::string base64Of(std::string_view bytes);

} // namespace fiftyfold::practice
