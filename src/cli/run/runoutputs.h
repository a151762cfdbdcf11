// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options/runoptions.h"
#include "cli/run/seriesfile.h"
#include "core/run/runrecord.h"
#include "core/run/runsummary.h"
#include "core/run/thresholds.h"
#include "records/base/outputfile.h"
#include "records/forms/runforms.h"

#include <memory>
#include <vector>

namespace fiftyfold {

/// Whether one of the files is standard output.
bool takesStandardOutput(const RunOptions &options);

/// The files that a run was asked to write. They are opened before the first request, so that a run is not lost for a
/// mistyped folder.
class RunOutputs
{
public:
    /// Empty when all of them can be written, otherwise why not.
    QString open(const RunOptions &options);
    /// The one that is written while the run goes on.
    SeriesFile &series() { return m_series; }
    /// Writes all of them, also after one has failed. `options` as in open(); `baseline`: what came of it, if there is
    /// one, and `against`: what that is.
    WrittenFiles write(const RunRecord &record, const RunSummary &summary, const Expectations &expectations,
                       const RunComparison *baseline, const ComparedRun *against, const RunOptions &options);
    /// Of a run that could not start or broke off, which has no record: the one that can tell of it. The others are not
    /// written.
    WrittenFiles writeProblem(const QString &problem, const RunOptions &options);

private:
    struct OpenFile {
        const RunForm *form;
        std::unique_ptr<OutputFile> file;
    };

    SeriesFile m_series;
    std::vector<OpenFile> m_files;
};

} // namespace fiftyfold
