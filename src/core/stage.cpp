// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stage.h"

namespace fiftyfold {

namespace {

constexpr std::array<const char *, stageCount> names = {"queued", "dns",     "connect", "tls",  "send",
                                                        "wait",   "receive", "wrap",    "save", "delete"};

} // namespace

QLatin1String stageName(Stage stage)
{
    return QLatin1String(names[indexOf(stage)]);
}

std::optional<Stage> stageFromName(QStringView name)
{
    for (const Stage stage : allStages) {
        if (name == stageName(stage))
            return stage;
    }
    return std::nullopt;
}

} // namespace fiftyfold
