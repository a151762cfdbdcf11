// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/markdown/runmarkdownwriter.h"

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
    text += QLatin1Char('\n');
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
