// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/history/keptrun.h"

#include "core/capacity/capacitywording.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"
#include "records/base/textoutput.h"
#include "records/history/requestcolumns.h"
#include "records/json/capacityjsonwriter.h"
#include "records/json/comparisonjsonreader.h"
#include "records/json/comparisonjsonwriter.h"
#include "records/json/runjsonwriter.h"
#include "records/markdown/capacitymarkdownwriter.h"
#include "records/markdown/comparisonmarkdownwriter.h"

#include <QBuffer>

#include <algorithm>
#include <array>

namespace fiftyfold {

namespace {

constexpr std::size_t sparklinePoints = 40;

/// What `write` writes. Into memory nothing can go wrong.
template<typename Write>
QByteArray writtenText(const Write &write)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    write(buffer);
    return buffer.data();
}

std::optional<qint64> knownTime(const Distribution &times, double time)
{
    return times.count > 0 && isStated(time) ? std::optional(static_cast<qint64>(time)) : std::nullopt;
}

void setPlan(HistoryEntry &entry, const RunPlan &plan)
{
    entry.url = redactedUrl(plan.url);
    entry.strategy = redactedWords(plan.strategy);
    entry.requests = plan.requests;
    entry.atOnce = plan.effectiveAtOnce();
    entry.rate = rateToText(plan.rate);
    entry.durationNs = plan.duration.count();
}

HistoryEntry entryOf(KeptKind kind, const QDateTime &startedAt, const QString &label, const RunPlan &plan)
{
    HistoryEntry entry;
    entry.kind = kind;
    entry.startedAt = startedAt.isValid() ? startedAt.toUTC() : QDateTime::currentDateTimeUtc();
    entry.label = keptLabel(label);
    setPlan(entry, plan);
    return entry;
}

/// The p95 of what ended in each of so many equal parts of the run.
std::vector<float> sparklineOf(const RunRecord &record)
{
    std::array<std::vector<qint64>, sparklinePoints> parts;
    const qint64 length = std::max<qint64>(record.elapsedNs, 1);
    for (quint32 index = 0; index < record.requestCount(); ++index) {
        const std::optional<qint64> response = record.responseNs(index);
        if (!response)
            continue;
        const qint64 end = std::clamp<qint64>(record.endNs(index).value_or(0), 0, length - 1);
        const auto part = static_cast<std::size_t>(static_cast<double>(end) / static_cast<double>(length) *
                                                   static_cast<double>(sparklinePoints));
        parts[std::min(part, sparklinePoints - 1)].push_back(*response);
    }
    std::vector<float> points;
    for (std::vector<qint64> &part : parts)
        points.push_back(part.empty() ? -1.F : static_cast<float>(percentilesOf(part, {0.95}).front() / 1e6));
    return points;
}

} // namespace

KeptRun keptRun(const RunRecord &record, const RunSummary &summary, const Expectations &expectations,
                const QString &label, const ExactUrl &asked)
{
    KeptRun kept;
    HistoryEntry &entry = kept.entry;
    RunPlan plan = record.plan();
    if (!asked.isEmpty())
        plan.url = asked;
    entry = entryOf(KeptKind::Run, record.startedAt, label, plan);
    entry.elapsedNs = summary.elapsedNs;
    entry.done = summary.done;
    entry.failed = summary.failed;
    entry.isStopped = record.isStopped;
    entry.remark = insecureRemark(plan);
    entry.perSecond = summary.requestsPerSecond;
    const Distribution &times = summary.response.count > 0 ? summary.response : summary.latency;
    entry.p50Ns = knownTime(times, times.p50);
    entry.p95Ns = knownTime(times, times.p95);
    entry.p99Ns = knownTime(times, times.p99);
    entry.sparkline = sparklineOf(record);
    kept.json = writtenText([&](QIODevice &device) {
        writeRunJson(device, record, summary, RunJsonDetail::WithoutRequests, expectations);
    });
    kept.requests = packedRequests(record);
    for (const QByteArray &part : kept.requests)
        entry.requestBytes += part.size();
    return kept;
}

KeptRun keptComparison(const ComparisonReport &report, const QString &label)
{
    KeptRun kept;
    HistoryEntry &entry = kept.entry;
    entry = entryOf(KeptKind::Comparison, report.startedAt, label, report.plan);
    QStringList names;
    for (const ReportedEntry &one : report.entries) {
        names.append(redactedWords(one.name));
        for (const ComparisonRound &round : one.rounds) {
            entry.elapsedNs += round.elapsedNs;
            entry.done += round.done;
            entry.failed += round.failed;
        }
    }
    entry.strategy = names.join(QLatin1String(", "));
    entry.isStopped = report.isStopped;
    entry.remark = redactedWords(report.answer.value(0));
    kept.json = writtenText([&report](QIODevice &device) { writeComparisonJson(device, report); });
    kept.text = writtenText([&report](QIODevice &device) { writeComparisonMarkdown(device, report); });
    return kept;
}

KeptRun keptCapacity(const CapacityRecord &record, const QString &label)
{
    KeptRun kept;
    HistoryEntry &entry = kept.entry;
    entry = entryOf(KeptKind::Capacity, record.startedAt, label, record.plan.run);
    for (const CapacityStep &step : record.steps) {
        entry.elapsedNs += step.length.count();
        entry.done += step.done;
        entry.failed += step.failed;
    }
    entry.isStopped = record.isStopped;
    entry.perSecond = record.answer.held;
    entry.remark = redactedWords(answerSentence(record));
    kept.json = writtenText([&record](QIODevice &device) { writeCapacityJson(device, record); });
    kept.text = writtenText([&record](QIODevice &device) { writeCapacityMarkdown(device, record); });
    return kept;
}

QString keptAnswer(const KeptRun &kept)
{
    ComparisonReport report;
    if (!readComparisonJson(kept.json, report).isEmpty())
        return {};
    return redactedWords(answerOf(report, AnswerWords::OfTheWindow).value(0));
}

QString readKeptRun(const KeptRun &kept, ReadRun &run, const ReadingGoesOn &goesOn)
{
    if (kept.requests.empty())
        return readRunJson(kept.json, run);
    QString wrong;
    const auto tell = [&](RunRecorder &recorder) {
        wrong = tellPackedRequests(kept.requests, recorder, goesOn);
        return wrong;
    };
    QString problem = readRunJson(kept.json, tell, run);
    if (wrong.isEmpty() || (goesOn && !goesOn(0)))
        return problem;
    run = ReadRun();
    problem = readRunJson(kept.json, run);
    if (problem.isEmpty())
        run.record->notices.append(sentence(wrong.replace(0, 1, wrong.front().toUpper())) +
                                   QLatin1String(" These figures are all that is."));
    return problem;
}

QString readKept(const KeptRun &kept, ReadRecord &record, const ReadingGoesOn &goesOn)
{
    return kept.entry.kind == KeptKind::Run ? readKeptRun(kept, record.run, goesOn)
                                            : readRecordJson(kept.json, record, goesOn);
}

QString writeKeptRunJson(QIODevice &device, const KeptRun &kept, const ReadRun &run)
{
    if (run.hasRequests)
        return writeWholeRunJson(device, kept.json, *run.record);
    const qint64 written = device.write(kept.json);
    return written == kept.json.size() ? QString() : device.errorString();
}

QString writeKeptReport(QIODevice &device, const KeptRun &kept, const ReportForm &form)
{
    const QLatin1String name(form.name);
    if (name == QLatin1String("json") || name == QLatin1String("markdown"))
        return writeBytes(device, name == QLatin1String("json") ? kept.json : kept.text);
    ReadRecord record;
    const QString problem = readKept(kept, record);
    return !problem.isEmpty()  ? problem
           : record.comparison ? form.writeComparison(device, *record.comparison)
                               : form.writeCapacity(device, *record.capacity);
}

} // namespace fiftyfold
