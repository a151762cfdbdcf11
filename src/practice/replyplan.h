// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace fiftyfold::practice {

inline constexpr std::uint64_t defaultBodySize = 7000;
inline constexpr std::uint64_t bodySizeLimit = std::uint64_t(1) << 30;
inline constexpr std::chrono::hours latencyLimit{1};

/// How one request is to be answered, as its query asks.
struct ReplyPlan {
    std::chrono::nanoseconds latency{0};
    std::chrono::nanoseconds jitter{0}; ///< Latency varies by up to this, either way.
    std::uint64_t size = defaultBodySize;
    int status = 200;
    double failShare = 0; ///< 0 to 1: this share of requests gets 503.
    std::string location; ///< Of a 3xx reply; may be empty.
};

/// All that replyPlanFromQuery() reads.
inline constexpr std::array<std::string_view, 6> replyParameters{"latency", "jitter", "size",
                                                                 "status",  "fail",   "location"};

/// Reads the part of a URL after "?". Names that it does not know are passed over; of a name given twice, the last
/// counts. On a bad value `problem` is a sentence that names the parameter, what it got and what it takes; otherwise
/// it stays empty.
ReplyPlan replyPlanFromQuery(std::string_view query, std::string *problem);

/// True if replies of this status come without a body and without its length.
bool isBodiless(int status);

} // namespace fiftyfold::practice
