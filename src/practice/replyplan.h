// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace fiftyfold::practice {

inline constexpr std::uint64_t defaultBodySize = 7000;
inline constexpr std::uint64_t bodySizeLimit = std::uint64_t(1) << 30;
inline constexpr std::chrono::hours latencyLimit{1};
/// Of a latency that is drawn from a distribution without an upper end. So far below the limit, what the limit cuts off
/// does not move the mean.
inline constexpr std::chrono::minutes meanLimit{2};

/// How latencies vary from one reply to the next.
enum class Distribution {
    Uniform,     ///< The latency, give or take the jitter.
    Lognormal,   ///< The latency is the mean, the jitter the standard deviation; of none given, see latencydraw.h.
    Exponential, ///< The latency is the mean.
};

/// A time in which nothing is answered.
struct Stall {
    std::chrono::nanoseconds after{0};  ///< Since the first request.
    std::chrono::nanoseconds length{0}; ///< Zero: there is none.

    auto operator<=>(const Stall &) const = default;
};

/// How one request is to be answered, as its query asks.
struct ReplyPlan {
    std::chrono::nanoseconds latency{0};
    std::chrono::nanoseconds jitter{0};
    Distribution distribution = Distribution::Uniform;
    std::chrono::nanoseconds slot{0}; ///< What a rate leaves each reply: 5 ms of 200/s. Zero: no rate was asked for.
    Stall stall;
    std::uint64_t size = defaultBodySize;
    int status = 200;
    double failShare = 0; ///< 0 to 1: this share of requests gets 503.
    std::string location; ///< Of a 3xx reply; may be empty.
    bool isEcho = false;  ///< The body is the request itself, as JSON; its size is what it is.
};

/// All that replyPlanFromQuery() reads.
inline constexpr std::array<std::string_view, 10> replyParameters{"latency", "jitter", "dist", "rate",     "stall",
                                                                  "size",    "status", "fail", "location", "echo"};

/// Reads the part of a URL after "?". Names that it does not know are passed over; of a name given twice, the last
/// counts. On a bad value, or on good ones that do not go together, `problem` is a sentence that names the parameter,
/// what it got and what it takes; otherwise it stays empty.
ReplyPlan replyPlanFromQuery(std::string_view query, std::string *problem);

/// The same of one value alone, which has no escapes left; empty when all is well.
std::string parameterProblem(std::string_view name, std::string_view value);

/// True if replies of this status come without a body and without its length.
bool isBodiless(int status);

} // namespace fiftyfold::practice
