// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace fiftyfold::practice {

/// Counts of what the origin has seen. Requests for /stats, and connections that carry nothing else, are not in them.
struct Counters {
    std::uint64_t requests = 0;
    std::uint64_t atOnce = 0; ///< Requests that wait for their answer now.
    std::uint64_t maxAtOnce = 0;
    std::uint64_t connections = 0; ///< Open now.
    std::uint64_t connectionsTotal = 0;

    std::string toJson() const;
    /// Zeroes what has been summed up; what is the case now stays.
    void reset();
};

} // namespace fiftyfold::practice
