// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/thresholdwording.h"

#include "core/text/numberlocale.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

struct ThresholdWords {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::Threshold)
};

constexpr int fewestFigures = 4;
constexpr int mostFigures = 12;
constexpr double nearLimit = 10;

/// As a threshold is written, whatever the language: so many figures, without zeros at the end of a fraction and
/// without an exponent.
QString withFigures(double value, int figures)
{
    const int exponent = value > 0 ? static_cast<int>(std::floor(std::log10(value))) : figures;
    QString text = QLocale::c().toString(value, 'f', std::max(0, figures - 1 - exponent));
    if (text.contains(QLatin1Char('.'))) {
        while (text.endsWith(QLatin1Char('0')))
            text.chop(1);
        if (text.endsWith(QLatin1Char('.')))
            text.chop(1);
    }
    return text;
}

QString withUnit(const QString &number, ThresholdUnit unit)
{
    return number + QLatin1String(isTimeUnit(unit) ? " " : "") + unitName(unit);
}

/// That of the limit; of a time that is far from it the one that it is read in best.
ThresholdUnit unitOfMeasured(double measured, const Threshold &threshold)
{
    const double limit = threshold.limit * unitBase(threshold.unit);
    const bool isNear = measured <= limit * nearLimit && limit <= measured * nearLimit;
    if (!isTimeUnit(threshold.unit) || isNear || measured == 0)
        return threshold.unit;
    return measured < 1e6     ? ThresholdUnit::Microseconds
           : measured < 1e9   ? ThresholdUnit::Milliseconds
           : measured < 120e9 ? ThresholdUnit::Seconds
                              : ThresholdUnit::Minutes;
}

QString limitText(const Threshold &threshold)
{
    return withUnit(withFigures(threshold.limit, mostFigures), threshold.unit);
}

QString sideOfLimit(const Expectation &expectation)
{
    const Threshold &threshold = expectation.threshold;
    const bool isUpperLimit =
        threshold.comparison == ThresholdOperator::Below || threshold.comparison == ThresholdOperator::AtMost;
    // What is neither over nor under can only have crossed < or >.
    if (measuredText(expectation) == limitText(threshold))
        return isUpperLimit ? ThresholdWords::tr("not below") : ThresholdWords::tr("not above");
    return isUpperLimit ? QStringLiteral("over") : QStringLiteral("under");
}

QString nothingMeasured(const Threshold &threshold)
{
    const bool isOfTime = threshold.figure <= ThresholdFigure::Max;
    if (isOfTime && threshold.time == ThresholdTime::Lag)
        return ThresholdWords::tr("no request began that was due at a time of its own, so there is no %1")
            .arg(threshold.name);
    if (isOfTime && threshold.time == ThresholdTime::Stage)
        return ThresholdWords::tr("no request was done that has a stage %1, so there is no %2")
            .arg(stageName(threshold.stage), threshold.name);
    if (isOfTime)
        return ThresholdWords::tr("no request was done, so there is no %1").arg(threshold.name);
    return ThresholdWords::tr("no request was done or failed, so %1 says nothing").arg(threshold.name);
}

QString fewSamples(const Expectation &expectation)
{
    const QString count = numberLocale().toString(expectation.samples);
    return ThresholdWords::tr("%1 can't support %2")
        .arg(expectation.samples == 1 ? ThresholdWords::tr("1 request") : ThresholdWords::tr("%1 requests").arg(count),
             expectation.threshold.name);
}

} // namespace

QString measuredText(const Expectation &expectation)
{
    if (!expectation.measured)
        return {};
    const Threshold &threshold = expectation.threshold;
    const ThresholdUnit unit = unitOfMeasured(*expectation.measured, threshold);
    const double value = *expectation.measured / unitBase(unit);
    const QString limit = limitText(threshold);
    const auto textWith = [&](int figures) { return withUnit(withFigures(value, figures), unit); };
    const bool isLimit = textWith(mostFigures) == limit;
    QString text = textWith(fewestFigures);
    for (int figures = fewestFigures + 1; !isLimit && text == limit && figures <= mostFigures; ++figures)
        text = textWith(figures);
    return text;
}

QString expectationText(const Expectation &expectation)
{
    const Threshold &threshold = expectation.threshold;
    switch (expectation.reason) {
    case VerdictReason::NoSamples:
        return nothingMeasured(threshold);
    case VerdictReason::FewSamples:
        return fewSamples(expectation);
    case VerdictReason::StoppedEarly:
        return ThresholdWords::tr("the run was stopped before its end");
    case VerdictReason::Limit:
        break;
    }
    const QString measured = ThresholdWords::tr("%1 is %2").arg(threshold.name, measuredText(expectation));
    if (expectation.verdict == ThresholdVerdict::Held)
        return measured;
    return ThresholdWords::tr("%1, %2 %3").arg(measured, sideOfLimit(expectation), limitText(threshold));
}

} // namespace fiftyfold
