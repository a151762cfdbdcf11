// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fact.h"

#include <QByteArray>

#include <optional>
#include <set>

namespace fiftyfold {

class RunRecord;

/// How the requests of a run that are done travelled: what was seen of them, not what was asked for. Nothing where
/// nobody told.
struct ObservedExchange {
    quint64 replies = 0;           ///< That the counts below are of.
    std::set<HttpVersion> http;    ///< Of replies; empty: not told.
    std::set<QByteArray> codings;  ///< Of bodies, as Content-Encoding names them, "identity" for none; empty: not told.
    std::optional<quint64> reused; ///< Replies that came over a connection which was there before.
    std::optional<quint64> lookups;    ///< Requests for which a name was looked up;
    std::optional<quint64> handshakes; ///< and for which a TLS session was begun.

    bool operator==(const ObservedExchange &) const = default;
    /// With that of others of the same run or entry: what one of them did not tell is not known of all.
    ObservedExchange &operator+=(const ObservedExchange &other);
};

/// Of a run that has ended. Codings are of the replies whose fields were kept.
ObservedExchange observedExchangeOf(const RunRecord &record);

/// As Content-Encoding has it: "gzip", "identity" for an empty field.
QByteArray codingName(const QByteArray &field);
/// That of a reply, of its fields as a Note has them.
QByteArray codingIn(const QString &fields);

} // namespace fiftyfold
