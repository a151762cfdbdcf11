// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options/runoptions.h"
#include "core/capacity/capacityrecord.h"

#include <QString>

namespace fiftyfold {

struct CapacityProgress;
class CapacityRun;
class Terminal;

/// "step 5: 977/s, 6.3 of 20 s · 6,154/19,540 · 98 in flight", shortened until it takes `width` columns at most.
QString liveCapacityLine(const CapacityProgress &progress, int width);
/// "step 5: 977/s for 20 s held: p95 150 ms"; "step 6: 1,221/s for 20 s crossed: p95 is 4.39 s, over 200 ms; lanes
/// full".
QString capacityStepLine(const CapacityPlan &plan, const CapacityStep &step, std::size_t number);

/// Tells a person how far the search has come: on a terminal a line that is rewritten, and everywhere a line for each
/// step that has ended; or nothing.
class CapacityPrinter
{
public:
    /// The terminal must outlive this.
    CapacityPrinter(ProgressMode mode, const Terminal &terminal);

    void update(const CapacityRun &run);
    /// Tells of the last step.
    void tellStep(const CapacityRecord &record);
    /// Clears the live line, so that other text can follow.
    void finish();

private:
    enum class Form { Live, Plain, Silent };

    const Terminal &m_terminal;
    Form m_form;
    bool m_hasLiveLine = false;
};

} // namespace fiftyfold
