// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>
#include <QtGlobal>

#include <array>
#include <cstddef>

namespace fiftyfold {

/// The stages of a request, in the order in which they happen. A stage that did not happen is absent, never zero.
enum class Stage : quint8 { Queued, Dns, Connect, Tls, Send, Wait, Receive, Wrap, Save, Delete };

inline constexpr std::size_t stageCount = 10;

inline constexpr std::array<Stage, stageCount> allStages = {Stage::Queued, Stage::Dns,   Stage::Connect, Stage::Tls,
                                                            Stage::Send,   Stage::Wait,  Stage::Receive, Stage::Wrap,
                                                            Stage::Save,   Stage::Delete};

constexpr std::size_t indexOf(Stage stage)
{
    return static_cast<std::size_t>(stage);
}

/// The name used in records, on the command line and in the window: "queued", "dns", …
QLatin1String stageName(Stage stage);

} // namespace fiftyfold
