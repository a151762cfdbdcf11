// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/markdown/runmarkdownwriter.h"

#include "core/plan/templates.h"
#include "core/run/statedfigures.h"
#include "core/run/thresholdwording.h"
#include "core/text/quantities.h"
#include "records/base/machinetext.h"
#include "records/base/textoutput.h"
#include "records/markdown/comparedruns.h"
#include "records/markdown/markdowntext.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

QString grouped(quint32 number)
{
    return QLocale(QLocale::English).toString(number);
}

QString durationCell(double nanoseconds, quint32 count)
{
    const bool isKnown = count > 0 && isStated(nanoseconds);
    return isKnown ? durationForPeople(std::llround(nanoseconds)) : QStringLiteral("–");
}

QString markdownTable(const QStringList &headings, const QList<QStringList> &rows)
{
    QString text = markdownRow(headings) + markdownRow(QStringList(headings.size(), QStringLiteral("---")));
    for (const QStringList &cells : rows)
        text += markdownRow(cells);
    return text;
}

QString verdictCell(ThresholdVerdict verdict)
{
    const QString word = verdictName(verdict);
    return verdict == ThresholdVerdict::Held ? word : QStringLiteral("**%1**").arg(word);
}

/// Of requests that are done.
QString stagesTable(const RunSummary &summary)
{
    QList<QStringList> rows;
    for (const Stage stage : allStages) {
        const Distribution &times = summary.stages[indexOf(stage)];
        if (times.count > 0)
            rows.append({stageName(stage), grouped(times.count), durationCell(times.p50, times.count),
                         durationCell(times.p95, times.count), durationCell(times.p99, times.count),
                         durationCell(times.max, times.count)});
    }
    if (rows.isEmpty())
        return {};
    return markdownTable({QStringLiteral("stage"), QStringLiteral("requests"), QStringLiteral("p50"),
                          QStringLiteral("p95"), QStringLiteral("p99"), QStringLiteral("max")},
                         rows) +
           QLatin1Char('\n');
}

QString askedText(const QString &method, const QString &url)
{
    return markdownText(method) + QLatin1Char(' ') + markdownCode(url);
}

/// Of its name, "GET https://example.org/".
QString targetText(const QString &name)
{
    return askedText(name.section(QLatin1Char(' '), 0, 0), name.section(QLatin1Char(' '), 1));
}

/// "GET `https://example.org/`", as far as it is known, or how many targets there are.
QString askedText(const RunPlan &plan)
{
    if (plan.targetNames.size() > 1)
        return QStringLiteral("%1 targets, %2")
            .arg(grouped(static_cast<quint32>(plan.targetNames.size())),
                 plan.order == QLatin1String("turn") ? QLatin1String("in turn") : QLatin1String("shuffled"));
    if (plan.targetNames.size() == 1)
        return targetText(plan.targetNames.first());
    const QString url = readableUrl(plan.url);
    return url.isEmpty() ? QStringLiteral("Requests") : askedText(QString::fromLatin1(plan.method), url);
}

/// Where there are several; with response times. Marked where the count can't support a percentile.
QString targetsTable(const RunRecord &record, const RunSummary &summary)
{
    constexpr std::size_t mostTargets = 100;
    if (summary.targets.size() < 2)
        return {};
    bool hasMark = false;
    QList<QStringList> rows;
    for (std::size_t i = 0; i < std::min(summary.targets.size(), mostTargets); ++i) {
        const TargetFigures &target = summary.targets[i];
        const Distribution &times = target.response;
        const auto time = [&times, &hasMark](double nanoseconds, double fraction) {
            const bool isMarked = times.count > 0 && isUnderSampled(fraction, times.count);
            hasMark = hasMark || isMarked;
            return durationCell(nanoseconds, times.count) + (isMarked ? QStringLiteral(" △") : QString());
        };
        rows.append({targetText(record.plan().targetNames.value(static_cast<qsizetype>(i))), grouped(target.requests),
                     grouped(target.failed), time(times.p50, 0.5), time(times.p95, 0.95), time(times.p99, 0.99)});
    }
    QString text = markdownTable({QStringLiteral("target"), QStringLiteral("requests"), QStringLiteral("failed"),
                                  QStringLiteral("p50"), QStringLiteral("p95"), QStringLiteral("p99")},
                                 rows) +
                   QLatin1Char('\n');
    if (summary.targets.size() > mostTargets)
        text += QStringLiteral("And %1 more targets.\n\n")
                    .arg(grouped(static_cast<quint32>(summary.targets.size() - mostTargets)));
    if (hasMark)
        text += QStringLiteral("△ too few requests for this percentile.\n\n");
    return text;
}

QString loadText(const RunRecord &record, const RunSummary &summary)
{
    const RunPlan &plan = record.plan();
    QString text = QStringLiteral("%1 requests").arg(grouped(summary.requests));
    if (!record.imported || plan.atOnce > 0)
        text += QStringLiteral(", %1 at once").arg(grouped(plan.effectiveAtOnce()));
    return text + (record.imported ? QStringLiteral(", imported from %1 (%2)")
                                         .arg(markdownText(record.imported->tool), markdownText(record.imported->file))
                                   : QStringLiteral(", strategy ") + markdownText(plan.strategy));
}

} // namespace

QString runMarkdown(const RunRecord &record, const RunSummary &summary, const Expectations &expectations,
                    const RunComparison *baseline)
{
    QString text = QStringLiteral("### %1\n\n%2%3\n\n")
                       .arg(askedText(record.plan()), loadText(record, summary),
                            record.isStopped ? QStringLiteral(". The run was stopped before its end.") : QString());
    const QStringList notices = record.allNotices();
    for (const QString &notice : notices)
        text += QStringLiteral("- %1\n").arg(markdownText(notice));
    if (!notices.isEmpty())
        text += QLatin1Char('\n');
    const Distribution &times = summary.response;
    const QString rate =
        QLocale(QLocale::English).toString(summary.requestsPerSecond, 'f', 1) + QLatin1String(" per s");
    text += markdownTable(
        {QStringLiteral("elapsed"), QStringLiteral("done"), QStringLiteral("failed"), QStringLiteral("cancelled"),
         QStringLiteral("rate"), QStringLiteral("p50"), QStringLiteral("p95"), QStringLiteral("p99"),
         QStringLiteral("max")},
        {{durationCell(static_cast<double>(summary.elapsedNs), hasElapsed(summary) ? 1 : 0), grouped(summary.done),
          grouped(summary.failed), grouped(summary.cancelled), hasRate(summary) ? rate : QStringLiteral("–"),
          durationCell(times.p50, times.count), durationCell(times.p95, times.count),
          durationCell(times.p99, times.count), durationCell(times.max, times.count)}});
    text += QLatin1Char('\n') + targetsTable(record, summary);
    if (baseline)
        text += baselineMarkdown(*baseline);
    if (expectations.isEmpty())
        return text;
    QList<QStringList> rows;
    for (const Expectation &expectation : expectations)
        rows.append({markdownText(expectation.threshold.text), verdictCell(expectation.verdict),
                     markdownText(expectationText(expectation))});
    return text + markdownTable({QStringLiteral("threshold"), QStringLiteral("verdict"), QStringLiteral("why")}, rows) +
           QLatin1Char('\n');
}

QString writeRunMarkdown(QIODevice &device, const RunRecord &record, const RunSummary &summary,
                         const Expectations &expectations, const RunComparison *baseline)
{
    const QString text = runMarkdown(record, summary, expectations, baseline) + stagesTable(summary) +
                         QStringLiteral("Measured %1.\n").arg(markdownText(machineText(record)));
    TextOutput output(device);
    output.append(text.toUtf8());
    return output.finish();
}

} // namespace fiftyfold
