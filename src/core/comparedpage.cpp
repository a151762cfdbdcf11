// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparedpage.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

constexpr double toleratedShare = 0.01;
constexpr std::size_t roundsOfADigest = 2;

QString namesOf(const std::set<quint16> &statuses)
{
    QStringList names;
    for (const quint16 status : statuses)
        names.append(QString::number(status));
    return names.join(QLatin1String(" and "));
}

QString sizeName(double bytes)
{
    return QLocale(QLocale::English).toString(std::llround(bytes));
}

QString bytesName(double bytes)
{
    return sizeName(bytes) + (std::llround(bytes) == 1 ? QLatin1String(" byte") : QLatin1String(" bytes"));
}

} // namespace

ComparedPage pageOf(const MeasuredEntry &entry)
{
    ComparedPage page;
    double bytes = 0;
    double requests = 0;
    std::set<QByteArray> digests;
    std::size_t rounds = 0;
    for (const ComparisonRound &round : entry.rounds) {
        if (!round.isWhole())
            continue;
        ++rounds;
        page.statuses.insert(round.statuses.begin(), round.statuses.end());
        bytes += static_cast<double>(round.bytesReceived);
        requests += round.done;
        digests.insert(round.digest);
    }
    // A program of somebody else that tells of no bytes looks like one that got none.
    const bool isUntold = entry.isExternal() && bytes == 0;
    if (requests > 0 && !isUntold)
        page.bytes = bytes / requests;
    if (rounds >= roundsOfADigest && digests.size() == 1)
        page.digest = *digests.begin();
    return page;
}

QString pageDifference(const ComparedPage &here, const ComparedPage &there)
{
    if (!here.statuses.empty() && !there.statuses.empty() && here.statuses != there.statuses)
        return QStringLiteral("status %1 here, %2 there").arg(namesOf(here.statuses), namesOf(there.statuses));
    if (here.bytes && there.bytes) {
        const double tolerated = toleratedShare * std::max(*here.bytes, *there.bytes);
        if (std::abs(*here.bytes - *there.bytes) > tolerated)
            return QStringLiteral("%1 here, %2 there").arg(bytesName(*here.bytes), sizeName(*there.bytes));
    }
    if (!here.digest.isEmpty() && !there.digest.isEmpty() && here.digest != there.digest)
        return QStringLiteral("another page here than there, though of the same size");
    return {};
}

QString notComparable(const QString &difference)
{
    return difference.isEmpty() ? QString() : QStringLiteral("not comparable: ") + difference;
}

} // namespace fiftyfold
