// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run/runcommand.h"

#include "cli/base/historykeeping.h"
#include "cli/base/remotequestion.h"
#include "cli/base/terminal.h"
#include "cli/options/inputfiles.h"
#include "cli/run/baselinefile.h"
#include "cli/run/baselinetext.h"
#include "cli/run/expectationtext.h"
#include "cli/run/githubreport.h"
#include "cli/run/progressprinter.h"
#include "cli/run/runoutputs.h"
#include "cli/run/summarytext.h"
#include "core/plan/schedule.h"
#include "core/text/exitcode.h"
#include "core/text/visibletext.h"
#include "engine/base/signalwatcher.h"
#include "engine/run/recordedrun.h"
#include "engine/runners/practiceserver.h"
#include "engine/strategies/strategycatalogue.h"
#include "records/history/keptrun.h"
#include "records/markdown/runmarkdownwriter.h"

#include <QEventLoop>
#include <QLocale>

#include <chrono>
#include <optional>
#include <utility>

namespace fiftyfold {

namespace {

constexpr std::chrono::milliseconds drainInterval(33); // as often as a live line is worth rewriting

/// Of a rate that makes more requests than people expect of it; otherwise empty.
QString largeLoadRemark(const RunPlan &plan)
{
    constexpr quint32 large = 1'000'000;
    return plan.isOpen() && plan.requests > large
               ? QStringLiteral("--rate %1 makes %2 requests.")
                     .arg(rateToText(plan.rate), QLocale(QLocale::English).toString(plan.requests))
               : QString();
}

void tellUnwritten(const WrittenFiles &files, const Terminal &terminal)
{
    for (const QString &problem : files.problems())
        terminal.writeProblem(problem);
}

/// Of a run that has a record, whose files are written, and that nobody stopped.
int exitCodeOf(const RunSummary &summary, const Expectations &expectations, const RunComparison *baseline,
               bool isStrict)
{
    if (hasCrossed(expectations, isStrict) || (baseline && isFailure(*baseline, isStrict)))
        return exitcode::thresholdCrossed;
    return isAnswered(summary) || judgesFailures(expectations) ? exitcode::allDone : exitcode::someFailed;
}

/// Tells what came of the run and writes its files.
int report(const RecordedRun &run, const RunOptions &options, const std::optional<ComparedRun> &against,
           RunOutputs &outputs, const Terminal &terminal, int signalNumber)
{
    if (!run.end().problem.isEmpty()) {
        terminal.writeProblem(run.end().problem);
        tellUnwritten(outputs.writeProblem(run.end().problem, options), terminal);
        return signalNumber != 0 ? exitcode::stoppedBy(signalNumber) : exitcode::couldNotRun;
    }
    const std::shared_ptr<const RunRecord> record = run.record();
    const RunSummary summary = summarise(*record);
    const Expectations expectations = judged(options.thresholds, summary, record->isStopped);
    terminal.write(summaryText(*record, summary, terminal.style()) + expectationsText(expectations, terminal.style()));
    std::optional<RunComparison> comparison;
    if (against)
        comparison = compareRuns(*against, comparedRun(QString(), record, summary));
    const RunComparison *baseline = comparison ? &*comparison : nullptr;
    if (baseline)
        terminal.write(baselineText(*baseline, terminal.style()));

    const WrittenFiles files =
        outputs.write(*record, summary, expectations, baseline, against ? &*against : nullptr, options);
    tellUnwritten(files, terminal);
    if (isGitHubStep())
        reportToGitHub(runMarkdown(*record, summary, expectations, baseline),
                       githubAnnotations(*record, summary, expectations, baseline, options.isStrict),
                       takesStandardOutput(options), terminal);
    const auto make = [&] { return keptRun(*record, summary, expectations, options.label, options.plan.url); };
    const bool isKept = keepInHistory(options.isNotKept, options.label, make, terminal);
    if (signalNumber != 0)
        return exitcode::stoppedBy(signalNumber);
    if (!files.isWhole() || !isKept)
        return exitcode::couldNotRun;
    return exitCodeOf(summary, expectations, baseline, options.isStrict);
}

} // namespace

int runCommand(RunOptions options)
{
    const Terminal terminal;
    if (const int exitCode = readAllInput(options, terminal); exitCode != exitcode::allDone)
        return exitCode;
    std::optional<ComparedRun> baseline;
    if (!options.baseline.isEmpty()) {
        if (const QString problem = readBaselineOf(options.baseline, baseline.emplace()); !problem.isEmpty()) {
            terminal.writeProblem(problem);
            return exitcode::couldNotRun;
        }
    }
    if (const auto info = strategyNamed(options.plan.strategy); info && !info->unavailable.isEmpty()) {
        terminal.writeProblem(info->unavailable);
        return exitcode::couldNotRun;
    }
    for (const QString &note : std::as_const(options.notes))
        terminal.write(QStringLiteral("note: %1\n").arg(visibleText(note)));
    options.plan = settledLoad(options.plan);
    if (const QString large = largeLoadRemark(options.plan); !large.isEmpty())
        terminal.write(large + QLatin1Char('\n'));
    switch (askAboutRemoteHost(options.plan, options.hosts, terminal)) {
    case RemoteAnswer::NotNeeded: // Of a local target, and not of where it may redirect to.
        break;
    case RemoteAnswer::Allowed:
        options.plan.allowRemote = true;
        break;
    case RemoteAnswer::Declined:
        terminal.writeProblem(QStringLiteral("nothing was sent."));
        return exitcode::couldNotRun;
    case RemoteAnswer::NobodyToAsk:
        terminal.writeProblem(QStringLiteral("would send %1, a host that is neither loopback nor private; nothing was "
                                             "sent. If that host agrees to the load, give --allow-remote.")
                                  .arg(loadText(options.plan, options.hosts)));
        return exitcode::badUsage;
    }

    RunOutputs outputs;
    if (const QString problem = outputs.open(options); !problem.isEmpty()) {
        terminal.writeProblem(problem);
        return exitcode::couldNotRun;
    }
    SignalWatcher watcher; // Not before: opening a pipe that nobody reads waits, and signals have to end that.
    PracticeServer server;
    ProgressPrinter progress(options.progress, terminal);
    RecordedRun run(options.plan, &server, drainInterval);
    QEventLoop loop;
    QObject::connect(&run, &RecordedRun::took, &run, [&run, &progress, &outputs](const FactBatch &batch) {
        outputs.series().take(batch, *run.record(), run.recorder().tally(), run.nowNs());
        const RunPlan &plan = run.record()->plan();
        progress.update(
            {run.nowNs(), plan.requests, run.recorder().tally(), plan.isCountKnown() ? 0 : plan.duration.count()});
    });
    QObject::connect(&run, &RecordedRun::finished, &loop, &QEventLoop::quit);
    QObject::connect(&watcher, &SignalWatcher::stopRequested, &run, &RecordedRun::stop);
    run.start();
    loop.exec();
    progress.finish();
    return report(run, options, baseline, outputs, terminal, watcher.received());
}

} // namespace fiftyfold
