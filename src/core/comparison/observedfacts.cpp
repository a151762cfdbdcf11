// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/observedfacts.h"

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

QString listed(const QStringList &names)
{
    return names.size() < 2
               ? names.join(QString())
               : names.mid(0, names.size() - 1).join(QLatin1String(", ")) + QLatin1String(" and ") + names.last();
}

/// Of many only some.
QString someOf(const QStringList &names)
{
    constexpr qsizetype most = 4;
    if (names.size() <= most)
        return listed(names);
    return listed(names.mid(0, most - 1) + QStringList(QStringLiteral("%1 others").arg(names.size() - (most - 1))));
}

QString httpOf(const ObservedExchange &seen)
{
    QStringList versions;
    for (const HttpVersion version : seen.http)
        versions.append(QLatin1String("HTTP/") + httpVersionName(version));
    return listed(versions);
}

QString codingsOf(const ObservedExchange &seen)
{
    QStringList names;
    for (const QByteArray &coding : seen.codings)
        names.append(coding == "identity" ? QStringLiteral("uncoded bodies")
                                          : QStringLiteral("bodies coded as %1").arg(QLatin1String(coding)));
    return listed(names);
}

QString lookupsOf(const ObservedExchange &seen)
{
    if (!seen.lookups)
        return {};
    return *seen.lookups == 0 ? QStringLiteral("no name looked up") : QStringLiteral("names looked up");
}

QString handshakesOf(const ObservedExchange &seen)
{
    if (!seen.handshakes)
        return {};
    return *seen.handshakes == 0 ? QStringLiteral("no TLS handshake") : QStringLiteral("TLS handshakes");
}

int percentReused(const ObservedExchange &seen)
{
    return static_cast<int>(std::lround(100.0 * double(*seen.reused) / double(seen.replies)));
}

/// Of one entry, or from the least to the most of several that are nearly the same.
QString reuseText(int least, int most)
{
    if (most == 0)
        return QStringLiteral("no connection used again");
    const QString share = least == most ? QString::number(most) : QStringLiteral("%1 to %2").arg(least).arg(most);
    return QStringLiteral("%1 % of requests on a connection that was there").arg(share);
}

/// A fact as it reads of each entry; empty of one that does not tell.
struct PlainFact {
    const char *what; ///< "the version of HTTP": what an entry does not tell.
    QString (*textOf)(const ObservedExchange &seen);
};

constexpr std::array<PlainFact, 4> plainFacts = {{{"the version of HTTP", httpOf},
                                                  {"the coding of bodies", codingsOf},
                                                  {"whether names are looked up", lookupsOf},
                                                  {"whether there are TLS handshakes", handshakesOf}}};

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

void tell(ObservedFacts &facts, const Groups &groups, const QStringList &untold, const char *what)
{
    if (groups.size() == 1)
        facts.same.append(groups.first().first +
                          (untold.isEmpty() ? QLatin1String() : QLatin1String(" (all that told)")));
    QStringList parts;
    for (const auto &[text, names] : groups)
        parts.append(QStringLiteral("%1 with %2").arg(text, someOf(names)));
    if (groups.size() > 1)
        facts.differences.append(parts.join(QLatin1String(", ")));
    if (!untold.isEmpty())
        facts.untold.append(QStringLiteral("%1: not told by %2").arg(QLatin1String(what), someOf(untold)));
}

void tellReuse(ObservedFacts &facts, const std::vector<ObservedEntry> &entries)
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
        add(groups, reuseText(percent, percent), entry.name);
    }
    if (groups.size() > 1 && least > 0 && most - least <= toleratedPercent)
        groups = {{reuseText(least, most), {}}};
    if (groups.size() > mostShares) {
        const auto namesOf = [&groups](int percent) {
            const auto isIt = [text = reuseText(percent, percent)](const auto &group) { return group.first == text; };
            return someOf(std::find_if(groups.cbegin(), groups.cend(), isIt)->second);
        };
        facts.differences.append(
            QStringLiteral("%1 with %2, %3 with %4, in between with the others")
                .arg(reuseText(least, least), namesOf(least), reuseText(most, most), namesOf(most)));
        groups.clear();
    }
    tell(facts, groups, untold, "whether connections are used again");
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

ObservedFacts observedFacts(const std::vector<ObservedEntry> &entries)
{
    std::vector<ObservedEntry> seen;
    std::copy_if(entries.begin(), entries.end(), std::back_inserter(seen),
                 [](const ObservedEntry &entry) { return entry.exchange.replies > 0; });
    ObservedFacts facts;
    for (const PlainFact &fact : plainFacts) {
        Groups groups;
        QStringList untold;
        for (const ObservedEntry &entry : seen) {
            if (const QString text = fact.textOf(entry.exchange); text.isEmpty())
                untold.append(entry.name);
            else
                add(groups, text, entry.name);
        }
        tell(facts, groups, untold, fact.what);
    }
    tellReuse(facts, seen);
    return facts;
}

} // namespace fiftyfold
