// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/runcomparison.h"
#include "core/run/runrecord.h"
#include "core/run/runsummary.h"
#include "core/run/thresholds.h"

#include <QString>

namespace fiftyfold {

class Terminal;

// What GitHub shows of a run beside a step's log.

/// Where this process is a step of a workflow: GITHUB_ACTIONS is "true".
bool isGitHubStep();

/// A line for requests that make the run a failure, for each threshold and for its baseline if they do, from which
/// GitHub makes an annotation. Empty for none.
QString githubAnnotations(const RunRecord &record, const RunSummary &summary, const Expectations &expectations,
                          const RunComparison *baseline, bool isStrict);

/// Appends the summary to the file that GITHUB_STEP_SUMMARY names, and prints the annotations: to standard output, or,
/// where an output of the run is written there, to standard error, where GitHub's runner looks for them too. A summary
/// that can't be written is told, and nothing else: nobody asked this program for it.
void reportToGitHub(const QString &stepSummary, const QString &annotations, bool isOutputTaken,
                    const Terminal &terminal);

} // namespace fiftyfold
