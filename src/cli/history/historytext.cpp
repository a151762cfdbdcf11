// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/history/historytext.h"

#include "cli/base/texttable.h"
#include "cli/run/expectationtext.h"
#include "cli/run/summarytext.h"
#include "core/text/quantities.h"
#include "core/text/visibletext.h"
#include "records/history/keptrun.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

QString localTime(const QDateTime &time)
{
    return time.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString cut(const QString &text)
{
    constexpr qsizetype most = 40;
    const QString visible = visibleText(text);
    return visible.size() <= most ? visible : visible.left(most - 1) + QChar(0x2026);
}

/// Each step of a search has its own; entries of a comparison may have other numbers at once.
QString loadOf(const HistoryEntry &entry)
{
    if (entry.kind == KeptKind::Capacity)
        return {};
    const QLocale english(QLocale::English);
    QString load = entry.rate.isEmpty() ? english.toString(entry.requests) : entry.rate;
    if (entry.durationNs > 0)
        load += QStringLiteral(" for %1").arg(durationToText(std::chrono::nanoseconds(entry.durationNs)));
    const bool tellsAtOnce = entry.rate.isEmpty() && entry.kind == KeptKind::Run;
    return tellsAtOnce ? load + QStringLiteral(", %1 at once").arg(english.toString(entry.atOnce)) : load;
}

/// What came of it, in a word or two.
QString failedOf(const HistoryEntry &entry)
{
    const QString failed = entry.failed > 0 ? QLocale(QLocale::English).toString(entry.failed) : QStringLiteral("-");
    return entry.isStopped ? failed + QLatin1String(", stopped") : failed;
}

} // namespace

QString shortId(const HistoryEntry &entry)
{
    constexpr qsizetype digits = 8;
    return entry.id.left(digits);
}

QString listText(const std::vector<HistoryEntry> &entries, const TextStyle &style)
{
    if (entries.empty())
        return {};
    QList<QStringList> rows = {{QStringLiteral("id"), QStringLiteral("began"), QStringLiteral("kind"),
                                QStringLiteral("label or URL"), QStringLiteral("strategy"), QStringLiteral("load"),
                                QStringLiteral("p95"), QStringLiteral("rate"), QStringLiteral("failed")}};
    const bool hasRemarks =
        std::any_of(entries.begin(), entries.end(), [](const HistoryEntry &entry) { return !entry.remark.isEmpty(); });
    if (hasRemarks)
        rows.first().append(QStringLiteral("remark"));
    for (const HistoryEntry &entry : entries) {
        rows.append({shortId(entry), localTime(entry.startedAt),
                     keptKindName(entry.kind) + QLatin1String(entry.isPinned ? ", pinned" : ""), cut(entry.title()),
                     cut(entry.strategy), loadOf(entry), entry.p95Ns ? durationForPeople(*entry.p95Ns) : QString(),
                     entry.perSecond > 0 ? QStringLiteral("%1/s").arg(std::lround(entry.perSecond)) : QString(),
                     failedOf(entry)});
        if (hasRemarks)
            rows.last().append(cut(entry.remark));
    }
    return tableText(rows, {1, 2, 3, 4, 5, 9}, style);
}

QString prunedText(const PrunedHistory &pruned)
{
    constexpr qint64 kibi = 1024;
    const QString limit = pruned.limit % kibi == 0 ? sizeToText(pruned.limit) : sizeForPeople(pruned.limit);
    const QString went = pruned.runs == 0 ? QStringLiteral("No requests had to go.")
                                          : QStringLiteral("The requests of %1 went, %2.")
                                                .arg(pruned.runs == 1 ? QStringLiteral("1 run")
                                                                      : QStringLiteral("%1 runs").arg(pruned.runs),
                                                     sizeForPeople(pruned.bytes));
    QString rest;
    if (pruned.limit == 0)
        rest = pruned.left == 0 ? QStringLiteral("None are kept from now on.")
                                : QStringLiteral("Those of pinned runs stay, %1; no others are kept from now on.")
                                      .arg(sizeForPeople(pruned.left));
    else if (pruned.left > pruned.limit)
        rest = QStringLiteral("Those of pinned runs stay, %1, which is more than %2.")
                   .arg(sizeForPeople(pruned.left), limit);
    else
        rest = QStringLiteral("All that are kept take %1, and may take %2.").arg(sizeForPeople(pruned.left), limit);
    return went + QLatin1Char(' ') + rest + QLatin1Char('\n');
}

QString entryHeading(const HistoryEntry &entry, const TextStyle &style)
{
    QString text = style.strong(shortId(entry)) + QLatin1String("  ") + localTime(entry.startedAt);
    if (!entry.label.isEmpty())
        text += QLatin1String("  ") + style.strong(visibleText(entry.label));
    return text + QLatin1String(entry.isPinned ? "  pinned\n" : "\n");
}

QString keptText(const KeptRun &kept, const TextStyle &style, QString *problem)
{
    if (kept.entry.kind != KeptKind::Run)
        return visibleLines(QString::fromUtf8(kept.text));
    ReadRun run;
    *problem = readKeptRun(kept, run);
    if (!problem->isEmpty())
        return {};
    QString text = summaryText(*run.record, run.summary, style) + expectationsText(run.expectations, style);
    if (kept.requests.empty())
        text += QStringLiteral("Its requests are not kept any more: these figures are all that is.\n");
    return text;
}

} // namespace fiftyfold
