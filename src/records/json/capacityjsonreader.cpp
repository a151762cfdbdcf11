// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/capacityjsonreader.h"

#include "core/capacity/capacitystep.h"
#include "records/base/jsonwriter.h"
#include "records/json/environmentjson.h"
#include "records/json/expectationsjson.h"
#include "records/json/jsonmembers.h"
#include "records/json/recordparts.h"
#include "records/json/statedsummary.h"

#include <utility>

namespace fiftyfold {

namespace {

constexpr std::size_t mostSteps = 10'000;

class CapacityJsonReader
{
public:
    CapacityJsonReader(const QByteArray &json, CapacityRecord &record)
        : m_parts(json)
        , m_record(record)
    {
    }

    QString read()
    {
        QString problem = m_parts.cut("fiftyfold.capacity/1"_key, QStringLiteral("a search for capacity"));
        if (problem.isEmpty())
            problem = m_parts.plan(m_record.plan.run, m_record.lack);
        for (QString (CapacityJsonReader::*part)() :
             {&CapacityJsonReader::readHead, &CapacityJsonReader::readSteps, &CapacityJsonReader::readAnswer}) {
            if (problem.isEmpty())
                problem = (this->*part)();
        }
        return problem;
    }

private:
    QString readHead()
    {
        QJsonObject head;
        if (QString problem = m_parts.values({"started_at", "version", "environment", "objectives", "step_ms",
                                              "from_rate", "probed_rate", "stopped", "problem", "notices"},
                                             &head);
            !problem.isEmpty())
            return problem;
        JsonMembers members(head, {});
        m_record.version = members.text("version");
        m_record.startedAt = QDateTime::fromString(members.text("started_at"), Qt::ISODateWithMs);
        if (!m_record.startedAt.isValid())
            members.expect("started_at", QStringLiteral("a time such as 2026-11-26T12:00:00.000Z"));
        CapacityPlan &plan = m_record.plan;
        for (const QJsonValue text : members.array("objectives")) {
            if (readThreshold(text.toString(), plan.objectives.emplaceBack()))
                members.expect("objectives", QStringLiteral("thresholds such as p95 < 120 ms"));
        }
        if (plan.objectives.isEmpty())
            members.expect("objectives", QStringLiteral("one threshold at least"));
        if (members.has("step_ms"))
            plan.stepTime = std::chrono::nanoseconds(members.time("step_ms"));
        if (members.has("from_rate"))
            plan.from = members.number("from_rate");
        if (members.has("probed_rate"))
            m_record.probedRate = members.number("probed_rate");
        m_record.isStopped = members.isTrue("stopped");
        if (members.has("problem"))
            m_record.problem = members.text("problem");
        const QString ownWords = insecureRemark(plan.run); // what the plan says by itself
        for (const QJsonValue notice : members.array("notices")) {
            if (notice.toString() != ownWords)
                m_record.notices.append(notice.toString());
        }
        const QJsonObject environment = members.object("environment");
        if (!members.problem().isEmpty())
            return m_parts.at("schema", members.problem());
        const QString problem = readEnvironment(environment, m_record.environment.emplace());
        m_record.transportLibrary = m_record.environment->transportLibrary;
        return m_parts.at("environment", problem);
    }

    QString readSteps()
    {
        const JsonSlices &slices = m_parts.slices();
        if (!m_parts.has("steps") || !slices.isArray(m_parts.slice("steps")))
            return m_parts.at("steps", QStringLiteral("steps should be an array"));
        return slices.forEach(m_parts.slice("steps"), [&](const QString &, JsonSlice slice) {
            QString wrong;
            if (m_record.steps.size() == mostSteps)
                return slices.problemAt(slice.begin, QStringLiteral("there are more steps than %1").arg(mostSteps));
            const std::optional<QJsonValue> json = slices.value(slice, &wrong);
            if (!json)
                return wrong;
            wrong = readStep(json->toObject(), QStringLiteral("steps[%1].").arg(m_record.steps.size()));
            return wrong.isEmpty() ? wrong : slices.problemAt(slice.begin, wrong);
        });
    }

    QString readStep(const QJsonObject &json, const QString &path)
    {
        JsonMembers members(json, path);
        CapacityStep step;
        step.rate = members.number("rate");
        step.length = std::chrono::nanoseconds(members.time("length_ms"));
        step.atOnce = static_cast<quint32>(members.count("at_once", requestsLimit));
        step.requests = static_cast<quint32>(members.count("requests", requestsLimit));
        step.done = static_cast<quint32>(members.count("done", requestsLimit));
        step.failed = static_cast<quint32>(members.count("failed", requestsLimit));
        step.cancelled = static_cast<quint32>(members.count("cancelled", requestsLimit));
        step.doneRate = members.number("done_rate");
        QString problem;
        const auto times = [&](const char *key, quint32 count) {
            return members.has(key) ? statedFigures(members.object(key), path + QLatin1String(key) + QLatin1Char('.'),
                                                    count, &problem)
                                    : Distribution();
        };
        step.response = times("response_ms", step.done);
        step.service = times("latency_ms", step.done);
        step.lag = times("lag_ms", step.done + step.failed);
        JsonMembers health(members.object("health"), path + QLatin1String("health."));
        step.health = statedHealth(health);
        RunSummary summary; // what verdicts are about
        summary.requests = step.requests;
        summary.done = step.done;
        summary.failed = step.failed;
        summary.response = step.response;
        summary.latency = step.service;
        summary.lag = step.lag;
        const QString wrong =
            readExpectations(json.value(QLatin1String("expectations")), summary, false, step.expectations);
        constexpr int verdicts = 3;
        const auto verdict = named<StepVerdict>(members.text("verdict"), verdicts, stepVerdictName);
        if (!verdict)
            members.expect("verdict", QStringLiteral("held, crossed or unreached"));
        step.verdict = verdict.value_or(StepVerdict::Held);
        step.isServiceTooSlow = members.isTrue("crossed_by_service");
        step.isDisturbed = members.isTrue("disturbed");
        if (members.has("first_failure"))
            step.firstFailure = members.text("first_failure");
        for (const QString &one : {problem, health.problem(), wrong}) {
            if (!one.isEmpty())
                members.fail(one);
        }
        m_record.steps.push_back(step);
        return members.problem();
    }

    QString readAnswer()
    {
        QJsonValue json;
        if (QString problem = m_parts.value("answer", &json); !problem.isEmpty())
            return problem;
        JsonMembers members(json.toObject(), QStringLiteral("answer."));
        CapacityAnswer &answer = m_record.answer;
        if (members.has("end")) {
            constexpr int ends = 4;
            const auto end = named<CapacityEnd>(members.text("end"), ends, capacityEndName);
            if (!end)
                members.expect("end", QStringLiteral("found, nothing-held or nothing-crossed"));
            answer.end = end.value_or(CapacityEnd::Open);
        }
        const auto step = [&](const char *key) -> std::optional<std::size_t> {
            if (!members.has(key))
                return std::nullopt;
            const auto number = static_cast<std::size_t>(members.count(key, most32));
            if (number < m_record.steps.size())
                return number;
            members.expect(key, QStringLiteral("the number of a step, from 0"));
            return std::nullopt;
        };
        answer.heldStep = step("held_step");
        if (answer.heldStep)
            answer.held = members.number("held_rate");
        answer.crossedStep = step("crossed_step");
        if (answer.crossedStep) {
            constexpr int limits = 4;
            answer.crossed = members.number("crossed_rate");
            const auto limit = named<CapacityLimit>(members.text("limit"), limits, capacityLimitName);
            if (!limit)
                members.expect("limit", QStringLiteral("server, lanes, processor or lag"));
            answer.limit = limit.value_or(CapacityLimit::Server);
        }
        const bool isWhole = answer.end == CapacityEnd::Found         ? answer.heldStep && answer.crossedStep
                             : answer.end == CapacityEnd::NothingHeld ? answer.crossedStep.has_value()
                                                                      : true;
        if (!isWhole)
            members.expect("end", QStringLiteral("one whose held_step and crossed_step are there"));
        return m_parts.at("answer", members.problem());
    }

    RecordParts m_parts;
    CapacityRecord &m_record;
};

} // namespace

QString readCapacityJson(const QByteArray &json, CapacityRecord &record)
{
    record = CapacityRecord();
    return CapacityJsonReader(json, record).read();
}

} // namespace fiftyfold
