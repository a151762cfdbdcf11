// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/csv/runcsvwriter.h"

#include "records/base/textoutput.h"
#include "records/csv/csvtext.h"

namespace fiftyfold {

namespace {

constexpr char header[] =
    "index,lane,outcome,start_ms,end_ms,queued_ms,dns_ms,connect_ms,tls_ms,send_ms,wait_ms,"
    "receive_ms,wrap_ms,save_ms,delete_ms,status,bytes,http,connection,reused,retries,error,due_ms,target\r\n";

// All other fields hold numbers and fixed names only: none can contain what RFC 4180 would have quoted.
void appendName(TextOutput &output, QLatin1String name)
{
    output.append(QByteArrayView(name.data(), name.size()));
}

void appendTime(TextOutput &output, std::optional<qint64> nanoseconds)
{
    output.append(',');
    if (nanoseconds)
        output.appendMillionths(*nanoseconds);
}

void appendCount(TextOutput &output, std::optional<quint32> count)
{
    output.append(',');
    if (count)
        output.appendNumber(*count);
}

void appendRequest(TextOutput &output, const RunRecord &record, quint32 index)
{
    output.appendNumber(index);
    appendCount(output, record.lane(index));
    output.append(',');
    appendName(output, outcomeName(record.outcome(index)));
    appendTime(output, record.startNs(index));
    appendTime(output, record.endNs(index));
    for (const Stage stage : allStages) {
        const std::optional<Interval> interval = record.stage(index, stage);
        appendTime(output, interval ? std::optional(interval->length()) : std::nullopt);
    }
    const bool hasReply = record.status(index) != 0;
    appendCount(output, hasReply ? std::optional<quint32>(record.status(index)) : std::nullopt);
    const quint32 bytes = record.bytes(index); // another program may tell some of no status
    appendCount(output, hasReply || bytes > 0 ? std::optional<quint32>(bytes) : std::nullopt);
    output.append(',');
    appendName(output, httpVersionName(record.http(index)));
    appendCount(output, record.connection(index));
    output.append(',');
    if (record.reuse(index) != Fact::Reuse::Unknown)
        output.append(record.reuse(index) == Fact::Reuse::Reused ? "true" : "false");
    appendCount(output, record.retries(index));
    output.append(',');
    appendName(output, errorClassName(record.error(index)));
    appendTime(output, record.dueNs(index));
    output.append(',');
    if (const std::optional<quint32> target = record.target(index))
        appendCsvText(output, record.plan().targetNames.value(*target));
    output.append("\r\n");
}

} // namespace

QString writeRunCsv(QIODevice &device, const RunRecord &record)
{
    TextOutput output(device);
    output.append(header);
    for (quint32 index = 0; index < record.requestCount(); ++index)
        appendRequest(output, record, index);
    return output.finish();
}

QString writeRunCsv(QIODevice &device, const RunRecord &record, std::span<const quint32> requests, bool hasHeader)
{
    TextOutput output(device);
    if (hasHeader)
        output.append(header);
    for (const quint32 index : requests)
        appendRequest(output, record, index);
    return output.finish();
}

} // namespace fiftyfold
