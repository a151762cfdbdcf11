// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/windowsettings.h"

#include "core/plan/plantexts.h"
#include "core/text/quantities.h"
#include "core/text/redaction.h"
#include "engine/strategies/strategycatalogue.h"
#include "widgets/base/settingsfile.h"

namespace fiftyfold {

namespace {

const QString geometryKey = QStringLiteral("window/geometry");
const QString coloursKey = QStringLiteral("window/colours");
const QString historyKey = QStringLiteral("urls/history");
const QString hostsKey = QStringLiteral("urls/agreedHosts");
const QString urlKey = QStringLiteral("plan/url");
const QString headersKey = QStringLiteral("plan/headers");

qint64 numberWithin(const QVariant &value, qint64 least, qint64 most, qint64 otherwise)
{
    bool isNumber = false;
    const qint64 number = value.toLongLong(&isNumber);
    return isNumber && number >= least && number <= most ? number : otherwise;
}

QStringList withoutSecretUrls(QStringList urls)
{
    urls.removeIf([](const QString &text) { return hasSecret(text); });
    return urls;
}

/// Of lines "name: value".
QStringList withoutSecretHeaders(QStringList lines)
{
    lines.removeIf([](const QString &line) {
        const QByteArray name = line.section(QLatin1Char(':'), 0, 0).trimmed().toUtf8();
        const QByteArray value = line.section(QLatin1Char(':'), 1).toUtf8();
        return redactedHeaderValue(name, value) != value;
    });
    return lines;
}

} // namespace

WindowSettings::WindowSettings()
    : m_settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("Fiftyfold"), QStringLiteral("Fiftyfold"))
{
    keepToOwner(m_settings);
    forgetSecrets();
}

/// What an earlier version kept, or somebody wrote into the file.
void WindowSettings::forgetSecrets()
{
    const QString url = m_settings.value(urlKey).toString();
    if (hasSecret(url)) // as it stands: QUrl reads nothing of one that is not quite right
        m_settings.remove(urlKey);
    const QStringList headers = m_settings.value(headersKey).toStringList();
    if (const QStringList harmless = withoutSecretHeaders(headers); harmless != headers)
        m_settings.setValue(headersKey, harmless);
    const QStringList history = m_settings.value(historyKey).toStringList();
    if (const QStringList harmless = withoutSecretUrls(history); harmless != history)
        m_settings.setValue(historyKey, harmless);
}

QByteArray WindowSettings::geometry() const
{
    return m_settings.value(geometryKey).toByteArray();
}

void WindowSettings::setGeometry(const QByteArray &geometry)
{
    m_settings.setValue(geometryKey, geometry);
}

QByteArray WindowSettings::splitter(const QString &name) const
{
    return m_settings.value(QLatin1String("window/splitter-") + name).toByteArray();
}

void WindowSettings::setSplitter(const QString &name, const QByteArray &state)
{
    m_settings.setValue(QLatin1String("window/splitter-") + name, state);
}

bool WindowSettings::isPanelShown(const QString &name) const
{
    return m_settings.value(QLatin1String("window/panel-") + name, true).toBool();
}

void WindowSettings::setPanelShown(const QString &name, bool isShown)
{
    m_settings.setValue(QLatin1String("window/panel-") + name, isShown);
}

Colours WindowSettings::colours() const
{
    const QString name = m_settings.value(coloursKey).toString();
    if (name == QLatin1String("light"))
        return Colours::Light;
    return name == QLatin1String("dark") ? Colours::Dark : Colours::System;
}

void WindowSettings::setColours(Colours colours)
{
    m_settings.setValue(coloursKey, colours == Colours::Light  ? QStringLiteral("light")
                                    : colours == Colours::Dark ? QStringLiteral("dark")
                                                               : QStringLiteral("system"));
}

RunPlan WindowSettings::plan() const
{
    RunPlan plan;
    plan.url = defaultPracticeUrl();
    const auto value = [this](const char *key) {
        return m_settings.value(QLatin1String("plan/") + QLatin1String(key));
    };

    const ExactUrl url = urlFromUserInput(value("url").toString(), nullptr);
    if (url.isValid() && !url.isEmpty())
        plan.url = url;
    plan.requests = quint32(numberWithin(value("requests"), 1, requestsLimit, plan.requests));
    plan.atOnce = quint32(numberWithin(value("atOnce"), 0, requestsLimit, plan.atOnce));
    if (const auto info = strategyNamed(value("strategy").toString()); info && info->unavailable.isEmpty())
        chooseStrategy(plan, *info);
    if (const QString transport = value("transport").toString(); availableTransports().contains(transport))
        plan.transport = transport;
    if (const QString http = value("http").toString(); availableHttpVersions().contains(http))
        plan.http = http;
    plan.threads = int(numberWithin(value("threads"), 1, threadsLimit, plan.threads));
    if (const QByteArray method = value("method").toByteArray(); !method.isEmpty())
        plan.method = method;
    const QStringList headers = value("headers").toStringList();
    for (const QString &line : headers) {
        const qsizetype colon = line.indexOf(QLatin1Char(':'));
        if (colon > 0)
            plan.headers.append({line.left(colon).toUtf8(), line.mid(colon + 1).trimmed().toUtf8()});
    }
    plan.timeout = durationFromText(value("timeout").toString()).value_or(plan.timeout);
    plan.connectTimeout = durationFromText(value("connectTimeout").toString()).value_or(plan.connectTimeout);
    plan.redirects = int(numberWithin(value("redirects"), 0, 100, plan.redirects));
    plan.acceptStatus = statusRangesFromText(value("acceptStatus").toString()).value_or(plan.acceptStatus);
    plan.maxBody = numberWithin(value("maxBody"), 1, qint64(1) << 40, plan.maxBody);
    plan.insecure = value("insecure").toBool();
    plan.steps = stepsFromText(value("stages").toString()).value_or(plan.steps);
    plan.freshConnections = value("freshConnections").toBool();
    plan.workDir = value("workDir").toString();
    plan.warmup = quint32(numberWithin(value("warmup"), 0, requestsLimit, plan.warmup));
    QList<PlanProblem> problems = problemsOf(plan);
    const auto isAboutHttp = [](const PlanProblem &problem) { return problem.option == QLatin1String("--http"); };
    if (problems.removeIf(isAboutHttp) > 0) // not for the URL that is remembered: one with a secret is not
        plan.http = RunPlan().http;
    if (!problems.isEmpty()) { // damaged in a way that the checks above let through
        plan = RunPlan();
        plan.url = defaultPracticeUrl();
    }
    return plan;
}

void WindowSettings::setPlan(const RunPlan &plan)
{
    const auto keep = [this](const char *key, const QVariant &value) {
        m_settings.setValue(QLatin1String("plan/") + QLatin1String(key), value);
    };
    const auto milliseconds = [](std::chrono::nanoseconds time) {
        return QStringLiteral("%1ms").arg(double(time.count()) / 1e6, 0, 'g', 12);
    };
    if (hasSecret(plan.url.toString()))
        m_settings.remove(urlKey); // the other fields do not belong to the URL before
    else
        keep("url", plan.url.toString());
    keep("requests", plan.requests);
    keep("atOnce", plan.atOnce);
    keep("strategy", plan.strategy);
    keep("transport", plan.transport);
    keep("http", plan.http);
    keep("threads", plan.threads);
    keep("method", plan.method);
    QStringList headers;
    for (const HeaderField &header : plan.headers)
        headers.append(QString::fromUtf8(header.name) + QLatin1String(": ") + QString::fromUtf8(header.value));
    keep("headers", withoutSecretHeaders(headers));
    keep("timeout", milliseconds(plan.timeout));
    keep("connectTimeout", milliseconds(plan.connectTimeout));
    keep("redirects", plan.redirects);
    keep("acceptStatus", statusRangesToText(plan.acceptStatus));
    keep("maxBody", plan.maxBody);
    keep("insecure", plan.insecure);
    keep("stages", stepsToText(plan.steps));
    keep("freshConnections", plan.freshConnections);
    keep("workDir", plan.workDir);
    keep("warmup", plan.warmup);
}

QStringList WindowSettings::urlHistory() const
{
    QStringList urls = m_settings.value(historyKey).toStringList();
    urls.removeIf([](const QString &text) { return !urlFromUserInput(text, nullptr).isValid(); });
    if (urls.isEmpty())
        urls.append(defaultPracticeUrl().toString());
    return urls;
}

void WindowSettings::setUrlHistory(const QStringList &urls)
{
    m_settings.setValue(historyKey, withoutSecretUrls(urls));
}

bool WindowSettings::isAgreedHost(const QString &host) const
{
    return m_settings.value(hostsKey).toStringList().contains(host, Qt::CaseInsensitive);
}

void WindowSettings::agreeToHost(const QString &host)
{
    QStringList hosts = m_settings.value(hostsKey).toStringList();
    if (!hosts.contains(host, Qt::CaseInsensitive)) {
        hosts.append(host.toLower());
        m_settings.setValue(hostsKey, hosts);
    }
}

} // namespace fiftyfold
