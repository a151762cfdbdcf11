// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/runcomparison.h"
#include "core/run/runrecorder.h"
#include "support/facts.h"

#include <QTimeZone>

#include <cmath>
#include <functional>
#include <numbers>
#include <random>
#include <vector>

namespace fiftyfold::test {

/// Between 0 and 1, the same with every library.
inline double evenDraw(std::mt19937_64 &random)
{
    return (static_cast<double>(random() >> 11) + 0.5) / 9007199254740992.0; // 2 to the 53rd
}

inline double normalDraw(std::mt19937_64 &random)
{
    const double radius = std::sqrt(-2 * std::log(evenDraw(random)));
    return radius * std::cos(2 * std::numbers::pi * evenDraw(random));
}

/// Times about 20 ms, in ms: log-normal, of which each knows of the one before as `memory` says, 0 to 1, and one in
/// twenty is 40 ms longer on average.
inline std::vector<double> simulatedTimes(std::size_t count, double memory, quint64 seed)
{
    std::mt19937_64 random(seed);
    std::vector<double> times;
    double state = normalDraw(random);
    for (std::size_t i = 0; i < count; ++i) {
        state = memory * state + std::sqrt(1 - memory * memory) * normalDraw(random);
        const double late = evenDraw(random) < 0.05 ? -40 * std::log(evenDraw(random)) : 0;
        times.push_back(20 * std::exp(0.1 * state) + late);
    }
    return times;
}

/// Requests that take so long, one after the other.
inline std::shared_ptr<RunRecord> simulatedRecord(const std::vector<double> &timesMs,
                                                  const std::function<void(RunPlan &plan)> &change = nullptr)
{
    RunPlan plan;
    plan.url = ExactUrl::fromText(QByteArrayLiteral("http://127.0.0.1:8080/"));
    plan.requests = static_cast<quint32>(timesMs.size());
    plan.atOnce = 1;
    if (change)
        change(plan);
    RunRecorder recorder(plan, 1);
    qint64 at = 0;
    for (quint32 i = 0; i < timesMs.size(); ++i) {
        FactBatch batch;
        batch.runId = 1;
        const qint64 end = at + std::llround(timesMs[i] * 1e6);
        Fact received = facts::ended(i, Stage::Receive, end);
        received.begin = end;
        batch.facts = {facts::ended(i, Stage::Queued, at), received, facts::finished(i, Outcome::Done, end)};
        recorder.apply(batch);
        at = end;
    }
    recorder.record()->elapsedNs = at;
    recorder.record()->startedAt = QDateTime(QDate(2026, 11, 25), QTime(10, 0), QTimeZone::utc());
    return recorder.record();
}

inline ComparedRun simulatedRun(const std::vector<double> &timesMs,
                                const std::function<void(RunPlan &plan)> &change = nullptr)
{
    const std::shared_ptr<RunRecord> record = simulatedRecord(timesMs, change);
    return comparedRun(QStringLiteral("simulated"), record, summarise(*record));
}

} // namespace fiftyfold::test
