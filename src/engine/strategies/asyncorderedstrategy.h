// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/asyncstrategy.h"

#include <map>

namespace fiftyfold {

/// One event loop, `at once` requests in flight; but the steps run strictly in the order of the requests, as a loop
/// over the replies would have it: a reply that is early waits for all before it.
class AsyncOrderedStrategy final : public AsyncStrategy
{
    Q_OBJECT
public:
    using AsyncStrategy::AsyncStrategy;

private:
    void connectSteps(RequestJob *job) override;
    void pass(quint32 index, RequestJob *job);

    std::map<quint32, RequestJob *> m_early; ///< By index; null for one that has failed, whose turn is passed over.
    quint32 m_turn = 0;                      ///< The request whose steps are next.
};

} // namespace fiftyfold
