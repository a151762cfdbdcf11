// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/figuresjson.h"

#include <cmath>
#include <utility>

namespace fiftyfold {

void writeFigures(JsonWriter &json, const Distribution &figures)
{
    const auto write = [&json](QLatin1String name, double nanoseconds) {
        if (!isStated(nanoseconds))
            return;
        json.key(name);
        json.millionths(std::llround(nanoseconds));
    };
    write("min"_key, figures.min);
    write("mean"_key, figures.mean);
    write("p50"_key, figures.p50);
    write("p90"_key, figures.p90);
    write("p95"_key, figures.p95);
    write("p99"_key, figures.p99);
    write("p99.9"_key, figures.p999);
    write("max"_key, figures.max);
}

void writeHealth(JsonWriter &json, const LoadHealth &health, const Distribution &lag)
{
    json.key("health"_key);
    json.beginObject();
    for (const auto &[name, value] :
         {std::pair("asked_rate"_key, health.askedRate), std::pair("achieved_rate"_key, health.achievedRate),
          std::pair("ratio"_key, health.ratio)}) {
        json.key(name);
        json.decimal(value);
    }
    json.key("lag_p99_ms"_key);
    json.millionths(std::llround(lag.p99));
    if (health.clientCpuShare)
        json.decimal("client_cpu_share"_key, *health.clientCpuShare);
    json.key("verdict"_key);
    json.string(loadVerdictName(health.verdict));
    json.key("needed_lanes"_key);
    json.number(health.neededLanes);
    json.endObject();
}

} // namespace fiftyfold
