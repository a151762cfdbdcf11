// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace fiftyfold {

/// One of `at once` threads: it takes a request, waits for all of it, and takes the next. Each thread has a lane and a
/// strategy of its own; together they are the pool.
class ThreadsStrategy final : public Strategy
{
    Q_OBJECT
public:
    using Strategy::Strategy;

private:
    void openLanes() override;
    void openLane(quint32) override { openLanes(); } // it has one
    void connectSteps(RequestJob *job) override;
    void laneFreed(quint32) override {} // openLanes() goes on by itself
};

} // namespace fiftyfold
