// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/compare/comparecommand.h"

#include "cli/base/historykeeping.h"
#include "cli/base/remotequestion.h"
#include "cli/base/terminal.h"
#include "cli/compare/comparelineup.h"
#include "cli/compare/compareprogress.h"
#include "cli/compare/comparetext.h"
#include "cli/options/inputfiles.h"
#include "cli/options/reportfiles.h"
#include "core/plan/requestpreview.h"
#include "core/text/exitcode.h"
#include "core/text/visibletext.h"
#include "engine/base/signalwatcher.h"
#include "engine/run/comparison.h"
#include "engine/runners/practiceserver.h"
#include "records/history/keptrun.h"
#include "records/html/comparisonhtmlwriter.h"
#include "records/json/comparisonjsonwriter.h"
#include "records/markdown/comparisonmarkdownwriter.h"

#include <QDateTime>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace fiftyfold {

namespace {

constexpr std::chrono::milliseconds progressInterval{100};

/// The plan as hosts that have to be agreed to will feel it: all rounds of all that go there, warm-ups too.
RunPlan wholeLoad(const CompareOptions &options, const CompareLineup &lineup)
{
    RunPlan plan = options.run.plan;
    quint64 requests = 0;
    for (const ComparisonEntry &entry : lineup.entries) {
        if (!entry.unavailable.isEmpty() || (isLocalTarget(entry.plan) && options.run.hosts.isEmpty()))
            continue;
        plan.atOnce = std::max(plan.atOnce, entry.plan.effectiveAtOnce());
        requests += (quint64(plan.requests) + plan.warmup) * (quint64(options.effectiveRounds()) + 1);
    }
    plan.requests = static_cast<quint32>(std::min<quint64>(requests, std::numeric_limits<quint32>::max()));
    return plan;
}

bool hasShortfall(const ComparisonReport &report, const CompareLineup &lineup)
{
    return std::any_of(report.entries.begin(), report.entries.end(), [&lineup](const ReportedEntry &entry) {
        return !entry.problem.isEmpty() || (!entry.unavailable.isEmpty() && !lineup.isEveryOne);
    });
}

/// Where nothing could run at all, each reason once.
void tellProblems(const ComparisonReport &report, const Terminal &terminal)
{
    QStringList told;
    for (const ReportedEntry &entry : report.entries) {
        const QString problem = entry.unavailable.isEmpty() ? entry.problem : entry.unavailable;
        if (problem.isEmpty() || told.contains(problem))
            continue;
        told.append(problem);
        terminal.writeProblem(entry.name + QLatin1String(": ") + problem);
    }
}

bool hasOwnRequests(const CompareOptions &options)
{
    return std::any_of(options.variations.cbegin(), options.variations.cend(), [](const Variation &variation) {
        return variation.factor == findFactor(QStringLiteral("url")) ||
               variation.factor == findFactor(QStringLiteral("header"));
    });
}

/// Those that have to be agreed to, where there are others than the plan's own.
QStringList remoteHostsOf(const CompareOptions &options, const CompareLineup &lineup)
{
    QStringList hosts = options.run.hosts;
    if (!hasOwnRequests(options))
        return hosts;
    for (const ComparisonEntry &entry : lineup.entries) {
        if (!isLocalTarget(entry.plan) && !hosts.contains(entry.plan.url.host()))
            hosts.append(entry.plan.url.host());
    }
    return hosts;
}

/// Of each request that is not the plan's, whether its places can be filled.
QString requestProblemOf(const CompareOptions &options, const CompareLineup &lineup)
{
    if (!hasOwnRequests(options))
        return {};
    for (const ComparisonEntry &entry : lineup.entries) {
        const auto now = std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch());
        if (QString problem = previewOf(entry.plan, now).problem; !problem.isEmpty())
            return problem;
    }
    return {};
}

/// 0 where it may go on; otherwise the exit code, and why has been said.
int refusalOf(const CompareOptions &options, const CompareLineup &lineup, const Terminal &terminal)
{
    if (!lineup.problem.isEmpty()) {
        terminal.writeProblem(lineup.problem);
        return exitcode::badUsage;
    }
    if (const QString problem = requestProblemOf(options, lineup); !problem.isEmpty()) {
        terminal.writeProblem(problem);
        return exitcode::badUsage;
    }
    const ComparisonEntry &baseline = lineup.entries.at(lineup.baseline);
    if (!baseline.unavailable.isEmpty()) {
        terminal.writeProblem(
            QStringLiteral("%1, the baseline, can't run here: %2").arg(baseline.name, baseline.unavailable));
        return exitcode::couldNotRun;
    }
    return refusalToSend(wholeLoad(options, lineup), remoteHostsOf(options, lineup),
                         QStringLiteral("counting all rounds"), terminal);
}

int conclude(const ComparisonReport &report, const CompareLineup &lineup, bool hasRun, int signalNumber,
             ReportFiles &files, const Terminal &terminal)
{
    if (!hasRun && signalNumber == 0) {
        tellProblems(report, terminal);
        return exitcode::couldNotRun;
    }
    terminal.write(comparisonText(report, terminal.style()));
    const WrittenFiles written =
        files.write({[&report](QIODevice &device) { return writeComparisonJson(device, report); },
                     [&report](QIODevice &device) { return writeComparisonMarkdown(device, report); },
                     [&report](QIODevice &device) { return writeComparisonHtml(device, report); }});
    for (const QString &problem : written.problems())
        terminal.writeProblem(problem);
    if (signalNumber != 0)
        return exitcode::stoppedBy(signalNumber);
    if (!written.isWhole())
        return exitcode::couldNotRun;
    return hasShortfall(report, lineup) ? exitcode::someFailed : exitcode::allDone;
}

} // namespace

int compareCommand(CompareOptions options)
{
    const Terminal terminal;
    if (const int exitCode = readAllInput(options.run, terminal); exitCode != exitcode::allDone)
        return exitCode;
    CompareLineup lineup = lineupOf(options, strategyCatalogue());
    if (const int exitCode = refusalOf(options, lineup, terminal); exitCode != 0)
        return exitCode;
    for (ComparisonEntry &entry : lineup.entries) {
        if (!isLocalTarget(entry.plan) || !options.run.hosts.isEmpty())
            entry.plan.allowRemote = true; // it was agreed to; of a local target, not of where it may redirect to
    }
    ReportFiles files;
    if (const QString problem = files.open({options.run.jsonFile, options.markdownFile, options.htmlFile});
        !problem.isEmpty()) {
        terminal.writeProblem(problem);
        return exitcode::couldNotRun;
    }
    for (const ComparisonEntry &entry : std::as_const(lineup.entries)) {
        if (!entry.unavailable.isEmpty())
            terminal.write(
                visibleText(QStringLiteral("note: %1 can't run here: %2").arg(entry.name, entry.unavailable)) +
                QLatin1Char('\n'));
    }

    SignalWatcher watcher; // Not before: opening a pipe that nobody reads waits, and signals have to end that.
    PracticeServer server;
    Comparison comparison(lineup.entries, static_cast<int>(options.effectiveRounds()), &server);
    CompareProgress progress(options.run.progress, terminal);
    QTimer progressTimer;
    QEventLoop loop;
    const auto showProgress = [&] { progress.update(comparison); };
    QObject::connect(&progressTimer, &QTimer::timeout, &comparison, showProgress);
    QObject::connect(&comparison, &Comparison::progressed, &comparison, showProgress);
    QObject::connect(&comparison, &Comparison::finished, &loop, &QEventLoop::quit);
    QObject::connect(&watcher, &SignalWatcher::stopRequested, &comparison, &Comparison::stop);
    QMetaObject::invokeMethod(&comparison, &Comparison::start, Qt::QueuedConnection);
    progressTimer.start(progressInterval);
    loop.exec();
    progressTimer.stop();
    progress.finish();

    ComparisonReport report = reportOf(comparison.record(), options.run.plan, lineup.baseline);
    report.preset = options.preset;
    const int exitCode = conclude(report, lineup, comparison.record().hasRun, watcher.received(), files, terminal);
    const auto make = [&] { return keptComparison(report, options.run.label); };
    const bool isKept =
        !comparison.record().hasRun || keepInHistory(options.run.isNotKept, options.run.label, make, terminal);
    return isKept || watcher.received() != 0 ? exitCode : exitcode::couldNotRun;
}

} // namespace fiftyfold
