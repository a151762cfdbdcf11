// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run/runoutputs.h"

#include "cli/options/runfiles.h"
#include "core/run/runrecorder.h"
#include "records/junit/junitwriter.h"

#include <algorithm>

#include <unistd.h>

namespace fiftyfold {

bool takesStandardOutput(const RunOptions &options)
{
    const auto isIt = [](const QString &file) { return openAlready(file) == STDOUT_FILENO; };
    return isIt(options.seriesFile) || std::any_of(runFiles().begin(), runFiles().end(),
                                                   [&](const RunFile &file) { return isIt(options.*file.name); });
}

QString RunOutputs::open(const RunOptions &options)
{
    for (const RunFile &file : runFiles()) {
        if ((options.*file.name).isEmpty())
            continue;
        m_files.push_back({&runForm(QLatin1String(file.option)), std::make_unique<OutputFile>(options.*file.name)});
        if (QString problem = m_files.back().file->open(); !problem.isEmpty())
            return problem;
    }
    return m_series.open(options.seriesFile); // the last, as opening it empties it
}

WrittenFiles RunOutputs::write(const RunRecord &record, const RunSummary &summary, const Expectations &expectations,
                               const RunComparison *baseline, const ComparedRun *against, const RunOptions &options)
{
    WrittenFiles files;
    m_series.finish({summary.done, summary.failed, summary.cancelled}, record.elapsedNs, files);
    const ToldRun report{record, summary, expectations, options.isStrict, options.withSecrets, baseline, against};
    for (const OpenFile &one : m_files)
        files.commit(*one.file, one.form->write(one.file->device(), report));
    return files;
}

WrittenFiles RunOutputs::writeProblem(const QString &problem, const RunOptions &options)
{
    WrittenFiles files;
    for (const OpenFile &one : m_files) {
        if (QLatin1String(one.form->name) == QLatin1String("junit"))
            files.commit(*one.file, writeUnstartedJunit(one.file->device(), options.plan, options.thresholds, problem));
    }
    return files;
}

} // namespace fiftyfold
