// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/comparisoncolours.h"

#include "widgets/base/stagecolours.h"

#include <algorithm>
#include <iterator>

namespace fiftyfold {

namespace {

struct Tone {
    const char *name;
    QRgb light;
    QRgb dark;
    Qt::PenStyle penStyle;
};

constexpr Tone tones[] = {
    {"sequential", 0xff6b7482, 0xff8d96a5, Qt::SolidLine},
    {"threads", 0xffe69f00, 0xffe69f00, Qt::SolidLine},
    {"async", 0xff2b6cd4, 0xff4a86f5, Qt::SolidLine},
    {"async-ordered", 0xff56b4e9, 0xff7cc8f5, Qt::SolidLine},
    {"async-threads", 0xff009e73, 0xff16b085, Qt::SolidLine},
    {"async-processes", 0xff7b6fd0, 0xff9a8fee, Qt::SolidLine},
    {"processes", 0xff8c5a2b, 0xffc08a55, Qt::DashLine},
    {"python-requests", 0xff8f3a6b, 0xffe3a3c8, Qt::DashLine},
    {"python-asyncio", 0xffcc79a7, 0xffcc79a7, Qt::SolidLine},
    {"go-goroutines", 0xffd55e00, 0xffe8731a, Qt::SolidLine},
};

const Tone *findTone(const QString &name)
{
    const auto *found = std::find_if(std::begin(tones), std::end(tones),
                                     [&name](const Tone &tone) { return name == QLatin1String(tone.name); });
    return found == std::end(tones) ? nullptr : found;
}

} // namespace

QColor comparisonColour(const QString &name, const QPalette &palette)
{
    if (const Tone *tone = findTone(name))
        return QColor(isDark(palette) ? tone->dark : tone->light);
    const StageColours colours(palette); // the user's own runner
    return blended(colours.text, colours.card, 0.82);
}

Qt::PenStyle comparisonPenStyle(const QString &name)
{
    const Tone *tone = findTone(name);
    return tone ? tone->penStyle : Qt::DotLine;
}

} // namespace fiftyfold
