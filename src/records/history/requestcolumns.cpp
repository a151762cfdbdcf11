// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/history/requestcolumns.h"

#include "records/history/numbercolumn.h"
#include "records/history/packedbytes.h"
#include "records/history/requestsections.h"

#include <QDataStream>
#include <QIODevice>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace fiftyfold {

namespace {

constexpr qint64 farthestNs = (qint64(1) << 48) - 1;                 ///< As far as a record has times.
constexpr qint64 widestNumber = std::numeric_limits<quint32>::max(); ///< Likewise.

/// The numbers of the writer's version as values of ours; -1 of what this version does not know.
template<typename Name>
std::vector<int> translated(const QJsonArray &names, int count, Name nameOf)
{
    std::vector<int> values;
    for (const QJsonValue name : names) {
        int found = -1;
        for (int i = 0; i < count; ++i) {
            if (name.toString() == nameOf(i))
                found = i;
        }
        values.push_back(found);
    }
    return values;
}

class PartReader
{
public:
    explicit PartReader(RunRecorder &recorder)
        : m_recorder(recorder)
    {
    }

    /// Empty, or what is wrong.
    QString read(const QByteArray &part)
    {
        QDataStream stream(part);
        stream.setVersion(QDataStream::Qt_6_4);
        quint32 sign = 0;
        quint8 version = 0;
        stream >> sign >> version >> m_first >> m_count;
        if (sign != requestPartMagic || version != requestPartVersion || m_count > requestsAPart)
            return QStringLiteral("its requests are in a form that this version does not know");
        stream >> m_sections;
        if (stream.status() != QDataStream::Ok || quint64(m_first) + m_count > m_recorder.record()->plan().requests)
            return broken();
        readNames();
        readFaults();
        openColumns();
        return m_isBroken ? broken() : tell();
    }

private:
    static QString broken() { return QStringLiteral("its requests are damaged"); }

    /// Empty where there is none. No more memory than such a one can need, whatever it says of itself.
    QByteArray section(const QByteArray &name, quint32 most)
    {
        const auto packed = m_sections.constFind(name);
        if (packed == m_sections.cend())
            return {};
        const std::optional<QByteArray> bytes = unpackedBytes(*packed, most);
        m_isBroken = m_isBroken || !bytes;
        return bytes.value_or(QByteArray());
    }

    QByteArray textOf(const char *name)
    {
        constexpr quint32 mostOfText = 64U << 20;
        return section(name, mostOfText);
    }

    NumberReader columnOf(const QByteArray &name)
    {
        constexpr quint32 headBytes = NumberColumn::headBytes;
        constexpr quint32 mostOfNumber = 8;
        return NumberReader(section(name, mostOfNumber * m_count + headBytes));
    }

    void readNames()
    {
        const QJsonObject names = QJsonDocument::fromJson(textOf("names")).object();
        m_outcomes = translated(names.value(QLatin1String("outcome")).toArray(), outcomeCount,
                                [](int i) { return outcomeName(static_cast<Outcome>(i)); });
        m_errors = translated(names.value(QLatin1String("error")).toArray(), static_cast<int>(errorClassCount),
                              [](int i) { return errorClassName(static_cast<ErrorClass>(i)); });
        m_https = translated(names.value(QLatin1String("http")).toArray(), httpVersionCount,
                             [](int i) { return httpVersionName(static_cast<HttpVersion>(i)); });
        const QJsonArray stages = names.value(QLatin1String("stage")).toArray();
        m_stageOf =
            translated(stages, static_cast<int>(stageCount), [](int i) { return stageName(static_cast<Stage>(i)); });
        if (stages.size() > std::numeric_limits<quint64>::digits) { // a bit of a number each
            m_isBroken = true;
            return;
        }
        for (const QJsonValue stage : stages) {
            m_begins.push_back(columnOf(stageSection(stage.toString(), "begin")));
            m_lengths.push_back(columnOf(stageSection(stage.toString(), "length")));
        }
    }

    void readFaults()
    {
        const QJsonArray faults = QJsonDocument::fromJson(textOf("faults")).array();
        for (const QJsonValue fault : faults) {
            const QJsonObject object = fault.toObject();
            const QString name = object.value(QLatin1String("class")).toString();
            ErrorClass error = ErrorClass::Worker;
            for (std::size_t i = 0; i < errorClassCount; ++i) {
                if (name == errorClassName(static_cast<ErrorClass>(i)))
                    error = static_cast<ErrorClass>(i);
            }
            m_faults.push_back(faultFrom(object, error));
        }
    }

    void openColumns()
    {
        for (const auto &[column, name] :
             {std::pair(&m_outcome, "outcome"), std::pair(&m_error, "error"), std::pair(&m_status, "status"),
              std::pair(&m_http, "http"), std::pair(&m_reuse, "reuse"), std::pair(&m_retries, "retries"),
              std::pair(&m_bytes, "bytes"), std::pair(&m_connection, "connection"), std::pair(&m_lane, "lane"),
              std::pair(&m_stages, "stages"), std::pair(&m_ends, "end"), std::pair(&m_fault, "fault")})
            *column = columnOf(name);
    }

    QString tell()
    {
        constexpr quint32 requestsABatch = 4096;
        FactBatch batch;
        batch.runId = m_recorder.runId();
        for (quint32 i = 0; i < m_count; ++i) {
            addRequest(batch, m_first + i);
            if (m_isBroken || isAnyBroken())
                return broken();
            if (i % requestsABatch == requestsABatch - 1 || i + 1 == m_count) {
                m_recorder.apply(batch);
                batch.facts.clear();
                batch.notes.clear();
            }
        }
        addTexts(batch);
        if (m_isBroken)
            return broken();
        m_recorder.apply(batch);
        return {};
    }

    void addTexts(FactBatch &batch)
    {
        const QJsonArray all = QJsonDocument::fromJson(textOf("headers")).array();
        for (const QJsonValue headers : all) {
            const qint64 request = headers[0].toInteger(-1);
            if (request < m_first || request >= qint64(m_first) + m_count)
                m_isBroken = true;
            else
                batch.notes.push_back(
                    {static_cast<quint32>(request), Note::Kind::ResponseHeaders, headers[1].toString(), Fault()});
        }
        if (const QByteArray digest = textOf("digest"); !digest.isEmpty())
            batch.notes.push_back({m_first, Note::Kind::PageDigest, QString::fromLatin1(digest), Fault()});
    }

    quint64 upTo(quint64 most, NumberReader &column)
    {
        const quint64 number = column.next();
        m_isBroken = m_isBroken || number > most;
        return number;
    }

    /// What is by so much behind `base`, from nought to `most`.
    qint64 behind(qint64 base, qint64 difference, qint64 most)
    {
        if (difference < -base || difference > most - base) {
            m_isBroken = true;
            return 0;
        }
        return base + difference;
    }

    bool isAnyBroken() const
    {
        return std::any_of(std::begin(m_columns), std::end(m_columns),
                           [](const NumberReader *column) { return column->isBroken(); });
    }

    template<typename Value>
    Value valueOf(const std::vector<int> &values, quint64 number, Value otherwise)
    {
        if (number >= values.size()) {
            m_isBroken = true;
            return otherwise;
        }
        const int value = values[number];
        return value < 0 ? otherwise : static_cast<Value>(value);
    }

    void addRequest(FactBatch &batch, quint32 index)
    {
        Fact fact;
        fact.request = index;
        const auto outcome = valueOf<Outcome>(m_outcomes, m_outcome.next(), Outcome::Failed);
        const auto error = valueOf<ErrorClass>(m_errors, m_error.next(), ErrorClass::Worker);
        fact.status = static_cast<quint16>(upTo(std::numeric_limits<quint16>::max(), m_status));
        fact.http = valueOf<HttpVersion>(m_https, m_http.next(), HttpVersion::Unknown);
        fact.reuse = static_cast<Fact::Reuse>(upTo(2, m_reuse));
        fact.retries = static_cast<quint8>(upTo(std::numeric_limits<quint8>::max(), m_retries));
        m_lastBytes = behind(m_lastBytes, m_bytes.nextSigned(), widestNumber);
        m_lastConnection = behind(m_lastConnection, m_connection.nextSigned(), widestNumber);
        m_lastLane = behind(m_lastLane, m_lane.nextSigned(), widestNumber);
        const qint64 last = addStages(batch, fact);
        fact.kind = Fact::Kind::Replied;
        fact.at = 0;
        fact.value = m_lastConnection - 1;
        batch.facts.push_back(fact);
        if (const quint64 fault = m_fault.next(); fault > m_faults.size())
            m_isBroken = true;
        else if (fault > 0)
            batch.notes.push_back({index, Note::Kind::Failure, {}, m_faults[fault - 1]});
        if (outcome == Outcome::Pending)
            return;
        fact.kind = Fact::Kind::Finished;
        fact.at = behind(last, m_ends.nextSigned(), farthestNs);
        fact.value = m_lastBytes;
        fact.outcome = outcome;
        fact.error = error;
        batch.facts.push_back(fact);
    }

    /// The end of the last one.
    qint64 addStages(FactBatch &batch, Fact fact)
    {
        fact.kind = Fact::Kind::Ended;
        qint64 last = 0;
        quint64 stages = m_stages.next();
        for (std::size_t i = 0; stages != 0; ++i, stages >>= 1) {
            if ((stages & 1) == 0)
                continue;
            if (i >= m_begins.size()) {
                m_isBroken = true;
                return last;
            }
            const int stage = m_stageOf[i];
            fact.stage = static_cast<Stage>(std::max(stage, 0));
            if (stage == static_cast<int>(Stage::Queued)) {
                fact.begin = m_lastQueuedBegin = behind(m_lastQueuedBegin, m_begins[i].nextSigned(), farthestNs);
                fact.at = m_lastQueuedEnd = behind(m_lastQueuedEnd, m_lengths[i].nextSigned(), farthestNs);
                fact.value = m_lastLane - 1;
            } else {
                fact.begin = behind(last, m_begins[i].nextSigned(), farthestNs);
                fact.at = behind(fact.begin, m_lengths[i].nextSigned(), farthestNs);
                fact.value = -1;
            }
            m_isBroken = m_isBroken || m_begins[i].isBroken() || m_lengths[i].isBroken();
            last = fact.at;
            if (stage >= 0)
                batch.facts.push_back(fact);
        }
        return last;
    }

    RunRecorder &m_recorder;
    quint32 m_first = 0;
    quint32 m_count = 0;
    QMap<QByteArray, QByteArray> m_sections; ///< Packed: which this version does not know stay so.
    std::vector<int> m_outcomes, m_errors, m_https, m_stageOf;
    std::vector<NumberReader> m_begins, m_lengths;
    std::vector<Fault> m_faults;
    NumberReader m_outcome, m_error, m_status, m_http, m_reuse, m_retries, m_bytes, m_connection, m_lane, m_stages,
        m_ends, m_fault;
    const std::array<const NumberReader *, 12> m_columns = {&m_outcome, &m_error,   &m_status, &m_http,
                                                            &m_reuse,   &m_retries, &m_bytes,  &m_connection,
                                                            &m_lane,    &m_stages,  &m_ends,   &m_fault};
    qint64 m_lastBytes = 0;
    qint64 m_lastConnection = 0;
    qint64 m_lastLane = 0;
    qint64 m_lastQueuedBegin = 0;
    qint64 m_lastQueuedEnd = 0;
    bool m_isBroken = false;
};

} // namespace

QString tellPackedRequests(const std::vector<QByteArray> &parts, RunRecorder &recorder, const ReadingGoesOn &goesOn)
{
    qint64 read = 0;
    for (const QByteArray &part : parts) {
        if (goesOn && !goesOn(read))
            return QStringLiteral("reading it was given up");
        if (QString problem = PartReader(recorder).read(part); !problem.isEmpty())
            return problem;
        read += part.size();
    }
    const quint32 told = recorder.tally().finished();
    const quint32 all = recorder.record()->plan().requests;
    return told == all ? QString() : QStringLiteral("its requests are damaged: there are %1 of %2").arg(told).arg(all);
}

} // namespace fiftyfold
