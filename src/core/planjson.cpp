// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planjson.h"

#include "core/quantities.h"
#include "core/redaction.h"

#include <QJsonArray>

namespace fiftyfold {

namespace {

double milliseconds(std::chrono::nanoseconds duration)
{
    return static_cast<double>(duration.count()) / 1e6;
}

} // namespace

QJsonObject redactedPlanToJson(const RunPlan &plan)
{
    QJsonObject json{
        {QStringLiteral("url"), redactedUrl(plan.url)},
        {QStringLiteral("requests"), static_cast<qint64>(plan.requests)},
        {QStringLiteral("at_once"), static_cast<qint64>(plan.effectiveAtOnce())},
        {QStringLiteral("strategy"), plan.strategy},
        {QStringLiteral("transport"), plan.transport},
        {QStringLiteral("method"), QString::fromLatin1(plan.method)},
        {QStringLiteral("http"), plan.http},
        {QStringLiteral("timeout_ms"), milliseconds(plan.timeout)},
        {QStringLiteral("connect_timeout_ms"), milliseconds(plan.connectTimeout)},
        {QStringLiteral("redirects"), plan.redirects},
        {QStringLiteral("accept_status"), statusRangesToText(plan.acceptStatus)},
        {QStringLiteral("max_body"), plan.maxBody},
        {QStringLiteral("insecure"), plan.insecure},
        {QStringLiteral("stages"), stepsToText(plan.steps)},
        {QStringLiteral("fresh_connections"), plan.freshConnections},
        {QStringLiteral("warmup"), static_cast<qint64>(plan.warmup)},
        {QStringLiteral("threads"), static_cast<qint64>(plan.effectiveThreads())},
        {QStringLiteral("body_bytes"), plan.body.size()},
    };

    QJsonArray headers;
    for (const HeaderField &header : plan.headers) {
        headers.append(QJsonArray{QString::fromLatin1(header.name),
                                  QString::fromUtf8(redactedHeaderValue(header.name, header.value))});
    }
    json.insert(QStringLiteral("headers"), headers);

    const auto insertIfGiven = [&json](const char *name, const QString &value) {
        if (!value.isEmpty())
            json.insert(QLatin1String(name), value);
    };
    insertIfGiven("proxy", plan.proxy.isEmpty() ? QString() : redactedUrl(plan.proxy));
    insertIfGiven("unix_socket", plan.unixSocket);
    insertIfGiven("cacert", plan.caCertificate);
    insertIfGiven("cert", plan.certificate);
    insertIfGiven("key", plan.privateKey);
    insertIfGiven("work_dir", plan.workDir);

    QJsonArray resolve;
    for (const ResolveRule &rule : plan.resolve)
        resolve.append(QStringLiteral("%1:%2:%3").arg(rule.host).arg(rule.port).arg(rule.address));
    if (!resolve.isEmpty())
        json.insert(QStringLiteral("resolve"), resolve);
    const auto portText = [](quint16 port) { return port == 0 ? QString() : QString::number(port); };
    QJsonArray connectTo;
    for (const ConnectToRule &rule : plan.connectTo)
        connectTo.append(
            QStringList{rule.host, portText(rule.port), rule.toHost, portText(rule.toPort)}.join(QLatin1Char(':')));
    if (!connectTo.isEmpty())
        json.insert(QStringLiteral("connect_to"), connectTo);
    return json;
}

} // namespace fiftyfold
