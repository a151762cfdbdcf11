// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runtotals.h"

#include "core/run/thinnedtimes.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace fiftyfold {

namespace {

/// The mean is that of all; so are percentiles, nearly, of programs that have had equal shares of the same requests.
std::optional<ResponseTimes> together(const RunTotals &one, const RunTotals &other)
{
    if (!one.response || !other.response)
        return std::nullopt;
    const double share = double(other.done) / (double(one.done) + double(other.done));
    const auto between = [share](qint64 a, qint64 b) {
        return std::llround(double(a) + share * (double(b) - double(a)));
    };
    return ResponseTimes{between(one.response->meanNs, other.response->meanNs),
                         between(one.response->p50Ns, other.response->p50Ns),
                         between(one.response->p95Ns, other.response->p95Ns)};
}

} // namespace

RunTotals &RunTotals::operator+=(const RunTotals &other)
{
    if (other.done > 0)
        response = done > 0 ? together(*this, other) : other.response;
    if (firstFault.kind == FaultKind::None)
        firstFault = other.firstFault;
    mostInFlight = mostInFlight > 0 && other.mostInFlight > 0 ? mostInFlight + other.mostInFlight : 0;
    std::vector<qint64> both;
    std::merge(doneNs.begin(), doneNs.end(), other.doneNs.begin(), other.doneNs.end(), std::back_inserter(both));
    doneNs = thinned(both);
    statuses.insert(other.statuses.begin(), other.statuses.end());
    bytes = bytes && other.bytes ? std::optional(*bytes + *other.bytes) : std::nullopt;
    if (digest.isEmpty())
        digest = other.digest;
    exchange += other.exchange;
    done += other.done;
    failed += other.failed;
    return *this;
}

} // namespace fiftyfold
