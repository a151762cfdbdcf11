// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/comparisoncolours.h"

#include "core/plan/strategytraits.h"
#include "widgets/base/stagecolours.h"

#include <array>

namespace fiftyfold {

QColor comparisonColour(const QString &name, const QPalette &palette)
{
    if (const StrategyTraits *row = findStrategy(name))
        return QColor(isDark(palette) ? row->dark : row->light);
    const StageColours colours(palette); // the user's own runner
    return blended(colours.text, colours.card, 0.82);
}

Qt::PenStyle comparisonPenStyle(const QString &name)
{
    const StrategyTraits *row = findStrategy(name);
    return !row ? Qt::DotLine : row->isDashed ? Qt::DashLine : Qt::SolidLine;
}

QString comparisonSpareName(std::size_t place)
{
    constexpr std::array names = {"async", "threads", "async-threads", "python-asyncio", "processes", "go-goroutines"};
    return QString::fromLatin1(names[place % names.size()]);
}

} // namespace fiftyfold
