// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/costjson.h"

#include <cmath>

namespace fiftyfold {

void writeCost(JsonWriter &json, const RunCost &cost, quint32 requests)
{
    json.key("cost"_key);
    json.beginObject();
    const std::optional<CostPerRequest> each = costPerRequest(cost, requests);
    if (each)
        json.decimal("cpu_us_per_request"_key, each->cpuUs);
    json.key("cpu_ms"_key);
    json.millionths(cost.cpuNs);
    json.number("peak_memory_bytes"_key, cost.peakMemoryBytes);
    json.number("threads"_key, cost.threads);
    json.number("processes"_key, cost.processes);
    if (each)
        json.decimal("context_switches_per_request"_key, each->contextSwitches);
    json.endObject();
}

RunCost costFrom(JsonMembers &members, qint64 requests)
{
    RunCost cost;
    cost.cpuNs = members.time("cpu_ms");
    cost.peakMemoryBytes = members.count("peak_memory_bytes", qint64(1) << 52);
    cost.threads = static_cast<quint32>(members.count("threads", most32));
    cost.processes = static_cast<quint32>(members.count("processes", most32));
    if (members.has("context_switches_per_request")) {
        constexpr double most = 1e15; // whole numbers up to there are exact, and 64 bits have them
        const double switches = members.number("context_switches_per_request") * static_cast<double>(requests);
        if (switches <= most)
            cost.contextSwitches = std::llround(switches);
        else
            members.expect("context_switches_per_request", QStringLiteral("at most 1e15 in all requests"));
    }
    return cost;
}

} // namespace fiftyfold
