// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runplan.h"

#include <functional>

class QWidget;

namespace fiftyfold {

/// The question before the first comparison at a host that is neither loopback nor private: names the host and all
/// requests of all rounds. Does not block: `onAgreed` is called once the user agrees, and not at all otherwise.
void askBeforeRemoteComparison(QWidget *parent, const RunPlan &plan, int entries, int rounds,
                               std::function<void()> onAgreed);

} // namespace fiftyfold
