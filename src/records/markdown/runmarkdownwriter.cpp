// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/markdown/runmarkdownwriter.h"

#include "core/plan/rate.h"
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

/// Marked where there are too few requests behind it.
QString percentileCell(double nanoseconds, double fraction, quint32 count, bool &hasMark)
{
    const bool isMarked = count > 0 && isStated(nanoseconds) && isUnderSampled(fraction, count);
    hasMark = hasMark || isMarked;
    return durationCell(nanoseconds, count) + (isMarked ? QLatin1String("\\*") : QLatin1String());
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

QStringList timesRow(const QString &name, const Distribution &times, bool &hasMark)
{
    return {name,
            hasCount(times) ? grouped(times.count) : QStringLiteral("–"),
            percentileCell(times.p50, 0.5, times.count, hasMark),
            percentileCell(times.p90, 0.9, times.count, hasMark),
            percentileCell(times.p95, 0.95, times.count, hasMark),
            percentileCell(times.p99, 0.99, times.count, hasMark),
            percentileCell(times.p999, 0.999, times.count, hasMark),
            durationCell(times.max, times.count)};
}

/// Of requests that are done; lag of all that began.
QString timesTable(const RunSummary &summary, bool &hasMark)
{
    QList<QStringList> rows = {timesRow(QStringLiteral("response time"), summary.response, hasMark)};
    if (summary.health) {
        rows.append(timesRow(QStringLiteral("service time"), summary.latency, hasMark));
        rows.append(timesRow(QStringLiteral("lag"), summary.lag, hasMark));
    }
    for (const Stage stage : allStages) {
        if (const Distribution &times = summary.stages[indexOf(stage)]; times.count > 0)
            rows.append(timesRow(stageName(stage), times, hasMark));
    }
    return markdownTable({QStringLiteral("time"), QStringLiteral("requests"), QStringLiteral("p50"),
                          QStringLiteral("p90"), QStringLiteral("p95"), QStringLiteral("p99"), QStringLiteral("p99.9"),
                          QStringLiteral("max")},
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

/// Where there are several; with response times.
QString targetsTable(const RunRecord &record, const RunSummary &summary, bool &hasMark)
{
    constexpr std::size_t mostTargets = 100;
    if (summary.targets.size() < 2)
        return {};
    QList<QStringList> rows;
    for (std::size_t i = 0; i < std::min(summary.targets.size(), mostTargets); ++i) {
        const TargetFigures &target = summary.targets[i];
        const Distribution &times = target.response;
        rows.append({targetText(record.plan().targetNames.value(static_cast<qsizetype>(i))), grouped(target.requests),
                     grouped(target.failed), percentileCell(times.p50, 0.5, times.count, hasMark),
                     percentileCell(times.p95, 0.95, times.count, hasMark),
                     percentileCell(times.p99, 0.99, times.count, hasMark)});
    }
    QString text = markdownTable({QStringLiteral("target"), QStringLiteral("requests"), QStringLiteral("failed"),
                                  QStringLiteral("p50"), QStringLiteral("p95"), QStringLiteral("p99")},
                                 rows) +
                   QLatin1Char('\n');
    if (summary.targets.size() > mostTargets)
        text += QStringLiteral("And %1 more targets.\n\n")
                    .arg(grouped(static_cast<quint32>(summary.targets.size() - mostTargets)));
    return text;
}

QString loadText(const RunRecord &record, const RunSummary &summary)
{
    const RunPlan &plan = record.plan();
    QString text = hasCount(summary) ? QStringLiteral("%1 requests").arg(grouped(summary.requests))
                                     : QStringLiteral("number of requests not told");
    if (!record.imported || plan.atOnce > 0)
        text += QStringLiteral(", %1 at once").arg(grouped(plan.effectiveAtOnce()));
    if (summary.health)
        text += QStringLiteral(", asked at %1").arg(rateForPeople(summary.health->askedRate));
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
    if (summary.health) {
        const QString sentence = markdownText(loadHealthSentence(*summary.health, summary.lag, record.plan()));
        text += (summary.health->verdict == LoadVerdict::KeptUp ? sentence : QStringLiteral("**%1**").arg(sentence)) +
                QLatin1String("\n\n");
    }
    const int decimals = std::max(1, decimalsOfRate(summary.requestsPerSecond));
    const QString rate =
        QLocale(QLocale::English).toString(summary.requestsPerSecond, 'f', decimals) + QLatin1String(" per s");
    const auto number = [&summary](quint32 count) { return hasCount(summary) ? grouped(count) : QStringLiteral("–"); };
    text += markdownTable(
        {QStringLiteral("elapsed"), QStringLiteral("done"), QStringLiteral("failed"), QStringLiteral("cancelled"),
         QStringLiteral("rate")},
        {{durationCell(static_cast<double>(summary.elapsedNs), hasElapsed(summary) ? 1 : 0), number(summary.done),
          number(summary.failed), number(summary.cancelled), hasRate(summary) ? rate : QStringLiteral("–")}});
    bool hasMark = false;
    text += QLatin1Char('\n') + timesTable(summary, hasMark) + targetsTable(record, summary, hasMark);
    if (hasMark)
        text += QLatin1String("\\* ") + underSampledText() + QLatin1String("\n\n");
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
    const QString text = runMarkdown(record, summary, expectations, baseline) +
                         QStringLiteral("Measured %1.\n").arg(markdownText(machineText(record)));
    TextOutput output(device);
    output.append(text.toUtf8());
    return output.finish();
}

} // namespace fiftyfold
