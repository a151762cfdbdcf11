// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/runfiles.h"

#include <algorithm>

namespace fiftyfold {

const std::vector<RunFile> &runFiles()
{
    static const std::vector<RunFile> files = {
        {"json", &RunOptions::jsonFile, "Write the record of the run (fiftyfold.run/1); - is standard output."},
        {"csv", &RunOptions::csvFile, "Write the requests as CSV, one a line; - is standard output."},
        {"summary", &RunOptions::summaryFile, "Write the record without its requests; - is standard output."},
        {"junit", &RunOptions::junitFile,
         "Write thresholds and the run's end as JUnit XML, for CI; - is standard output."},
        {"markdown", &RunOptions::markdownFile,
         "Write the figures as tables to be pasted into an issue; - is standard output."},
        {"html", &RunOptions::htmlFile,
         "Write a report with charts, one file for any browser that asks for nothing; - is standard output."},
        {"har", &RunOptions::harFile,
         "Write the requests as HAR 1.2, which browsers' tools open, without secrets; - is standard output."},
        {"trace", &RunOptions::traceFile,
         "Write lanes, requests and stages as trace events, for Perfetto; about 1 KB a request; - is standard output."},
        {"histogram", &RunOptions::histogramFile,
         "Write the times of each second, and of each stage in it, as a log of HdrHistogram; - is standard output."},
        {"openmetrics", &RunOptions::openMetricsFile,
         "Write the figures as OpenMetrics, for Prometheus; - is standard output."},
    };
    return files;
}

bool isOfRunFiles(const QString &option)
{
    return option == QLatin1String("series") || option == QLatin1String("with-secrets") ||
           std::any_of(runFiles().begin(), runFiles().end(),
                       [&option](const RunFile &file) { return option == QLatin1String(file.option); });
}

} // namespace fiftyfold
