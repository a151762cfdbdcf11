// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/planfields.h"

#include <optional>

namespace fiftyfold {

/// A new plan in which only this field is other than usual, set by a text that its option takes; nothing where none of
/// those that are tried fits: then add one.
inline std::optional<RunPlan> changedPlan(const PlanField &field)
{
    static const char *const texts[] = {"7",           "",           "2",     "qt",
                                        "threads",     "POST",       "1.5s",  "7KiB",
                                        "Name: value", "200,404",    "fetch", "localhost:80:[::1]",
                                        "[::1]::a:",   "http://p:1", "5/s",   "poisson",
                                        "within 5s",   "shuffled",   "curl",  "some text"};
    const QStringList usual = field.value.texts(RunPlan(), Secrets::Kept);
    for (const char *text : texts) {
        RunPlan plan;
        if (field.value.read(plan, QString::fromLatin1(text)))
            continue;
        RunPlan whole = plan;
        whole.targetsFile = QStringLiteral("targets"); // an order goes with them
        if (!field.problem(whole).isEmpty())
            continue;
        if (field.value.texts(plan, Secrets::Kept) != usual)
            return plan;
    }
    return std::nullopt;
}

} // namespace fiftyfold
