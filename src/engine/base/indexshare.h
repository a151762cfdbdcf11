// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace fiftyfold {

/// Which requests of a run somebody carries out: the one of index `first`, and every `step`th from there on.
struct IndexShare {
    quint32 first = 0;
    quint32 step = 1;
    /// Of the share's own `number`th, from 0.
    quint32 indexOf(quint32 number) const { return first + number * step; }
    /// What of `count` requests of the run falls to it.
    quint32 countOf(quint32 count) const { return count > first ? (count - first + step - 1) / step : 0; }
    bool operator==(const IndexShare &) const = default;
};

} // namespace fiftyfold
