// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/planjson.h"

#include "core/plan/plantexts.h"
#include "core/plan/proxychoice.h"
#include "core/text/quantities.h"
#include "core/text/redaction.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <cmath>
#include <limits>
#include <optional>

namespace fiftyfold {

namespace {

enum class Secrets { Redacted, Kept };

double milliseconds(std::chrono::nanoseconds duration)
{
    return static_cast<double>(duration.count()) / 1e6;
}

QString bracketed(const QString &host)
{
    return host.contains(QLatin1Char(':')) ? QLatin1Char('[') + host + QLatin1Char(']') : host;
}

QString portText(quint16 port)
{
    return port == 0 ? QString() : QString::number(port);
}

void insertRules(QJsonObject &json, const RunPlan &plan)
{
    QJsonArray resolve;
    for (const ResolveRule &rule : plan.resolve)
        resolve.append(QStringLiteral("%1:%2:%3").arg(bracketed(rule.host)).arg(rule.port).arg(rule.address));
    if (!resolve.isEmpty())
        json.insert(QStringLiteral("resolve"), resolve);
    QJsonArray connectTo;
    for (const ConnectToRule &rule : plan.connectTo) {
        const QStringList parts = {bracketed(rule.host), portText(rule.port), bracketed(rule.toHost),
                                   portText(rule.toPort)};
        connectTo.append(parts.join(QLatin1Char(':')));
    }
    if (!connectTo.isEmpty())
        json.insert(QStringLiteral("connect_to"), connectTo);
}

QJsonObject toJson(const RunPlan &plan, Secrets secrets)
{
    const QString transport = plan.runnerCommand.isEmpty() ? plan.transport : QStringLiteral("external");
    QJsonObject json{
        {QStringLiteral("url"), secrets == Secrets::Kept ? plan.url.toString() : redactedUrl(plan.url)},
        {QStringLiteral("requests"), static_cast<qint64>(plan.requests)},
        {QStringLiteral("at_once"), static_cast<qint64>(plan.effectiveAtOnce())},
        {QStringLiteral("strategy"), plan.strategy},
        {QStringLiteral("transport"), transport},
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
        const QByteArray value =
            secrets == Secrets::Kept ? header.value : redactedHeaderValue(header.name, header.value);
        headers.append(QJsonArray{QString::fromLatin1(header.name), QString::fromUtf8(value)});
    }
    json.insert(QStringLiteral("headers"), headers);

    const auto insertIfGiven = [&json](const char *name, const QString &value) {
        if (!value.isEmpty())
            json.insert(QLatin1String(name), value);
    };
    if (plan.proxy && plan.proxy->isEmpty())
        json.insert(QStringLiteral("proxy"), QJsonValue::Null);
    else if (plan.proxy)
        json.insert(QStringLiteral("proxy"),
                    secrets == Secrets::Kept ? plan.proxy->toString(QUrl::FullyEncoded) : redactedProxy(*plan.proxy));
    insertIfGiven("unix_socket", plan.unixSocket);
    insertIfGiven("cacert", plan.caCertificate);
    insertIfGiven("cert", plan.certificate);
    insertIfGiven("key", plan.privateKey);
    insertIfGiven("work_dir", plan.workDir);
    insertRules(json, plan);
    if (secrets == Secrets::Redacted)
        insertIfGiven("runner", redactedCommand(plan.runnerCommand));
    return json;
}

/// Reads the fields of an object, and keeps the first problem.
class PlanReader
{
public:
    PlanReader(const QJsonObject &json, QString *problem)
        : m_json(json)
        , m_problem(problem)
    {
    }

    void number(const char *name, double least, double most, auto &&set)
    {
        const QJsonValue value = m_json.value(QLatin1String(name));
        if (value.isUndefined())
            return;
        const double number = value.toDouble(std::numeric_limits<double>::quiet_NaN());
        if (number >= least && number <= most)
            set(number);
        else
            refuse(name);
    }
    void count(const char *name, quint32 &into)
    {
        number(name, 0, std::numeric_limits<quint32>::max(),
               [&into](double value) { into = static_cast<quint32>(value); });
    }
    void time(const char *name, std::chrono::nanoseconds &into)
    {
        constexpr double day = 24 * 3600e3;
        number(name, 0, day, [&into](double value) { into = std::chrono::nanoseconds(std::llround(value * 1e6)); });
    }
    void text(const char *name, auto &&set)
    {
        const QJsonValue value = m_json.value(QLatin1String(name));
        if (value.isString())
            set(value.toString());
        else if (!value.isUndefined())
            refuse(name);
    }
    void text(const char *name, QString &into)
    {
        text(name, [&into](const QString &value) { into = value; });
    }
    void isOn(const char *name, bool &into)
    {
        const QJsonValue value = m_json.value(QLatin1String(name));
        if (value.isBool())
            into = value.toBool();
        else if (!value.isUndefined())
            refuse(name);
    }
    /// `read` says whether it could read an element.
    void list(const char *name, auto &&read)
    {
        const QJsonValue value = m_json.value(QLatin1String(name));
        if (!value.isArray() && !value.isUndefined())
            refuse(name);
        const QJsonArray elements = value.toArray();
        for (const QJsonValue element : elements) {
            if (!read(element))
                refuse(name);
        }
    }
    /// What a text means, where it means something.
    template<typename Value>
    void parsed(const char *name, Value &into, std::optional<Value> (*parse)(const QString &))
    {
        text(name, [&](const QString &value) {
            if (const std::optional<Value> read = parse(value))
                into = *read;
            else
                refuse(name);
        });
    }

private:
    void refuse(const char *name)
    {
        if (m_problem->isEmpty())
            *m_problem = QStringLiteral("The plan's \"%1\" can't be read.").arg(QLatin1String(name));
    }

    const QJsonObject &m_json;
    QString *m_problem;
};

std::optional<ExactUrl> urlFromText(const QString &text)
{
    const ExactUrl url = ExactUrl::fromText(text);
    return url.isValid() ? std::optional(url) : std::nullopt;
}

QString withoutBrackets(const QString &host)
{
    return host.startsWith(QLatin1Char('[')) ? host.mid(1, host.size() - 2) : host;
}

bool readResolve(const QJsonValue &value, QList<ResolveRule> &rules)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\[[^\\]]*\\]|[^:]*):(\\d{1,5}):(.+)$"));
    const QRegularExpressionMatch match = pattern.match(value.toString());
    rules.append({withoutBrackets(match.captured(1)), match.captured(2).toUShort(), match.captured(3)});
    return match.hasMatch();
}

bool readConnectTo(const QJsonValue &value, QList<ConnectToRule> &rules)
{
    static const QRegularExpression pattern(
        QStringLiteral("^(\\[[^\\]]*\\]|[^:]*):(\\d{0,5}):(\\[[^\\]]*\\]|[^:]*):(\\d{0,5})$"));
    const QRegularExpressionMatch match = pattern.match(value.toString());
    rules.append({withoutBrackets(match.captured(1)), match.captured(2).toUShort(), withoutBrackets(match.captured(3)),
                  match.captured(4).toUShort()});
    return match.hasMatch();
}

} // namespace

QJsonObject redactedPlanToJson(const RunPlan &plan)
{
    return toJson(plan, Secrets::Redacted);
}

QJsonObject planToJson(const RunPlan &plan)
{
    QJsonObject json = toJson(plan, Secrets::Kept);
    if (plan.allowRemote)
        json.insert(QStringLiteral("allow_remote"), true);
    return json;
}

RunPlan planFromJson(const QJsonObject &json, QString *problem)
{
    RunPlan plan;
    PlanReader reader(json, problem);
    reader.parsed("url", plan.url, urlFromText);
    reader.count("requests", plan.requests);
    reader.count("at_once", plan.atOnce);
    reader.text("strategy", plan.strategy);
    reader.text("transport", plan.transport);
    reader.text("method", [&plan](const QString &value) { plan.method = value.toLatin1(); });
    reader.text("http", plan.http);
    reader.time("timeout_ms", plan.timeout);
    reader.time("connect_timeout_ms", plan.connectTimeout);
    reader.number("redirects", 0, 100, [&plan](double value) { plan.redirects = static_cast<int>(value); });
    reader.parsed("accept_status", plan.acceptStatus, statusRangesFromText);
    reader.number("max_body", 1, double(maxBodyLimit),
                  [&plan](double value) { plan.maxBody = static_cast<qint64>(value); });
    reader.isOn("insecure", plan.insecure);
    reader.parsed("stages", plan.steps, stepsFromText);
    reader.isOn("fresh_connections", plan.freshConnections);
    reader.count("warmup", plan.warmup);
    reader.number("threads", 1, threadsLimit, [&plan](double value) { plan.threads = static_cast<int>(value); });
    reader.list("headers", [&plan](const QJsonValue &element) {
        const QJsonArray field = element.toArray();
        plan.headers.append({field.at(0).toString().toLatin1(), field.at(1).toString().toUtf8()});
        return field.size() == 2 && field.at(0).isString() && field.at(1).isString();
    });
    if (json.value(QLatin1String("proxy")).isNull()) {
        plan.proxy = QUrl();
    } else if (json.contains(QLatin1String("proxy"))) {
        QUrl proxy;
        reader.parsed("proxy", proxy, proxyFromText);
        plan.proxy = proxy;
    }
    reader.text("unix_socket", plan.unixSocket);
    reader.text("cacert", plan.caCertificate);
    reader.text("cert", plan.certificate);
    reader.text("key", plan.privateKey);
    reader.text("work_dir", plan.workDir);
    reader.list("resolve", [&plan](const QJsonValue &element) { return readResolve(element, plan.resolve); });
    reader.list("connect_to", [&plan](const QJsonValue &element) { return readConnectTo(element, plan.connectTo); });
    reader.text("body_base64", [&plan](const QString &value) { plan.body = QByteArray::fromBase64(value.toLatin1()); });
    reader.isOn("allow_remote", plan.allowRemote);
    return plan;
}

} // namespace fiftyfold
