// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/thresholdset.h"

#include "core/plan/plancommand.h"
#include "core/plan/runplan.h"

#include <algorithm>

namespace fiftyfold {

bool ThresholdSet::contains(const Threshold &threshold) const
{
    return std::any_of(thresholds.cbegin(), thresholds.cend(),
                       [&threshold](const Threshold &one) { return one.text == threshold.text; });
}

QStringList ThresholdSet::texts() const
{
    QStringList texts;
    for (const Threshold &threshold : thresholds)
        texts.append(threshold.text);
    return texts;
}

ThresholdSet thresholdSetOf(const QStringList &texts, bool isStrict)
{
    ThresholdSet set;
    set.isStrict = isStrict;
    for (const QString &text : texts) {
        Threshold threshold;
        const Refusal got = readThreshold(text, threshold);
        if (!got && !set.contains(threshold))
            set.thresholds.append(threshold);
    }
    return set;
}

QStringList terminalCommandParts(const ThresholdSet &set)
{
    QStringList parts;
    for (const Threshold &threshold : set.thresholds)
        parts.append(QLatin1String("--expect ") + shellWord(threshold.text));
    if (set.isStrict && !set.isEmpty())
        parts.append(QStringLiteral("--strict"));
    return parts;
}

/// None fails where there are none, which would hold any threshold about them.
QString problemOfThresholds(const QList<Threshold> &thresholds, const RunPlan &plan)
{
    for (const Threshold &threshold : thresholds) {
        if (threshold.figure == ThresholdFigure::Checks && plan.checks.isEmpty())
            return QStringLiteral("--expect \"%1\" takes at least one --check, got none.").arg(threshold.text);
    }
    return {};
}

} // namespace fiftyfold
