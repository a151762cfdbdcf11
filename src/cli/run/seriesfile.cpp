// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run/seriesfile.h"

#include "core/run/runrecorder.h"
#include "records/base/jsonwriter.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace fiftyfold {

namespace {

constexpr qint64 interval = 1'000'000'000;

void writeTime(JsonWriter &json, QLatin1String key, std::optional<qint64> nanoseconds)
{
    if (!nanoseconds)
        return;
    json.key(key);
    json.millionths(*nanoseconds);
}

void writeRate(JsonWriter &json, QLatin1String key, double perSecond)
{
    constexpr double millionthsOfOne = 1e6;
    json.key(key);
    json.millionths(std::llround(perSecond * millionthsOfOne));
}

} // namespace

QString SeriesFile::open(const QString &path)
{
    if (path.isEmpty())
        return {};
    m_nextAt = interval;
    m_file = std::make_unique<OutputFile>(path, OutputFile::Appears::Growing);
    return m_file->open();
}

void SeriesFile::take(const FactBatch &batch, const RunRecord &record, const RunTally &tally, qint64 nowNs)
{
    if (!m_file)
        return;
    m_series.take(batch, record);
    if (nowNs < m_nextAt)
        return;
    m_nextAt += interval * ((nowNs - m_nextAt) / interval + 1); // by the clock, whatever this one was late by
    write(m_series.pointAt(nowNs, tally));
}

void SeriesFile::finish(const RunTally &tally, qint64 elapsedNs, WrittenFiles &files)
{
    if (!m_file)
        return;
    const SeriesPoint last = m_series.pointAt(std::max(elapsedNs, m_series.lastAt()), tally);
    const bool isTold = m_told && m_told->at == last.at && m_told->done == last.done && m_told->failed == last.failed;
    if (!isTold)
        write(last);
    files.commit(*m_file, m_problem);
}

void SeriesFile::write(const SeriesPoint &point)
{
    m_told = point;
    if (!m_problem.isEmpty())
        return;
    TextOutput output(m_file->device());
    JsonWriter json(output);
    json.beginObject();
    writeTime(json, "t_ms"_key, point.at);
    for (const auto &[key, count] : {std::pair("done"_key, point.done), std::pair("failed"_key, point.failed),
                                     std::pair("in_flight"_key, point.inFlight)}) {
        json.key(key);
        json.number(count);
    }
    writeRate(json, "rate"_key, point.doneRate);
    writeRate(json, "sent_rate"_key, point.sentRate);
    writeTime(json, "p50_ms"_key, point.p50);
    writeTime(json, "p95_ms"_key, point.p95);
    writeTime(json, "p99_ms"_key, point.p99);
    writeTime(json, "lag_ms"_key, point.lagP99);
    json.endObject();
    output.append('\n');
    m_problem = output.finish();
}

} // namespace fiftyfold
