// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/waterfallrows.h"

#include <algorithm>
#include <cmath>

namespace fiftyfold {

double WaterfallRows::rowHeight() const
{
    if (count <= 0 || viewHeight <= 0)
        return mostRowHeight;
    return std::clamp(viewHeight / count, isWhole ? 0 : leastRowHeight, mostRowHeight);
}

int WaterfallRows::rowsInView() const
{
    return std::max(1, static_cast<int>(std::floor(viewHeight / rowHeight() + 1e-6)));
}

int WaterfallRows::lastFirstRow() const
{
    return std::max(0, count - rowsInView());
}

int WaterfallRows::rowAt(double y) const
{
    if (y < 0 || y >= viewHeight)
        return -1;
    const int row = firstRow + static_cast<int>(y / rowHeight() + 1e-9);
    return row < count ? row : -1;
}

int WaterfallRows::labelStep(double leastSpacing) const
{
    int power = 1;
    for (;;) {
        for (const int factor : {1, 2, 5}) {
            if (factor * power * rowHeight() >= leastSpacing)
                return factor * power;
        }
        power *= 10;
    }
}

std::vector<PaintedSpan> paintedSpans(const QList<StageSpan> &spans, const TimeScale &scale)
{
    const double viewLeft = scale.left;
    const double viewRight = scale.left + scale.width;
    std::vector<PaintedSpan> painted;
    painted.reserve(static_cast<std::size_t>(spans.size()));
    double free = viewLeft; // where the one before ends
    double last = viewLeft; // where the request ends
    for (const StageSpan &span : spans) {
        const double begin = scale.xOf(static_cast<double>(span.begin));
        const double end = scale.xOf(static_cast<double>(span.end));
        if (end < viewLeft || begin > viewRight)
            continue;
        const double left = std::round(std::max(begin, free));
        const double right = std::max(left + 1, std::round(std::min(end, viewRight)));
        painted.push_back({span.stage, left, right});
        free = right;
        last = std::max(last, std::ceil(std::min(end, viewRight)));
    }
    // A stage of less than a pixel has one, but none lies outside of its request: those before give way, in one of less
    // than a pixel each to what came last.
    const double first = painted.empty() ? viewLeft : painted.front().left;
    last = std::max(last, first + 1);
    for (auto span = painted.rbegin(); span != painted.rend() && span->right > last; ++span) {
        span->right = last;
        span->left = std::max(first, std::min(span->left, last - 1));
        last = span->left;
    }
    std::erase_if(painted, [](const PaintedSpan &span) { return span.right <= span.left; });
    return painted;
}

} // namespace fiftyfold
