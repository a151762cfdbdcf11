// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/replyplan.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fiftyfold::practice {

// What a parameter's value says: nothing where it makes no sense, or is beyond the limits of replyplan.h.

/// "250ms", "10s", "2m", "1h", "0".
std::optional<std::chrono::nanoseconds> durationFromText(std::string_view text);
/// Bytes: "7000", "64KiB", "16MB".
std::optional<std::uint64_t> sizeFromText(std::string_view text);
std::optional<int> statusFromText(std::string_view text);
/// "0.05".
std::optional<double> shareFromText(std::string_view text);
std::optional<std::string> locationFromText(std::string_view text);
std::optional<Distribution> distributionFromText(std::string_view text);
/// The time that a rate leaves each reply: 5 ms of "200/s", 2 s of "30/m".
std::optional<std::chrono::nanoseconds> slotFromText(std::string_view text);
/// "3s+2s": from 3 s on, for 2 s.
std::optional<Stall> stallFromText(std::string_view text);
/// True of a word that has no value; there is no other.
std::optional<bool> presenceFromText(std::string_view text);

/// The text with its escapes decoded; "+" is a plus.
std::string percentDecoded(std::string_view text);

/// The value as it may be shown in a line of text.
std::string quotedValue(std::string_view value);

} // namespace fiftyfold::practice
