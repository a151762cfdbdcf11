// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/comparisonjsonreader.h"

#include "records/base/jsonwriter.h"
#include "records/json/costjson.h"
#include "records/json/environmentjson.h"
#include "records/json/jsonmembers.h"
#include "records/json/recordparts.h"

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

constexpr int mostRounds = 100'000;
constexpr qint64 mostBytes = qint64(1) << 52;
constexpr double mostMs = 4e12; ///< As of all times of a record.

class ComparisonJsonReader
{
public:
    ComparisonJsonReader(const QByteArray &json, ComparisonReport &report)
        : m_parts(json)
        , m_report(report)
    {
    }

    QString read()
    {
        QString problem = m_parts.cut("fiftyfold.comparison/1"_key, QStringLiteral("a comparison"));
        for (QString (ComparisonJsonReader::*part)() :
             {&ComparisonJsonReader::readPlan, &ComparisonJsonReader::readHead, &ComparisonJsonReader::readFactors,
              &ComparisonJsonReader::readEntries, &ComparisonJsonReader::readBaseline}) {
            if (problem.isEmpty())
                problem = (this->*part)();
        }
        if (problem.isEmpty())
            finish();
        return problem;
    }

private:
    QString readPlan()
    {
        QString problem = m_parts.plan(m_report.plan, m_report.lack);
        m_report.plan.runnerCommand.clear(); // entries have their own
        if (problem.isEmpty() && m_report.plan.requests > requestsLimit)
            problem = m_parts.at("plan", QStringLiteral("plan.requests should be a whole number up to %1, and is %2")
                                             .arg(requestsLimit)
                                             .arg(m_report.plan.requests));
        return problem;
    }

    QString readHead()
    {
        QJsonObject head;
        if (QString problem = m_parts.values(
                {"started_at", "version", "environment", "rounds", "preset", "stopped", "notices"}, &head);
            !problem.isEmpty())
            return problem;
        JsonMembers members(head, {});
        m_report.version = members.text("version");
        m_report.startedAt = QDateTime::fromString(members.text("started_at"), Qt::ISODateWithMs);
        if (!m_report.startedAt.isValid())
            members.expect("started_at", QStringLiteral("a time such as 2026-11-26T12:00:00.000Z"));
        m_report.roundsWanted = static_cast<int>(members.count("rounds", mostRounds));
        if (members.has("preset"))
            m_report.preset = members.text("preset");
        m_report.isStopped = members.isTrue("stopped");
        const QString ownWords = insecureRemark(m_report.plan); // what the plan says by itself
        for (const QJsonValue notice : members.array("notices")) {
            if (notice.toString() != ownWords)
                m_report.notices.append(notice.toString());
        }
        const QJsonObject environment = members.object("environment");
        return members.problem().isEmpty()
                   ? m_parts.at("environment", readEnvironment(environment, m_report.environment))
                   : m_parts.at("schema", members.problem());
    }

    QString readFactors()
    {
        QJsonValue json;
        if (!m_parts.has("factors"))
            return {};
        if (QString problem = m_parts.value("factors", &json); !problem.isEmpty())
            return problem;
        constexpr qsizetype most = 2;
        const QJsonArray names = json.toArray();
        for (const QJsonValue name : names) {
            const Factor *factor = findFactor(name.toString());
            if (!factor || m_factors.contains(factor) || names.size() > most)
                return m_parts.at(
                    "factors",
                    QStringLiteral("factors should be one or two of %1").arg(factorNames().join(QLatin1String(", "))));
            m_factors.append(factor);
        }
        return {};
    }

    QString readEntries()
    {
        const JsonSlices &slices = m_parts.slices();
        if (!m_parts.has("entries") || !slices.isArray(m_parts.slice("entries")))
            return m_parts.at("entries", QStringLiteral("entries should be an array"));
        const QString problem = slices.forEach(m_parts.slice("entries"), [&](const QString &, JsonSlice slice) {
            QString wrong;
            if (qsizetype(m_report.entries.size()) == entriesLimit)
                return slices.problemAt(slice.begin,
                                        QStringLiteral("there are more entries than %1").arg(entriesLimit));
            const std::optional<QJsonValue> json = slices.value(slice, &wrong);
            if (!json)
                return wrong;
            wrong = readEntry(json->toObject(), QStringLiteral("entries[%1].").arg(m_report.entries.size()));
            return wrong.isEmpty() ? wrong : slices.problemAt(slice.begin, wrong);
        });
        const bool isNone = problem.isEmpty() && m_report.entries.empty();
        return isNone ? m_parts.at("entries", QStringLiteral("there are no entries")) : problem;
    }

    QString readEntry(const QJsonObject &json, const QString &path)
    {
        JsonMembers members(json, path);
        ReportedEntry entry;
        entry.name = members.text("name");
        entry.label = members.text("label");
        entry.plan = m_report.plan;
        entry.plan.strategy = members.text("strategy");
        if (members.isTrue("external"))
            entry.plan.runnerCommand = entry.plan.strategy;
        for (const auto &[key, into] :
             {std::pair("unavailable", &entry.unavailable), std::pair("problem", &entry.problem)}) {
            if (members.has(key))
                *into = members.text(key);
        }
        readValues(members, path, entry);
        const QJsonArray rounds = members.array("rounds");
        for (qsizetype i = 0; i < rounds.size() && members.problem().isEmpty(); ++i) {
            const QString roundPath = QStringLiteral("%1rounds[%2].").arg(path).arg(i);
            entry.rounds.emplace_back();
            if (QString wrong = readRound(rounds.at(i).toObject(), roundPath, entry.rounds.back()); !wrong.isEmpty())
                members.fail(wrong);
        }
        readObserved(members, path, entry);
        m_report.entries.push_back(entry);
        return members.problem();
    }

    /// Of each factor that it has, and so what its plan has other than the others.
    void readValues(JsonMembers &members, const QString &path, ReportedEntry &entry) const
    {
        if (m_factors.isEmpty())
            return;
        JsonMembers values(members.object("values"), path + QLatin1String("values."));
        for (const Factor *factor : m_factors) {
            const bool isRate = QLatin1String(factor->name) == QLatin1String("rate");
            FactorValue value{factor->nameText(), {}};
            if (factor->isNumber) {
                value.number = values.number(factor->name);
                value.text = QString::number(*value.number, 'g', 12) + QLatin1String(isRate ? "/s" : "");
            } else {
                value.text = values.text(factor->name);
            }
            if (QLatin1String(factor->name) != QLatin1String("strategy")) {
                if (factor->take(entry.plan, value.text) && factor->isNumber)
                    values.expect(factor->name, factor->takesText()); // a text may be without its secrets
                else if (factor->isNumber)
                    value.text = factor->shown(entry.plan, value.text);
            }
            entry.values.append(value);
        }
        labelStrategy(entry);
        if (!values.problem().isEmpty())
            members.fail(values.problem());
    }

    /// People call a strategy by its label: an entry's, without the other values behind it.
    static void labelStrategy(ReportedEntry &entry)
    {
        if (entry.values.first().factor != QLatin1String("strategy"))
            return;
        QString others;
        for (qsizetype i = 1; i < entry.values.size(); ++i)
            others += QLatin1String(", ") + entry.values.at(i).text;
        if (entry.label.endsWith(others))
            entry.values.first().label = entry.label.chopped(others.size());
    }

    static QString readRound(const QJsonObject &json, const QString &path, ComparisonRound &round)
    {
        JsonMembers members(json, path);
        round.elapsedNs = members.time("elapsed_ms");
        round.done = static_cast<quint32>(members.count("done", requestsLimit));
        round.failed = static_cast<quint32>(members.count("failed", requestsLimit));
        round.maxInFlight = static_cast<quint32>(members.count("max_in_flight", most32, 0));
        round.bytesReceived = members.count("bytes", mostBytes, 0);
        for (const QJsonValue status : members.array("statuses")) {
            round.statuses.insert(static_cast<quint16>(status.toInt()));
            if (status.toInt(-1) < 0 || status.toInt() > 999)
                members.fail(path + QLatin1String("statuses should be whole numbers from 0 to 999"));
        }
        for (const QJsonValue ms : members.array("done_at_ms")) {
            const double time = ms.toDouble(-1);
            const bool isInOrder = round.doneMs.empty() || static_cast<float>(time) >= round.doneMs.back();
            if (!(time >= 0 && time < mostMs && isInOrder))
                members.fail(path + QLatin1String("done_at_ms should be times from 0 to 4e12 in their order"));
            round.doneMs.push_back(static_cast<float>(time));
        }
        if (members.has("digest"))
            round.digest = members.text("digest").toLatin1();
        if (members.has("problem"))
            round.problem = members.text("problem");
        round.isDisturbed = members.isTrue("disturbed");
        if (members.has("response_ms")) {
            JsonMembers times(members.object("response_ms"), path + QLatin1String("response_ms."));
            round.response = ResponseFigures{times.number("mean"), times.number("p50"), times.number("p95")};
            if (!times.problem().isEmpty())
                members.fail(times.problem());
        }
        if (members.has("lane_ms"))
            round.laneMs = members.number("lane_ms");
        if (members.has("cost")) {
            JsonMembers cost(members.object("cost"), path + QLatin1String("cost."));
            round.cost = costFrom(cost, qint64(round.done) + round.failed);
            if (!cost.problem().isEmpty())
                members.fail(cost.problem());
        }
        return members.problem();
    }

    /// What was seen over all its whole rounds is told once: the last of them has it, for all.
    static void readObserved(JsonMembers &members, const QString &path, ReportedEntry &entry)
    {
        const auto last = std::find_if(entry.rounds.rbegin(), entry.rounds.rend(),
                                       [](const ComparisonRound &round) { return round.isWhole(); });
        if (!members.has("observed") || last == entry.rounds.rend())
            return;
        JsonMembers observed(members.object("observed"), path + QLatin1String("observed."));
        ObservedExchange &seen = last->exchange;
        seen.replies = static_cast<quint64>(observed.count("replies", mostBytes));
        for (const QJsonValue version : observed.array("http")) {
            if (const auto http = named<HttpVersion>(version.toString(), 4, httpVersionName))
                seen.http.insert(*http);
        }
        for (const QJsonValue coding : observed.array("codings"))
            seen.codings.insert(coding.toString().toLatin1());
        for (const auto &[key, into] : {std::pair("reused", &seen.reused), std::pair("lookups", &seen.lookups),
                                        std::pair("handshakes", &seen.handshakes)}) {
            if (observed.has(key))
                *into = static_cast<quint64>(observed.count(key, mostBytes));
        }
        if (!observed.problem().isEmpty())
            members.fail(observed.problem());
    }

    QString readBaseline()
    {
        QJsonValue json;
        if (QString problem = m_parts.value("baseline", &json); !problem.isEmpty())
            return problem;
        const auto found =
            std::find_if(m_report.entries.begin(), m_report.entries.end(),
                         [name = json.toString()](const ReportedEntry &entry) { return entry.name == name; });
        m_report.baseline = found - m_report.entries.begin();
        return found == m_report.entries.end()
                   ? m_parts.at("baseline", QStringLiteral("baseline should be the name of one of the entries"))
                   : QString();
    }

    /// After one warm-up of each, which no record tells of.
    void finish()
    {
        int available = 0;
        for (const ReportedEntry &entry : m_report.entries) {
            available += entry.unavailable.isEmpty() ? 1 : 0;
            m_report.runsDone += static_cast<int>(entry.rounds.size());
        }
        m_report.runsDone += available;
        m_report.runsInAll = std::max(m_report.runsDone, available * (m_report.roundsWanted + 1));
        fillFigures(m_report);
    }

    RecordParts m_parts;
    ComparisonReport &m_report;
    QList<const Factor *> m_factors;
};

} // namespace

QString readComparisonJson(const QByteArray &json, ComparisonReport &report)
{
    report = ComparisonReport();
    return ComparisonJsonReader(json, report).read();
}

} // namespace fiftyfold
