// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runners/runnerprotocol.h"
#include "engine/strategies/strategycatalogue.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace fiftyfold::test {

/// What a runner said of a plan that it has run to its end.
struct Told {
    std::optional<RunnerReady> ready;
    std::vector<RunnerStage> stages;     ///< As they were told.
    std::vector<RunnerOutcome> outcomes; ///< By request.
    std::optional<RunnerFinished> finished;
    QByteArray errors;

    const RunnerOutcome &first() const { return outcomes.front(); }
};

/// The first outcome's class, or "done"; where there is none, what the runner wrote on standard error.
QString resultOf(const Told &told);

/// Has plans run by the runners that are shipped, as a run would, but hears each word of theirs.
class ShippedRunners
{
public:
    /// Waits for its end. The request has the plan's headers alone, not those of the program. `more` takes the place of
    /// fields that the plan has. Nothing is told where it took too long.
    Told run(const StrategyInfo &info, const RunPlan &plan, const QJsonObject &more);

private:
    QStringList commandOf(const StrategyInfo &info);

    QHash<QString, QString> m_compiled; ///< By runner: program or classes, compiled once.
};

} // namespace fiftyfold::test
