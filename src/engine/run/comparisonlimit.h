// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <QList>

namespace fiftyfold {

/// For plans that are to be compared, before the first of them runs: all are lowered to what the neediest of them can
/// have of descriptors, threads and memory. One that can't run at all lowers no other; its run says why. Returns what
/// was lowered and what to do; empty if nothing was.
QString clampAlike(const QList<RunPlan *> &plans);

} // namespace fiftyfold
