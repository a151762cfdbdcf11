// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/html/runhtmlwriter.h"

#include "core/comparison/runcomparisonwording.h"
#include "core/plan/plancommand.h"
#include "core/plan/planjson.h"
#include "core/run/costwording.h"
#include "core/run/statedfigures.h"
#include "core/run/thresholdwording.h"
#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "core/text/redaction.h"
#include "records/base/machinetext.h"
#include "records/base/textoutput.h"
#include "records/html/htmltext.h"
#include "records/html/runcharts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <cmath>

namespace fiftyfold {

namespace {

constexpr int mostErrors = 50;
constexpr std::size_t mostTargets = 100;

using NamedValues = QList<std::pair<QString, QString>>;

QString numberText(qint64 number)
{
    return recordLocale().toString(number);
}

QString durationOf(double nanoseconds)
{
    return isStated(nanoseconds) ? durationForPeople(std::llround(nanoseconds), recordLocale()) : QStringLiteral("–");
}

/// Marked where there are too few requests behind it.
QString markedPercentile(double nanoseconds, double fraction, quint32 count)
{
    if (!isStated(nanoseconds))
        return QStringLiteral("–");
    return durationOf(nanoseconds) + (isUnderSampled(fraction, count) ? QStringLiteral(" △") : QString());
}

QStringList timesRow(const QString &name, const Distribution &times)
{
    return {name,
            hasCount(times) ? numberText(times.count) : QStringLiteral("–"),
            durationOf(times.min),
            durationOf(times.mean),
            markedPercentile(times.p50, 0.5, times.count),
            markedPercentile(times.p90, 0.9, times.count),
            markedPercentile(times.p95, 0.95, times.count),
            markedPercentile(times.p99, 0.99, times.count),
            markedPercentile(times.p999, 0.999, times.count),
            durationOf(times.max)};
}

QString timesTable(const QString &head, const QList<QStringList> &rows)
{
    QString markup = htmlTable({head, QStringLiteral("requests"), QStringLiteral("min"), QStringLiteral("mean"),
                                QStringLiteral("p50"), QStringLiteral("p90"), QStringLiteral("p95"),
                                QStringLiteral("p99"), QStringLiteral("p99.9"), QStringLiteral("max")},
                               rows);
    const bool hasMark = std::any_of(rows.begin(), rows.end(), [](const QStringList &row) {
        return std::any_of(row.begin(), row.end(), [](const QString &cell) { return cell.contains(u'△'); });
    });
    if (hasMark)
        markup += htmlParagraph(QStringLiteral("△ ") + underSampledText(), "muted");
    return markup;
}

QString rateText(const RunSummary &summary)
{
    if (!hasRate(summary))
        return QStringLiteral("–");
    const int decimals = decimalsOfRate(summary.requestsPerSecond);
    return recordLocale().toString(summary.requestsPerSecond, 'f', decimals) + QLatin1String(" per s");
}

/// What was asked, without markup.
QString headingOf(const RunPlan &plan)
{
    if (plan.targetNames.size() > 1)
        return QStringLiteral("%1 targets, %2")
            .arg(numberText(static_cast<quint32>(plan.targetNames.size())),
                 plan.order == QLatin1String("turn") ? QLatin1String("in turn") : QLatin1String("shuffled"));
    return QStringLiteral("%1 %2").arg(QString::fromLatin1(plan.method), redactedUrl(plan.url));
}

QString headMarkup(const RunRecord &record, const RunSummary &summary)
{
    const RunPlan &plan = record.plan();
    QString subtitle = hasCount(summary) ? QStringLiteral("%1 requests").arg(numberText(summary.requests))
                                         : QStringLiteral("number of requests not told");
    if (plan.atOnce > 0)
        subtitle += QStringLiteral(", %1 at once").arg(numberText(plan.effectiveAtOnce()));
    if (plan.isOpen())
        subtitle += QStringLiteral(", open at %1").arg(rateToText(plan.rate));
    if (plan.duration.count() > 0)
        subtitle += QStringLiteral(", for %1").arg(durationToText(plan.duration));
    if (record.imported)
        subtitle += QStringLiteral(", imported from %1 (%2)").arg(record.imported->tool, record.imported->file);
    else
        subtitle += QStringLiteral(", strategy %1").arg(plan.strategy);
    return QStringLiteral("<h1>%1</h1>\n").arg(htmlText(headingOf(plan))) + htmlParagraph(subtitle, "muted");
}

/// What is looked at first.
QString tilesMarkup(const RunSummary &summary)
{
    const Distribution &times = summary.response;
    const auto time = [&times](double nanoseconds) {
        return times.count == 0 ? QStringLiteral("–") : durationOf(nanoseconds);
    };
    const auto count = [&summary](const QString &text) { return hasCount(summary) ? text : QStringLiteral("–"); };
    QString markup;
    for (const auto &[name, value] :
         {std::pair("elapsed", hasElapsed(summary) ? durationOf(double(summary.elapsedNs)) : QStringLiteral("–")),
          std::pair("done",
                    count(QStringLiteral("%1 of %2").arg(numberText(summary.done), numberText(summary.requests)))),
          std::pair("failed", count(numberText(summary.failed))), std::pair("rate", rateText(summary)),
          std::pair("p50", time(times.p50)), std::pair("p95", time(times.p95)), std::pair("p99", time(times.p99)),
          std::pair("max", time(times.max))})
        markup += QStringLiteral("<div><span>%1</span><b>%2</b></div>\n").arg(QLatin1String(name), htmlText(value));
    return QStringLiteral("<div class=\"tiles\">\n%1</div>\n").arg(markup);
}

/// In the words of files, whatever the window's language.
QString measuredWords(const Expectation &expectation)
{
    switch (expectation.reason) {
    case VerdictReason::NoSamples:
        return QStringLiteral("nothing was measured");
    case VerdictReason::FewSamples:
        return QStringLiteral("too few requests for it: %1").arg(numberText(expectation.samples));
    case VerdictReason::StoppedEarly:
        return QStringLiteral("the run was stopped before its end");
    case VerdictReason::Limit:
        break;
    }
    return measuredText(expectation);
}

QString thresholdsMarkup(const Expectations &expectations)
{
    QString rows;
    for (const Expectation &expectation : expectations) {
        const bool isHeld = expectation.verdict == ThresholdVerdict::Held;
        rows += QStringLiteral("<tr><td>%1</td><td class=\"%2\">%3</td><td>%4</td></tr>\n")
                    .arg(htmlText(expectation.threshold.text), QLatin1String(isHeld ? "good" : "bad"),
                         verdictName(expectation.verdict), htmlText(measuredWords(expectation)));
    }
    return rows.isEmpty() ? rows
                          : QStringLiteral("<div class=\"wide\"><table><thead><tr><th>threshold</th><th>verdict</th>"
                                           "<th>measured</th></tr></thead><tbody>\n%1</tbody></table></div>\n")
                                .arg(rows);
}

QString rateWords(double perSecond)
{
    return recordLocale().toString(perSecond, 'f', perSecond < 10 ? 2 : 1) + QLatin1String(" per s");
}

/// Whether the load was the one that was asked for.
void addLoad(NamedValues &pairs, const RunRecord &record, const RunSummary &summary)
{
    if (!summary.health)
        return;
    const LoadHealth &health = *summary.health;
    pairs.append({QStringLiteral("client"), loadHealthSentence(health, summary.lag, record.plan())});
    pairs.append({QStringLiteral("asked rate"), rateWords(health.askedRate)});
    pairs.append({QStringLiteral("achieved rate"), rateWords(health.achievedRate)});
    if (health.verdict == LoadVerdict::TooFewLanes)
        pairs.append({QStringLiteral("lanes needed"), numberText(health.neededLanes)});
    if (health.clientCpuShare)
        pairs.append({QStringLiteral("client's processors"),
                      QStringLiteral("%1 % busy").arg(*health.clientCpuShare * 100, 0, 'f', 0)});
}

void addCost(NamedValues &pairs, const RunSummary &summary)
{
    if (!summary.cost)
        return;
    const RunCost &cost = *summary.cost;
    const std::optional<CostPerRequest> each = costPerRequest(cost, summary.done + summary.failed);
    pairs.append(
        each ? std::pair(QStringLiteral("processor a request"), processorTimeForPeople(each->cpuUs, recordLocale()))
             : std::pair(QStringLiteral("processor"), durationForPeople(cost.cpuNs, recordLocale())));
    pairs.append({QStringLiteral("peak memory"), sizeForPeople(cost.peakMemoryBytes, recordLocale())});
    pairs.append({QStringLiteral("threads and processes"),
                  QStringLiteral("%1 and %2").arg(numberText(cost.threads), numberText(cost.processes))});
}

QString figuresMarkup(const RunRecord &record, const RunSummary &summary)
{
    QList<QStringList> rows;
    if (summary.response.count > 0)
        rows.append(timesRow(QStringLiteral("response time"), summary.response));
    if (record.plan().isOpen() && summary.latency.count > 0)
        rows.append(timesRow(QStringLiteral("service time"), summary.latency));
    if (summary.lag.count > 0)
        rows.append(timesRow(QStringLiteral("lag"), summary.lag));
    if (hasNotableLoopWait(summary))
        rows.append(timesRow(QStringLiteral("loop wait"), summary.loopWait));
    NamedValues pairs;
    if (summary.cancelled > 0)
        pairs.append({QStringLiteral("cancelled"), numberText(summary.cancelled)});
    if (summary.overlap > 0)
        pairs.append({QStringLiteral("overlap"), QStringLiteral("%1 × of %2")
                                                     .arg(recordLocale().toString(summary.overlap, 'f', 1),
                                                          numberText(record.plan().effectiveAtOnce()))});
    if (summary.bytesReceived > 0)
        pairs.append({QStringLiteral("received"), sizeForPeople(summary.bytesReceived, recordLocale())});
    if (summary.connectionsOpened)
        pairs.append({QStringLiteral("connections opened"), numberText(*summary.connectionsOpened)});
    if (summary.retries > 0)
        pairs.append({QStringLiteral("retries"), numberText(summary.retries)});
    for (const auto &[status, count] : summary.statuses)
        pairs.append({QStringLiteral("status %1").arg(status), numberText(count)});
    addLoad(pairs, record, summary);
    addCost(pairs, summary);
    return timesTable(QStringLiteral("time"), rows) + htmlPairs(pairs);
}

QString stagesMarkup(const RunSummary &summary)
{
    QList<QStringList> rows;
    for (const Stage stage : allStages) {
        const Distribution &times = summary.stages[indexOf(stage)];
        if (times.count > 0)
            rows.append(timesRow(stageName(stage), times));
    }
    return rows.isEmpty() ? QString() : stageShareChart(summary) + timesTable(QStringLiteral("stage"), rows);
}

QString errorsMarkup(const RunRecord &record, const RunSummary &summary)
{
    struct Kind {
        ErrorClass error;
        QString message;
        quint32 count = 0;
        quint32 first = 0;
    };
    std::vector<Kind> kinds;
    QHash<std::pair<int, QString>, std::size_t> places;
    quint32 known = 0;
    for (quint32 request = 0; request < record.requestCount(); ++request) {
        if (record.outcome(request) != Outcome::Failed)
            continue;
        ++known;
        const std::pair<int, QString> key(int(record.error(request)), record.errorMessage(request));
        const auto found = places.constFind(key);
        if (found != places.cend()) {
            ++kinds[*found].count;
        } else {
            places.insert(key, kinds.size());
            kinds.push_back({record.error(request), key.second, 1, request});
        }
    }
    std::stable_sort(kinds.begin(), kinds.end(),
                     [](const Kind &one, const Kind &other) { return one.count > other.count; });
    QList<QStringList> rows;
    for (const Kind &kind : kinds) {
        if (rows.size() == mostErrors)
            break;
        rows.append(
            {errorClassName(kind.error), numberText(kind.count), QStringLiteral("#%1").arg(kind.first), kind.message});
    }
    if (known == 0) { // of figures alone
        for (const auto &[error, count] : summary.errors)
            rows.append({errorClassName(error), numberText(count), QString(), QString()});
    }
    QString markup = htmlTable(
        {QStringLiteral("class"), QStringLiteral("requests"), QStringLiteral("first"), QStringLiteral("message")}, rows,
        false);
    if (kinds.size() > std::size_t(mostErrors))
        markup += htmlParagraph(QStringLiteral("And %1 more kinds.").arg(numberText(qint64(kinds.size()) - mostErrors)),
                                "muted");
    return markup;
}

QString targetsMarkup(const RunRecord &record, const RunSummary &summary)
{
    QList<QStringList> rows;
    for (std::size_t i = 0; i < std::min(summary.targets.size(), mostTargets); ++i) {
        const TargetFigures &target = summary.targets[i];
        const Distribution &times = target.response;
        const auto time = [&times](double nanoseconds, double fraction) {
            return times.count == 0 ? QStringLiteral("–") : markedPercentile(nanoseconds, fraction, times.count);
        };
        rows.append({record.plan().targetNames.value(qsizetype(i)), numberText(target.requests),
                     numberText(target.failed), time(times.p50, 0.5), time(times.p95, 0.95), time(times.p99, 0.99)});
    }
    QString markup = htmlTable({QStringLiteral("target"), QStringLiteral("requests"), QStringLiteral("failed"),
                                QStringLiteral("p50"), QStringLiteral("p95"), QStringLiteral("p99")},
                               rows);
    if (summary.targets.size() > mostTargets)
        markup += htmlParagraph(
            QStringLiteral("And %1 more targets.").arg(numberText(qint64(summary.targets.size() - mostTargets))),
            "muted");
    return markup;
}

QString valueText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isNull())
        return QStringLiteral("none");
    if (value.isBool())
        return value.toBool() ? QStringLiteral("yes") : QStringLiteral("no");
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', 12);
    return QString::fromUtf8(value.isArray() ? QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact)
                                             : QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
}

/// As the record has it, without secrets.
QString planMarkup(const RunRecord &record)
{
    QString markup;
    if (!record.imported)
        markup = QStringLiteral("<p><code>%1</code></p>\n").arg(htmlText(terminalCommand(record.plan(), BodyIn::File)));
    const QJsonObject plan = redactedPlanToJson(record.plan());
    NamedValues pairs;
    for (auto member = plan.begin(); member != plan.end(); ++member) {
        const QJsonObject inner = member.value().toObject();
        if (inner.isEmpty())
            pairs.append({member.key(), valueText(member.value())});
        for (auto part = inner.begin(); part != inner.end(); ++part)
            pairs.append({member.key() + QLatin1Char(' ') + part.key(), valueText(part.value())});
    }
    return record.imported ? QString() : markup + htmlPairs(pairs);
}

/// What it was held against, and what came of that.
QString baselineMarkup(const RunComparison &comparison, const ComparedRun &against)
{
    const QString sentence = runComparisonSentence(comparison);
    const QString verdict = runVerdictText(comparison.verdict);
    const char *tone = comparison.verdict == Verdict::Slower   ? "bad"
                       : comparison.verdict == Verdict::Faster ? "good"
                                                               : "strong";
    QString markup = QStringLiteral("<p><span class=\"%1\">%2</span>%3</p>\n")
                         .arg(QLatin1String(tone), htmlText(verdict), htmlText(sentence.mid(verdict.size())));
    markup += htmlParagraph(
        QStringLiteral("Held against %1, measured %2.").arg(comparison.baselineName, machineText(*against.record)),
        "muted");
    if (comparison.verdict == Verdict::NotComparable)
        return markup;
    QList<QStringList> rows;
    for (const ComparedFigure &figure : comparison.figures)
        rows.append(comparedCells(figure));
    return markup + htmlTable(comparedHeadings(QStringLiteral("baseline"), QStringLiteral("run")), rows) +
           htmlParagraph(comparisonMethodText(), "muted");
}

QStringList noticesOf(const RunRecord &record)
{
    QStringList notices = record.allNotices();
    if (record.isStopped)
        notices.prepend(QStringLiteral("The run was stopped before its end."));
    return notices;
}

} // namespace

QString writeRunHtml(QIODevice &device, const RunRecord &record, const RunSummary &summary,
                     const Expectations &expectations, const RunComparison *baseline, const ComparedRun *against)
{
    QString body = headMarkup(record, summary) + tilesMarkup(summary) + htmlList(noticesOf(record), "notes");
    body += htmlSection(QStringLiteral("Thresholds"), thresholdsMarkup(expectations));
    if (baseline && against)
        body += htmlSection(QStringLiteral("Baseline"), baselineMarkup(*baseline, *against));
    body += htmlSection(QStringLiteral("Percentiles"),
                        percentileChart(record, summary, expectations, against) + figuresMarkup(record, summary));
    body += htmlSection(QStringLiteral("Response time over time"), responseTimeChart(record, expectations));
    body += htmlSection(QStringLiteral("Throughput"), throughputChart(record));
    body += htmlSection(QStringLiteral("Where the time went"), stagesMarkup(summary));
    body += htmlSection(QStringLiteral("Waterfall"), waterfallChart(record));
    body += htmlSection(QStringLiteral("Errors"), errorsMarkup(record, summary));
    body += htmlSection(QStringLiteral("Targets"), targetsMarkup(record, summary));
    body += htmlSection(QStringLiteral("Plan"), planMarkup(record));
    body += htmlParagraph(QStringLiteral("Measured %1.").arg(machineText(record)), "muted");
    TextOutput output(device);
    output.append(htmlPage(QLatin1String("Fiftyfold: ") + headingOf(record.plan()), body).toUtf8());
    return output.finish();
}

} // namespace fiftyfold
