// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capacity/capacityrecord.h"

#include <QString>

namespace fiftyfold {

/// What stands in the page's fields. Plain data; remembered between starts.
struct CapacityFields {
    QString objective = QStringLiteral("p95 < 200 ms, failed < 1%"); ///< Thresholds with commas between.
    QString strategy = QStringLiteral("async");
    QString stepTime; ///< Empty: as long as the objectives need.
    QString from;     ///< Empty: found by a probe.
    bool operator==(const CapacityFields &) const = default;
};

/// Takes over what the fields say into a plan whose `run` says all else. Empty, or a sentence on the first field that
/// can't be read.
QString applyFields(const CapacityFields &fields, CapacityPlan &plan);

/// What they would have to say for that plan.
CapacityFields fieldsOf(const CapacityPlan &plan);

/// As they were when the window was open last.
CapacityFields rememberedCapacityFields();
void rememberCapacityFields(const CapacityFields &fields);

} // namespace fiftyfold
