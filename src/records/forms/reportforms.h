// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/capacity/capacityrecord.h"
#include "records/comparison/comparisonreport.h"

#include <QString>

#include <vector>

class QIODevice;

namespace fiftyfold {

/// A form in which a comparison, a search for capacity or both can be written: to a device that is open for writing, in
/// any thread. Empty when everything was written, otherwise why not.
struct ReportForm {
    const char *name;   ///< Of the option that asks for it: "markdown".
    const char *suffix; ///< Of its files: "md".
    QString (*writeComparison)(QIODevice &device, const ComparisonReport &report);
    QString (*writeCapacity)(QIODevice &device, const CapacityRecord &record); ///< Null: there is none.
};

/// In the order in which they are offered.
const std::vector<ReportForm> &reportForms();

} // namespace fiftyfold
