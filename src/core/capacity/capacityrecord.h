// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/planjson.h"
#include "core/run/environment.h"
#include "core/run/loadhealth.h"
#include "core/run/statistics.h"
#include "core/run/thresholds.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

namespace fiftyfold {

/// What capacity is asked for.
struct CapacityPlan {
    RunPlan run; ///< Its load but `at once`, arrivals, seed and drain means nothing: each step has its own.
    QList<Threshold> objectives;          ///< What a rate has to hold; at least one.
    std::chrono::nanoseconds stepTime{0}; ///< 0: as long as the objectives need. See stepLength().
    double from = 0;                      ///< The first step's rate, requests a second; 0: found by a probe.
};

/// What came of a step. Unreached: all objectives held, but replies did not keep up with what was asked for, so that
/// with time they would not.
enum class StepVerdict : quint8 { Held, Crossed, Unreached };

/// A rate that was held for a time.
struct CapacityStep {
    double rate = 0; ///< Asked for, requests a second.
    std::chrono::nanoseconds length{0};
    quint32 atOnce = 0;   ///< The lanes that it had.
    quint32 requests = 0; ///< Became due.
    quint32 done = 0;
    quint32 failed = 0;
    quint32 cancelled = 0; ///< Without a reply when the drain after the step was over.
    double doneRate = 0;   ///< Replies a second in its second half, when it has settled; see capacityStepOf().
    Distribution response; ///< Of requests that are done; lag and service likewise.
    Distribution service;
    Distribution lag;
    LoadHealth health;             ///< A lag too small for the objectives to tell is none that a client fell behind by.
    Expectations expectations;     ///< In the order of the objectives.
    bool isServiceTooSlow = false; ///< Objectives are crossed by service times as well: not by waiting for a lane.
    /// One is crossed however late the client was: about failures by those alone that had an end of their own, or about
    /// a time by service times with the lag taken off, or by the shortest of them.
    bool isCrossedAnyway = false;
    QString firstFailure;     ///< Why the first request failed that did; empty where none did.
    bool isDisturbed = false; ///< The program stood still for a while.
    StepVerdict verdict = StepVerdict::Held;
};

/// How a search ended, as far as it has come.
enum class CapacityEnd : quint8 {
    Open,           ///< It has not: it goes on, or was stopped.
    Found,          ///< Between a rate that held and one that did not.
    NothingHeld,    ///< Not even the lowest rate held.
    NothingCrossed, ///< The highest that can be asked for held.
};

/// What kept a step from holding. All but Server: the client, so that nothing is known of the server.
enum class CapacityLimit : quint8 { Server, Lanes, Processor, Lag };

/// What was found. Steps are numbers in CapacityRecord::steps.
struct CapacityAnswer {
    CapacityEnd end = CapacityEnd::Open;
    std::optional<std::size_t> heldStep; ///< The highest rate that held.
    /// The lowest that did not hold, twice running: the second of the two, unless the client kept up in the first
    /// alone.
    std::optional<std::size_t> crossedStep;
    double held = 0; ///< Rates of these, requests a second.
    double crossed = 0;
    CapacityLimit limit = CapacityLimit::Server; ///< What kept the crossed step from holding.

    bool hasRange() const { return heldStep && crossedStep; }
    /// How far apart the two are, in percent of the one that held.
    double percentApart() const { return hasRange() ? 100 * (crossed - held) / held : 0; }
    /// The rate may be called the server's capacity.
    bool isServers() const { return end == CapacityEnd::Found && limit == CapacityLimit::Server; }
};

/// All that is kept of a search for capacity. Plain data; holds secrets as the user gave them in its plan.
struct CapacityRecord {
    QDateTime startedAt; ///< UTC
    CapacityPlan plan;
    std::optional<double> probedRate; ///< What a short closed run got done a second; 0 where that was nothing.
    std::vector<CapacityStep> steps;  ///< In the order in which they ran.
    CapacityAnswer answer;
    QString problem; ///< Not empty: why it could not run, or not go on.
    bool isStopped = false;
    QStringList notices;      ///< What the user should know about how it ran, such as a clamped `at once`.
    QString transportLibrary; ///< What carried HTTP; empty where nothing ran.
    std::optional<Environment> environment; ///< Of one that was kept; nothing: here, and by this version.
    QString version;                        ///< Likewise, of Fiftyfold.
    PlanLack lack = PlanLack::Nothing;      ///< Likewise, of what its plan says.
};

/// The plan of a step at `rate`, over stepLength().
RunPlan stepPlan(const CapacityPlan &plan, double rate);

/// The plan of the probe: a short closed run of few lanes, which says where the search begins.
RunPlan probePlan(const CapacityPlan &plan);

/// How long a step at `rate` lasts: what was asked for, and longer where too few requests for a percentile would become
/// due in it; otherwise 10 s, and longer where it takes longer for so many
/// requests to become due of which 100 are beyond the percentile of an objective (2,000 of p95, 10,000 of p99). Never
/// so long that a run could not hold its requests.
std::chrono::nanoseconds stepLength(const CapacityPlan &plan, double rate);

} // namespace fiftyfold
