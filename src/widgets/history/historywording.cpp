// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/historywording.h"

#include "core/comparison/runcomparison.h"
#include "core/plan/runplan.h"
#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "core/text/visibletext.h"
#include "models/run/loadwording.h"

#include <QCoreApplication>

#include <cmath>

namespace fiftyfold {

namespace {

struct HistoryWording {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::HistoryWording)
};

RunPlan loadOf(const HistoryEntry &entry)
{
    RunPlan plan;
    plan.atOnce = entry.atOnce;
    plan.duration = std::chrono::nanoseconds(entry.durationNs);
    if (const std::optional<Rate> rate = rateFromText(entry.rate))
        plan.rate = *rate;
    plan.requests = plan.hasEnd() ? 0 : entry.requests; // as many as there are until then
    return plan;
}

/// Of the practice server the query says how it answers, which is what is looked at.
QString askedOf(const HistoryEntry &entry)
{
    return entry.url.startsWith(QLatin1String("practice:")) ? entry.url.section(QLatin1Char('?'), 0, 0) : entry.url;
}

bool hasSameLoad(const HistoryEntry &one, const HistoryEntry &other)
{
    // So many are those that the faster one got done, or that were due until one was stopped.
    const bool isCountedAtItsEnd = loadOf(one).hasEnd() && (one.rate.isEmpty() || one.isStopped || other.isStopped);
    return askedOf(one) == askedOf(other) && one.rate == other.rate && one.durationNs == other.durationNs &&
           (!one.rate.isEmpty() || one.atOnce == other.atOnce) && (isCountedAtItsEnd || one.requests == other.requests);
}

/// "+10.4 %", "−10.8 %"; from ten times as much on "12 ×".
QString changeText(const HistoryEntry &entry, const HistoryEntry &baseline)
{
    constexpr double muchMore = 10;
    const QLocale &locale = numberLocale();
    const double ratio = double(*entry.p95Ns) / double(*baseline.p95Ns);
    if (ratio >= muchMore)
        return locale.toString(ratio, 'f', 0) + QStringLiteral(" ×");
    return QLatin1String(ratio < 1 ? "" : "+") + locale.toString(100 * (ratio - 1), 'f', 1).replace(u'-', u'−') +
           QStringLiteral(" %");
}

} // namespace

QString dayText(QDate day, QDate today)
{
    const QLocale &locale = numberLocale();
    const QString date = locale.toString(day, HistoryWording::tr("d MMMM", "a day of this year"));
    if (day == today)
        return HistoryWording::tr("Today, %1").arg(date);
    if (day == today.addDays(-1))
        return HistoryWording::tr("Yesterday, %1").arg(date);
    return locale.toString(day, HistoryWording::tr("d MMMM yyyy", "a day"));
}

QString kindText(KeptKind kind)
{
    switch (kind) {
    case KeptKind::Run:
        return HistoryWording::tr("run");
    case KeptKind::Comparison:
        return HistoryWording::tr("comparison");
    case KeptKind::Capacity:
        break;
    }
    return HistoryWording::tr("capacity");
}

QString keptLoadText(const HistoryEntry &entry)
{
    if (entry.kind == KeptKind::Comparison)
        return entry.strategy;
    const QString rest = entry.kind == KeptKind::Run ? loadInShort(loadOf(entry)) : kindText(entry.kind);
    return entry.strategy + QStringLiteral(" · ") + rest;
}

QString keptFigureText(const HistoryEntry &entry)
{
    QString text;
    if (entry.p95Ns)
        text = HistoryWording::tr("p95 %1").arg(durationForPeople(*entry.p95Ns));
    else if (entry.kind == KeptKind::Capacity && entry.perSecond > 0)
        text = HistoryWording::tr("%1/s held").arg(numberLocale().toString(std::llround(entry.perSecond)));
    else if (entry.kind == KeptKind::Comparison)
        text = entry.remark.isEmpty() ? kindText(entry.kind) : visibleText(entry.remark);
    if (entry.failed > 0)
        text += (text.isEmpty() ? QString() : QStringLiteral(" · ")) +
                HistoryWording::tr("%1 failed").arg(numberLocale().toString(entry.failed));
    if (entry.isStopped)
        text += (text.isEmpty() ? QString() : QStringLiteral(" · ")) + HistoryWording::tr("stopped");
    if (entry.kind == KeptKind::Run && !entry.remark.isEmpty())
        text += (text.isEmpty() ? QString() : QStringLiteral(" · ")) + HistoryWording::tr("certificates not verified");
    return text;
}

KeptStanding keptStanding(const HistoryEntry &entry, const std::optional<HistoryEntry> &baseline)
{
    if (!baseline || entry.kind != KeptKind::Run)
        return KeptStanding::None;
    if (entry.id == baseline->id)
        return KeptStanding::Baseline;
    if (!entry.p95Ns || !baseline->p95Ns || *baseline->p95Ns <= 0 || !hasSameLoad(entry, *baseline))
        return KeptStanding::None;
    const double ratio = double(*entry.p95Ns) / double(*baseline->p95Ns);
    if (ratio < 1 + leastInterestingDifference && ratio > 1 / (1 + leastInterestingDifference))
        return KeptStanding::Same;
    return ratio > 1 ? KeptStanding::Slower : KeptStanding::Faster;
}

QString keptStandingText(const HistoryEntry &entry, const std::optional<HistoryEntry> &baseline)
{
    switch (keptStanding(entry, baseline)) {
    case KeptStanding::None:
        break;
    case KeptStanding::Baseline:
        return HistoryWording::tr("baseline");
    case KeptStanding::Faster:
        return QStringLiteral("▼ ") + changeText(entry, *baseline);
    case KeptStanding::Same:
        return QStringLiteral("≈ ") + changeText(entry, *baseline);
    case KeptStanding::Slower:
        return QStringLiteral("▲ ") + changeText(entry, *baseline);
    }
    return {};
}

QString keptSentence(const HistoryEntry &entry, const std::optional<HistoryEntry> &baseline)
{
    QStringList parts = {kindText(entry.kind), entry.title(),
                         numberLocale().toString(entry.startedAt.toLocalTime(), QLocale::ShortFormat),
                         keptLoadText(entry), keptFigureText(entry)};
    if (entry.isPinned)
        parts.append(HistoryWording::tr("pinned"));
    const KeptStanding standing = keptStanding(entry, baseline);
    if (standing == KeptStanding::Baseline)
        parts.append(keptStandingText(entry, baseline));
    else if (standing != KeptStanding::None)
        parts.append(HistoryWording::tr("p95 %1 against the baseline").arg(changeText(entry, *baseline)));
    parts.removeAll(QString());
    return parts.join(QLatin1String(", "));
}

} // namespace fiftyfold
