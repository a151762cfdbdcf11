// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/capacity/capacitycommand.h"

#include "cli/base/historykeeping.h"
#include "cli/base/remotequestion.h"
#include "cli/base/terminal.h"
#include "cli/capacity/capacityprogress.h"
#include "cli/capacity/capacitytext.h"
#include "cli/options/inputfiles.h"
#include "cli/options/reportfiles.h"
#include "core/text/exitcode.h"
#include "core/text/visibletext.h"
#include "engine/base/signalwatcher.h"
#include "engine/run/capacityrun.h"
#include "engine/runners/practiceserver.h"
#include "engine/strategies/strategycatalogue.h"
#include "records/history/keptrun.h"
#include "records/json/capacityjsonwriter.h"
#include "records/markdown/capacitymarkdownwriter.h"

#include <QEventLoop>

#include <utility>

namespace fiftyfold {

namespace {

/// A step as the host will feel it.
RunPlan loadOfAStep(const CapacityPlan &plan)
{
    const RunPlan step = stepPlan(plan, plan.from > 0 ? plan.from : rateLimit);
    RunPlan load = plan.run;
    load.requests = 0;
    load.duration = step.duration;
    load.atOnce = step.effectiveAtOnce();
    return load;
}

/// 0 where it may go on; otherwise the exit code, and why has been said.
int refusalToSearch(const CapacityOptions &options, const Terminal &terminal)
{
    if (const auto info = strategyNamed(options.run.plan.strategy); info && !info->unavailable.isEmpty()) {
        terminal.writeProblem(info->unavailable);
        return exitcode::couldNotRun;
    }
    return refusalToSend(loadOfAStep(options.plan()), options.run.hosts,
                         QStringLiteral("step after step at a rate that rises until it is too much"), terminal);
}

int exitCodeFor(const CapacityRecord &record)
{
    if (!record.problem.isEmpty())
        return record.probedRate == 0.0 ? exitcode::someFailed : exitcode::couldNotRun;
    if (record.answer.end == CapacityEnd::NothingHeld)
        return exitcode::thresholdCrossed;
    const bool isClients = record.answer.crossedStep && record.answer.limit != CapacityLimit::Server;
    return isClients ? exitcode::someFailed : exitcode::allDone;
}

int concludeSearch(const CapacityRecord &record, int signalNumber, ReportFiles &files, const Terminal &terminal)
{
    if (record.steps.empty() && signalNumber == 0)
        terminal.writeProblem(record.problem);
    else
        terminal.write(capacityText(record, terminal.style()));
    const WrittenFiles written =
        files.write({[&record](QIODevice &device) { return writeCapacityJson(device, record); },
                     [&record](QIODevice &device) { return writeCapacityMarkdown(device, record); }});
    for (const QString &problem : written.problems())
        terminal.writeProblem(problem);
    if (signalNumber != 0)
        return exitcode::stoppedBy(signalNumber);
    return written.isWhole() ? exitCodeFor(record) : exitcode::couldNotRun;
}

} // namespace

int capacityCommand(CapacityOptions options)
{
    const Terminal terminal;
    if (const int exitCode = readAllInput(options.run, terminal); exitCode != exitcode::allDone)
        return exitCode;
    for (const QString &note : std::as_const(options.run.notes))
        terminal.write(QStringLiteral("note: %1\n").arg(visibleText(note)));
    if (const int exitCode = refusalToSearch(options, terminal); exitCode != 0)
        return exitCode;
    if (!isLocalTarget(options.run.plan) || !options.run.hosts.isEmpty())
        options.run.plan.allowRemote = true; // and was agreed to; of a local target, not of where it may redirect to
    ReportFiles files;
    if (const QString problem = files.open({options.run.jsonFile, options.markdownFile}); !problem.isEmpty()) {
        terminal.writeProblem(problem);
        return exitcode::couldNotRun;
    }

    SignalWatcher watcher; // Not before: opening a pipe that nobody reads waits, and signals have to end that.
    PracticeServer server;
    CapacityRun search(options.plan(), &server);
    CapacityPrinter printer(options.run.progress, terminal);
    QEventLoop loop;
    QObject::connect(&search, &CapacityRun::progressed, &search, [&] { printer.update(search); });
    QObject::connect(&search, &CapacityRun::stepEnded, &search, [&] { printer.tellStep(search.record()); });
    QObject::connect(&search, &CapacityRun::finished, &loop, &QEventLoop::quit);
    QObject::connect(&watcher, &SignalWatcher::stopRequested, &search, &CapacityRun::stop);
    QMetaObject::invokeMethod(&search, &CapacityRun::start, Qt::QueuedConnection);
    loop.exec();
    printer.finish();
    const int exitCode = concludeSearch(search.record(), watcher.received(), files, terminal);
    const auto make = [&] { return keptCapacity(search.record(), options.run.label); };
    const bool isKept =
        search.record().steps.empty() || keepInHistory(options.run.isNotKept, options.run.label, make, terminal);
    return isKept || watcher.received() != 0 ? exitCode : exitcode::couldNotRun;
}

} // namespace fiftyfold
