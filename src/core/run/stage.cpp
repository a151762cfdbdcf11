// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/stage.h"

namespace fiftyfold {

namespace {

constexpr std::array<const char *, stageCount> names = {"queued", "dns",     "connect", "tls",  "send",
                                                        "wait",   "receive", "wrap",    "save", "delete"};

} // namespace

QLatin1String stageName(Stage stage)
{
    return QLatin1String(names[indexOf(stage)]);
}

} // namespace fiftyfold
