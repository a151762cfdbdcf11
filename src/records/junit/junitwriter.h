// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/runcomparison.h"
#include "core/run/runrecord.h"
#include "core/run/thresholds.h"

#include <QString>

class QIODevice;

namespace fiftyfold {

// JUnit XML as GitLab, Jenkins and the actions of GitHub read it: a case for each threshold, one for the
// baseline where there is one, one for "requests answered" and one for "run finished". Their names are the same from
// build to build, and hold nothing that was measured. `device` is open for writing. May run in any thread. Empty when
// everything was written, otherwise why not.

/// Of a run that has ended. What is undecided, or not comparable with the baseline, is skipped; where `isStrict`, it
/// has failed unless the run was stopped.
QString writeRunJunit(QIODevice &device, const RunRecord &record, const RunSummary &summary,
                      const Expectations &expectations, bool isStrict, const RunComparison *baseline = nullptr);

/// Of one that could not start, or broke off: `problem` says why.
QString writeUnstartedJunit(QIODevice &device, const RunPlan &plan, const QList<Threshold> &thresholds,
                            const QString &problem);

} // namespace fiftyfold
