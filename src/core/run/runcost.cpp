// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runcost.h"

namespace fiftyfold {

RunCost &RunCost::operator+=(const RunCost &other)
{
    cpuNs += other.cpuNs;
    peakMemoryBytes += other.peakMemoryBytes;
    threads += other.threads;
    processes += other.processes;
    contextSwitches += other.contextSwitches;
    return *this;
}

std::optional<CostPerRequest> costPerRequest(const RunCost &cost, quint32 requests)
{
    if (requests == 0)
        return std::nullopt;
    return CostPerRequest{static_cast<double>(cost.cpuNs) / 1e3 / requests,
                          static_cast<double>(cost.contextSwitches) / requests};
}

} // namespace fiftyfold
