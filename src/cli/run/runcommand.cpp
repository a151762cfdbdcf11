// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run/runcommand.h"

#include "cli/base/remoteguard.h"
#include "cli/base/terminal.h"
#include "cli/options/inputfiles.h"
#include "cli/run/progressprinter.h"
#include "cli/run/runoutputs.h"
#include "cli/run/runsession.h"
#include "cli/run/summarytext.h"
#include "core/text/exitcode.h"
#include "engine/base/signalwatcher.h"
#include "engine/runners/practiceserver.h"

#include <QEventLoop>

namespace fiftyfold {

namespace {

/// Tells what came of the run and writes its files.
int report(const RunSession &session, RunOutputs &outputs, const Terminal &terminal, int signalNumber)
{
    if (!session.end().problem.isEmpty()) {
        terminal.writeProblem(session.end().problem);
        return signalNumber != 0 ? exitcode::stoppedBy(signalNumber) : exitcode::couldNotRun;
    }
    const std::shared_ptr<const RunRecord> record = session.record();
    const RunSummary summary = summarise(*record);
    terminal.write(summaryText(*record, summary, terminal.style()));

    const WrittenFiles files = outputs.write(*record, summary);
    for (const QString &problem : files.problems())
        terminal.writeProblem(problem);
    if (signalNumber != 0)
        return exitcode::stoppedBy(signalNumber);
    if (!files.isWhole())
        return exitcode::couldNotRun;
    return summary.done == summary.requests ? exitcode::allDone : exitcode::someFailed;
}

} // namespace

int runCommand(RunOptions options)
{
    const Terminal terminal;
    if (const QString problem = readInputFiles(options); !problem.isEmpty()) {
        terminal.writeProblem(problem);
        return exitcode::couldNotRun;
    }
    switch (askAboutRemoteHost(options.plan, terminal)) {
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
                                  .arg(loadText(options.plan)));
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
    RunSession session(options.plan, &server, &progress);
    QEventLoop loop;
    QObject::connect(&session, &RunSession::finished, &loop, &QEventLoop::quit);
    QObject::connect(&watcher, &SignalWatcher::stopRequested, &session, &RunSession::stop);
    QMetaObject::invokeMethod(&session, &RunSession::start, Qt::QueuedConnection);
    loop.exec();
    return report(session, outputs, terminal, watcher.received());
}

} // namespace fiftyfold
