// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/comparisonanswer.h"

#include "core/comparison/sweep.h"
#include "core/run/costwording.h"
#include "core/text/quantities.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace fiftyfold {

namespace {

constexpr qsizetype mostSentences = 3;
constexpr qsizetype mostNames = 4;
constexpr double manifold = 10;
constexpr std::size_t fewestForSlope = 3;

/// How it is said.
class Voice
{
public:
    explicit Voice(AnswerWords words)
        : m_words(words)
    {
    }

    QString say(const char *words) const
    {
        return m_words == AnswerWords::OfTheWindow ? QCoreApplication::translate("fiftyfold::ComparisonAnswer", words)
                                                   : QString::fromUtf8(words);
    }
    const QLocale &numbers() const { return m_words == AnswerWords::OfTheWindow ? numberLocale() : recordLocale(); }
    QString nameOf(const ComparisonEntry &entry) const
    {
        return m_words == AnswerWords::OfTheWindow ? entry.label : entry.name;
    }
    QString list(QStringList names) const
    {
        if (names.size() > mostNames) {
            const qsizetype others = names.size() - mostNames + 1;
            names = names.mid(0, mostNames - 1);
            names.append(say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 others")).arg(others));
        }
        if (names.size() < 2)
            return names.join(QString());
        const QString last = names.takeLast();
        return say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 and %2"))
            .arg(names.join(QLatin1String(", ")), last);
    }
    QString times(const Estimate &ratio) const { return numbers().toString(ratio.value, 'f', decimalsOf(ratio)); }

private:
    const AnswerWords m_words;
};

/// One that can be ranked.
struct Contender {
    const MeasuredEntry *entry = nullptr;
    MeasuredTimes times;
};

/// The fastest with those that were not seen to differ from it, and who was slower, the slowest last.
struct Ranking {
    std::vector<Contender> fastest;
    std::vector<Contender> slower;
};

double medianMs(const Contender &contender)
{
    return medianOf(contender.times.elapsedMs).value;
}

double medianCpuUs(const Contender &contender)
{
    const std::optional<CostFigures> cost = costOf(contender.times.costs);
    return cost ? cost->cpuUs.value : 0;
}

/// Who got another page than the fastest is in neither part.
std::optional<Ranking> rankingOf(const std::vector<const MeasuredEntry *> &entries)
{
    std::vector<Contender> contenders;
    for (const MeasuredEntry *entry : entries) {
        Contender contender{entry, {entry->wholeMs(), pageOf(*entry), entry->wholeCosts()}};
        if (!entry->unavailable.isEmpty() || !entry->problem.isEmpty())
            continue;
        if (contender.times.elapsedMs.size() < 2)
            return std::nullopt;
        contenders.push_back(contender);
    }
    if (contenders.size() < 2)
        return std::nullopt;
    std::stable_sort(contenders.begin(), contenders.end(),
                     [](const Contender &one, const Contender &other) { return medianMs(one) < medianMs(other); });
    Ranking ranking;
    ranking.fastest.push_back(contenders.front());
    for (std::size_t i = 1; i < contenders.size(); ++i) {
        const Verdict verdict = figuresOf(contenders[i].times, &contenders.front().times).verdict;
        if (verdict == Verdict::Slower)
            ranking.slower.push_back(contenders[i]);
        else if (verdict == Verdict::NoDifference)
            ranking.fastest.push_back(contenders[i]);
    }
    return ranking.fastest.size() + ranking.slower.size() < 2 ? std::nullopt : std::optional(ranking);
}

QString namesOf(const std::vector<Contender> &contenders, const Voice &voice)
{
    QStringList names;
    for (const Contender &contender : contenders)
        names.append(voice.nameOf(*contender.entry));
    return voice.list(names);
}

/// Which are equally fast, and how far the slowest is behind.
QString whoIsFast(const Ranking &ranking, const Voice &voice)
{
    const QString names = namesOf(ranking.fastest, voice);
    if (ranking.slower.empty())
        return voice
            .say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                   "Equally fast are %1: no difference seen, as measured on this machine."))
            .arg(names);
    const Contender &slowest = ranking.slower.back();
    const EntryFigures figures = figuresOf(ranking.fastest.front().times, &slowest.times);
    if (!figures.ratio)
        return {};
    const QString text =
        ranking.fastest.size() > 1
            ? voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                          "Equally fast are %1, %2 times as fast as %3, as measured on this machine."))
        : ranking.slower.size() > 1
            ? voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                          "The fastest is %1, %2 times as fast as %3, as measured on this machine."))
            : voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                          "%1 is %2 times as fast as %3, as measured on this machine."));
    return text.arg(names, voice.times(*figures.ratio), voice.nameOf(*slowest.entry));
}

/// Of those that are equally fast.
QString whoIsCheap(const Ranking &ranking, const Voice &voice)
{
    std::vector<Contender> equal = ranking.fastest;
    const bool isMeasured = std::all_of(equal.begin(), equal.end(),
                                        [](const Contender &contender) { return !contender.times.costs.empty(); });
    if (equal.size() < 2 || !isMeasured)
        return {};
    std::stable_sort(equal.begin(), equal.end(), [](const Contender &one, const Contender &other) {
        return medianCpuUs(one) < medianCpuUs(other);
    });
    std::vector<Contender> cheapest{equal.front()};
    std::optional<Estimate> mostTimes;
    for (std::size_t i = 1; i < equal.size(); ++i) {
        const EntryFigures figures = figuresOf(equal[i].times, &equal.front().times);
        const std::optional<Estimate> ratio = figures.cost ? figures.cost->cpuRatio : std::nullopt;
        if (!ratio || isNoDifference(*ratio))
            cheapest.push_back(equal[i]);
        else
            mostTimes = ratio;
    }
    if (!mostTimes)
        return voice.say(QT_TRANSLATE_NOOP(
            "fiftyfold::ComparisonAnswer",
            "Those equally fast cost the same: no difference seen in processor time a request, as measured on this "
            "machine."));
    return voice
        .say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                               "Of those equally fast the cheapest is %1 with %2 of processor a request; %3 takes %4 "
                               "times that, as measured on this machine."))
        .arg(namesOf(cheapest, voice), processorTimeForPeople(medianCpuUs(equal.front()), voice.numbers()),
             voice.nameOf(*equal.back().entry), voice.times(*mostTimes));
}

/// What is said of where more does not pay any longer, by factor: of one curve that ends so, of one that does not, and
/// of several.
struct KneeWords {
    const char *factor;
    const char *ended;
    const char *open;
    const char *several;
};
constexpr std::array<KneeWords, 3> kneeWords{{
    {"at-once",
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                       "More at once pays up to %1; another step gains under 5 %, as measured on this machine."),
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                       "More at once pays up to %1, the most that was tried, as measured on this machine."),
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "More at once pays up to %1, as measured on this machine.")},
    {"threads",
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                       "More engine threads pay up to %1; another step gains under 5 %, as measured on this machine."),
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                       "More engine threads pay up to %1, the most that were tried, as measured on this machine."),
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                       "More engine threads pay up to %1, as measured on this machine.")},
    {"rate",
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                       "A higher rate is reached up to %1; another step gains under 5 %, as measured on this machine."),
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                       "A higher rate is reached up to %1, the most that was tried, as measured on this machine."),
     QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                       "A higher rate is reached up to %1, as measured on this machine.")},
}};

QString whereTheKneeIs(const Sweep &sweep, const Voice &voice)
{
    const auto words = std::find_if(kneeWords.begin(), kneeWords.end(), [&sweep](const KneeWords &row) {
        return sweep.factor->nameText() == QLatin1String(row.factor);
    });
    QStringList places;
    for (const SweepCurve &curve : sweep.curves) {
        if (curve.points.size() < 2) // of a strategy with one lane
            continue;
        const SweepPoint &point = curve.lastThatPays();
        QString place = voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 (%2 done)"))
                            .arg(point.text, throughputForPeople(point.throughput.value, voice.numbers()));
        if (sweep.curves.size() > 1)
            place = voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 with %2")).arg(place, curve.name);
        places.append(place);
    }
    if (places.isEmpty())
        return {};
    const char *text = sweep.curves.size() > 1     ? words->several
                       : sweep.curves.front().knee ? words->ended
                                                   : words->open;
    return voice.say(text).arg(voice.list(places));
}

/// The greatest value that all curves have, and at which each still pays: what each of them has there.
std::vector<const SweepPoint *> lastCommonPoints(const Sweep &sweep)
{
    std::vector<const SweepPoint *> points;
    for (const SweepPoint &wanted : sweep.curves.front().points) {
        std::vector<const SweepPoint *> same;
        for (const SweepCurve &curve : sweep.curves) {
            const auto found = std::find_if(curve.points.begin(), curve.points.end(),
                                            [&wanted](const SweepPoint &point) { return point.value == wanted.value; });
            if (found != curve.points.end() && found->value <= curve.lastThatPays().value)
                same.push_back(&*found);
        }
        if (same.size() == sweep.curves.size())
            points = same;
    }
    return points;
}

/// Of several curves, at the greatest value at which all pay.
QString whoIsCheapThere(const Sweep &sweep, const std::vector<const MeasuredEntry *> &entries, const Voice &voice)
{
    const std::vector<const SweepPoint *> points = lastCommonPoints(sweep);
    std::vector<const MeasuredEntry *> there;
    for (const SweepPoint *point : points)
        there.push_back(entries[point->entry]);
    const std::optional<Ranking> ranking = rankingOf(there);
    if (!ranking)
        return {};
    const QString cheap = whoIsCheap(*ranking, voice);
    return cheap.isEmpty() || !ranking->slower.empty() ? whoIsFast(*ranking, voice) : cheap;
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

/// Lanes of an open load by Little's law; empty where too little is known.
QString needsOf(const Sweep &sweep, const SweepCurve &curve, const Voice &voice)
{
    const bool hasCosts = std::all_of(curve.points.begin(), curve.points.end(),
                                      [](const SweepPoint &point) { return point.cost.has_value(); });
    const SweepPoint &last = curve.lastThatPays();
    const bool isOfRate = QLatin1String(sweep.factor->name) == QLatin1String("rate");
    if (!hasCosts || curve.points.size() < fewestForSlope || (isOfRate && !last.meanMs))
        return {};
    const double wanted = manifold * last.value;
    const double lanes = isOfRate ? std::ceil(wanted * last.meanMs->value / 1e3) : wanted;
    // Never less than it has now: a line through noise may fall.
    const double threads = std::max<double>(
        extrapolated(curve.points, wanted, [](const SweepPoint &point) { return double(point.cost->threads); }),
        last.cost->threads);
    const double memory = std::max(
        extrapolated(curve.points, wanted, [](const SweepPoint &point) { return point.cost->peakMemoryBytes; }),
        last.cost->peakMemoryBytes);
    const QLocale &numbers = voice.numbers();
    return voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "lanes: %1, threads: %2, memory: %3"))
        .arg(numbers.toString(std::llround(lanes)), numbers.toString(std::llround(threads)),
             sizeForPeople(std::llround(memory), numbers));
}

QString whatTenTimesTakes(const Sweep &sweep, const Voice &voice)
{
    if (QLatin1String(sweep.factor->name) == QLatin1String("threads"))
        return {};
    QStringList needs;
    for (const SweepCurve &curve : sweep.curves) {
        const QString need = needsOf(sweep, curve, voice);
        if (need.isEmpty())
            continue;
        needs.append(
            sweep.curves.size() == 1
                ? need
                : voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 (%2)")).arg(curve.name, need));
    }
    return needs.isEmpty() ? QString()
                           : voice
                                 .say(QT_TRANSLATE_NOOP(
                                     "fiftyfold::ComparisonAnswer",
                                     "Ten times that would take, by the slopes as measured on this machine: %1."))
                                 .arg(needs.join(QLatin1String("; ")));
}

/// What is known of a comparison.
struct Findings {
    const std::vector<const MeasuredEntry *> &entries;
    std::optional<Sweep> sweep;
    std::optional<Ranking> ranking; ///< Only of what is no sweep.
};

using Rule = QString (*)(const Findings &, const Voice &);

/// In the order in which they are said; those that do not apply say nothing.
constexpr std::array<Rule, 5> rules{
    [](const Findings &found, const Voice &voice) {
        return found.ranking ? whoIsFast(*found.ranking, voice) : QString();
    },
    [](const Findings &found, const Voice &voice) {
        return found.ranking ? whoIsCheap(*found.ranking, voice) : QString();
    },
    [](const Findings &found, const Voice &voice) {
        return found.sweep ? whereTheKneeIs(*found.sweep, voice) : QString();
    },
    [](const Findings &found, const Voice &voice) {
        return found.sweep && found.sweep->curves.size() > 1 ? whoIsCheapThere(*found.sweep, found.entries, voice)
                                                             : QString();
    },
    [](const Findings &found, const Voice &voice) {
        return found.sweep ? whatTenTimesTakes(*found.sweep, voice) : QString();
    },
};

bool hasTwoRounds(const std::vector<const MeasuredEntry *> &entries)
{
    return std::all_of(entries.begin(), entries.end(), [](const MeasuredEntry *entry) {
        return !entry->unavailable.isEmpty() || !entry->problem.isEmpty() || entry->wholeMs().size() >= 2;
    });
}

} // namespace

QStringList comparisonAnswer(const std::vector<const MeasuredEntry *> &entries, AnswerWords words)
{
    if (!hasTwoRounds(entries))
        return {};
    Findings found{entries, sweepOf(entries), std::nullopt};
    if (!found.sweep)
        found.ranking = rankingOf(entries);
    const Voice voice(words);
    QStringList sentences;
    for (const Rule &rule : rules) {
        const QString sentence = rule(found, voice);
        if (!sentence.isEmpty() && sentences.size() < mostSentences)
            sentences.append(sentence);
    }
    return sentences;
}

} // namespace fiftyfold
