// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategy.h"

namespace fiftyfold {

/// One request at a time, each whole before the next.
class SequentialStrategy final : public Strategy
{
    Q_OBJECT
public:
    using Strategy::Strategy;

private:
    void openLanes() override;
    void connectSteps(RequestJob *job) override;
};

} // namespace fiftyfold
