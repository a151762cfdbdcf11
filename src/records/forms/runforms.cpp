// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/forms/runforms.h"

#include "records/base/recordorder.h"
#include "records/csv/runcsvwriter.h"
#include "records/har/runharwriter.h"
#include "records/histogram/runhistogramwriter.h"
#include "records/html/runhtmlwriter.h"
#include "records/json/runjsonwriter.h"
#include "records/junit/junitwriter.h"
#include "records/markdown/runmarkdownwriter.h"
#include "records/openmetrics/runopenmetricswriter.h"
#include "records/trace/runtracewriter.h"

#include <algorithm>

namespace fiftyfold {

const std::vector<RunForm> &runForms()
{
    static const std::vector<RunForm> forms = {
        {"json", "json",
         [](QIODevice &device, const ToldRun &report) {
             const bool hasNone = report.record.requestCount() == 0 && !report.record.imported; // stopped before them
             const auto detail =
                 hasNone || hasOutcomes(report.record) ? RunJsonDetail::Whole : RunJsonDetail::WithoutRequests;
             return writeRunJson(device, report.record, report.summary, detail, report.expectations, report.baseline);
         }},
        {"csv", "csv", [](QIODevice &device, const ToldRun &report) { return writeRunCsv(device, report.record); },
         true},
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
        {"html", "html",
         [](QIODevice &device, const ToldRun &report) {
             return writeRunHtml(device, report.record, report.summary, report.expectations, report.baseline,
                                 report.against);
         }},
        {"har", "har",
         [](QIODevice &device, const ToldRun &report) {
             return writeRunHar(device, report.record, report.withSecrets ? HarSecrets::Kept : HarSecrets::Redacted);
         },
         true},
        {"trace", "json", [](QIODevice &device, const ToldRun &report) { return writeRunTrace(device, report.record); },
         true},
        {"histogram", "hlog",
         [](QIODevice &device, const ToldRun &report) { return writeRunHistogram(device, report.record); }, true},
        {"openmetrics", "prom",
         [](QIODevice &device, const ToldRun &report) {
             return writeRunOpenMetrics(device, report.record, report.summary, report.expectations);
         }},
    };
    return forms;
}

const RunForm &runForm(QLatin1String name)
{
    return *std::find_if(runForms().begin(), runForms().end(),
                         [name](const RunForm &form) { return name == QLatin1String(form.name); });
}

} // namespace fiftyfold
