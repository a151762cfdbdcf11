// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/forms/runforms.h"

#include "records/csv/runcsvwriter.h"
#include "records/har/runharwriter.h"
#include "records/histogram/runhistogramwriter.h"
#include "records/json/runjsonwriter.h"
#include "records/junit/junitwriter.h"
#include "records/markdown/runmarkdownwriter.h"
#include "records/openmetrics/runopenmetricswriter.h"
#include "records/trace/runtracewriter.h"

namespace fiftyfold {

const std::vector<RunForm> &runForms()
{
    static const std::vector<RunForm> forms = {
        {"json", "json",
         [](QIODevice &device, const ToldRun &report) {
             return writeRunJson(device, report.record, report.summary, RunJsonDetail::Whole, report.expectations,
                                 report.baseline);
         }},
        {"csv", "csv", [](QIODevice &device, const ToldRun &report) { return writeRunCsv(device, report.record); }},
        {"summary", "json",
         [](QIODevice &device, const ToldRun &report) {
             return writeRunJson(device, report.record, report.summary, RunJsonDetail::WithoutRequests,
                                 report.expectations, report.baseline);
         }},
        {"junit", "xml",
         [](QIODevice &device, const ToldRun &report) {
             return writeRunJunit(device, report.record, report.summary, report.expectations, report.isStrict,
                                  report.baseline);
         }},
        {"markdown", "md",
         [](QIODevice &device, const ToldRun &report) {
             return writeRunMarkdown(device, report.record, report.summary, report.expectations, report.baseline);
         }},
        {"har", "har",
         [](QIODevice &device, const ToldRun &report) {
             return writeRunHar(device, report.record, report.withSecrets ? HarSecrets::Kept : HarSecrets::Redacted);
         }},
        {"trace", "json",
         [](QIODevice &device, const ToldRun &report) { return writeRunTrace(device, report.record); }},
        {"histogram", "hlog",
         [](QIODevice &device, const ToldRun &report) { return writeRunHistogram(device, report.record); }},
        {"openmetrics", "prom",
         [](QIODevice &device, const ToldRun &report) {
             return writeRunOpenMetrics(device, report.record, report.summary, report.expectations);
         }},
    };
    return forms;
}

} // namespace fiftyfold
