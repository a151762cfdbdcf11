// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run/runoutputs.h"

#include "core/run/runrecorder.h"
#include "records/csv/runcsvwriter.h"
#include "records/json/runjsonwriter.h"

namespace fiftyfold {

QString RunOutputs::open(const RunOptions &options)
{
    const auto openOne = [](const QString &name, std::unique_ptr<OutputFile> &file) -> QString {
        if (name.isEmpty())
            return {};
        file = std::make_unique<OutputFile>(name);
        return file->open();
    };
    if (const QString problem = openOne(options.jsonFile, m_json); !problem.isEmpty())
        return problem;
    if (const QString problem = openOne(options.csvFile, m_csv); !problem.isEmpty())
        return problem;
    if (const QString problem = openOne(options.summaryFile, m_summary); !problem.isEmpty())
        return problem;
    return m_series.open(options.seriesFile); // the last, as opening it empties it
}

WrittenFiles RunOutputs::write(const RunRecord &record, const RunSummary &summary)
{
    WrittenFiles files;
    m_series.finish({summary.done, summary.failed, summary.cancelled}, record.elapsedNs, files);
    if (m_json)
        files.commit(*m_json, writeRunJson(m_json->device(), record, summary, RunJsonDetail::Whole));
    if (m_csv)
        files.commit(*m_csv, writeRunCsv(m_csv->device(), record));
    if (m_summary)
        files.commit(*m_summary, writeRunJson(m_summary->device(), record, summary, RunJsonDetail::WithoutRequests));
    return files;
}

} // namespace fiftyfold
