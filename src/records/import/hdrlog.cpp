// SPDX-License-Identifier: GPL-3.0-or-later
// An interval log of HdrHistogram.
#include "records/histogram/hdrdecoder.h"
#include "records/import/importformats.h"
#include "records/import/reportwords.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>
#include <vector>

namespace fiftyfold {

namespace {

constexpr double yearSeconds = 365.25 * 86400;
constexpr std::size_t tagsLimit = 1000;
constexpr std::size_t slotsLimit = 2'000'000;

/// In seconds, as they stand in the log.
struct HdrInterval {
    double start = 0;
    double second = 0; ///< Its length, or, of some writers, its end.
};

/// Of the rows with one tag: how many values there are by the greatest that counts as one of them.
struct HdrSeries {
    std::map<quint64, std::pair<quint64, double>> slotsByHighest; ///< The lowest, and the count.
    double count = 0;
};

struct HdrLog {
    std::optional<double> startTime;
    std::optional<double> baseTime;
    std::map<QByteArray, HdrSeries> series; ///< By tag; the empty one is of rows without.
    QList<QByteArray> tags;                 ///< In the order in which they came.
    std::vector<HdrInterval> intervals;     ///< Of all of them.
    std::size_t slotsCount = 0;
    quint64 highest = 0; ///< Up to which all of its histograms count; 0 where that is not the same.
    double unitNs = 1;
};

void takeHdrComment(const QByteArray &line, HdrLog &log)
{
    static const QRegularExpression form(QStringLiteral("^#\\[(StartTime|BaseTime): *([0-9]+(?:\\.[0-9]+)?)\\b"));
    const QRegularExpressionMatch match = form.match(QString::fromUtf8(line));
    if (match.hasMatch())
        (match.captured(1) == QLatin1String("StartTime") ? log.startTime : log.baseTime) = match.captured(2).toDouble();
}

std::optional<double> hdrSeconds(const QByteArray &field)
{
    bool isNumber = false;
    const double seconds = field.trimmed().toDouble(&isNumber);
    return isNumber && std::isfinite(seconds) && seconds >= 0 && seconds < 1e11 ? std::optional(seconds) : std::nullopt;
}

/// What is wrong with a row, without the line.
QString takeHdrRow(const QByteArray &line, HdrLog &log)
{
    QList<QByteArray> fields = line.split(',');
    QByteArray tag;
    if (fields.first().startsWith("Tag="))
        tag = fields.takeFirst().sliced(4);
    if (fields.size() != 4)
        return QStringLiteral("a row has a start, a length, a greatest value and a histogram, and this one %1 fields")
            .arg(fields.size());
    const std::optional<double> start = hdrSeconds(fields.at(0));
    const std::optional<double> second = hdrSeconds(fields.at(1));
    if (!start || !second)
        return QStringLiteral("a start and a length in seconds were expected, and they are \"%1\"")
            .arg(QString::fromUtf8(fields.at(0).left(30) + ',' + fields.at(1).left(30)));
    HdrCounts counts;
    if (QString problem = decodeHdrHistogram(fields.at(3).trimmed(), counts); !problem.isEmpty())
        return problem;
    if (!log.series.contains(tag)) {
        if (log.series.size() >= tagsLimit)
            return QStringLiteral("there are more tags than %1").arg(tagsLimit);
        log.highest = log.series.empty() ? counts.highest : log.highest;
        log.tags.append(tag);
    }
    HdrSeries &series = log.series[tag];
    log.highest = log.highest == counts.highest ? log.highest : 0;
    for (const HdrSlot &slot : counts.used) {
        auto &[lowest, count] = series.slotsByHighest[slot.lowest + slot.width - 1];
        log.slotsCount += count > 0 ? 0U : 1U;
        if (log.slotsCount > slotsLimit)
            return QStringLiteral("it has more different values than %1").arg(slotsLimit);
        lowest = slot.lowest;
        count += static_cast<double>(slot.count);
        series.count += static_cast<double>(slot.count);
    }
    log.intervals.push_back({*start, *second});
    return {};
}

/// Whether the second field is where the interval ends, as some writers have it in place of its length; of the first
/// one of a log that begins with 0 it is both.
bool hasEndsInHdrLog(const std::vector<HdrInterval> &intervals)
{
    bool isSure = false;
    for (std::size_t i = 0; i < intervals.size(); ++i) {
        const auto [start, second] = intervals[i];
        const bool hasNext = i + 1 < intervals.size();
        if (second <= start || (hasNext && second < intervals[i + 1].start))
            return false;
        isSure = isSure || start > (hasNext ? second / 4 : yearSeconds);
    }
    return isSure;
}

void stateHdrTimes(ImportedRun &run, const HdrLog &log)
{
    const HdrInterval first = log.intervals.front();
    const HdrInterval last = log.intervals.back();
    const double end = hasEndsInHdrLog(log.intervals) ? last.second : last.start + last.second;
    run.stateElapsed(end - first.start, 1e9);
    double origin = 0; // of a log whose times are absolute
    if (log.baseTime)
        origin = *log.baseTime;
    else if (log.startTime && first.start < *log.startTime - yearSeconds)
        origin = *log.startTime;
    const double start = origin + first.start;
    if (start > yearSeconds && start < 1e10)
        run.startedAt = QDateTime::fromMSecsSinceEpoch(std::llround(start * 1e3)).toUTC();
}

/// The value of the slot in which so manieth in a hundred is, as HdrHistogram has it: the greatest that counts as it.
double hdrPercentile(const HdrSeries &series, double percent)
{
    const double wanted = std::max(1.0, std::ceil(percent / 100 * series.count - 1e-6));
    double counted = 0;
    for (const auto &[highest, slot] : series.slotsByHighest) {
        counted += slot.second;
        if (counted >= wanted)
            return static_cast<double>(highest);
    }
    return series.slotsByHighest.empty() ? 0 : static_cast<double>(series.slotsByHighest.rbegin()->first);
}

Distribution hdrDistribution(const HdrSeries &series, double unitNs)
{
    Distribution figures;
    if (series.slotsByHighest.empty())
        return figures;
    double sum = 0;
    for (const auto &[highest, slot] : series.slotsByHighest)
        sum += (static_cast<double>(slot.first) + static_cast<double>(highest)) / 2 * slot.second;
    figures.min = static_cast<double>(series.slotsByHighest.begin()->second.first) * unitNs;
    figures.mean = sum / series.count * unitNs;
    for (const auto &[figure, percent] : {std::pair(&Distribution::p50, 50.0), std::pair(&Distribution::p90, 90.0),
                                          std::pair(&Distribution::p95, 95.0), std::pair(&Distribution::p99, 99.0),
                                          std::pair(&Distribution::p999, 99.9), std::pair(&Distribution::max, 100.0)})
        figures.*figure = hdrPercentile(series, percent) * unitNs;
    figures.count = static_cast<quint32>(std::min<double>(series.count, std::numeric_limits<qint32>::max()));
    return figures;
}

/// By custom the range ends at an hour.
void findHdrUnit(ImportedRun &run, HdrLog &log)
{
    constexpr double hourNs = 3600e9;
    QString unit = QStringLiteral("nanoseconds, as is usual");
    for (const auto &[name, length] : {std::pair("microseconds", 1e3), std::pair("milliseconds", 1e6)}) {
        if (static_cast<double>(log.highest) != hourNs / length)
            continue;
        log.unitNs = length;
        unit = QStringLiteral("%1, as its range ends at an hour of these").arg(QLatin1String(name));
    }
    run.addLimit(QStringLiteral("A log of HdrHistogram does not tell its unit: values are taken for %1.").arg(unit));
}

/// Rows without a tag are the whole of a request; of a log that has none such, those with its first tag.
QString stateHdrSeries(ImportedRun &run, const HdrLog &log)
{
    const QByteArray mainTag = log.series.contains(QByteArray()) ? QByteArray() : log.tags.first();
    QStringList leftOut;
    for (const QByteArray &tag : log.tags) {
        const Distribution figures = hdrDistribution(log.series.at(tag), log.unitNs);
        if (figures.count > 0 && !importedTime(figures.max, 1))
            return QStringLiteral("it has times of more than 78 hours");
        const auto stage = std::find_if(allStages.begin(), allStages.end(),
                                        [&tag](Stage one) { return stageName(one) == QLatin1String(tag); });
        if (tag == mainTag) {
            run.stated.latency = figures;
            run.stateCounts(log.series.at(tag).count, 0, log.series.at(tag).count);
        } else if (stage != allStages.end()) {
            run.stated.stages[indexOf(*stage)] = figures;
        } else {
            leftOut.append(QString::fromUtf8(tag.left(40)));
        }
    }
    if (!mainTag.isEmpty())
        run.addLimit(QStringLiteral("All of its rows have tags; the figures are of those with \"%1\".")
                         .arg(QString::fromUtf8(mainTag.left(40))));
    if (!leftOut.isEmpty())
        run.addLimit(QStringLiteral("Not taken are rows with the tags %1.").arg(leftOut.join(QLatin1String(", "))));
    return {};
}

} // namespace

QString importHdrLog(ImportText &text, ImportedRun &run)
{
    run.tool = QStringLiteral("HdrHistogram");
    run.hasMadeUpTimes = true; // whether there are any is not told
    HdrLog log;
    QByteArray line;
    while (text.readLine(line)) {
        line = line.trimmed();
        if (beginsReport(line))
            return secondReport(text);
        if (line.startsWith('#'))
            takeHdrComment(line, log);
        if (line.isEmpty() || line.startsWith('#') || line.startsWith("\"StartTimestamp\""))
            continue;
        if (QString problem = takeHdrRow(line, log); !problem.isEmpty())
            return text.problemHere(problem);
        if (!run.goesOn())
            return readingGivenUp();
    }
    if (!text.problem().isEmpty())
        return text.problem();
    if (log.intervals.empty())
        return QStringLiteral("no request is in it");
    std::sort(log.intervals.begin(), log.intervals.end(), [](const HdrInterval &a, const HdrInterval &b) {
        return a.start != b.start ? a.start < b.start : a.second > b.second;
    });
    const auto isSame = [](const HdrInterval &a, const HdrInterval &b) { return a.start == b.start; }; // of another tag
    log.intervals.erase(std::unique(log.intervals.begin(), log.intervals.end(), isSame), log.intervals.end());
    findHdrUnit(run, log);
    run.addLimit(QStringLiteral("Its figures are worked out from what is counted as one value: a percentile is the "
                                "greatest of these, the mean that of their middles."));
    run.addLimit(QStringLiteral("It tells neither what was asked nor which requests failed, and has no single ones."));
    stateHdrTimes(run, log);
    return stateHdrSeries(run, log);
}

} // namespace fiftyfold
