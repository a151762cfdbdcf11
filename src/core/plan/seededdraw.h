// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace fiftyfold {

/// A number that looks like chance and is the same each time, in every process: of a seed, and of what it is drawn for.
/// For another `which` and the same `seed` it is another number.
constexpr quint64 seededDraw(quint64 seed, quint64 which)
{
    // The finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
    quint64 z = seed + (which + 1) * Q_UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30U)) * Q_UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27U)) * Q_UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31U);
}

/// The same, from 0 to `most`, each as often.
constexpr quint64 seededDrawUpTo(quint64 most, quint64 seed, quint64 which)
{
    quint64 draw = seededDraw(seed, which);
    if (most == ~quint64(0))
        return draw;
    const quint64 count = most + 1;
    const quint64 unfair = (~quint64(0) % count + 1) % count; // so many of the highest come too often
    while (draw > ~quint64(0) - unfair)
        draw = seededDraw(draw, which);
    return draw % count;
}

} // namespace fiftyfold
