// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/observedfacts.h"

#include "core/comparison/answervoice.h"

#include <QCoreApplication>
#include <QList>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

namespace fiftyfold {

namespace {

constexpr qsizetype mostShares = 3; // Of reused connections: of more, only the ends are told.
constexpr int toleratedPercent = 5; // Of reused connections: a request more or less is no other way to travel.

QString httpOf(const ObservedExchange &seen, const AnswerVoice &voice)
{
    QStringList versions;
    for (const HttpVersion version : seen.http)
        versions.append(QLatin1String("HTTP/") + httpVersionName(version));
    return voice.list(versions);
}

QString codingsOf(const ObservedExchange &seen, const AnswerVoice &voice)
{
    QStringList names;
    for (const QByteArray &coding : seen.codings)
        names.append(coding == "identity"
                         ? voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "uncoded bodies"))
                         : voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "bodies coded as %1"))
                               .arg(QLatin1String(coding)));
    return voice.list(names);
}

QString lookupsOf(const ObservedExchange &seen, const AnswerVoice &voice)
{
    if (!seen.lookups)
        return {};
    return voice.say(*seen.lookups == 0 ? QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "no name looked up")
                                        : QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "names looked up"));
}

QString handshakesOf(const ObservedExchange &seen, const AnswerVoice &voice)
{
    if (!seen.handshakes)
        return {};
    return voice.say(*seen.handshakes == 0 ? QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "no TLS handshake")
                                           : QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "TLS handshakes"));
}

int percentReused(const ObservedExchange &seen)
{
    return static_cast<int>(std::lround(100.0 * double(*seen.reused) / double(seen.replies)));
}

/// Of one entry, or from the least to the most of several that are nearly the same.
QString reuseText(int least, int most, const AnswerVoice &voice)
{
    if (most == 0)
        return voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "no connection used again"));
    const QString share =
        least == most ? QString::number(most)
                      : voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 to %2")).arg(least).arg(most);
    return voice
        .say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 % of requests on a connection that was there"))
        .arg(share);
}

/// A fact as it reads of each entry; empty of one that does not tell.
struct PlainFact {
    const char *what; ///< "the version of HTTP": what an entry does not tell.
    QString (*textOf)(const ObservedExchange &seen, const AnswerVoice &voice);
};

constexpr std::array<PlainFact, 4> plainFacts = {
    {{QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "the version of HTTP"), httpOf},
     {QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "the coding of bodies"), codingsOf},
     {QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "whether names are looked up"), lookupsOf},
     {QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "whether there are TLS handshakes"), handshakesOf}}};

/// Texts with the names of the entries that each is of, in the order of the entries.
using Groups = QList<std::pair<QString, QStringList>>;

void add(Groups &groups, const QString &text, const QString &name)
{
    const auto known =
        std::find_if(groups.begin(), groups.end(), [&text](const auto &group) { return group.first == text; });
    if (known == groups.end())
        groups.append({text, {name}});
    else
        known->second.append(name);
}

void tell(ObservedFacts &facts, const Groups &groups, const QStringList &untold, const char *what,
          const AnswerVoice &voice)
{
    if (groups.size() == 1) {
        const QString &text = groups.first().first;
        facts.same.append(
            untold.isEmpty()
                ? text
                : voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 (all that told)")).arg(text));
    }
    QStringList parts;
    for (const auto &[text, names] : groups)
        parts.append(
            voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1 with %2")).arg(text, voice.list(names)));
    if (groups.size() > 1)
        facts.differences.append(parts.join(QLatin1String(", ")));
    if (!untold.isEmpty())
        facts.untold.append(voice.say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "%1: not told by %2"))
                                .arg(voice.say(what), voice.list(untold)));
}

void tellReuse(ObservedFacts &facts, const std::vector<ObservedEntry> &entries, const AnswerVoice &voice)
{
    int least = 100;
    int most = 0;
    QStringList untold;
    Groups groups;
    for (const ObservedEntry &entry : entries) {
        if (!entry.exchange.reused) {
            untold.append(entry.name);
            continue;
        }
        const int percent = percentReused(entry.exchange);
        least = std::min(least, percent);
        most = std::max(most, percent);
        add(groups, reuseText(percent, percent, voice), entry.name);
    }
    if (groups.size() > 1 && least > 0 && most - least <= toleratedPercent)
        groups = {{reuseText(least, most, voice), {}}};
    if (groups.size() > mostShares) {
        const auto namesOf = [&groups, &voice](int percent) {
            const auto isIt = [text = reuseText(percent, percent, voice)](const auto &group) {
                return group.first == text;
            };
            return voice.list(std::find_if(groups.cbegin(), groups.cend(), isIt)->second);
        };
        facts.differences.append(
            voice
                .say(QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer",
                                       "%1 with %2, %3 with %4, in between with the others"))
                .arg(reuseText(least, least, voice), namesOf(least), reuseText(most, most, voice), namesOf(most)));
        groups.clear();
    }
    tell(facts, groups, untold, QT_TRANSLATE_NOOP("fiftyfold::ComparisonAnswer", "whether connections are used again"),
         voice);
}

} // namespace

ObservedExchange observedOver(const std::vector<ComparisonRound> &rounds)
{
    ObservedExchange seen;
    for (const ComparisonRound &round : rounds) {
        if (round.isWhole())
            seen += round.exchange;
    }
    return seen;
}

ObservedFacts observedFacts(const std::vector<ObservedEntry> &entries, AnswerWords words)
{
    const AnswerVoice voice(words);
    std::vector<ObservedEntry> seen;
    std::copy_if(entries.begin(), entries.end(), std::back_inserter(seen),
                 [](const ObservedEntry &entry) { return entry.exchange.replies > 0; });
    ObservedFacts facts;
    for (const PlainFact &fact : plainFacts) {
        Groups groups;
        QStringList untold;
        for (const ObservedEntry &entry : seen) {
            if (const QString text = fact.textOf(entry.exchange, voice); text.isEmpty())
                untold.append(entry.name);
            else
                add(groups, text, entry.name);
        }
        tell(facts, groups, untold, fact.what, voice);
    }
    tellReuse(facts, seen, voice);
    return facts;
}

} // namespace fiftyfold
