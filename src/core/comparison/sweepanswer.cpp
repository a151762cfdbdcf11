// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/sweepanswer.h"

#include "core/text/quantities.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace fiftyfold {

namespace {

constexpr double manifold = 10;
constexpr std::size_t fewestForSlope = 3;

/// What is said of where more does not pay any longer, by factor: of one curve that ends so, of one of which the rounds
/// do not tell whether it does, of both where that is the least that was tried, of one that does not end, and of
/// several.
struct KneeWords {
    const char *factor;
    const char *ended;
    const char *unsure;
    const char *never;
    const char *neverUnsure;
    const char *open;
    const char *several;
};
constexpr std::array<KneeWords, 2> kneeWords{{
    {"at-once",
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                       "More at once pays up to %1; beyond it nothing gains 5 %, as measured on this machine."),
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                       "More at once pays up to %1; whether still more gains, the rounds are too few or too noisy to "
                       "say, as measured on this machine."),
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                       "More at once than %1 does not pay: nothing beyond it gains 5 %, as measured on this machine."),
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                       "Whether more at once than %1 pays, the rounds are too few or too noisy to say, as measured on "
                       "this machine."),
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                       "More at once pays up to %1, the most that was tried, as measured on this machine."),
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "More at once pays up to %1, as measured on this machine.")},
    {"threads",
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                       "More engine threads pay up to %1; beyond it nothing gains 5 %, as measured on this machine."),
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                       "More engine threads pay up to %1; whether still more gain, the rounds are too few or too noisy "
                       "to say, as measured on this machine."),
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                       "More engine threads than %1 do not pay: nothing beyond it gains 5 %, as measured on this "
                       "machine."),
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                       "Whether more engine threads than %1 pay, the rounds are too few or too noisy to say, as "
                       "measured on this machine."),
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                       "More engine threads pay up to %1, the most that were tried, as measured on this machine."),
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                       "More engine threads pay up to %1, as measured on this machine.")},
}};

QString doneText(const SweepPoint &point, const AnswerVoice &voice)
{
    return throughputForPeople(point.throughput.value, voice.numbers());
}

/// Of one curve among several.
QString namedPlace(const QString &place, const SweepCurve &curve, const AnswerVoice &voice)
{
    return voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 with %2")).arg(place, voice.nameOf(curve));
}

/// What is compared with itself has one of them several times.
std::size_t countValues(const SweepCurve &curve)
{
    std::set<double> values;
    for (const SweepPoint &point : curve.points)
        values.insert(point.value);
    return values.size();
}

/// One of a strategy with one lane has no more than a value.
std::vector<const SweepCurve *> curvesToTell(const Sweep &sweep)
{
    std::vector<const SweepCurve *> curves;
    for (const SweepCurve &curve : sweep.curves) {
        if (countValues(curve) > 1)
            curves.push_back(&curve);
    }
    return curves;
}

/// `isAlone`: the sentence says how the curve goes on, otherwise this does.
QString kneePlace(const SweepCurve &curve, bool isAlone, const AnswerVoice &voice)
{
    const SweepPoint &point = curve.lastThatPays();
    const bool isEnded = curve.knee && !curve.isKneeUnsure;
    const char *words = isAlone || (isEnded && *curve.knee > 0)
                            ? QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 (%2 done)")
                        : isEnded    ? QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 (%2 done, no more pays)")
                        : curve.knee ? QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 (%2 done, more may gain)")
                                     : QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 (%2 done, the most tried)");
    return voice.say(words).arg(point.text, doneText(point, voice));
}

QString ratePlace(const SweepCurve &curve, const AnswerVoice &voice)
{
    const SweepPoint &last = curve.lastThatPays();
    if (!curve.knee)
        return voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 (%2 done, the most tried)"))
            .arg(last.text, doneText(last, voice));
    const SweepPoint &missed = curve.points[*curve.knee + 1];
    return voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 (%2 done) but not %3 (%4 done)"))
        .arg(last.text, doneText(last, voice), missed.text, doneText(missed, voice));
}

/// Of those that reached any, and of those that reached none.
QStringList whichRatesAreReached(const Sweep &sweep, const AnswerVoice &voice)
{
    const std::vector<const SweepCurve *> curves = curvesToTell(sweep);
    const bool isOneOfSeveral = sweep.curves.size() > 1;
    QStringList reached;
    QStringList missed;
    for (const SweepCurve *curve : curves) {
        const SweepPoint &first = curve->points.front();
        const QString place = curve->isNoneReached
                                  ? voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 (%2 done)"))
                                        .arg(first.text, doneText(first, voice))
                                  : ratePlace(*curve, voice);
        (curve->isNoneReached ? missed : reached).append(isOneOfSeveral ? namedPlace(place, *curve, voice) : place);
    }
    QStringList sentences;
    if (!reached.isEmpty())
        sentences.append(voice
                             .say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                                    "Rates are reached up to %1, as measured on this machine."))
                             .arg(voice.list(reached)));
    if (!missed.isEmpty())
        sentences.append(voice
                             .say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                                    "Not even %1 is reached, as measured on this machine."))
                             .arg(voice.list(missed)));
    return sentences;
}

/// A figure's least-squares line over the values, at another value.
template<typename Figure>
double extrapolated(const std::vector<SweepPoint> &points, double at, Figure &&figure)
{
    const auto count = static_cast<double>(points.size());
    double meanX = 0;
    double meanY = 0;
    for (const SweepPoint &point : points) {
        meanX += point.value / count;
        meanY += figure(point) / count;
    }
    double products = 0;
    double squares = 0;
    for (const SweepPoint &point : points) {
        products += (point.value - meanX) * (figure(point) - meanY);
        squares += (point.value - meanX) * (point.value - meanX);
    }
    return meanY + products / squares * (at - meanX);
}

/// Of a curve whose last point pays. Lanes of an open load by Little's law; empty where too little is known.
QString needsOf(const Sweep &sweep, const SweepCurve &curve, const AnswerVoice &voice)
{
    const bool hasCosts = std::all_of(curve.points.begin(), curve.points.end(),
                                      [](const SweepPoint &point) { return point.cost.has_value(); });
    const SweepPoint &last = curve.points.back();
    if (!hasCosts || countValues(curve) < fewestForSlope || (isOfRates(sweep) && !last.meanMs))
        return {};
    const double wanted = manifold * last.value;
    const std::optional<Estimate> &held = last.laneMs ? last.laneMs : last.meanMs; // a lane, its steps included
    const double lanes = isOfRates(sweep) ? std::ceil(wanted * held->value / 1e3) : wanted;
    // Never less than it has now: a line through noise may fall.
    const double threads = std::max<double>(
        extrapolated(curve.points, wanted, [](const SweepPoint &point) { return double(point.cost->threads); }),
        last.cost->threads);
    const double memory = std::max(
        extrapolated(curve.points, wanted, [](const SweepPoint &point) { return point.cost->peakMemoryBytes.value; }),
        last.cost->peakMemoryBytes.value);
    const QLocale &numbers = voice.numbers();
    return voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "lanes: %1, threads: %2, memory: %3"))
        .arg(numbers.toString(std::llround(lanes)), numbers.toString(std::llround(threads)),
             sizeForPeople(std::llround(memory), numbers));
}

/// What a curve that does not go on at its end shows about ten times as much.
QString outOfReach(const Sweep &sweep, const QStringList &places, const AnswerVoice &voice)
{
    if (places.isEmpty())
        return {};
    return voice
        .say(
            isOfRates(sweep)
                ? QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                    "Ten times that is out of reach, as measured on this machine: no rate beyond %1 is "
                                    "reached.")
                : QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                    "Ten times that is not to be had with more at once, as measured on this machine: "
                                    "beyond %1 nothing gains 5 %."))
        .arg(voice.list(places));
}

} // namespace

QStringList whereMorePays(const Sweep &sweep, const AnswerVoice &voice)
{
    if (isOfRates(sweep))
        return whichRatesAreReached(sweep, voice);
    const std::vector<const SweepCurve *> curves = curvesToTell(sweep);
    if (curves.empty())
        return {};
    const auto words = std::find_if(kneeWords.begin(), kneeWords.end(), [&sweep](const KneeWords &row) {
        return sweep.factor->nameText() == QLatin1String(row.factor);
    });
    if (sweep.curves.size() == 1) {
        const SweepCurve &curve = *curves.front();
        const bool isNever = curve.knee == std::size_t(0);
        const char *text = !curve.knee          ? words->open
                           : curve.isKneeUnsure ? (isNever ? words->neverUnsure : words->unsure)
                           : isNever            ? words->never
                                                : words->ended;
        return {voice.say(text).arg(kneePlace(curve, true, voice))};
    }
    QStringList places;
    for (const SweepCurve *curve : curves)
        places.append(namedPlace(kneePlace(*curve, false, voice), *curve, voice));
    return {voice.say(words->several).arg(voice.list(places))};
}

std::vector<std::size_t> lastCommonEntries(const Sweep &sweep)
{
    const std::vector<const SweepCurve *> curves = curvesToTell(sweep);
    std::vector<std::size_t> entries;
    if (curves.size() < 2)
        return entries;
    for (const SweepPoint &wanted : curves.front()->points) {
        std::vector<std::size_t> same;
        for (const SweepCurve *curve : curves) {
            const auto found = std::find_if(curve->points.begin(), curve->points.end(),
                                            [&wanted](const SweepPoint &point) { return point.value == wanted.value; });
            if (found != curve->points.end() && !curve->isNoneReached && found->value <= curve->lastThatPays().value)
                same.push_back(found->entry);
        }
        if (same.size() == curves.size())
            entries = same;
    }
    return entries;
}

QStringList whatTenTimesTakes(const Sweep &sweep, const AnswerVoice &voice)
{
    if (sweep.factor->nameText() == QLatin1String("threads"))
        return {};
    const bool isOneOfSeveral = sweep.curves.size() > 1;
    QStringList needs;
    QStringList ends;
    for (const SweepCurve *curve : curvesToTell(sweep)) {
        if (curve->isKneeUnsure || curve->isNoneReached)
            continue;
        if (curve->knee) {
            const QString place = curve->lastThatPays().text;
            ends.append(isOneOfSeveral ? namedPlace(place, *curve, voice) : place);
        } else if (const QString need = needsOf(sweep, *curve, voice); !need.isEmpty()) {
            needs.append(isOneOfSeveral ? voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 (%2)"))
                                              .arg(voice.nameOf(*curve), need)
                                        : need);
        }
    }
    QStringList sentences;
    if (!needs.isEmpty())
        sentences.append(voice
                             .say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                                    "Ten times that would take, by the slopes as measured on this "
                                                    "machine: %1."))
                             .arg(needs.join(QLatin1String("; "))));
    if (const QString ended = outOfReach(sweep, ends, voice); !ended.isEmpty())
        sentences.append(ended);
    return sentences;
}

} // namespace fiftyfold
