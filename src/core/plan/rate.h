// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace fiftyfold {

/// A part of a rate: from one value to the other, evenly, in requests a second.
struct RatePiece {
    double from = 0;
    double to = 0;
    std::chrono::nanoseconds length{0}; ///< 0: as long as the run's duration says; then it is the only one.
    bool isRamp() const { return from != to; }
    bool operator==(const RatePiece &) const = default;
};

/// How fast requests become due, piece after piece. Without any the load is closed.
struct Rate {
    QList<RatePiece> pieces;
    bool isEmpty() const { return pieces.isEmpty(); }
    /// Of all pieces together; 0 where that is for the run's duration to say.
    std::chrono::nanoseconds length() const;
    bool operator==(const Rate &) const = default;
};

inline constexpr double rateLimit = 1e6;        ///< Requests a second.
inline constexpr double leastRate = 1.0 / 3600; ///< One an hour; a ramp or a pause may be at 0.

/// "200/s", "30/m"; a ramp "10/s..500/s"; pieces "0/s..200/s:10s,200/s:30s,200/s..0/s:10s". Nothing where it is none of
/// these, where a rate is above rateLimit or, unless it is 0, below leastRate, or where none is above zero.
std::optional<Rate> rateFromText(const QString &text);

/// As rateFromText() reads it; empty for none.
QString rateToText(const Rate &rate);

/// "200/s", "0.5/s": for people, with at most two decimals.
QString rateForPeople(double perSecond);

} // namespace fiftyfold
