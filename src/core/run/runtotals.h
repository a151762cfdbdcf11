// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fault.h"
#include "core/run/observedexchange.h"

#include <QByteArray>

#include <optional>
#include <set>
#include <vector>

namespace fiftyfold {

/// Of requests that are done, from when each was due to the end of its reply.
struct ResponseTimes {
    qint64 meanNs = 0;
    qint64 p50Ns = 0;
    qint64 p95Ns = 0;
    bool operator==(const ResponseTimes &) const = default;
};

/// What a program tells of all of its requests together, where it tells of none by itself. Only the counts are always
/// there; what else is not told is empty.
struct RunTotals {
    quint32 done = 0;
    quint32 failed = 0;
    Fault firstFault;            ///< Of those that failed.
    quint32 mostInFlight = 0;    ///< At one time; 0: not told.
    std::vector<qint64> doneNs;  ///< When requests were done, in order, ns; at most mostThinnedTimes of them.
    std::set<quint16> statuses;  ///< Of requests that are done, as all that follows;
    std::optional<qint64> bytes; ///< of bodies, decoded;
    QByteArray digest;           ///< see RunRecord::pageDigest;
    ObservedExchange exchange;
    std::optional<ResponseTimes> response;

    /// With those of another program that had other requests of the same run.
    RunTotals &operator+=(const RunTotals &other);
};

} // namespace fiftyfold
