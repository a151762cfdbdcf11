// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/runcomparison.h"
#include "core/run/runrecord.h"
#include "core/run/thresholds.h"

#include <QString>

#include <vector>

class QIODevice;

namespace fiftyfold {

/// A run that has ended, and what was made of it: all that a file may tell. Refers to what its owner keeps.
struct ToldRun {
    const RunRecord &record;
    const RunSummary &summary;
    const Expectations &expectations;
    bool isStrict = false;                   ///< What is undecided counts as crossed.
    bool withSecrets = false;                ///< Of a HAR.
    const RunComparison *baseline = nullptr; ///< What came of it being held against another, if it was.
    const ComparedRun *against = nullptr;    ///< Which that was; null where `baseline` is.
};

/// A form in which a run can be written.
struct RunForm {
    const char *name;   ///< Of the option that asks for it: "json".
    const char *suffix; ///< Of its files: "json".
    /// To a device that is open for writing, in any thread. Empty when everything was written, otherwise why not.
    QString (*write)(QIODevice &device, const ToldRun &report);
    bool needsRequests = false; ///< Of a run of which only figures were kept there is nothing to write.
};

const std::vector<RunForm> &runForms();

/// The one of that name, which there is.
const RunForm &runForm(QLatin1String name);

} // namespace fiftyfold
