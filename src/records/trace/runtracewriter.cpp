// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/trace/runtracewriter.h"

#include "records/base/jsonwriter.h"
#include "records/base/recordorder.h"

#include <algorithm>
#include <functional>
#include <set>

namespace fiftyfold {

namespace {

constexpr qint64 millisecond = 1'000'000;
constexpr qint64 second = 1'000'000'000;

class TraceWriter
{
public:
    TraceWriter(JsonWriter &json, const RunRecord &record)
        : m_json(json)
        , m_record(record)
        , m_order(requestsByStart(record))
    {
        const auto neverBegan = std::find_if(m_order.begin(), m_order.end(),
                                             [&record](quint32 index) { return !record.startNs(index).has_value(); });
        m_order.erase(neverBegan, m_order.end());
        surveyLanes();
    }

    void writeAll()
    {
        writeNames();
        for (const quint32 index : m_order)
            writeRequest(index);
        writeCounters();
        if (m_record.isStopped)
            writeStop();
    }

private:
    /// Its lane's place among those that there are: what a file says may be any number.
    std::size_t trackOf(quint32 index) const
    {
        const auto lane = std::lower_bound(m_lanes.begin(), m_lanes.end(), m_record.lane(index).value_or(0));
        return static_cast<std::size_t>(lane - m_lanes.begin());
    }
    qint64 endOf(quint32 index) const
    {
        return std::max(*m_record.startNs(index), m_record.endNs(index).value_or(m_record.elapsedNs));
    }

    /// Which there are, and whether each has one request at a time.
    void surveyLanes()
    {
        std::set<quint32> lanes;
        for (const quint32 index : m_order)
            lanes.insert(m_record.lane(index).value_or(0));
        m_lanes.assign(lanes.begin(), lanes.end());
        std::vector<qint64> busyUntil(m_lanes.size());
        for (const quint32 index : m_order) {
            qint64 &until = busyUntil[trackOf(index)];
            m_overlap = m_overlap || *m_record.startNs(index) < until;
            until = std::max(until, endOf(index));
        }
    }

    /// An event up to what only its kind has; its object is still open.
    void beginEvent(QLatin1String kind, const QString &name)
    {
        m_json.onNewLine();
        m_json.beginObject();
        m_json.key("ph"_key);
        m_json.string(kind);
        m_json.number("pid"_key, 1);
        m_json.key("name"_key);
        m_json.string(name);
    }

    void time(QLatin1String key, qint64 nanoseconds)
    {
        m_json.key(key);
        m_json.millionths(nanoseconds * 1000); // in microseconds, of which nothing is rounded
    }

    void writeName(QLatin1String what, quint32 track, const QString &name)
    {
        beginEvent("M"_key, what);
        if (track > 0)
            m_json.number("tid"_key, track);
        m_json.key("args"_key);
        m_json.beginObject();
        m_json.key("name"_key);
        m_json.string(name);
        m_json.endObject();
        m_json.endObject();
    }

    void writeNames()
    {
        const QString by = m_record.imported ? m_record.imported->tool : m_record.plan().strategy;
        writeName("process_name"_key, 0,
                  QStringLiteral("Fiftyfold: %1, %2 requests").arg(by).arg(m_record.requestCount()));
        for (std::size_t track = 0; track < m_lanes.size(); ++track) {
            writeName("thread_name"_key, static_cast<quint32>(track + 1),
                      QStringLiteral("lane %1").arg(m_lanes[track]));
            beginEvent("M"_key, QStringLiteral("thread_sort_index"));
            m_json.number("tid"_key, static_cast<qint64>(track + 1));
            m_json.key("args"_key);
            m_json.beginObject();
            m_json.number("sort_index"_key, static_cast<qint64>(track));
            m_json.endObject();
            m_json.endObject();
        }
    }

    using Arguments = std::function<void()>;

    void writeSlice(quint32 index, QLatin1String category, const QString &name, Interval interval,
                    const Arguments &arguments = {})
    {
        if (m_overlap || category == "queued"_key) {
            writeEnd("b"_key, index, category, name, interval.begin, arguments);
            writeEnd("e"_key, index, category, name, interval.end, {});
            return;
        }
        beginEvent("X"_key, name);
        m_json.number("tid"_key, static_cast<qint64>(trackOf(index) + 1));
        time("ts"_key, interval.begin);
        time("dur"_key, interval.length());
        finishSlice(category, arguments);
    }

    /// One end of an asynchronous slice.
    void writeEnd(QLatin1String kind, quint32 index, QLatin1String category, const QString &name, qint64 at,
                  const Arguments &arguments)
    {
        beginEvent(kind, name);
        m_json.number("tid"_key, static_cast<qint64>(trackOf(index) + 1));
        m_json.key("id"_key);
        m_json.string(QStringLiteral("0x") + QString::number(index, 16));
        time("ts"_key, at);
        finishSlice(category, arguments);
    }

    void finishSlice(QLatin1String category, const Arguments &arguments)
    {
        m_json.key("cat"_key);
        m_json.string(category);
        if (arguments) {
            m_json.key("args"_key);
            m_json.beginObject();
            arguments();
            m_json.endObject();
        }
        m_json.endObject();
    }

    void writeOutcome(quint32 index)
    {
        m_json.key("outcome"_key);
        m_json.string(outcomeName(m_record.outcome(index)));
        if (m_record.status(index) != 0) {
            m_json.number("status"_key, m_record.status(index));
            m_json.number("bytes"_key, m_record.bytes(index));
        }
        if (const std::optional<quint32> connection = m_record.connection(index))
            m_json.number("connection"_key, *connection);
        if (m_record.error(index) != ErrorClass::None) {
            m_json.key("error"_key);
            m_json.string(errorClassName(m_record.error(index)));
        }
        if (const QString message = m_record.errorMessage(index); !message.isEmpty()) {
            m_json.key("message"_key);
            m_json.string(message);
        }
    }

    void writeRequest(quint32 index)
    {
        const Interval whole{*m_record.startNs(index), endOf(index)};
        if (const std::optional<qint64> due = m_record.dueNs(index)) // of a closed load all queue from the beginning
            writeSlice(index, "queued"_key, QStringLiteral("queued"), {std::min(*due, whole.begin), whole.begin});
        // Ends of asynchronous slices that nest have to come last in, first out.
        const QString name = QStringLiteral("request %1").arg(index);
        const Arguments outcome = [this, index] { writeOutcome(index); };
        if (m_overlap)
            writeEnd("b"_key, index, "request"_key, name, whole.begin, outcome);
        else
            writeSlice(index, "request"_key, name, whole, outcome);
        qint64 free = whole.begin;
        for (const Stage stage : allStages) {
            const std::optional<Interval> interval = m_record.stage(index, stage);
            if (!interval || stage == Stage::Queued)
                continue;
            const qint64 begin =
                std::clamp(interval->begin, free, whole.end); // clocks of others may differ by a little
            const qint64 end = std::clamp(interval->end, begin, whole.end);
            writeSlice(index, m_overlap ? "request"_key : "stage"_key, stageName(stage), {begin, end});
            free = end;
        }
        if (m_overlap)
            writeEnd("e"_key, index, "request"_key, name, whole.end, {});
    }

    void writeCounter(qint64 at, const QString &name, double value)
    {
        beginEvent("C"_key, name);
        time("ts"_key, at);
        m_json.key("args"_key);
        m_json.beginObject();
        m_json.decimal("requests"_key, value);
        m_json.endObject();
        m_json.endObject();
    }

    void writeCounters()
    {
        constexpr qint64 mostSteps = 10'000; // of a run of days, which another tool's file may tell of
        const qint64 step = std::max(std::clamp(m_record.elapsedNs / 100, millisecond, 100 * millisecond),
                                     m_record.elapsedNs / mostSteps);
        const auto slotOf = [step](qint64 at) { return static_cast<std::size_t>(at / step); };
        struct Slot {
            qint64 change = 0; ///< Of what is in flight at its end.
            quint32 done = 0;
        };
        std::vector<Slot> all(slotOf(m_record.elapsedNs) + 2);
        for (const quint32 index : m_order) {
            ++all[std::min(slotOf(*m_record.startNs(index)), all.size() - 1)].change;
            Slot &last = all[std::min(slotOf(endOf(index)), all.size() - 1)];
            --last.change;
            last.done += m_record.outcome(index) == Outcome::Done ? 1U : 0U;
        }
        qint64 inFlight = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            inFlight += all[i].change;
            const qint64 at = static_cast<qint64>(i) * step;
            writeCounter(at + step, QStringLiteral("in flight"), static_cast<double>(inFlight));
            writeCounter(at, QStringLiteral("requests/s"),
                         static_cast<double>(all[i].done) * static_cast<double>(second) / static_cast<double>(step));
        }
    }

    void writeStop()
    {
        beginEvent("i"_key, QStringLiteral("stopped"));
        m_json.number("tid"_key, 1);
        time("ts"_key, m_record.elapsedNs);
        m_json.key("s"_key);
        m_json.string("g"_key);
        m_json.endObject();
    }

    JsonWriter &m_json;
    const RunRecord &m_record;
    std::vector<quint32> m_order; ///< Those that began.
    std::vector<quint32> m_lanes; ///< In order, each once; one has a track.
    bool m_overlap = false;
};

} // namespace

QString writeRunTrace(QIODevice &device, const RunRecord &record)
{
    TextOutput output(device);
    JsonWriter json(output);
    json.beginObject();
    json.key("displayTimeUnit"_key);
    json.string("ms"_key);
    json.key("otherData"_key);
    json.beginObject();
    if (record.startedAt.isValid()) {
        json.key("started_at"_key);
        json.string(record.startedAt.toUTC().toString(Qt::ISODateWithMs));
    }
    json.stringsIfAny("notices"_key, record.allNotices());
    json.endObject();
    json.key("traceEvents"_key);
    json.beginArray();
    TraceWriter(json, record).writeAll();
    json.endArray();
    json.endObject();
    output.append('\n');
    return output.finish();
}

} // namespace fiftyfold
