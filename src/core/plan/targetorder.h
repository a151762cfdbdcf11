// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtGlobal>

#include <optional>

namespace fiftyfold {

/// Which target a request has, by its index: each once in as many requests as there are targets, then all again, either
/// in the order of the list or, from the seed, in another one each time. It is the same in every process and knows
/// nothing of what was asked before, so that a request's target depends on its index alone.
///
/// A value; any thread.
class TargetOrder
{
public:
    enum class Kind : quint8 { Turn, Shuffled };

    /// "turn", "shuffled"; nothing where it is neither.
    static std::optional<Kind> kindFromText(const QString &text);

    /// Of `count` targets, at least one. The seed is of the run, and of no importance for turns.
    TargetOrder(Kind kind, quint32 count, quint64 seed);

    /// The target's place in the list. Takes the same short time for each, in the mean.
    quint32 targetOf(quint64 request) const;

private:
    quint32 shuffled(quint64 cycle, quint32 place) const;
    quint32 permuted(quint64 cycle, quint32 place) const;

    Kind m_kind;
    quint32 m_count;
    quint64 m_seed;
    unsigned int m_halfBits = 1; ///< Twice as many have room for all places.
};

} // namespace fiftyfold
