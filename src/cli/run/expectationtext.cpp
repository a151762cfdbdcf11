// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run/expectationtext.h"

#include "core/run/thresholdwording.h"

#include <algorithm>

namespace fiftyfold {

namespace {

constexpr int verdictWidth = 13; // as wide as the labels of the summary

QString styledVerdict(ThresholdVerdict verdict, const TextStyle &style)
{
    const QString word = QString(verdictName(verdict)).leftJustified(verdictWidth);
    switch (verdict) {
    case ThresholdVerdict::Held:
        return style.good(word);
    case ThresholdVerdict::Crossed:
        return style.bad(word);
    case ThresholdVerdict::Undecided:
        break;
    }
    return style.strong(word);
}

/// What was measured, and what else it needs to be understood.
QString groundsOf(const Expectation &expectation)
{
    const QString measured = measuredText(expectation);
    if (expectation.reason == VerdictReason::Limit)
        return measured;
    return (measured.isEmpty() ? QString() : measured + QLatin1String("; ")) + expectationText(expectation);
}

} // namespace

QString expectationsText(const Expectations &expectations, const TextStyle &style)
{
    if (expectations.isEmpty())
        return {};
    qsizetype width = 0;
    for (const Expectation &expectation : expectations)
        width = std::max(width, expectation.threshold.text.size());
    QString text = QLatin1Char('\n') + style.strong(QStringLiteral("thresholds")) + QLatin1Char('\n');
    for (const Expectation &expectation : expectations)
        text += styledVerdict(expectation.verdict, style) + expectation.threshold.text.leftJustified(width + 2) +
                groundsOf(expectation) + QLatin1Char('\n');
    return text;
}

} // namespace fiftyfold
