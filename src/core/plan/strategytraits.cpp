// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/strategytraits.h"

#include "core/plan/runplan.h"

#include <algorithm>
#include <iterator>

namespace fiftyfold {

namespace {

constexpr StrategyTraits rows[] = {
#define STRATEGY(factory, ...) StrategyTraits{__VA_ARGS__},
#define RUNNER(...) StrategyTraits{__VA_ARGS__},
#include "core/plan/strategies.def"
#undef STRATEGY
#undef RUNNER
};

constexpr StrategyTraits usersOwn{
    .name = "", .label = "", .description = "", .lesson = "", .source = "", .language = Language::Unknown};

} // namespace

std::span<const StrategyTraits> strategyTable()
{
    return rows;
}

QStringList strategyNames(bool (*isOne)(const StrategyTraits &row))
{
    QStringList names;
    for (const StrategyTraits &row : rows) {
        if (isOne(row))
            names.append(QLatin1String(row.name));
    }
    return names;
}

const StrategyTraits *findStrategy(const QString &name)
{
    const auto *found = std::find_if(std::begin(rows), std::end(rows),
                                     [&name](const StrategyTraits &row) { return name == QLatin1String(row.name); });
    return found == std::end(rows) ? nullptr : found;
}

const StrategyTraits &strategyOf(const RunPlan &plan)
{
    const StrategyTraits *row = findStrategy(plan.strategy);
    return row && row->isExternal() != plan.runnerCommand.isEmpty() ? *row : usersOwn;
}

} // namespace fiftyfold
