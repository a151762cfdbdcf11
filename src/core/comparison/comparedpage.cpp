// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/comparedpage.h"

#include "core/text/numberlocale.h"

#include <QCryptographicHash>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

constexpr double toleratedShare = 0.01;

QString namesOf(const std::set<quint16> &statuses)
{
    QStringList names;
    for (const quint16 status : statuses)
        names.append(QString::number(status));
    return names.join(QLatin1String(" and "));
}

QString sizeName(double bytes)
{
    return recordLocale().toString(std::llround(bytes));
}

QString bytesName(double bytes)
{
    return sizeName(bytes) + (std::llround(bytes) == 1 ? QLatin1String(" byte") : QLatin1String(" bytes"));
}

/// Of pages whose sizes are nearly the same, as far as they are known.
QString anotherPage(const ComparedPage &here, const ComparedPage &there)
{
    QString said = QStringLiteral("another page here than there");
    if (here.bytes && there.bytes)
        said += *here.bytes == *there.bytes ? QStringLiteral(", though of the same size")
                                            : QStringLiteral(", though of nearly the same size");
    if (here.isSeenOnce || there.isSeenOnce)
        said +=
            QStringLiteral(", seen in one round only; take more --rounds to see whether the page changes by itself");
    return said;
}

} // namespace

ComparedPage pageOf(const MeasuredEntry &entry)
{
    ComparedPage page;
    double bytes = 0;
    double requests = 0;
    std::set<QByteArray> digests;
    int rounds = 0;
    for (const ComparisonRound &round : entry.rounds) {
        if (!round.isWhole())
            continue;
        ++rounds;
        page.statuses.insert(round.statuses.begin(), round.statuses.end());
        bytes += static_cast<double>(round.bytesReceived);
        requests += round.done;
        digests.insert(round.digest);
    }
    // A program of somebody else that tells of no bytes looks like one that got none, but for the digest of none.
    static const QByteArray ofNothing = QCryptographicHash::hash({}, QCryptographicHash::Sha256).toHex();
    const bool isUntold = entry.isExternal() && bytes == 0 && digests != std::set<QByteArray>{ofNothing};
    if (requests > 0 && !isUntold)
        page.bytes = bytes / requests;
    if (digests.size() == 1)
        page.digest = *digests.begin();
    page.isSeenOnce = rounds == 1;
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
        return anotherPage(here, there);
    return {};
}

} // namespace fiftyfold
