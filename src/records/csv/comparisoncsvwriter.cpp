// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/csv/comparisoncsvwriter.h"

#include "records/base/textoutput.h"
#include "records/csv/csvtext.h"

namespace fiftyfold {

namespace {

constexpr char comparisonHeader[] =
    "name,label,rounds,median_ms,median_low_ms,median_high_ms,times_as_fast,times_as_fast_low,times_as_fast_high,"
    "cpu_us,cpu_low_us,cpu_high_us,context_switches,peak_memory_bytes,threads,processes,verdict,problem\r\n";

void appendFigure(TextOutput &output, std::optional<double> figure)
{
    constexpr int figures = 9;
    output.append(',');
    if (figure)
        output.append(QByteArray::number(*figure, 'g', figures));
}

/// An interval only where there is one.
void appendEstimate(TextOutput &output, const std::optional<Estimate> &estimate, bool hasInterval)
{
    appendFigure(output, estimate ? std::optional(estimate->value) : std::nullopt);
    appendFigure(output, estimate && hasInterval ? std::optional(estimate->low) : std::nullopt);
    appendFigure(output, estimate && hasInterval ? std::optional(estimate->high) : std::nullopt);
}

void appendCost(TextOutput &output, const std::optional<CostFigures> &cost, bool hasInterval)
{
    appendEstimate(output, cost ? std::optional(cost->cpuUs) : std::nullopt, hasInterval);
    appendFigure(output, cost ? std::optional(cost->contextSwitches.value) : std::nullopt);
    appendFigure(output, cost ? std::optional(cost->peakMemoryBytes.value) : std::nullopt);
    appendFigure(output, cost ? std::optional<double>(cost->threads) : std::nullopt);
    appendFigure(output, cost ? std::optional<double>(cost->processes) : std::nullopt);
}

} // namespace

QString writeComparisonCsv(QIODevice &device, const ComparisonReport &report)
{
    TextOutput output(device);
    output.append(comparisonHeader);
    for (const ReportedEntry &entry : report.entries) {
        const bool hasInterval = entry.wholeRounds >= 2;
        appendCsvText(output, entry.name);
        output.append(',');
        appendCsvText(output, entry.label);
        output.append(',');
        output.appendNumber(entry.wholeRounds);
        appendEstimate(output, entry.median, hasInterval);
        appendEstimate(output, entry.ratio, entry.hasRatioInterval());
        appendCost(output, entry.cost, hasInterval);
        output.append(',');
        if (const QString verdict = entry.verdict == Verdict::Faster ? QStringLiteral("faster") : verdictText(entry);
            !verdict.isEmpty())
            appendCsvText(output, verdict);
        output.append(',');
        if (const QString &problem = entry.unavailable.isEmpty() ? entry.problem : entry.unavailable;
            !problem.isEmpty())
            appendCsvText(output, problem);
        output.append("\r\n");
    }
    return output.finish();
}

} // namespace fiftyfold
