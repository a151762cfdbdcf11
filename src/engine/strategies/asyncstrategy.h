// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace fiftyfold {

/// One event loop, `at once` requests in flight: the steps of each run as its reply arrives, and its lane takes the
/// next request.
class AsyncStrategy : public Strategy
{
    Q_OBJECT
public:
    using Strategy::Strategy;

private:
    void openLanes() override;
    void openFrom(quint32 lane);
    void connectSteps(RequestJob *job) override;
};

} // namespace fiftyfold
