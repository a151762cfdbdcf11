// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/histogram/runhistogramwriter.h"

#include "core/run/environment.h"
#include "records/base/recordorder.h"
#include "records/base/textoutput.h"
#include "records/histogram/hdrhistogram.h"

#include <QLocale>

#include <algorithm>
#include <span>

namespace fiftyfold {

namespace {

constexpr qint64 second = 1'000'000'000;

/// Three places, always with a point, as those who read it by fixed forms want it.
QByteArray thousandths(qint64 number)
{
    return QByteArray::number(static_cast<double>(number) / 1e3, 'f', 3);
}

void appendHead(TextOutput &output, const RunRecord &record)
{
    const QDateTime start = record.startedAt.toUTC();
    output.append("#[written by Fiftyfold " + programVersion().toLatin1() + "]\n");
    output.append("#[Histogram log format version 1.3]\n");
    if (start.isValid())
        output.append("#[StartTime: " + thousandths(start.toMSecsSinceEpoch()) + " (seconds since epoch), " +
                      QLocale::c().toString(start, QStringLiteral("ddd MMM dd HH:mm:ss")).toLatin1() + " UTC " +
                      QByteArray::number(start.date().year()) + "]\n");
    output.append("#[Values are ns, of requests that are done; Interval_Max is in ms]\n");
    output.append("\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"\n");
}

/// A second of the run, and who was done in it.
struct LogInterval {
    qint64 begin = 0;
    qint64 length = 0;
    std::span<const quint32> requests;
};

template<typename TimeOf>
void appendRow(TextOutput &output, const LogInterval &interval, const QByteArray &tag, HdrHistogram &histogram,
               TimeOf timeOf)
{
    histogram.clear();
    for (const quint32 index : interval.requests) {
        if (const std::optional<qint64> time = timeOf(index))
            histogram.add(*time);
    }
    if (histogram.count() == 0)
        return;
    if (!tag.isEmpty())
        output.append("Tag=" + tag + ',');
    constexpr qint64 millisecond = 1'000'000;
    output.append(thousandths(interval.begin / millisecond) + ',' + thousandths(interval.length / millisecond) + ',' +
                  QByteArray::number(static_cast<double>(histogram.max()) / millisecond, 'f', 6) + ',');
    output.append(histogram.encoded());
    output.append('\n');
}

void appendInterval(TextOutput &output, const RunRecord &record, const LogInterval &interval, HdrHistogram &histogram)
{
    appendRow(output, interval, {}, histogram, [&record](quint32 index) { return record.responseNs(index); });
    if (record.plan().isOpen())
        appendRow(output, interval, "service", histogram, [&record](quint32 index) { return record.latencyNs(index); });
    for (const Stage stage : allStages) {
        const QLatin1String name = stageName(stage);
        appendRow(output, interval, QByteArray(name.data(), name.size()), histogram,
                  [&record, stage](quint32 index) -> std::optional<qint64> {
                      const std::optional<Interval> one = record.stage(index, stage);
                      return one ? std::optional(one->length()) : std::nullopt;
                  });
    }
}

} // namespace

QString writeRunHistogram(QIODevice &device, const RunRecord &record)
{
    TextOutput output(device);
    appendHead(output, record);
    const std::vector<quint32> order = doneByEnd(record);
    HdrHistogram histogram;
    for (auto from = order.begin(); from != order.end();) {
        const qint64 number = *record.endNs(*from) / second;
        auto to = from;
        while (to != order.end() && *record.endNs(*to) / second == number)
            ++to;
        const qint64 begin = number * second;
        const qint64 length = std::clamp<qint64>(record.elapsedNs - begin, 0, second); // a file may tell of any time
        appendInterval(output, record, {begin, length, {from, to}}, histogram);
        from = to;
    }
    return output.finish();
}

} // namespace fiftyfold
