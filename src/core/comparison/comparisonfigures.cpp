// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/comparisonfigures.h"

#include <QDir>

#include <algorithm>

namespace fiftyfold {

namespace {

Verdict verdictOf(const EntryFigures &figures)
{
    if (!figures.difference.isEmpty())
        return Verdict::NotComparable;
    if (!figures.hasRatioInterval()) // an interval of one value says nothing about what the next round would be
        return Verdict::Unknown;
    if (isNoDifference(*figures.ratio))
        return Verdict::NoDifference;
    return figures.ratio->value < 1 ? Verdict::Slower : Verdict::Faster;
}

} // namespace

EntryFigures figuresOf(const MeasuredTimes &entry, const MeasuredTimes *baseline)
{
    EntryFigures figures;
    if (entry.elapsedMs.empty())
        return figures;
    figures.median = medianOf(entry.elapsedMs);
    if (!baseline || baseline->elapsedMs.empty())
        return figures;
    figures.pairs = static_cast<quint32>(std::min(entry.elapsedMs.size(), baseline->elapsedMs.size()));
    figures.difference = pageDifference(entry.page, baseline->page);
    if (figures.difference.isEmpty())
        figures.ratio = ratioOf(baseline->elapsedMs, entry.elapsedMs);
    figures.verdict = verdictOf(figures);
    return figures;
}

EntryFigures figuresOfBaseline(const MeasuredTimes &baseline)
{
    EntryFigures figures = figuresOf(baseline, nullptr);
    figures.pairs = static_cast<quint32>(baseline.elapsedMs.size());
    figures.verdict = Verdict::Baseline;
    return figures;
}

QString verdictText(const EntryFigures &figures)
{
    switch (figures.verdict) {
    case Verdict::Unknown:
    case Verdict::Faster:
        break;
    case Verdict::Baseline:
        return QStringLiteral("baseline");
    case Verdict::Slower:
        return QStringLiteral("slower");
    case Verdict::NoDifference:
        return QStringLiteral("no difference seen");
    case Verdict::NotComparable:
        return QStringLiteral("not comparable: ") + figures.difference;
    }
    return {};
}

QStringList sameForAll(const RunPlan &plan, bool hasExternal)
{
    return {QLatin1String("HTTP/") + plan.http,
            QStringLiteral("transport %1").arg(plan.transport) +
                (hasExternal ? QLatin1String(" (external runners bring their own)") : QLatin1String()),
            plan.freshConnections ? QStringLiteral("a new connection for each request")
                                  : QStringLiteral("connections reused within a run"),
            QStringLiteral("no connection, DNS answer or TLS session kept between runs"),
            QStringLiteral("pages in %1").arg(plan.workDir.isEmpty() ? QDir::tempPath() : plan.workDir)};
}

} // namespace fiftyfold
