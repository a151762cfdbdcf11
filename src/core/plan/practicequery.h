// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>

namespace fiftyfold {

/// What the practice server would refuse, or pass over, in the query of a "practice:…" URL: a sentence that names the
/// parameter, what it got and what it takes, without secrets; empty when all is well.
QString practiceQueryProblem(const QUrl &url);

/// How long the practice server waits with each reply to a "practice:…" URL.
struct PracticeDelay {
    std::chrono::nanoseconds latency{0};
    std::chrono::nanoseconds jitter{0}; ///< Latency varies by up to this, either way.
    bool isMean = false;                ///< Latency is drawn for each reply, from a distribution with this mean.
    bool isHeldUp = false;              ///< Replies may wait longer, for a rate or a stall.
    bool isRedirect = false;            ///< There is another request after it.
};

/// Nothing where the query has a bad value.
std::optional<PracticeDelay> practiceDelay(const QUrl &url);

} // namespace fiftyfold
