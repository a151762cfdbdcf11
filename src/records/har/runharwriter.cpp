// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/har/runharwriter.h"

#include "core/plan/headerfields.h"
#include "core/run/environment.h"
#include "core/text/redaction.h"
#include "records/base/jsonwriter.h"
#include "records/base/recordorder.h"

#include <QBuffer>
#include <QHash>

#include <algorithm>
#include <array>

namespace fiftyfold {

namespace {

/// Longer ones would be repeated in each entry.
constexpr qsizetype longestBody = qsizetype(64) * 1024;

QString httpVersionText(HttpVersion version)
{
    switch (version) {
    case HttpVersion::Http10:
        return QStringLiteral("HTTP/1.0");
    case HttpVersion::Http11:
        return QStringLiteral("HTTP/1.1");
    case HttpVersion::Http2:
        return QStringLiteral("HTTP/2.0");
    case HttpVersion::Unknown:
        break;
    }
    return {};
}

struct AskedRequest {
    QString method;
    QString url;
};

class HarWriter
{
public:
    HarWriter(JsonWriter &json, const RunRecord &record, HarSecrets secrets)
        : m_json(json)
        , m_record(record)
        , m_keepsSecrets(secrets == HarSecrets::Kept)
    {
    }

    void writeEntry(quint32 index)
    {
        m_json.onNewLine();
        m_json.beginObject();
        const Timings timings = timingsOf(index);
        text("startedDateTime"_key, instant(timings.start));
        m_json.key("time"_key);
        m_json.millionths(timings.time());
        m_json.key("request"_key);
        m_json.written(requestOf(index));
        m_json.key("response"_key);
        writeResponse(index);
        m_json.key("cache"_key);
        m_json.beginObject();
        m_json.endObject();
        m_json.key("timings"_key);
        writeTimings(timings);
        if (const std::optional<quint32> connection = m_record.connection(index))
            text("connection"_key, QString::number(*connection));
        text("_resourceType"_key, QStringLiteral("fetch"));
        writeOwn(index);
        m_json.endObject();
    }

private:
    /// Nanoseconds; nothing of what did not happen.
    struct Timings {
        qint64 start = 0;
        std::optional<qint64> blocked, dns, connect, tls;
        qint64 send = 0;
        qint64 wait = 0;
        qint64 receive = 0;
        /// HAR counts TLS as a part of connecting.
        std::optional<qint64> connectWithTls() const
        {
            return connect || tls ? std::optional(connect.value_or(0) + tls.value_or(0)) : std::nullopt;
        }
        qint64 time() const
        {
            return blocked.value_or(0) + dns.value_or(0) + connectWithTls().value_or(0) + send + wait + receive;
        }
    };

    std::optional<qint64> lengthOf(quint32 index, Stage stage) const
    {
        const std::optional<Interval> interval = m_record.stage(index, stage);
        return interval ? std::optional(interval->length()) : std::nullopt;
    }

    static constexpr std::array network{Stage::Dns,  Stage::Connect, Stage::Tls,
                                        Stage::Send, Stage::Wait,    Stage::Receive};

    bool hasStages(quint32 index) const
    {
        return std::any_of(network.begin(), network.end(),
                           [&](Stage stage) { return m_record.stage(index, stage).has_value(); });
    }

    Timings timingsOf(quint32 index) const
    {
        Timings timings;
        const std::optional<qint64> began = m_record.startNs(index);
        const std::optional<qint64> due = m_record.dueNs(index);
        timings.start = due.value_or(began.value_or(m_record.endNs(index).value_or(m_record.elapsedNs)));
        qint64 blocked = began && due ? *began - *due : 0;
        for (const Stage stage : network) {
            const std::optional<Interval> first = m_record.stage(index, stage);
            if (!first)
                continue;
            blocked += began ? first->begin - *began : 0;
            break;
        }
        if (blocked > 0)
            timings.blocked = blocked;
        timings.dns = lengthOf(index, Stage::Dns);
        timings.connect = lengthOf(index, Stage::Connect);
        timings.tls = lengthOf(index, Stage::Tls);
        timings.send = lengthOf(index, Stage::Send).value_or(0);
        timings.wait = lengthOf(index, Stage::Wait).value_or(0);
        timings.receive = lengthOf(index, Stage::Receive).value_or(0);
        const std::optional<qint64> ended = m_record.endNs(index);
        if (began && ended && !hasStages(index)) // of another program, which tells none
            timings.wait = std::max<qint64>(0, *ended - *began);
        return timings;
    }

    /// UTC, with microseconds.
    QString instant(qint64 nanoseconds) const
    {
        const qint64 start = m_record.startedAt.isValid() ? m_record.startedAt.toMSecsSinceEpoch() : 0;
        const qint64 microseconds = start * 1000 + nanoseconds / 1000;
        const qint64 seconds = microseconds / 1'000'000;
        if (seconds != m_second || m_secondText.isEmpty()) {
            m_second = seconds;
            m_secondText =
                QDateTime::fromSecsSinceEpoch(seconds).toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss"));
        }
        return m_secondText + QStringLiteral(".%1Z").arg(microseconds % 1'000'000, 6, 10, QLatin1Char('0'));
    }

    void text(QLatin1String key, const QString &value)
    {
        m_json.key(key);
        m_json.string(value);
    }

    AskedRequest askedBy(std::optional<quint32> target) const
    {
        const RunPlan &plan = m_record.plan();
        if (!target)
            return {QString::fromLatin1(plan.method), m_keepsSecrets ? plan.url.toString() : redactedUrl(plan.url)};
        const QString name = plan.targetNames.value(*target); // without secrets, whatever is asked for
        return {name.section(QLatin1Char(' '), 0, 0), name.section(QLatin1Char(' '), 1)};
    }

    /// Made once for all that asked the same.
    const QByteArray &requestOf(quint32 index)
    {
        const std::optional<quint32> target = m_record.target(index);
        const quint64 key = (quint64(target.value_or(0)) << 8U) | static_cast<quint64>(m_record.http(index));
        auto found = m_requests.find(key);
        if (found == m_requests.end())
            found = m_requests.insert(key, writtenRequest(askedBy(target), m_record.http(index)));
        return *found;
    }

    QByteArray writtenRequest(const AskedRequest &asked, HttpVersion version) const
    {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        TextOutput output(buffer);
        JsonWriter json(output);
        const RunPlan &plan = m_record.plan();
        const auto pair = [&json](const QString &name, const QString &value) {
            json.beginObject();
            json.key("name"_key);
            json.string(name);
            json.key("value"_key);
            json.string(value);
            json.endObject();
        };
        json.beginObject();
        json.key("method"_key);
        json.string(asked.method);
        json.key("url"_key);
        json.string(asked.url);
        json.key("httpVersion"_key);
        json.string(httpVersionText(version));
        json.key("cookies"_key);
        json.beginArray();
        json.endArray();
        json.key("headers"_key);
        json.beginArray();
        for (const HeaderField &header : plan.headers)
            pair(QString::fromLatin1(header.name),
                 QString::fromUtf8(m_keepsSecrets ? header.value : redactedHeaderValue(header.name, header.value)));
        json.endArray();
        json.key("queryString"_key);
        json.beginArray();
        const QString query = asked.url.section(QLatin1Char('?'), 1);
        for (const QString &part : query.split(QLatin1Char('&'), Qt::SkipEmptyParts))
            pair(decoded(part.section(QLatin1Char('='), 0, 0)), decoded(part.section(QLatin1Char('='), 1)));
        json.endArray();
        json.number("headersSize"_key, -1);
        json.number("bodySize"_key, plan.targetNames.isEmpty() ? plan.body.size() : -1);
        if (plan.targetNames.isEmpty() && !plan.body.isEmpty())
            writePostData(json);
        json.endObject();
        output.finish();
        return buffer.data();
    }

    static QString decoded(const QString &text)
    {
        return QString::fromUtf8(QByteArray::fromPercentEncoding(text.toUtf8().replace('+', ' ')));
    }

    void writePostData(JsonWriter &json) const
    {
        const RunPlan &plan = m_record.plan();
        const HeaderField *type = findHeader(plan.headers, "content-type");
        const QString body = QString::fromUtf8(plan.body);
        json.key("postData"_key);
        json.beginObject();
        json.key("mimeType"_key);
        json.string(type ? QString::fromLatin1(type->value) : QStringLiteral("application/x-www-form-urlencoded"));
        json.key("text"_key);
        const bool isLong = plan.body.size() > longestBody;
        // Which of its fields are secret no text tells.
        const bool isForm = !m_keepsSecrets && type && type->value.trimmed().toLower().startsWith("multipart/");
        json.string(isLong || isForm ? QString() : m_keepsSecrets ? body : redactedWords(body));
        if (isLong || isForm) {
            json.key("comment"_key);
            json.string(isLong ? "left out: longer than 64 KiB"_key
                               : "left out: a form of several parts, which may have secrets in it"_key);
        }
        json.endObject();
    }

    void writeResponse(quint32 index)
    {
        m_json.beginObject();
        m_json.number("status"_key, m_record.status(index));
        text("statusText"_key, {});
        text("httpVersion"_key, httpVersionText(m_record.http(index)));
        for (const QLatin1String list : {"cookies"_key, "headers"_key}) {
            m_json.key(list);
            m_json.beginArray();
            m_json.endArray();
        }
        m_json.key("content"_key);
        m_json.beginObject();
        m_json.number("size"_key, m_record.bytes(index));
        text("mimeType"_key, QStringLiteral("x-unknown"));
        m_json.endObject();
        text("redirectURL"_key, {});
        m_json.number("headersSize"_key, -1);
        m_json.number("bodySize"_key, -1); // what is known is its size once it was decoded
        if (m_record.error(index) != ErrorClass::None) {
            const QString message = m_record.errorMessage(index);
            text("_error"_key, errorClassName(m_record.error(index)) +
                                   (message.isEmpty() ? QString() : QLatin1String(": ") + message));
        }
        m_json.endObject();
    }

    void writeTimings(const Timings &timings)
    {
        m_json.beginObject();
        for (const auto &[key, time] :
             {std::pair("blocked"_key, timings.blocked), std::pair("dns"_key, timings.dns),
              std::pair("connect"_key, timings.connectWithTls()), std::pair("ssl"_key, timings.tls)}) {
            m_json.key(key);
            if (time)
                m_json.millionths(*time);
            else
                m_json.number(-1);
        }
        for (const auto &[key, time] : {std::pair("send"_key, timings.send), std::pair("wait"_key, timings.wait),
                                        std::pair("receive"_key, timings.receive)}) {
            m_json.key(key);
            m_json.millionths(time);
        }
        m_json.endObject();
    }

    void writeOwn(quint32 index)
    {
        m_json.number("_index"_key, index);
        if (const std::optional<quint32> lane = m_record.lane(index))
            m_json.number("_lane"_key, *lane);
        text("_outcome"_key, outcomeName(m_record.outcome(index)));
        if (m_record.retries(index) > 0)
            m_json.number("_retries"_key, m_record.retries(index));
        for (const auto &[key, stage] : {std::pair("_wrap"_key, Stage::Wrap), std::pair("_save"_key, Stage::Save),
                                         std::pair("_delete"_key, Stage::Delete)}) {
            if (const std::optional<qint64> length = lengthOf(index, stage)) {
                m_json.key(key);
                m_json.millionths(*length);
            }
        }
    }

    JsonWriter &m_json;
    const RunRecord &m_record;
    bool m_keepsSecrets;
    QHash<quint64, QByteArray> m_requests;
    mutable qint64 m_second = 0; ///< Whose text is kept: most entries share it with the one before.
    mutable QString m_secondText;
};

} // namespace

QString writeRunHar(QIODevice &device, const RunRecord &record, HarSecrets secrets)
{
    TextOutput output(device);
    JsonWriter json(output);
    json.beginObject();
    json.key("log"_key);
    json.beginObject();
    json.key("version"_key);
    json.string("1.2"_key);
    json.key("creator"_key);
    json.beginObject();
    json.key("name"_key);
    json.string("Fiftyfold"_key);
    json.key("version"_key);
    json.string(programVersion());
    json.endObject();
    json.key("pages"_key);
    json.beginArray();
    json.endArray();
    json.key("entries"_key);
    json.beginArray();
    HarWriter writer(json, record, secrets);
    for (const quint32 index : requestsByStart(record))
        writer.writeEntry(index);
    json.endArray();
    json.endObject();
    json.endObject();
    output.append('\n');
    return output.finish();
}

} // namespace fiftyfold
