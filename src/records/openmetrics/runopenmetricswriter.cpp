// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/openmetrics/runopenmetricswriter.h"

#include "core/run/statedfigures.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"
#include "records/base/machinetext.h"
#include "records/base/recordorder.h"
#include "records/base/textoutput.h"

#include <QList>
#include <QSet>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace fiftyfold {

namespace {

using Labels = QList<std::pair<QByteArray, QString>>;

/// The shortest text that is read as this very number.
QByteArray shortest(double value)
{
    std::array<char, 32> text{};
    const auto result = std::to_chars(text.data(), text.data() + text.size(), value);
    return QByteArray(text.data(), result.ptr - text.data());
}

/// To the nanosecond, as in the record.
QByteArray seconds(double nanoseconds)
{
    return shortest(std::round(nanoseconds) / 1e9);
}

/// As a label, which is text and no number, has it everywhere: in fixed point, and with that: 0.0001, 50.0.
QString edgeText(qint64 nanoseconds)
{
    std::array<char, 32> text{};
    const auto result = std::to_chars(text.data(), text.data() + text.size(), static_cast<double>(nanoseconds) / 1e9,
                                      std::chars_format::fixed);
    const QString edge = QString::fromLatin1(text.data(), result.ptr - text.data());
    return edge.contains(QLatin1Char('.')) ? edge : edge + QLatin1String(".0");
}

QByteArray labelValue(const QString &text)
{
    return visibleText(text).toUtf8().replace('\\', "\\\\").replace('"', "\\\"");
}

class MetricsWriter
{
public:
    MetricsWriter(TextOutput &output, const RunRecord &record)
        : m_output(output)
        , m_common({record.imported ? std::pair(QByteArray("tool"), record.imported->tool)
                                    : std::pair(QByteArray("strategy"), record.plan().strategy)})
    {
    }

    /// What follows is of this family, up to the next.
    void family(const QByteArray &name, const QByteArray &type, const QByteArray &help, const QByteArray &unit = {})
    {
        m_family = "fiftyfold_" + name;
        m_output.append("# TYPE " + m_family + ' ' + type + '\n');
        if (!unit.isEmpty())
            m_output.append("# UNIT " + m_family + ' ' + unit + '\n');
        m_output.append("# HELP " + m_family + ' ' + help + '\n');
    }

    void sample(const QByteArray &ending, const Labels &labels, const QByteArray &value)
    {
        m_output.append(m_family);
        m_output.append(ending);
        char before = '{';
        for (const Labels &some : {m_common, labels}) {
            for (const auto &[name, text] : some) {
                m_output.append(before + name + "=\"" + labelValue(text) + '"');
                before = ',';
            }
        }
        m_output.append("} ");
        m_output.append(value);
        m_output.append('\n');
    }

    void gauge(const QByteArray &name, const QByteArray &help, const QByteArray &value, const QByteArray &unit = {})
    {
        family(name, "gauge", help, unit);
        sample({}, {}, value);
    }

    /// Those that are stated.
    void quantiles(const Labels &labels, const Distribution &figures)
    {
        for (const auto &[fraction, value] :
             {std::pair("0.5", figures.p50), std::pair("0.9", figures.p90), std::pair("0.95", figures.p95),
              std::pair("0.99", figures.p99), std::pair("0.999", figures.p999)}) {
            if (isStated(value))
                sample({}, labels + Labels{{"quantile", QString::fromLatin1(fraction)}}, seconds(value));
        }
        if (!hasCount(figures))
            return;
        sample("_count", labels, QByteArray::number(figures.count));
        if (isStated(figures.mean))
            sample("_sum", labels, seconds(figures.mean * figures.count));
    }

private:
    TextOutput &m_output;
    Labels m_common;
    QByteArray m_family;
};

/// 1, 2.5 and 5 of each power of ten, from 100 µs to 50 s: what is longer is in the last bucket alone.
constexpr std::array<qint64, 18> edgesNs = {100'000,        250'000,        500'000,       1'000'000,     2'500'000,
                                            5'000'000,      10'000'000,     25'000'000,    50'000'000,    100'000'000,
                                            250'000'000,    500'000'000,    1'000'000'000, 2'500'000'000, 5'000'000'000,
                                            10'000'000'000, 25'000'000'000, 50'000'000'000};

void writeHistogram(MetricsWriter &metrics, const RunRecord &record, const Distribution &figures)
{
    std::array<quint32, edgesNs.size()> counts{};
    for (quint32 index = 0; index < record.requestCount(); ++index) {
        const std::optional<qint64> time = record.responseNs(index);
        if (!time)
            continue;
        const auto edge = std::lower_bound(edgesNs.begin(), edgesNs.end(), *time); // what is on the edge is in it
        if (edge != edgesNs.end())
            ++counts[static_cast<std::size_t>(edge - edgesNs.begin())];
    }
    metrics.family("request_duration_seconds", "histogram",
                   "Response times of requests that are done, of an open load from when each was due.", "seconds");
    quint32 upToHere = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        upToHere += counts[i];
        metrics.sample("_bucket", {{"le", edgeText(edgesNs[i])}}, QByteArray::number(upToHere));
    }
    metrics.sample("_bucket", {{"le", QStringLiteral("+Inf")}}, QByteArray::number(figures.count));
    metrics.sample("_count", {}, QByteArray::number(figures.count));
    metrics.sample("_sum", {}, seconds(figures.mean * figures.count));
}

void writeTimes(MetricsWriter &metrics, const RunRecord &record, const RunSummary &summary)
{
    if (summary.response.count > 0) {
        if (hasOutcomes(record)) // else nothing is known of what is between the percentiles
            writeHistogram(metrics, record, summary.response);
        metrics.family("response_seconds", "summary", "The same, with the percentiles of the record.", "seconds");
        metrics.quantiles({}, summary.response);
        metrics.family("service_seconds", "summary", "From the end of the queue to the end of the reply.", "seconds");
        metrics.quantiles({}, summary.latency);
        metrics.family("stage_seconds", "summary", "Time in each stage of requests that are done.", "seconds");
        for (const Stage stage : allStages) {
            if (const Distribution &figures = summary.stages[indexOf(stage)]; figures.count > 0)
                metrics.quantiles({{"stage", QString(stageName(stage))}}, figures);
        }
    }
    if (summary.lag.count > 0) {
        metrics.family("lag_seconds", "summary", "How long after they were due requests began.", "seconds");
        metrics.quantiles({}, summary.lag);
    }
}

void writeCounts(MetricsWriter &metrics, const RunRecord &record, const RunSummary &summary)
{
    if (!hasCount(summary))
        return;
    metrics.family("requests", "counter", "Requests by outcome.");
    for (const auto &[outcome, count] :
         {std::pair(Outcome::Done, summary.done), std::pair(Outcome::Failed, summary.failed),
          std::pair(Outcome::Cancelled, summary.cancelled)})
        metrics.sample("_total", {{"outcome", QString(outcomeName(outcome))}}, QByteArray::number(count));
    if (!summary.errors.empty()) {
        metrics.family("errors", "counter", "Requests that failed, by class of error.");
        for (const auto &[errorClass, count] : summary.errors)
            metrics.sample("_total", {{"class", QString(errorClassName(errorClass))}}, QByteArray::number(count));
    }
    if (!summary.statuses.empty()) {
        metrics.family("replies", "counter", "Replies by status.");
        for (const auto &[status, count] : summary.statuses)
            metrics.sample("_total", {{"status", QString::number(status)}}, QByteArray::number(count));
    }
    if (!record.imported || summary.bytesReceived > 0) {
        metrics.family("received_bytes", "counter", "Bytes of replies' bodies.", "bytes");
        metrics.sample("_total", {}, QByteArray::number(summary.bytesReceived));
    }
    if (record.imported)
        return;
    metrics.family("retries", "counter", "Requests that were sent again on a new connection.");
    metrics.sample("_total", {}, QByteArray::number(summary.retries));
}

/// Nothing of those that are undecided: they are neither.
void writeExpectations(MetricsWriter &metrics, const Expectations &expectations)
{
    if (expectations.isEmpty())
        return;
    metrics.family("expectation_held", "gauge", "Whether a threshold was held: 1, or crossed: 0.");
    QSet<QString> written;
    for (const Expectation &expectation : expectations) {
        if (expectation.verdict == ThresholdVerdict::Undecided || written.contains(expectation.threshold.text))
            continue; // a series comes once
        written.insert(expectation.threshold.text);
        metrics.sample({}, {{"expect", expectation.threshold.text}},
                       expectation.verdict == ThresholdVerdict::Held ? "1" : "0");
    }
}

} // namespace

QString writeRunOpenMetrics(QIODevice &device, const RunRecord &record, const RunSummary &summary,
                            const Expectations &expectations)
{
    TextOutput output(device);
    const RunPlan &plan = record.plan();
    MetricsWriter metrics(output, record);
    // "info" would say it better, which readers of the older text form refuse.
    metrics.family("run", "gauge", "What ran; always 1.");
    Labels ran{{"version", versionOf(record)}};
    if (const qsizetype targets = plan.targetNames.size(); targets > 1)
        ran.append({"targets", QString::number(targets)});
    else
        ran += Labels{{"method", QString::fromLatin1(plan.method)}, {"url", redactedUrl(plan.url)}};
    if (!record.imported)
        ran.append({"transport", plan.transport});
    if (plan.insecure)
        ran.append({"certificates", QStringLiteral("not verified")});
    metrics.sample({}, ran, "1");
    if (record.startedAt.isValid())
        metrics.gauge("start_time_seconds", "When the run started, since the epoch.",
                      shortest(static_cast<double>(record.startedAt.toMSecsSinceEpoch()) / 1e3), "seconds");
    if (hasElapsed(summary))
        metrics.gauge("elapsed_seconds", "How long the run took.", seconds(static_cast<double>(summary.elapsedNs)),
                      "seconds");
    if (hasRate(summary))
        metrics.gauge("requests_per_second", "Requests that are done, by elapsed.",
                      shortest(summary.requestsPerSecond));
    if (!record.imported || summary.maxInFlight > 0)
        metrics.gauge("most_in_flight", "The most requests that were under way at one time.",
                      QByteArray::number(summary.maxInFlight));
    writeCounts(metrics, record, summary);
    writeTimes(metrics, record, summary);
    writeExpectations(metrics, expectations);
    output.append("# EOF\n");
    return output.finish();
}

} // namespace fiftyfold
