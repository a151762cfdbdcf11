// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/counters.h"

namespace fiftyfold::practice {

std::string Counters::toJson() const
{
    return "{\"requests\":" + std::to_string(requests) + ",\"at_once\":" + std::to_string(atOnce) +
           ",\"max_at_once\":" + std::to_string(maxAtOnce) + ",\"connections\":" + std::to_string(connections) +
           ",\"connections_total\":" + std::to_string(connectionsTotal) + "}\n";
}

void Counters::reset()
{
    requests = 0;
    maxAtOnce = atOnce;
    connectionsTotal = 0;
}

} // namespace fiftyfold::practice
