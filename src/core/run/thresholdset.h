// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/thresholds.h"

#include <QStringList>

namespace fiftyfold {

struct RunPlan;

/// All that a run has to keep to, `--expect` and `--strict`.
struct ThresholdSet {
    QList<Threshold> thresholds; ///< Each with a text of its own.
    bool isStrict = false;       ///< One that is undecided counts as crossed.

    bool isEmpty() const { return thresholds.isEmpty(); }
    bool contains(const Threshold &threshold) const;
    QStringList texts() const;
};

/// Of those texts that can be read, each once, in their order.
ThresholdSet thresholdSetOf(const QStringList &texts, bool isStrict);

/// Its options as the terminal takes them, fit for a shell: "--expect 'p95 < 120 ms'". Without thresholds there is
/// nothing that could be undecided, and no option.
QStringList terminalCommandParts(const ThresholdSet &set);

/// What keeps a plan from being held against them, in a sentence for the terminal; otherwise empty.
QString problemOfThresholds(const QList<Threshold> &thresholds, const RunPlan &plan);

} // namespace fiftyfold
