// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/requestcolumns.h"

#include <algorithm>
#include <numeric>

namespace fiftyfold {

namespace {

/// What a column that is read elided can do with.
struct LeastWidth {
    RequestColumn column;
    int px;
};

constexpr int leastStages = 120;

/// The first goes to the end first. When a request began is told by Start, too.
constexpr std::array leastTelling = {RequestColumn::Bytes, RequestColumn::Connection, RequestColumn::Due,
                                     RequestColumn::Lane, RequestColumn::Start};

std::size_t placeOf(RequestColumn column)
{
    return static_cast<std::size_t>(column);
}

} // namespace

RequestColumns RequestColumns::within(int room, const Widths &usual, int stagesTitle)
{
    // In the order in which they give.
    const std::array leastWidths = {LeastWidth{RequestColumn::Target, 90},
                                    LeastWidth{RequestColumn::Stages, std::max(leastStages, stagesTitle)},
                                    LeastWidth{RequestColumn::Error, 80}};
    RequestColumns columns;
    columns.widths = usual;
    int needed = std::accumulate(usual.begin(), usual.end(), 0);
    int least = needed;
    for (const auto &[column, px] : leastWidths)
        least -= std::max(usual[placeOf(column)] - px, 0);
    std::vector<RequestColumn> last;
    for (const RequestColumn column : leastTelling) {
        if (least <= room)
            break;
        last.push_back(column);
        needed -= usual[placeOf(column)];
        least -= usual[placeOf(column)];
    }
    for (const auto &[column, px] : leastWidths) {
        const int given = std::clamp(needed - room, 0, std::max(usual[placeOf(column)] - px, 0));
        columns.widths[placeOf(column)] -= given;
        needed -= given;
    }
    std::sort(last.begin(), last.end());
    for (int column = 0; column < requestColumnCount; ++column) {
        if (std::find(last.begin(), last.end(), static_cast<RequestColumn>(column)) == last.end())
            columns.order.push_back(static_cast<RequestColumn>(column));
    }
    columns.order.insert(columns.order.end(), last.begin(), last.end());
    return columns;
}

} // namespace fiftyfold
