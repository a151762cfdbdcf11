// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runseries.h"
#include "records/base/outputfile.h"

#include <QString>

#include <memory>

namespace fiftyfold {

struct RunTally;

/// `--series FILE`: a line of JSON for each second of a run, and one for its end, written as it goes on, so that a pipe
/// or a dashboard can follow. "-" is standard output. Unlike other files it is there from the beginning, and grows.
class SeriesFile
{
public:
    /// Empty where it can be written, or where there is none to write; otherwise why not.
    QString open(const QString &path);
    /// The record has taken the batch in. Writes a line where a second is over.
    void take(const FactBatch &batch, const RunRecord &record, const RunTally &tally, qint64 nowNs);
    /// Writes the last line.
    void finish(const RunTally &tally, qint64 elapsedNs, WrittenFiles &files);

private:
    void write(const SeriesPoint &point);

    std::unique_ptr<OutputFile> m_file;
    RunSeries m_series;
    std::optional<SeriesPoint> m_told; ///< The last line.
    qint64 m_nextAt = 0;
    QString m_problem;
};

} // namespace fiftyfold
