// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/base/recordorder.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace fiftyfold {

std::vector<quint32> requestsByStart(const RunRecord &record)
{
    std::vector<quint32> order(record.requestCount());
    std::iota(order.begin(), order.end(), 0U);
    const auto start = [&record](quint32 index) {
        return record.startNs(index).value_or(std::numeric_limits<qint64>::max());
    };
    std::stable_sort(order.begin(), order.end(),
                     [&start](quint32 one, quint32 other) { return start(one) < start(other); });
    return order;
}

std::vector<quint32> doneByEnd(const RunRecord &record)
{
    std::vector<quint32> order;
    for (quint32 index = 0; index < record.requestCount(); ++index) {
        if (record.outcome(index) == Outcome::Done && record.endNs(index))
            order.push_back(index);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&record](quint32 one, quint32 other) { return *record.endNs(one) < *record.endNs(other); });
    return order;
}

bool hasOutcomes(const RunRecord &record)
{
    return record.requestCount() > 0 && record.outcome(0) != Outcome::Pending;
}

} // namespace fiftyfold
