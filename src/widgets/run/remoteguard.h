// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <QStringList>

#include <functional>

class QWidget;

namespace fiftyfold {

/// The question before the first run at `hosts`, which are neither loopback nor private and at least one. Does not
/// block: `onAgreed` is called once the user agrees, and not at all otherwise.
void askBeforeRemoteRun(QWidget *parent, const RunPlan &plan, const QStringList &hosts, std::function<void()> onAgreed);

/// The same before a comparison, which names all requests of all rounds.
void askBeforeRemoteComparison(QWidget *parent, const RunPlan &plan, const QStringList &hosts, int entries, int rounds,
                               std::function<void()> onAgreed);

/// The same before a search for capacity, of which `step` is one step; how many there will be is not known.
void askBeforeRemoteCapacity(QWidget *parent, const RunPlan &step, const QStringList &hosts,
                             std::function<void()> onAgreed);

} // namespace fiftyfold
