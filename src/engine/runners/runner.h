// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"
#include "core/run/fact.h"
#include "core/run/runcost.h"
#include "core/run/runtotals.h"
#include "engine/base/mailbox.h"

#include <QDateTime>
#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>

namespace fiftyfold {

/// What a program of its own tells of a run: each request, with its stages, or all together, which costs it next to
/// nothing. What runs in this process tells of each in either case.
enum class RunReport : quint8 { Each, Summary };

/// How a run as a whole ended.
struct RunEnd {
    QString problem;      ///< Not empty: it could not run, and this says why and what to do. No request was sent.
    QString option;       ///< The one of the plan ("--work-dir") that would mend it; empty: none alone would.
    qint64 elapsedNs = 0; ///< From the start of the clock to the last outcome.
    bool isStopped = false;
    bool isDisturbed = false;
    std::optional<qint64> connectionsOpened;
    std::optional<double> clientCpuShare; ///< Of the processors that its threads could use; 0 to 1.
    std::optional<RunCost> cost;
    bool isRecordInCost = false; ///< Its memory is of the process that has the record, too.
    QString transportLibrary;    ///< What carried HTTP, with its version.
    QStringList notices;         ///< What came up while it ran, beyond those of `prepared`.
    /// What was told of all requests together, under RunReport::Summary. Of those of a program that broke off, which
    /// are not in it, there are facts.
    std::optional<RunTotals> totals;
};

/// Whatever carries out a plan and reports facts. Lives in the thread that made it (the main thread), never blocks it:
/// the work happens in threads or processes of its own.
///
/// start() once; then `prepared`, `started` and, in every case, exactly one `finished`. Facts lie in mailbox(): the
/// owner drains it on a timer and once more on `finished`, when all of them are there. Destroying a runner that has
/// not finished stops it and cleans up, and waits for its threads (some milliseconds).
class Runner : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual quint64 runId() const = 0;
    virtual Mailbox &mailbox() = 0;

public Q_SLOTS:
    virtual void start() = 0;
    /// Cancels what is open; `finished` follows. May be called at any time, more than once.
    virtual void stop() = 0;

Q_SIGNALS:
    /// The plan as it will really run: practice URL resolved, `atOnce` set and clamped; with what the user should know.
    void prepared(const fiftyfold::RunPlan &plan, const QString &workFolder, const QStringList &notices);
    /// The clock started now.
    void started(const QDateTime &startedAtUtc);
    void finished(const fiftyfold::RunEnd &end);
};

/// A number that no other run of this process has.
quint64 nextRunId();

class PracticeServer;

/// The runner for a plan's strategy. `server` is used for "practice:" URLs and started when needed; it must outlive the
/// runner.
std::unique_ptr<Runner> makeRunner(const RunPlan &plan, PracticeServer *server, RunReport report = RunReport::Each);

} // namespace fiftyfold
