// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/historywording.h"

#include "core/plan/runplan.h"
#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "models/run/loadwording.h"

#include <QCoreApplication>

#include <cmath>

namespace fiftyfold {

namespace {

struct HistoryWording {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::HistoryWording)
};

QString loadText(const HistoryEntry &entry)
{
    RunPlan plan;
    plan.atOnce = entry.atOnce;
    plan.duration = std::chrono::nanoseconds(entry.durationNs);
    if (const std::optional<Rate> rate = rateFromText(entry.rate))
        plan.rate = *rate;
    plan.requests = plan.hasEnd() ? 0 : entry.requests; // as many as there are until then
    return loadInShort(plan);
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
    const QString rest = entry.kind == KeptKind::Run ? loadText(entry) : kindText(entry.kind);
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
        text = kindText(entry.kind);
    if (entry.failed > 0)
        text += (text.isEmpty() ? QString() : QStringLiteral(" · ")) +
                HistoryWording::tr("%1 failed").arg(numberLocale().toString(entry.failed));
    if (entry.isStopped)
        text += (text.isEmpty() ? QString() : QStringLiteral(" · ")) + HistoryWording::tr("stopped");
    return text;
}

QString keptSentence(const HistoryEntry &entry)
{
    QStringList parts = {kindText(entry.kind), entry.title(),
                         numberLocale().toString(entry.startedAt.toLocalTime(), QLocale::ShortFormat),
                         keptLoadText(entry), keptFigureText(entry)};
    if (entry.isPinned)
        parts.append(HistoryWording::tr("pinned"));
    parts.removeAll(QString());
    return parts.join(QLatin1String(", "));
}

} // namespace fiftyfold
