// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/loadhealth.h"
#include "core/run/statistics.h"
#include "records/base/jsonwriter.h"

namespace fiftyfold {

/// The figures of a distribution as members of the object that is begun: milliseconds, `min`, `mean`, `p50`, …
void writeFigures(JsonWriter &json, const Distribution &figures);

/// `health` as a member: whether the client kept the rate that was asked of it.
void writeHealth(JsonWriter &json, const LoadHealth &health, const Distribution &lag);

} // namespace fiftyfold
