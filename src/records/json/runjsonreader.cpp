// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/runjsonreader.h"

#include "core/plan/planjson.h"
#include "core/run/runrecorder.h"
#include "records/json/baselinejson.h"
#include "records/json/costjson.h"
#include "records/json/environmentjson.h"
#include "records/json/expectationsjson.h"
#include "records/json/importedjson.h"
#include "records/json/jsonmembers.h"
#include "records/json/recordparts.h"
#include "records/json/statedsummary.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>
#include <utility>

namespace fiftyfold {

namespace {

constexpr quint64 runId = 1;
constexpr quint32 askInterval = 1024; ///< Requests between two questions whether to go on.

class RunJsonReader
{
public:
    RunJsonReader(const QByteArray &json, RequestsTeller teller, ReadRun &run, const ReadingGoesOn &goesOn)
        : m_parts(json)
        , m_teller(std::move(teller))
        , m_run(run)
        , m_goesOn(goesOn)
    {
    }

    QString read()
    {
        if (QString problem = m_parts.cut("fiftyfold.run/1"_key, QStringLiteral("a run")); !problem.isEmpty())
            return problem;
        for (QString (RunJsonReader::*part)() :
             {&RunJsonReader::readImported, &RunJsonReader::readPlan, &RunJsonReader::readHead,
              &RunJsonReader::readRequests, &RunJsonReader::readSummary, &RunJsonReader::readVerdicts}) {
            if (QString wrong = (this->*part)(); !wrong.isEmpty())
                return wrong;
        }
        return {};
    }

private:
    QString value(const char *key, QJsonValue *into) const { return m_parts.value(key, into); }
    QString at(const char *key, const QString &problem) const { return m_parts.at(key, problem); }

    QString readImported()
    {
        if (!m_parts.has("imported"))
            return {};
        QJsonValue json;
        if (QString problem = value("imported", &json); !problem.isEmpty())
            return problem;
        return at("imported", readImportedJson(json.toObject(), m_imported.emplace()));
    }

    QString readPlan()
    {
        QJsonValue json;
        if (QString problem = value("plan", &json); !problem.isEmpty())
            return problem;
        QString problem;
        QJsonObject object = json.toObject();
        const bool isWithoutUrl = m_imported && object.value(QLatin1String("url")).toString().isEmpty();
        if (isWithoutUrl)
            object.remove(QStringLiteral("url"));
        RunPlan plan = planFromJson(object, &problem);
        m_run.plan = object;
        plan.runnerCommand = object.value(QLatin1String("runner")).toString();
        plan.wasPractice = object.value(QLatin1String("practice")).toBool();
        plan.targetNames = targetNames();
        if (m_imported)
            plan.steps = {false, false, false};
        if (problem.isEmpty() && !object.contains(QLatin1String("url")) && !isWithoutUrl)
            problem = QStringLiteral("plan.url is not there");
        if (problem.isEmpty() &&
            ((plan.requests < 1 && !plan.hasEnd() && !m_imported) || plan.requests > requestsLimit))
            problem = QStringLiteral("plan.requests should be a whole number from 1 to %1, and is %2")
                          .arg(requestsLimit)
                          .arg(plan.requests);
        const JsonSlice requests = m_parts.slice("requests");
        if (problem.isEmpty() && m_parts.has("requests") && !m_parts.slices().isArray(requests))
            return at("requests", QStringLiteral("requests should be an array"));
        if (problem.isEmpty() && requests.end > 0 && requests.end - requests.begin < 2 * qint64(plan.requests))
            problem = QStringLiteral("plan.requests is %1, and there are fewer requests").arg(plan.requests);
        if (!problem.isEmpty())
            return at("plan", problem);
        m_recorder = std::make_unique<RunRecorder>(plan, runId);
        m_run.record = m_recorder->record();
        m_run.record->imported = m_imported;
        if (m_imported)
            m_run.record->transportLibrary = m_imported->tool;
        return {};
    }

    /// They stand beside their figures.
    QStringList targetNames()
    {
        QJsonValue summary;
        QStringList names;
        value("summary", &summary); // what is wrong with it is told when it is read
        for (const QJsonValue target : summary.toObject().value(QLatin1String("targets")).toArray())
            names.append(target.toObject().value(QLatin1String("name")).toString());
        return names;
    }

    QString readHead()
    {
        QJsonValue started;
        QJsonValue version;
        QJsonValue environment;
        for (const auto &[key, into] : {std::pair("started_at", &started), std::pair("version", &version),
                                        std::pair("environment", &environment)}) {
            if (m_imported && !m_parts.has(key))
                continue; // its file does not tell
            if (QString problem = value(key, into); !problem.isEmpty())
                return problem;
        }
        m_run.version = version.toString();
        RunRecord &record = *m_run.record;
        record.version = m_run.version;
        record.startedAt = QDateTime::fromString(started.toString(), Qt::ISODateWithMs);
        if (!record.startedAt.isValid() && !(m_imported && started.isNull()))
            return at("started_at", QStringLiteral("started_at should be a time such as 2026-11-26T12:00:00.000Z"));
        if (!m_imported) {
            if (QString problem = readEnvironment(environment, m_run.environment); !problem.isEmpty())
                return at("environment", problem);
            record.transportLibrary = m_run.environment.transportLibrary;
            record.environment = m_run.environment;
        }
        for (const auto &[key, flag] :
             {std::pair("stopped", &RunRecord::isStopped), std::pair("disturbed", &RunRecord::isDisturbed)}) {
            QJsonValue isSet(false);
            if (m_parts.has(key)) {
                if (QString problem = value(key, &isSet); !problem.isEmpty())
                    return problem;
            }
            if (!isSet.isBool())
                return at(key, QStringLiteral("\"%1\" should be true or false").arg(QLatin1String(key)));
            record.*flag = isSet.toBool();
        }
        QJsonValue folder;
        if (value("folder", &folder).isEmpty())
            record.workFolder = folder.toString();
        QJsonValue notices;
        if (m_parts.has("notices")) {
            if (QString problem = value("notices", &notices); !problem.isEmpty())
                return problem;
        }
        const QStringList ownWords = record.allNotices(); // what the record says by itself
        for (const QJsonValue notice : notices.toArray()) {
            if (!ownWords.contains(notice.toString()))
                record.notices.append(notice.toString());
        }
        return {};
    }

    QString readRequests()
    {
        if (m_teller) {
            m_run.hasRequests = true;
            return m_teller(*m_recorder);
        }
        if (!m_parts.has("requests"))
            return {};
        const JsonSlices &slices = m_parts.slices();
        const JsonSlice all = m_parts.slice("requests");
        m_run.hasRequests = true;
        const quint32 count = m_run.record->plan().requests;
        std::vector<bool> isTold(count);
        quint32 told = 0;
        QString problem = slices.forEach(all, [&](const QString &, JsonSlice slice) {
            QString wrong;
            if (m_goesOn && told % askInterval == 0 && !m_goesOn(slice.begin))
                return QStringLiteral("reading it was given up");
            const std::optional<QJsonValue> json = slices.value(slice, &wrong);
            if (!json)
                return wrong;
            const QString path = QStringLiteral("requests[%1].").arg(told);
            if (told++ < count) // one too many is told of below
                wrong = readRequest(json->toObject(), path, isTold);
            return wrong.isEmpty() ? wrong : slices.problemAt(slice.begin, wrong);
        });
        if (problem.isEmpty() && told != count)
            problem = at("requests", QStringLiteral("there are %1 requests, and the plan has %2").arg(told).arg(count));
        return problem;
    }

    QString readRequest(const QJsonObject &json, const QString &path, std::vector<bool> &isTold)
    {
        JsonMembers members(json, path);
        const auto index = static_cast<quint32>(members.count("index", static_cast<qint64>(isTold.size()) - 1));
        if (members.problem().isEmpty() && isTold[index])
            members.expect("index", QStringLiteral("one that no other request has"));
        if (!members.problem().isEmpty())
            return members.problem();
        isTold[index] = true;
        FactBatch batch;
        batch.runId = runId;
        Fact fact;
        fact.request = index;
        for (const char *workedOut : {"due_ms", "start_ms"}) { // of the stages, and told all the same
            if (members.has(workedOut))
                members.time(workedOut);
        }
        addStages(batch, fact, members, path);
        addReply(batch, fact, members);
        addOutcome(batch, fact, members, path);
        m_recorder->apply(batch);
        return members.problem();
    }

    static void addStages(FactBatch &batch, Fact fact, JsonMembers &members, const QString &path)
    {
        const QJsonObject stages = members.object("stages");
        for (const Stage stage : allStages) {
            if (!stages.contains(stageName(stage)))
                continue;
            JsonMembers times(stages.value(stageName(stage)).toObject(),
                              QStringLiteral("%1stages.%2.").arg(path, stageName(stage)));
            fact.stage = stage;
            fact.kind = Fact::Kind::Ended;
            fact.begin = times.time("at");
            fact.at = fact.begin + times.time("ms");
            fact.value = stage == Stage::Queued ? members.count("lane", requestsLimit - 1, 0) : -1;
            batch.facts.push_back(fact);
            if (!times.problem().isEmpty())
                members.fail(times.problem());
        }
    }

    static void addReply(FactBatch &batch, Fact fact, JsonMembers &members)
    {
        fact.kind = Fact::Kind::Replied;
        fact.at = 0;
        fact.status = static_cast<quint16>(members.count("status", 999, 0));
        const std::optional<HttpVersion> http =
            members.has("http") ? named<HttpVersion>(members.text("http"), 4, httpVersionName) : HttpVersion::Unknown;
        if (!http)
            members.expect("http", QStringLiteral("1.0, 1.1 or 2"));
        fact.http = http.value_or(HttpVersion::Unknown);
        fact.value = members.has("connection") ? members.count("connection", most32) : -1;
        fact.reuse = !members.has("reused")     ? Fact::Reuse::Unknown
                     : members.isTrue("reused") ? Fact::Reuse::Reused
                                                : Fact::Reuse::Fresh;
        fact.retries = static_cast<quint8>(members.count("retries", 255, 0));
        batch.facts.push_back(fact);
    }

    static void addOutcome(FactBatch &batch, Fact fact, JsonMembers &members, const QString &path)
    {
        fact.kind = Fact::Kind::Finished;
        const std::optional<Outcome> outcome = named<Outcome>(members.text("outcome"), 4, outcomeName);
        if (!outcome || *outcome == Outcome::Pending)
            members.expect("outcome", QStringLiteral("done, failed or cancelled"));
        fact.outcome = outcome.value_or(Outcome::Pending);
        if (fact.outcome == Outcome::Pending)
            return;
        fact.at = members.time("end_ms");
        fact.value = members.count("bytes", most32, 0);
        if (fact.outcome != Outcome::Done) {
            const QJsonObject json = members.object("error");
            JsonMembers error(json, path + QLatin1String("error."));
            const std::optional<ErrorClass> which =
                named<ErrorClass>(error.text("class"), errorClassCount, errorClassName);
            if (!which || *which == ErrorClass::None)
                error.expect("class", QStringLiteral("a class of errors, such as timeout"));
            fact.error = which.value_or(ErrorClass::Worker);
            if (fact.error != ErrorClass::Cancelled) {
                error.text("message"); // which each has
                batch.notes.push_back({fact.request, Note::Kind::Failure, {}, faultFrom(json, fact.error)});
            }
            if (!error.problem().isEmpty())
                members.fail(error.problem());
        }
        batch.facts.push_back(fact);
    }

    QString readSummary()
    {
        QJsonValue json;
        if (QString problem = value("summary", &json); !problem.isEmpty())
            return problem;
        JsonMembers members(json.toObject(), QStringLiteral("summary."));
        RunRecord &record = *m_run.record;
        if (!record.imported || members.has("elapsed_ms"))
            record.elapsedNs = members.time("elapsed_ms");
        if (members.has("connections_opened"))
            record.connectionsOpened = members.count("connections_opened", most32);
        const QJsonObject health = json.toObject().value(QLatin1String("health")).toObject();
        JsonMembers healthMembers(health, QStringLiteral("summary.health."));
        if (healthMembers.has("client_cpu_share"))
            record.clientCpuShare = healthMembers.share("client_cpu_share");
        if (members.has("cost")) {
            JsonMembers costMembers(members.object("cost"), QStringLiteral("summary.cost."));
            record.cost =
                costFrom(costMembers, members.count("done", requestsLimit) + members.count("failed", requestsLimit));
            if (!costMembers.problem().isEmpty())
                return at("summary", costMembers.problem());
        }
        RunSummary stated = statedSummary(members, record);
        if (!health.isEmpty())
            stated.health = statedHealth(healthMembers);
        m_run.summary = m_run.hasRequests ? summarise(record) : stated;
        return at("summary", members.problem().isEmpty() ? healthMembers.problem() : members.problem());
    }

    QString readVerdicts()
    {
        for (const char *key : {"expectations", "baseline"}) {
            QJsonValue json;
            if (!m_parts.has(key))
                continue;
            QString problem = value(key, &json);
            if (problem.isEmpty())
                problem =
                    at(key, QLatin1String(key) == QLatin1String("baseline")
                                ? readBaseline(json, m_run.baseline.emplace())
                                : readExpectations(json, m_run.summary, m_run.record->isStopped, m_run.expectations));
            if (!problem.isEmpty())
                return problem;
        }
        return {};
    }

    RecordParts m_parts;
    const RequestsTeller m_teller; ///< Empty where the text has them.
    ReadRun &m_run;
    const ReadingGoesOn &m_goesOn;
    std::unique_ptr<RunRecorder> m_recorder;
    std::optional<Imported> m_imported;
};

} // namespace

QString readRunJson(const QByteArray &json, ReadRun &run, const ReadingGoesOn &goesOn)
{
    return RunJsonReader(json, {}, run, goesOn).read();
}

QString readRunJson(const QByteArray &json, const RequestsTeller &requests, ReadRun &run)
{
    const ReadingGoesOn always;
    return RunJsonReader(json, requests, run, always).read();
}

} // namespace fiftyfold
