// SPDX-License-Identifier: GPL-3.0-or-later
// What wrk prints, and wrk2, which came of it.
#include "records/import/importformats.h"
#include "records/import/importvalues.h"
#include "records/import/percentilespectrum.h"
#include "records/import/reportwords.h"

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

enum class WrkBlock { None, Recorded, Uncorrected };

struct WrkReport {
    bool hasBegun = false;
    bool isWrk2 = false;
    WrkBlock block = WrkBlock::None;
    QStringList uncorrected; ///< Percentiles as they are printed.
    bool hasRequests = false;
    bool hasEnd = false;
    double requests = 0;
    double failed = 0;
    double timeouts = 0;
    double unanswered = 0; ///< The others among those that failed are late or of a bad status.
};

QString wrongTime(const ImportText &text, const QString &word)
{
    return wrongWord(text, QStringLiteral("a time such as 104.40ms"), word);
}

QString takePercentile(const QStringList &words, const ImportText &text, ImportedRun &run, WrkReport &report)
{
    const double time = reportTime(words.at(1));
    if (time < 0) // outside of what it prints, it may be anybody's
        return report.block == WrkBlock::None ? QString() : wrongTime(text, words.at(1));
    if (report.block == WrkBlock::Uncorrected)
        report.uncorrected.append(words.at(0) + QLatin1Char(' ') + words.at(1));
    else
        run.statePercentile(words.at(0), time, 1);
    return {};
}

/// Of the spectrum what is printed nowhere else.
void takeSpectrumRow(const SpectrumRow &row, ImportedRun &run)
{
    if (row.percent == 0)
        run.state(&Distribution::min, row.value, nsOfMs);
    else if (row.percent == 95)
        run.statePercentile(row.percent, row.value, nsOfMs);
}

QString takeRequests(const QStringList &words, const ImportText &text, ImportedRun &run, WrkReport &report)
{
    const std::optional<double> requests = reportNumber(words.at(0));
    const QString lasted = words.value(3).remove(QLatin1Char(','));
    if (!requests)
        return wrongWord(text, QStringLiteral("a number of requests"), words.at(0));
    if (reportTime(lasted) < 0)
        return wrongTime(text, lasted);
    report.hasRequests = true;
    report.requests = *requests;
    run.stateElapsed(reportTime(lasted), 1);
    run.stateBytes(reportBytes(words.value(4)));
    return {};
}

QString takeSocketErrors(const QStringList &words, const ImportText &text, ImportedRun &run, WrkReport &report)
{
    for (const auto &[name, error] :
         {std::pair("connect", ErrorClass::Connect), std::pair("read", ErrorClass::Reset),
          std::pair("write", ErrorClass::Reset), std::pair("timeout", ErrorClass::Timeout)}) {
        const qsizetype at = words.indexOf(QLatin1String(name));
        if (at < 0)
            continue;
        const QString word = words.value(at + 1).remove(QLatin1Char(','));
        const std::optional<double> count = reportNumber(word);
        if (!count)
            return wrongWord(text, QStringLiteral("a number of errors"), word);
        report.failed += run.stateErrors(error, *count);
        (error == ErrorClass::Timeout ? report.timeouts : report.unanswered) += *count;
    }
    return {};
}

/// What is wrong with the line, if anything.
QString takeWrkLine(const QByteArray &line, const ImportText &text, ImportedRun &run, WrkReport &report)
{
    if (beginsReport(line.trimmed()) && std::exchange(report.hasBegun, true))
        return secondReport(text);
    const QStringList words = wordsOf(line);
    const QString first = words.value(0);
    const QString second = words.value(1);
    report.isWrk2 = report.isWrk2 || line.contains("HdrHistogram") || line.contains("Thread calibration");
    if (first == QLatin1String("Running") && words.value(2) == QLatin1String("test")) {
        run.addUrl({}, words.value(4));
    } else if (line.contains("Latency Distribution")) {
        report.block = line.contains("Uncorrected") ? WrkBlock::Uncorrected : WrkBlock::Recorded;
    } else if (line.contains(" threads and ")) {
        run.stateAtOnce(numberBefore(words, "connections"));
    } else if (first == QLatin1String("Latency") && words.size() >= 4) {
        for (const auto &[at, figure] : {std::pair(1, &Distribution::mean), std::pair(3, &Distribution::max)}) {
            if (reportTime(words.at(at)) < 0)
                return wrongTime(text, words.at(at));
            run.state(figure, reportTime(words.at(at)), 1);
        }
    } else if (first.endsWith(QLatin1Char('%')) && words.size() == 2) {
        return takePercentile(words, text, run, report);
    } else if (const std::optional<SpectrumRow> row = spectrumRow(line); row) {
        if (report.block == WrkBlock::Recorded)
            takeSpectrumRow(*row, run);
    } else if (second == QLatin1String("requests") && words.value(2) == QLatin1String("in")) {
        return takeRequests(words, text, run, report);
    } else if (line.contains("Socket errors:")) {
        return takeSocketErrors(words, text, run, report);
    } else if (line.contains("Non-2xx or 3xx responses:")) {
        const std::optional<double> count = reportNumber(words.last());
        if (!count)
            return wrongWord(text, QStringLiteral("a number of responses"), words.last());
        report.failed += run.stateErrors(ErrorClass::Status, *count);
    } else if (first == QLatin1String("Requests/sec:")) {
        run.stateRate(reportNumber(second).value_or(0));
    } else if (first == QLatin1String("Transfer/sec:")) {
        report.hasEnd = true;
    }
    return {};
}

void addWrkLimits(ImportedRun &run, const WrkReport &report)
{
    if (report.isWrk2)
        run.addLimit(
            QStringLiteral("wrk2's times are from when a request was due, in whole milliseconds, which adds up "
                           "to 1 ms to each."));
    else
        run.addLimit(QStringLiteral("wrk's times are corrected after the fact: where it waited for a slow reply, times "
                                    "were added that it did not measure."));
    run.addLimit(QStringLiteral("What %1 prints has no single requests, no statuses and no time at which it began.")
                     .arg(run.tool));
    if (run.percentiles.empty())
        run.addLimit(QStringLiteral("It has no percentiles, which %1 prints with --latency.").arg(run.tool));
    if (!report.uncorrected.isEmpty())
        run.addLimit(QStringLiteral("wrk2's uncorrected times, from when a request was sent, are: %1.")
                         .arg(report.uncorrected.join(QLatin1String(", "))));
    if (report.timeouts > report.requests)
        run.addLimit(
            QStringLiteral("It tells of more timeouts than replies: one request may be counted several times."));
}

} // namespace

QString importWrk(ImportText &text, ImportedRun &run)
{
    WrkReport report;
    QByteArray line;
    while (text.readLine(line)) {
        if (QString problem = takeWrkLine(line, text, run, report); !problem.isEmpty())
            return problem;
    }
    if (!text.problem().isEmpty())
        return text.problem();
    if (!report.hasRequests || !report.hasEnd)
        return cutShort(text, report.hasRequests ? "Transfer/sec:" : "requests in");
    run.tool = report.isWrk2 ? QStringLiteral("wrk2") : QStringLiteral("wrk");
    run.stateCounts(std::max(report.requests, report.timeouts) + report.unanswered, report.failed, report.requests);
    run.hasMadeUpTimes = true;
    addWrkLimits(run, report);
    return {};
}

} // namespace fiftyfold
