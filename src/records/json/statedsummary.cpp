// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/statedsummary.h"

#include <QJsonObject>

#include <utility>

namespace fiftyfold {

namespace {

Distribution countedFiguresOf(const QJsonObject &json, const QString &path, QString *problem, bool isPartial = false)
{
    return statedFigures(json, path, static_cast<quint32>(JsonMembers(json, path).count("count", most32)), problem,
                         isPartial);
}

std::vector<TargetFigures> statedTargets(const QJsonArray &json, QString *problem)
{
    std::vector<TargetFigures> targets;
    for (const QJsonValue element : json) {
        const QString path = QStringLiteral("summary.targets[%1].").arg(targets.size());
        JsonMembers members(element.toObject(), path);
        TargetFigures one;
        one.requests = static_cast<quint32>(members.count("requests", requestsLimit));
        one.done = static_cast<quint32>(members.count("done", requestsLimit));
        one.failed = static_cast<quint32>(members.count("failed", requestsLimit));
        if (members.has("response_ms"))
            one.response =
                statedFigures(members.object("response_ms"), path + QLatin1String("response_ms."), one.done, problem);
        if (problem->isEmpty())
            *problem = members.problem();
        targets.push_back(one);
    }
    return targets;
}

} // namespace

Distribution statedFigures(const QJsonObject &json, const QString &path, quint32 count, QString *problem,
                           bool isPartial)
{
    JsonMembers members(json, path);
    Distribution figures = isPartial ? unstatedDistribution(count) : Distribution();
    figures.count = count;
    for (const auto &[key, field] : {std::pair("min", &Distribution::min), std::pair("mean", &Distribution::mean),
                                     std::pair("p50", &Distribution::p50), std::pair("p90", &Distribution::p90),
                                     std::pair("p95", &Distribution::p95), std::pair("p99", &Distribution::p99),
                                     std::pair("max", &Distribution::max)})
        figures.*field = isPartial && !members.has(key) ? figures.*field : members.number(key) * 1e6;
    if (members.has("p99.9"))
        figures.p999 = members.number("p99.9") * 1e6;
    if (problem->isEmpty())
        *problem = members.problem();
    return figures;
}

RunSummary statedSummary(JsonMembers &members, const RunRecord &record)
{
    const bool isImported = record.imported.has_value();
    const qint64 most = isImported ? most32 : qint64(requestsLimit); // other programs count further than we run
    RunSummary summary;
    summary.elapsedNs = record.elapsedNs;
    summary.connectionsOpened = record.connectionsOpened;
    summary.cost = record.cost;
    summary.requests = static_cast<quint32>(members.count("requests", most));
    summary.done = static_cast<quint32>(members.count("done", most));
    summary.failed = static_cast<quint32>(members.count("failed", most));
    summary.cancelled = static_cast<quint32>(members.count("cancelled", most));
    for (const auto &[key, figure] :
         {std::pair("overlap", &RunSummary::overlap), std::pair("requests_per_second", &RunSummary::requestsPerSecond)})
        summary.*figure = isImported && !members.has(key) ? 0 : members.number(key);
    const qint64 otherwise = isImported ? 0 : -1;
    summary.bytesReceived = members.count("bytes_received", qint64(1) << 52, otherwise);
    summary.maxInFlight = static_cast<quint32>(members.count("max_in_flight", most32, otherwise));
    summary.retries = static_cast<quint32>(members.count("retries", most32, 0));
    QString problem;
    const quint32 count = isImported && summary.requests == 0 ? unstatedCount : summary.done;
    if (members.has("latency_ms"))
        summary.latency = statedFigures(members.object("latency_ms"), QStringLiteral("summary.latency_ms."), count,
                                        &problem, isImported);
    summary.response = summary.latency;
    if (members.has("response_ms"))
        summary.response = statedFigures(members.object("response_ms"), QStringLiteral("summary.response_ms."), count,
                                         &problem, isImported);
    if (members.has("lag_ms"))
        summary.lag = statedFigures(members.object("lag_ms"), QStringLiteral("summary.lag_ms."),
                                    summary.done + summary.failed, &problem);
    const QJsonObject stages = members.object("stages_ms");
    for (const Stage stage : allStages) {
        const QJsonObject figures = stages.value(stageName(stage)).toObject();
        const QString path = QStringLiteral("summary.stages_ms.%1.").arg(stageName(stage));
        if (!figures.isEmpty())
            summary.stages[indexOf(stage)] = countedFiguresOf(figures, path, &problem, isImported);
    }
    if (members.has("loop_wait_ms")) {
        summary.loopWait =
            countedFiguresOf(members.object("loop_wait_ms"), QStringLiteral("summary.loop_wait_ms."), &problem);
        summary.loopWaitShare = members.share("loop_wait_share");
    }
    summary.targets = statedTargets(members.array("targets"), &problem);
    const QJsonObject errors = members.object("errors");
    JsonMembers errorCounts(errors, QStringLiteral("summary.errors."));
    for (const QString &name : errors.keys()) {
        const auto which = named<ErrorClass>(name, errorClassCount, errorClassName);
        if (which && *which != ErrorClass::None)
            summary.errors[*which] = static_cast<quint32>(errorCounts.count(qPrintable(name), most));
        else
            errorCounts.fail(QStringLiteral("summary.errors has \"%1\", which is no class of errors").arg(name));
    }
    const QJsonObject statuses = members.object("status");
    JsonMembers statusCounts(statuses, QStringLiteral("summary.status."));
    for (const QString &code : statuses.keys()) {
        const quint16 status = code.toUShort();
        if (status < 100 || status > 999)
            statusCounts.fail(QStringLiteral("summary.status has \"%1\", which is no status").arg(code));
        else
            summary.statuses[status] = static_cast<quint32>(statusCounts.count(qPrintable(code), most));
    }
    for (const QString &wrong : {problem, errorCounts.problem(), statusCounts.problem()}) {
        if (!wrong.isEmpty())
            members.fail(wrong);
    }
    return summary;
}

LoadHealth statedHealth(JsonMembers &members)
{
    LoadHealth health;
    health.askedRate = members.number("asked_rate");
    health.achievedRate = members.number("achieved_rate");
    health.ratio = members.number("ratio");
    health.neededLanes = static_cast<quint32>(members.count("needed_lanes", most32));
    if (members.has("client_cpu_share"))
        health.clientCpuShare = members.share("client_cpu_share");
    const auto verdict = named<LoadVerdict>(members.text("verdict"), loadVerdictCount, loadVerdictName);
    if (!verdict)
        members.expect("verdict", QStringLiteral("kept-up, fell-behind or too-few-lanes"));
    health.verdict = verdict.value_or(LoadVerdict::FellBehind);
    return health;
}

} // namespace fiftyfold
