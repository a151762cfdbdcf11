// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/markdown/runmarkdownwriter.h"

#include "core/plan/rate.h"
#include "core/run/statedfigures.h"
#include "core/run/thresholdwording.h"
#include "core/text/quantities.h"
#include "core/text/redaction.h"
#include "records/base/machinetext.h"
#include "records/base/textoutput.h"
#include "records/markdown/comparedruns.h"
#include "records/markdown/markdowntext.h"

#include <QLocale>

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
            grouped(times.count),
            percentileCell(times.p50, 0.5, times.count, hasMark),
            percentileCell(times.p90, 0.9, times.count, hasMark),
            percentileCell(times.p95, 0.95, times.count, hasMark),
            percentileCell(times.p99, 0.99, times.count, hasMark),
            percentileCell(times.p999, 0.999, times.count, hasMark),
            durationCell(times.max, times.count)};
}

/// Of requests that are done; lag of all that began.
QString timesTable(const RunSummary &summary)
{
    bool hasMark = false;
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
           (hasMark ? QLatin1String("\n\\* too few requests for this percentile: p90 needs 10, p95 20, p99 100, p99.9 "
                                    "1,000.\n\n")
                    : QLatin1String("\n"));
}

/// "GET `https://example.org/`", as far as it is known.
QString askedText(const RunPlan &plan)
{
    const QString url = redactedUrl(plan.url);
    return url.isEmpty() ? QStringLiteral("Requests")
                         : markdownText(QString::fromLatin1(plan.method)) + QLatin1Char(' ') + markdownCode(url);
}

QString loadText(const RunRecord &record, const RunSummary &summary)
{
    const RunPlan &plan = record.plan();
    QString text = QStringLiteral("%1 requests").arg(grouped(summary.requests));
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
    const QString rate =
        QLocale(QLocale::English).toString(summary.requestsPerSecond, 'f', 1) + QLatin1String(" per s");
    text += markdownTable(
        {QStringLiteral("elapsed"), QStringLiteral("done"), QStringLiteral("failed"), QStringLiteral("cancelled"),
         QStringLiteral("rate")},
        {{durationCell(static_cast<double>(summary.elapsedNs), hasElapsed(summary) ? 1 : 0), grouped(summary.done),
          grouped(summary.failed), grouped(summary.cancelled), hasRate(summary) ? rate : QStringLiteral("–")}});
    text += QLatin1Char('\n') + timesTable(summary);
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
