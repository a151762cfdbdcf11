// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/comparedpage.h"

#include "core/comparison/answervoice.h"
#include "core/plan/headerfields.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

constexpr double toleratedShare = 0.01;

QString namesOf(const std::set<quint16> &statuses, const AnswerVoice &voice)
{
    QStringList names;
    for (const quint16 status : statuses)
        names.append(QString::number(status));
    return voice.list(names);
}

QString sizeName(double bytes, const AnswerVoice &voice)
{
    return voice.numbers().toString(std::llround(bytes));
}

QString bytesName(double bytes, const AnswerVoice &voice)
{
    return voice
        .say(std::llround(bytes) == 1 ? QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 byte")
                                      : QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 bytes"))
        .arg(sizeName(bytes, voice));
}

const char *const anotherPageWords = QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "another page here than there");

/// Of pages whose sizes are nearly the same, as far as they are known.
QString anotherPage(const ComparedPage &here, const ComparedPage &there, const AnswerVoice &voice)
{
    QString said = voice.say(anotherPageWords);
    if (here.bytes && there.bytes && here.codings == there.codings)
        said += voice.say(*here.bytes == *there.bytes
                              ? QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", ", though of the same size")
                              : QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", ", though of nearly the same size"));
    if (here.isSeenOnce || there.isSeenOnce)
        said += voice.say(
            QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                              ", seen in one round only; take more rounds to see whether the page changes by itself"));
    return said;
}

/// Of one round, or of all together.
template<typename Page>
QString statusOrSizeDifference(const Page &here, const Page &there, const AnswerVoice &voice)
{
    if (!here.statuses.empty() && !there.statuses.empty() && here.statuses != there.statuses)
        return voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "status %1 here, %2 there"))
            .arg(namesOf(here.statuses, voice), namesOf(there.statuses, voice));
    if (here.bytes && there.bytes && here.codings == there.codings) {
        const double tolerated = toleratedShare * std::max(*here.bytes, *there.bytes);
        if (std::abs(*here.bytes - *there.bytes) > tolerated)
            return voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 here, %2 there"))
                .arg(bytesName(*here.bytes, voice), sizeName(*there.bytes, voice));
    }
    return {};
}

QString inRounds(const QString &difference, std::size_t count, std::size_t all, const AnswerVoice &voice)
{
    return count == 0 ? QString()
                      : voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1, in %2 of %3 rounds"))
                            .arg(difference)
                            .arg(count)
                            .arg(all);
}

/// What differs in single rounds, and evens out over all of them.
QString roundDifference(const ComparedPage &here, const ComparedPage &there, const AnswerVoice &voice)
{
    const std::size_t rounds = std::min(here.rounds.size(), there.rounds.size());
    std::size_t others = 0;
    std::size_t otherDigests = 0;
    QString first;
    for (std::size_t i = 0; i < rounds; ++i) {
        const RoundPage &one = here.rounds[i];
        const RoundPage &other = there.rounds[i];
        if (const QString difference = statusOrSizeDifference(one, other, voice); !difference.isEmpty())
            first = ++others == 1 ? difference : first;
        otherDigests += !one.digest.isEmpty() && !other.digest.isEmpty() && one.digest != other.digest ? 1U : 0U;
    }
    if (others > 0)
        return inRounds(first, others, rounds, voice);
    // A page that stays as it is for one of them does not change by itself.
    const bool isConstantForOne = here.digest.isEmpty() != there.digest.isEmpty();
    return isConstantForOne && rounds > 1 ? inRounds(voice.say(anotherPageWords), otherDigests, rounds, voice)
                                          : QString();
}

/// Those of sizes that are as bodies came: who asks for a coding has no body decoded. "identity" is none.
std::set<QByteArray> codingsOfBytes(const ComparisonRound &round, const RunPlan &plan)
{
    std::set<QByteArray> codings;
    if (hasHeader(plan.headers, "accept-encoding"))
        codings = round.exchange.codings;
    codings.erase(QByteArrayLiteral("identity"));
    return codings;
}

RoundPage pageOf(const ComparisonRound &round, const RunPlan &plan, bool isExternal)
{
    RoundPage page{round.statuses, std::nullopt, round.digest, codingsOfBytes(round, plan)};
    if (isExternal && !page.codings.empty())
        page.digest.clear(); // it is of what came
    // A program of somebody else that tells of no bytes looks like one that got none, but for the digest of none.
    static const QByteArray ofNothing = QCryptographicHash::hash({}, QCryptographicHash::Sha256).toHex();
    const bool isUntold = isExternal && round.bytesReceived == 0 && round.digest != ofNothing;
    if (round.done > 0 && !isUntold)
        page.bytes = static_cast<double>(round.bytesReceived) / round.done;
    return page;
}

} // namespace

ComparedPage pageOf(const MeasuredEntry &entry)
{
    ComparedPage page;
    double bytes = 0;
    double requests = 0;
    bool isTold = false;
    std::set<QByteArray> digests;
    for (const ComparisonRound &round : entry.rounds) {
        if (!round.isWhole())
            continue;
        page.rounds.push_back(pageOf(round, entry.plan, entry.isExternal()));
        page.codings.insert(page.rounds.back().codings.begin(), page.rounds.back().codings.end());
        isTold = isTold || page.rounds.back().bytes;
        page.statuses.insert(round.statuses.begin(), round.statuses.end());
        bytes += static_cast<double>(round.bytesReceived);
        requests += round.done;
        digests.insert(page.rounds.back().digest);
    }
    if (isTold)
        page.bytes = bytes / requests;
    if (digests.size() == 1)
        page.digest = *digests.begin();
    page.isSeenOnce = page.rounds.size() == 1;
    return page;
}

bool ComparedPage::isUntold() const
{
    return !rounds.empty() && statuses.empty() && !bytes &&
           std::all_of(rounds.begin(), rounds.end(), [](const RoundPage &round) { return round.digest.isEmpty(); });
}

QString pageDifference(const ComparedPage &here, const ComparedPage &there, AnswerWords words)
{
    const AnswerVoice voice(words);
    if (here.isUntold())
        return voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "it told nothing of its pages"));
    if (there.isUntold())
        return voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "the baseline told nothing of its pages"));
    if (const QString difference = statusOrSizeDifference(here, there, voice); !difference.isEmpty())
        return difference;
    if (!here.digest.isEmpty() && !there.digest.isEmpty() && here.digest != there.digest)
        return anotherPage(here, there, voice);
    return roundDifference(here, there, voice);
}

} // namespace fiftyfold
