// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/history/numbercolumn.h"
#include "records/history/requestcolumns.h"
#include "records/history/requestsections.h"

#include <QDataStream>
#include <QIODevice>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QtEndian>

#include <algorithm>
#include <array>

#include <zlib.h>

namespace fiftyfold {

namespace {

/// As qUncompress() takes it. Without a search for what was there before: beyond what is the same again and again,
/// which this finds, there is nothing but chance, and it takes a quarter of the time.
QByteArray packedSection(const QByteArray &bytes)
{
    constexpr int windowBits = 15;
    constexpr int memoryLevel = 9;
    constexpr qsizetype sizeBytes = 4;
    z_stream stream = {};
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, windowBits, memoryLevel, Z_RLE) != Z_OK)
        return qCompress(bytes);
    const auto size = static_cast<uLong>(bytes.size());
    QByteArray packed(sizeBytes + static_cast<qsizetype>(deflateBound(&stream, size)), Qt::Uninitialized);
    qToBigEndian(static_cast<quint32>(size), packed.data());
    stream.next_in = reinterpret_cast<const Bytef *>(bytes.constData());
    stream.avail_in = static_cast<uInt>(size);
    stream.next_out = reinterpret_cast<Bytef *>(packed.data() + sizeBytes);
    stream.avail_out = static_cast<uInt>(packed.size() - sizeBytes);
    deflate(&stream, Z_FINISH); // for which there is room
    packed.resize(sizeBytes + static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

QByteArray compactJson(const QJsonDocument &json)
{
    return json.toJson(QJsonDocument::Compact);
}

template<typename Name>
QJsonArray namesOf(int count, Name nameOf)
{
    QJsonArray names;
    for (int i = 0; i < count; ++i)
        names.append(nameOf(i));
    return names;
}

/// What the numbers of this version mean.
QJsonObject currentNames()
{
    return {
        {QLatin1String("outcome"),
         namesOf(outcomeCount, [](int i) { return QString(outcomeName(static_cast<Outcome>(i))); })},
        {QLatin1String("error"), namesOf(static_cast<int>(errorClassCount),
                                         [](int i) { return QString(errorClassName(static_cast<ErrorClass>(i))); })},
        {QLatin1String("http"),
         namesOf(httpVersionCount, [](int i) { return QString(httpVersionName(static_cast<HttpVersion>(i))); })},
        {QLatin1String("stage"),
         namesOf(static_cast<int>(stageCount), [](int i) { return QString(stageName(static_cast<Stage>(i))); })}};
}

class PartWriter
{
public:
    PartWriter(const RunRecord &record, quint32 first, quint32 end)
        : m_record(record)
        , m_first(first)
        , m_end(end)
    {
    }

    QByteArray write()
    {
        for (quint32 index = m_first; index < m_end; ++index)
            add(index);
        RequestSections sections = {{"names", compactJson(QJsonDocument(currentNames()))},
                                    {"faults", compactJson(QJsonDocument(m_faults))},
                                    {"headers", compactJson(QJsonDocument(m_headers))},
                                    {"outcome", m_outcome.bytes()},
                                    {"error", m_error.bytes()},
                                    {"status", m_status.bytes()},
                                    {"http", m_http.bytes()},
                                    {"reuse", m_reuse.bytes()},
                                    {"retries", m_retries.bytes()},
                                    {"bytes", m_bytes.bytes()},
                                    {"connection", m_connection.bytes()},
                                    {"lane", m_lane.bytes()},
                                    {"stages", m_stages.bytes()},
                                    {"end", m_ends.bytes()},
                                    {"fault", m_fault.bytes()}};
        for (const Stage stage : allStages) {
            sections.insert(stageSection(stageName(stage), "begin"), m_begins[indexOf(stage)].bytes());
            sections.insert(stageSection(stageName(stage), "length"), m_lengths[indexOf(stage)].bytes());
        }
        if (m_first == 0 && !m_record.pageDigest.isEmpty())
            sections.insert("digest", m_record.pageDigest);
        return packed(sections);
    }

private:
    QByteArray packed(const RequestSections &sections) const
    {
        QByteArray part;
        QDataStream stream(&part, QIODevice::WriteOnly);
        stream.setVersion(QDataStream::Qt_6_4);
        stream << requestPartMagic << requestPartVersion << m_first << (m_end - m_first);
        QMap<QByteArray, QByteArray> filled;
        for (auto section = sections.cbegin(); section != sections.cend(); ++section) {
            if (!section->isEmpty())
                filled.insert(section.key(), packedSection(*section));
        }
        stream << filled;
        return part;
    }

    void add(quint32 index)
    {
        const RunRecord &record = m_record;
        m_outcome.add(static_cast<quint64>(record.outcome(index)));
        m_error.add(static_cast<quint64>(record.error(index)));
        m_status.add(record.status(index));
        m_http.add(static_cast<quint64>(record.http(index)));
        m_reuse.add(static_cast<quint64>(record.reuse(index)));
        m_retries.add(record.retries(index));
        addDifference(m_bytes, record.bytes(index), m_lastBytes);
        const std::optional<quint32> connection = record.connection(index); // 0: none
        addDifference(m_connection, connection ? qint64(*connection) + 1 : 0, m_lastConnection);
        const std::optional<quint32> lane = record.lane(index);
        addDifference(m_lane, lane ? qint64(*lane) + 1 : 0, m_lastLane);
        addTimes(index);
        addNotes(index);
    }

    static void addDifference(NumberColumn &column, qint64 value, qint64 &last)
    {
        column.addSigned(value - last);
        last = value;
    }

    /// Stages mostly begin where the one before ended, and requests leave the queue one after the other.
    void addTimes(quint32 index)
    {
        quint64 stages = 0;
        qint64 last = 0;
        for (const Stage stage : allStages) {
            const std::optional<Interval> interval = m_record.stage(index, stage);
            if (!interval)
                continue;
            stages |= quint64(1) << indexOf(stage);
            NumberColumn &begins = m_begins[indexOf(stage)];
            NumberColumn &lengths = m_lengths[indexOf(stage)];
            if (stage == Stage::Queued) {
                addDifference(begins, interval->begin, m_lastQueuedBegin);
                addDifference(lengths, interval->end, m_lastQueuedEnd);
            } else {
                begins.addSigned(interval->begin - last);
                lengths.addSigned(interval->length());
            }
            last = interval->end;
        }
        m_stages.add(stages);
        if (m_record.outcome(index) != Outcome::Pending)
            m_ends.addSigned(m_record.endNs(index).value_or(0) - last);
    }

    void addNotes(quint32 index)
    {
        const Fault &fault = m_record.fault(index);
        if (fault.isNone()) {
            m_fault.add(0);
        } else {
            quint64 &number = m_faultNumbers[fault];
            if (number == 0) {
                QJsonObject object;
                addFault(object, fault);
                m_faults.append(object);
                number = static_cast<quint64>(m_faults.size());
            }
            m_fault.add(number);
        }
        if (const QString headers = m_record.responseHeaders(index); !headers.isEmpty())
            m_headers.append(QJsonArray{qint64(index), headers});
    }

    const RunRecord &m_record;
    const quint32 m_first;
    const quint32 m_end;
    NumberColumn m_outcome, m_error, m_status, m_http, m_reuse, m_retries, m_bytes, m_connection, m_lane, m_stages,
        m_ends, m_fault;
    std::array<NumberColumn, stageCount> m_begins, m_lengths;
    qint64 m_lastBytes = 0;
    qint64 m_lastConnection = 0;
    qint64 m_lastLane = 0;
    qint64 m_lastQueuedBegin = 0;
    qint64 m_lastQueuedEnd = 0;
    QHash<Fault, quint64> m_faultNumbers; ///< From 1.
    QJsonArray m_faults;
    QJsonArray m_headers;
};

} // namespace

std::vector<QByteArray> packedRequests(const RunRecord &record)
{
    std::vector<QByteArray> parts;
    for (quint32 first = 0; first < record.requestCount(); first += requestsAPart)
        parts.push_back(PartWriter(record, first, std::min(first + requestsAPart, record.requestCount())).write());
    return parts;
}

} // namespace fiftyfold
