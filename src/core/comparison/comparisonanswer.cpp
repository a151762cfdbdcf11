// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/comparisonanswer.h"

#include "core/comparison/answervoice.h"
#include "core/comparison/observedfacts.h"
#include "core/comparison/ranking.h"
#include "core/comparison/sweepanswer.h"
#include "core/comparison/variation.h"
#include "core/run/costwording.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace fiftyfold {

namespace {

constexpr qsizetype mostSentences = 3;

/// What is known of a comparison.
struct Findings {
    const std::vector<const MeasuredEntry *> &entries;
    std::optional<Sweep> sweep;
    std::optional<Ranking> ranking; ///< Of a family of curves at one value; of a single curve none.
};

/// In the order in which the comparison has them.
QString namesOf(const Contenders &contenders, const Findings &found, const AnswerVoice &voice)
{
    QStringList names;
    for (const MeasuredEntry *entry : found.entries) {
        if (std::any_of(contenders.begin(), contenders.end(),
                        [entry](const Contender &one) { return one.entry == entry; }))
            names.append(voice.nameOf(*entry));
    }
    return voice.list(names);
}

/// Which are equally fast, and how far the slowest is behind.
QString whoIsFast(const Findings &found, const AnswerVoice &voice)
{
    const Ranking &ranking = *found.ranking;
    if (ranking.fastest.empty())
        return {};
    const Contender &fastest = ranking.fastest.front();
    const bool isOneAlone = ranking.fastest.size() == 1;
    if (ranking.slower.empty())
        return isOneAlone ? QString()
                          : voice
                                .say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                                       "Equally fast are %1: any difference is under 10 %, as "
                                                       "measured on this machine."))
                                .arg(namesOf(ranking.fastest, found, voice));
    const Contender &slowest = ranking.slower.back();
    const Estimate ratio = ratioOf(slowest.times.elapsedMs, fastest.times.elapsedMs);
    const QString name = voice.nameOf(*fastest.entry);
    const QString slow = voice.nameOf(*slowest.entry);
    if (!isOneAlone)
        return voice
            .say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                   "Equally fast are %1; %2 is %3 times as fast as %4, as measured on this machine."))
            .arg(namesOf(ranking.fastest, found, voice), name, voice.times(ratio), slow);
    const bool isFastestOfAll = ranking.slower.size() > 1 && ranking.unclear.empty();
    return voice
        .say(isFastestOfAll
                 ? QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                     "The fastest is %1, %2 times as fast as %3, as measured on this machine.")
                 : QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                     "%1 is %2 times as fast as %3, as measured on this machine."))
        .arg(name, voice.times(ratio), slow);
}

/// Of whom the rounds do not tell, with the one that they tell least of.
QString whoIsUnclear(const Findings &found, const AnswerVoice &voice)
{
    const Ranking &ranking = *found.ranking;
    if (ranking.unclear.empty())
        return {};
    const Contender &fastest = ranking.fastest.front();
    const Contender *widest = nullptr;
    Estimate ends;
    for (const Contender &one : ranking.unclear) {
        const Estimate ratio = ratioOf(fastest.times.elapsedMs, one.times.elapsedMs);
        if (!widest || ratio.high / ratio.low > ends.high / ends.low) {
            widest = &one;
            ends = ratio;
        }
    }
    return voice
        .say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                               "No difference was seen between %1 and %2, but the rounds are too few or too noisy to "
                               "call them equally fast: %3 is %4 times as fast as %1, as measured on this machine."))
        .arg(voice.nameOf(*fastest.entry), namesOf(ranking.unclear, found, voice), voice.nameOf(*widest->entry),
             voice.endsOf(ends));
}

QString whoCostsTheSame(const Contenders &fastest, const CostRanking &costs, const Findings &found,
                        const AnswerVoice &voice)
{
    return voice
        .say(costs.isSameEqual
                 ? QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                     "Of processor time a request %1 take the same, within 10 %, as measured on this "
                                     "machine.")
                 : QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                     "In processor time a request no difference was seen between %1, as measured on "
                                     "this machine."))
        .arg(namesOf(fastest, found, voice));
}

/// `areEquallyFast`: of whom it is said; otherwise of those between whom no difference was seen.
QString whoIsCheapest(const CostRanking &costs, bool areEquallyFast, const Findings &found, const AnswerVoice &voice)
{
    const QString name = voice.nameOf(*costs.cheapest.entry);
    const QString figure = processorTimeForPeople(medianCpuUs(costs.cheapest), voice.numbers());
    const QString dear = voice.nameOf(*costs.dearest->entry);
    const QString times = voice.times(costs.mostTimes);
    if (costs.same.empty())
        return voice
            .say(areEquallyFast
                     ? QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                         "Of those equally fast the cheapest is %1 with %2 of processor a request; %3 "
                                         "takes %4 times that, as measured on this machine.")
                     : QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                         "Of those with no difference seen the cheapest is %1 with %2 of processor a "
                                         "request; %3 takes %4 times that, as measured on this machine."))
            .arg(name, figure, dear, times);
    return voice
        .say(areEquallyFast
                 ? QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                     "Of those equally fast %1 takes %2 of processor a request, and no difference from "
                                     "it was seen of %5; %3 takes %4 times as much, as measured on this machine.")
                 : QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                     "Of those with no difference seen %1 takes %2 of processor a request, and no "
                                     "difference from it was seen of %5; %3 takes %4 times as much, as measured on "
                                     "this machine."))
        .arg(name, figure, dear, times, namesOf(costs.same, found, voice));
}

/// Of those that are equally fast; where of some nobody knows, of all between whom no difference was seen.
QString whoIsCheap(const Findings &found, const AnswerVoice &voice)
{
    const Contenders &fastest = found.ranking->fastest;
    if (!found.ranking->unclear.empty()) {
        Contenders alike = fastest;
        alike.insert(alike.end(), found.ranking->unclear.begin(), found.ranking->unclear.end());
        if (const std::optional<CostRanking> costs = costRankingOf(alike); costs && costs->dearest)
            return whoIsCheapest(*costs, false, found, voice);
    }
    const std::optional<CostRanking> costs = costRankingOf(fastest);
    if (!costs)
        return {};
    return costs->dearest ? whoIsCheapest(*costs, true, found, voice) : whoCostsTheSame(fastest, *costs, found, voice);
}

/// Who got another page than those that are ranked, and who told of none.
QStringList whoIsLeftOut(const Findings &found, const AnswerVoice &voice)
{
    const Ranking &ranking = *found.ranking;
    Contenders others;
    Contenders untold;
    for (const Contender &one : ranking.incomparable)
        (one.times.page.isUntold() || ranking.reference->times.page.isUntold() ? untold : others).push_back(one);
    QStringList sentences;
    const QString reference = voice.nameOf(*ranking.reference->entry);
    if (!others.empty())
        sentences.append(voice
                             .say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                                    "Not to be held against %1, which got another page: %2."))
                             .arg(reference, namesOf(others, found, voice)));
    if (!untold.empty())
        sentences.append(voice
                             .say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                                    "Not to be held against %1, as not both told of their pages: %2."))
                             .arg(reference, namesOf(untold, found, voice)));
    return sentences;
}

/// Where entries were to differ in how they travel, and did not.
QString whatHadNoEffect(const Findings &found, const AnswerVoice &voice)
{
    const MeasuredEntry &first = *found.entries.front();
    const auto isVariedBy = [&first](const char *name) { return isVaried(variedFactors(first), name); };
    ObservedExchange seen;
    for (const MeasuredEntry *entry : found.entries) {
        if (entry->unavailable.isEmpty() && entry->problem.isEmpty())
            seen += observedOver(entry->rounds);
    }
    if (isVariedBy("http") && seen.http.size() == 1)
        return voice
            .say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                   "What was varied had no effect: all were served over HTTP/%1, as measured on this "
                                   "machine."))
            .arg(httpVersionName(*seen.http.begin()));
    if (isVariedBy("connections") && seen.reused == quint64(0))
        return voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                           "What was varied had no effect: no connection was used again, as measured "
                                           "on this machine."));
    return {};
}

QStringList saidIfAny(const QString &sentence)
{
    return sentence.isEmpty() ? QStringList() : QStringList(sentence);
}

using AnswerRule = QStringList (*)(const Findings &, const AnswerVoice &);

/// In the order in which they are said; those that do not apply say nothing.
constexpr std::array<AnswerRule, 7> rules{
    [](const Findings &found, const AnswerVoice &voice) { return saidIfAny(whatHadNoEffect(found, voice)); },
    [](const Findings &found, const AnswerVoice &voice) {
        return found.sweep ? whereMorePays(*found.sweep, voice) : QStringList();
    },
    [](const Findings &found, const AnswerVoice &voice) {
        return found.ranking ? whoIsLeftOut(found, voice) : QStringList();
    },
    [](const Findings &found, const AnswerVoice &voice) {
        // Of curves what is cheap says enough where all are equally fast.
        const bool isSaid = found.sweep && found.ranking && found.ranking->slower.empty() &&
                            found.ranking->unclear.empty() && costRankingOf(found.ranking->fastest).has_value();
        return found.ranking && !isSaid ? saidIfAny(whoIsFast(found, voice)) : QStringList();
    },
    [](const Findings &found, const AnswerVoice &voice) {
        return found.ranking ? saidIfAny(whoIsUnclear(found, voice)) : QStringList();
    },
    [](const Findings &found, const AnswerVoice &voice) {
        const bool isLeftOut = found.sweep && found.ranking && !found.ranking->slower.empty();
        return found.ranking && !isLeftOut ? saidIfAny(whoIsCheap(found, voice)) : QStringList();
    },
    [](const Findings &found, const AnswerVoice &voice) {
        return found.sweep ? whatTenTimesTakes(*found.sweep, voice) : QStringList();
    },
};

/// Of those that can be held against each other; 0 where there are not two.
std::size_t fewestRounds(const std::vector<const MeasuredEntry *> &entries)
{
    std::vector<std::size_t> rounds;
    for (const MeasuredEntry *entry : entries) {
        if (entry->unavailable.isEmpty() && entry->problem.isEmpty())
            rounds.push_back(entry->wholeMs().size());
    }
    return rounds.size() < 2 ? 0 : *std::min_element(rounds.begin(), rounds.end());
}

/// Of a sweep only what all curves have.
std::optional<Ranking> rankingIn(const Findings &found, std::size_t baseline)
{
    const MeasuredEntry *reference = baseline < found.entries.size() ? found.entries[baseline] : nullptr;
    if (!found.sweep)
        return rankingOf(found.entries, reference);
    std::vector<const MeasuredEntry *> there;
    for (const std::size_t entry : lastCommonEntries(*found.sweep))
        there.push_back(found.entries[entry]);
    return rankingOf(there, reference);
}

} // namespace

QStringList comparisonAnswer(const std::vector<const MeasuredEntry *> &entries, AnswerWords words, std::size_t baseline)
{
    const AnswerVoice voice(words);
    const std::size_t rounds = fewestRounds(entries);
    if (rounds == 1)
        return {voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                            "One round tells nothing of what the next would be: an answer takes two "
                                            "or more."))};
    if (rounds == 0)
        return {};
    Findings found{entries, sweepOf(entries), std::nullopt};
    found.ranking = rankingIn(found, baseline);
    QStringList sentences;
    for (const AnswerRule &rule : rules)
        sentences += rule(found, voice);
    return sentences.mid(0, mostSentences);
}

} // namespace fiftyfold
