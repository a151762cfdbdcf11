// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runners/runnerprotocol.h"

#include "core/plan/headerfields.h"
#include "core/plan/planjson.h"
#include "core/text/fieldsyntax.h"
#include "engine/http/requestfactory.h"
#include "engine/runners/runnerwords.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <limits>
#include <utility>

namespace fiftyfold {

namespace {

constexpr QLatin1String schemaName("fiftyfold.runner/1");

QJsonObject objectOf(const QByteArray &line)
{
    return QJsonDocument::fromJson(line).object();
}

QByteArray jsonLine(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

constexpr qsizetype endOfObject = 2; // a brace and a line break, or a text's quote before the brace
constexpr char beginOfBody[] = ",\"body_base64\":\"";
bool isBase64(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/' ||
           c == '=';
}

/// Takes the body out of a plan where it stands last, as TaskLine writes it, in the memory that it has: a reader of
/// JSON would need its size several times over. Within a text its quotes would be escaped. Empty where there is none.
QByteArray takeBody(QByteArray &line)
{
    qsizetype end = line.size();
    while (end > 0 && (line.at(end - 1) == '\n' || line.at(end - 1) == '\r' || line.at(end - 1) == ' '))
        --end;
    if (!QByteArrayView(line).first(end).endsWith("\"}"))
        return {};
    end -= endOfObject;
    qsizetype begin = end;
    while (begin > 0 && isBase64(line.at(begin - 1)))
        --begin;
    if (!QByteArrayView(line).first(begin).endsWith(beginOfBody))
        return {};
    QByteArray rest = line.left(begin - qsizetype(sizeof beginOfBody) + 1) + '}';
    line.truncate(end);
    line.remove(0, begin);
    const auto body = QByteArray::fromBase64Encoding(std::move(line));
    line = std::move(rest);
    return *body;
}

std::optional<Stage> stageOf(const QString &name)
{
    const auto found =
        std::find_if(allStages.begin(), allStages.end(), [&name](Stage stage) { return name == stageName(stage); });
    return found == allStages.end() ? std::nullopt : std::optional(*found);
}

RunnerNonsense nonsense(const char *why)
{
    return {QLatin1String(why)};
}

RunnerLine readyFrom(const QJsonObject &object)
{
    RunnerReady ready;
    ready.name = object.value(QLatin1String("name")).toString();
    ready.version = object.value(QLatin1String("version")).toString();
    ready.clockNs = numberIn(object, "clock_ns", std::numeric_limits<qint64>::max());
    if (object.contains(QLatin1String("clock_ns")) && !ready.clockNs)
        return nonsense("its clock_ns is no whole number of nanoseconds");
    return ready;
}

RunnerLine stageFrom(const QJsonObject &object, quint32 request)
{
    const std::optional<Stage> stage = stageOf(object.value(QLatin1String("stage")).toString());
    const std::optional<qint64> begin = numberIn(object, "at", latestRunnerTime);
    const std::optional<qint64> length = numberIn(object, "ns", latestRunnerTime);
    if (!stage)
        return nonsense("it names no stage");
    if (!begin || !length)
        return nonsense("its times are no whole numbers of nanoseconds");
    RunnerStage read{request, *stage, *begin, *length, object.value(QLatin1String("broken")).toBool()};
    if (object.contains(QLatin1String("lane"))) {
        if (*stage != Stage::Queued)
            return nonsense("it names a lane for another stage than queued");
        const std::optional<qint64> lane = numberIn(object, "lane", requestsLimit);
        if (!lane)
            return nonsense("its lane is no whole number");
        read.lane = static_cast<quint32>(*lane);
    }
    return read;
}

bool isField(const std::pair<QByteArray, QByteArray> &field)
{
    return isToken(field.first) && isFieldValue(field.second);
}

/// Names and values, as a plan has those of its request; nothing where one is no such pair.
std::optional<QList<std::pair<QByteArray, QByteArray>>> fieldsFrom(const QJsonArray &json)
{
    QList<std::pair<QByteArray, QByteArray>> fields;
    for (const QJsonValue pair : json) {
        const QJsonArray texts = pair.toArray();
        const bool isPair = texts.size() == 2 && texts.at(0).isString() && texts.at(1).isString();
        fields.append({texts.at(0).toString().toUtf8(), texts.at(1).toString().toUtf8()});
        if (!isPair || !isField(fields.last()))
            return std::nullopt;
    }
    return fields;
}

/// Without what a server sent that is no field: it would not be read.
QJsonArray jsonOf(const QList<std::pair<QByteArray, QByteArray>> &fields)
{
    QJsonArray json;
    for (const auto &field : fields) {
        if (isField(field))
            json.append(QJsonArray{QString::fromUtf8(field.first), QString::fromUtf8(field.second)});
    }
    return json;
}

/// What an outcome may tell besides; what is wrong with it, or nothing.
const char *readMore(const QJsonObject &object, RunnerOutcome &outcome)
{
    if (object.contains(QLatin1String("retries"))) {
        const std::optional<qint64> retries = numberIn(object, "retries", std::numeric_limits<quint8>::max());
        if (!retries)
            return "its retries are no small whole number";
        outcome.retries = static_cast<quint8>(*retries);
    }
    outcome.http = httpVersionNamed(object.value(QLatin1String("http")).toString());
    if (const QJsonValue reused = object.value(QLatin1String("reused")); reused.isBool())
        outcome.reuse = reused.toBool() ? Fact::Reuse::Reused : Fact::Reuse::Fresh;
    if (object.contains(QLatin1String("connection"))) {
        const std::optional<qint64> connection = numberIn(object, "connection", requestsLimit);
        if (!connection)
            return "its connection is no whole number";
        outcome.connection = static_cast<quint32>(*connection);
    }
    const auto headers = fieldsFrom(object.value(QLatin1String("headers")).toArray());
    if (!headers)
        return "its headers are no pairs of a field's name and value";
    outcome.headers = *headers;
    const QByteArray digest = object.value(QLatin1String("digest")).toString().toLatin1().toLower();
    if (!digest.isEmpty() && !isPageDigest(digest))
        return "its digest is not 64 hexadecimal digits";
    outcome.digest = digest;
    return nullptr;
}

RunnerLine outcomeFrom(const QJsonObject &object, quint32 request)
{
    RunnerOutcome outcome;
    outcome.request = request;
    const std::optional<qint64> at = numberIn(object, "at", latestRunnerTime);
    if (!at)
        return nonsense("its time is no whole number of nanoseconds");
    outcome.at = *at;
    if (object.contains(QLatin1String("status"))) {
        const std::optional<qint64> status = numberIn(object, "status", largestRunnerStatus);
        if (!status)
            return nonsense("its status is none of HTTP");
        outcome.status = static_cast<quint16>(*status);
    }
    if (object.contains(QLatin1String("bytes"))) {
        const std::optional<qint64> bytes = numberIn(object, "bytes", maxBodyLimit);
        if (!bytes)
            return nonsense("its bytes are no number of bytes");
        outcome.bytes = *bytes;
    }
    if (const char *why = readMore(object, outcome))
        return nonsense(why);
    const QString name = object.value(QLatin1String("outcome")).toString();
    if (name == outcomeName(Outcome::Done))
        return outcome;
    if (name == outcomeName(Outcome::Cancelled)) {
        outcome.outcome = Outcome::Cancelled;
        outcome.fault.error = ErrorClass::Cancelled;
        return outcome;
    }
    const std::optional<ErrorClass> error = failureNamed(object.value(QLatin1String("class")).toString());
    if (name != outcomeName(Outcome::Failed) || !error)
        return nonsense("it names no outcome, or no class of error");
    outcome.outcome = Outcome::Failed;
    outcome.fault = faultFrom(object, *error);
    return outcome;
}

} // namespace

TaskLine::TaskLine(const RunnerTask &task)
    : m_body(task.plan.body)
{
    RunPlan plan = task.plan;
    // What all requests tell, see RequestFactory. The rest each runner knows: how a body is packed is the business of
    // who unpacks it.
    for (const HeaderField &field : fieldsOfOurs(plan)) {
        if (field.name == "Connection" && plan.freshConnections)
            continue; // each says by itself that it closes
        if (!hasHeader(plan.headers, field.name))
            plan.headers.append(field);
    }
    plan.userAgent.clear(); // is one of them
    if (!plan.runnerCommand.isEmpty()) {
        // A runner of another language always says what it can decode, so it says this instead of nothing.
        if (plan.fields == curlFields && !hasHeader(plan.headers, "accept-encoding"))
            plan.headers.append(HeaderField{"Accept-Encoding", "identity"});
        plan.fields = usualFields;
        plan.url = ExactUrl::fromText(plan.url.text()); // which takes ASCII for a URL
    }
    QJsonObject json = planToJson(plan);
    json.insert(QStringLiteral("schema"), schemaName);
    json.insert(QStringLiteral("first_index"), static_cast<qint64>(task.share.first));
    if (task.share.step != 1)
        json.insert(QStringLiteral("index_step"), static_cast<qint64>(task.share.step));
    if (task.firstLane != 0)
        json.insert(QStringLiteral("first_lane"), static_cast<qint64>(task.firstLane));
    json.insert(QStringLiteral("report"), task.isSummary ? QLatin1String("summary") : QLatin1String("each"));
    m_beginning = jsonLine(json);
    m_end = m_beginning.right(endOfObject);
    if (!m_body.isEmpty()) {
        m_beginning.chop(endOfObject);
        m_beginning += beginOfBody;
        m_end.prepend('"');
    } else {
        m_end.clear();
    }
}

QByteArray TaskLine::next()
{
    constexpr qsizetype piece = 96 * 1024; // in threes, so that there is padding only at the end
    if (!m_beginning.isEmpty())
        return std::exchange(m_beginning, {});
    if (m_written == m_body.size())
        return std::exchange(m_end, {});
    const qsizetype size = std::min(piece, m_body.size() - m_written);
    const QByteArray text = QByteArray::fromRawData(m_body.constData() + m_written, size).toBase64();
    m_written += size;
    return text;
}

RunnerTask taskFromLine(QByteArray line, QString *problem)
{
    const QByteArray body = takeBody(line);
    const QJsonObject json = objectOf(line);
    RunnerTask task;
    if (json.value(QLatin1String("schema")).toString() != schemaName) {
        *problem = QStringLiteral("Standard input takes a plan in one line, a JSON object whose \"schema\" is \"%1\".")
                       .arg(schemaName);
        return task;
    }
    task.plan = planFromJson(json, problem);
    if (!body.isEmpty())
        task.plan.body = body;
    const std::optional<qint64> first = numberIn(json, "first_index", requestsLimit);
    if (!first && json.contains(QLatin1String("first_index")))
        *problem = QStringLiteral("The plan's \"first_index\" takes a whole number from 0.");
    const std::optional<qint64> step = numberIn(json, "index_step", requestsLimit);
    if ((!step || *step == 0) && json.contains(QLatin1String("index_step")))
        *problem = QStringLiteral("The plan's \"index_step\" takes a whole number from 1.");
    task.share = {static_cast<quint32>(first.value_or(0)), static_cast<quint32>(step.value_or(1))};
    const std::optional<qint64> lane = numberIn(json, "first_lane", requestsLimit);
    if (!lane && json.contains(QLatin1String("first_lane")))
        *problem = QStringLiteral("The plan's \"first_lane\" takes a whole number from 0.");
    task.firstLane = static_cast<quint32>(lane.value_or(0));
    const QString report = json.value(QLatin1String("report")).toString(QStringLiteral("each"));
    task.isSummary = report == QLatin1String("summary");
    if (!task.isSummary && report != QLatin1String("each"))
        *problem = QStringLiteral("The plan's \"report\" takes \"each\" or \"summary\".");
    return task;
}

bool isStartLine(const QByteArray &line)
{
    return objectOf(line).value(QLatin1String("start")).toBool();
}

RunnerLine runnerLine(const QByteArray &line)
{
    const QJsonObject object = objectOf(line);
    if (object.isEmpty())
        return nonsense("it is no JSON object");
    if (object.contains(QLatin1String("i"))) {
        const std::optional<qint64> request = numberIn(object, "i", requestsLimit);
        if (!request)
            return nonsense("its \"i\" is the number of no request");
        return object.contains(QLatin1String("stage")) ? stageFrom(object, static_cast<quint32>(*request))
                                                       : outcomeFrom(object, static_cast<quint32>(*request));
    }
    if (const QJsonValue ready = object.value(QLatin1String("ready")); ready.isObject())
        return readyFrom(ready.toObject());
    if (const QJsonValue finished = object.value(QLatin1String("finished")); finished.isObject()) {
        const char *why = nullptr;
        const RunnerFinished read = finishedFrom(finished.toObject(), &why);
        return why ? RunnerLine(nonsense(why)) : RunnerLine(read);
    }
    return nonsense("it has neither \"ready\" nor \"i\" nor \"finished\"");
}

QByteArray lineOf(const RunnerReady &ready)
{
    QJsonObject object{{QStringLiteral("name"), ready.name}, {QStringLiteral("version"), ready.version}};
    if (ready.clockNs)
        object.insert(QStringLiteral("clock_ns"), *ready.clockNs);
    return jsonLine(QJsonObject{{QStringLiteral("ready"), object}});
}

// By hand, as there are ten for each request, and nothing in them has to be escaped.
QByteArray lineOf(const RunnerStage &stage)
{
    return "{\"i\":" + QByteArray::number(stage.request) + ",\"stage\":\"" + stageName(stage.stage).data() +
           "\",\"at\":" + QByteArray::number(stage.begin) + ",\"ns\":" + QByteArray::number(stage.length) +
           (stage.lane ? ",\"lane\":" + QByteArray::number(*stage.lane) : QByteArray()) +
           (stage.isBrokenOff ? ",\"broken\":true}\n" : "}\n");
}

QByteArray lineOf(const RunnerOutcome &outcome)
{
    QJsonObject object{{QStringLiteral("i"), static_cast<qint64>(outcome.request)},
                       {QStringLiteral("outcome"), outcomeName(outcome.outcome)},
                       {QStringLiteral("bytes"), outcome.bytes},
                       {QStringLiteral("at"), outcome.at}};
    if (outcome.status != 0)
        object.insert(QStringLiteral("status"), outcome.status);
    if (outcome.http != HttpVersion::Unknown)
        object.insert(QStringLiteral("http"), httpVersionName(outcome.http));
    if (outcome.reuse != Fact::Reuse::Unknown)
        object.insert(QStringLiteral("reused"), outcome.reuse == Fact::Reuse::Reused);
    if (outcome.retries > 0)
        object.insert(QStringLiteral("retries"), outcome.retries);
    if (outcome.connection)
        object.insert(QStringLiteral("connection"), static_cast<qint64>(*outcome.connection));
    if (!outcome.headers.isEmpty())
        object.insert(QStringLiteral("headers"), jsonOf(outcome.headers));
    if (!outcome.digest.isEmpty())
        object.insert(QStringLiteral("digest"), QLatin1String(outcome.digest));
    if (outcome.outcome == Outcome::Failed)
        addFault(object, outcome.fault);
    return jsonLine(object);
}

QByteArray lineOf(const RunnerFinished &finished)
{
    return jsonLine(QJsonObject{{QStringLiteral("finished"), jsonOf(finished)}});
}

} // namespace fiftyfold
