// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run/runoutputs.h"

#include "core/run/runrecorder.h"
#include "records/csv/runcsvwriter.h"
#include "records/json/runjsonwriter.h"
#include "records/junit/junitwriter.h"

#include <utility>

namespace fiftyfold {

bool takesStandardOutput(const RunOptions &options)
{
    const QLatin1String standardOutput("-");
    return options.jsonFile == standardOutput || options.csvFile == standardOutput ||
           options.summaryFile == standardOutput || options.junitFile == standardOutput ||
           options.seriesFile == standardOutput;
}

QString RunOutputs::open(const RunOptions &options)
{
    const auto openOne = [](const QString &name, std::unique_ptr<OutputFile> &file) -> QString {
        if (name.isEmpty())
            return {};
        file = std::make_unique<OutputFile>(name);
        return file->open();
    };
    for (const auto &[name, file] :
         {std::pair(&options.jsonFile, &m_json), std::pair(&options.csvFile, &m_csv),
          std::pair(&options.summaryFile, &m_summary), std::pair(&options.junitFile, &m_junit)}) {
        if (QString problem = openOne(*name, *file); !problem.isEmpty())
            return problem;
    }
    return m_series.open(options.seriesFile); // the last, as opening it empties it
}

WrittenFiles RunOutputs::write(const RunRecord &record, const RunSummary &summary, const Expectations &expectations,
                               const RunOptions &options)
{
    WrittenFiles files;
    m_series.finish({summary.done, summary.failed, summary.cancelled}, record.elapsedNs, files);
    if (m_json)
        files.commit(*m_json, writeRunJson(m_json->device(), record, summary, RunJsonDetail::Whole, expectations));
    if (m_csv)
        files.commit(*m_csv, writeRunCsv(m_csv->device(), record));
    if (m_summary)
        files.commit(*m_summary,
                     writeRunJson(m_summary->device(), record, summary, RunJsonDetail::WithoutRequests, expectations));
    if (m_junit)
        files.commit(*m_junit, writeRunJunit(m_junit->device(), record, summary, expectations, options.isStrict));
    return files;
}

WrittenFiles RunOutputs::writeProblem(const QString &problem, const RunOptions &options)
{
    WrittenFiles files;
    if (m_junit)
        files.commit(*m_junit, writeUnstartedJunit(m_junit->device(), options.plan, options.thresholds, problem));
    return files;
}

} // namespace fiftyfold
