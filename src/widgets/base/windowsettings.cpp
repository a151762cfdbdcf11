// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/windowsettings.h"

#include "core/plan/planfields.h"
#include "core/text/redaction.h"
#include "engine/strategies/strategycatalogue.h"
#include "widgets/base/settingsfile.h"

namespace fiftyfold {

namespace {

const QString geometryKey = QStringLiteral("window/geometry");
const QString coloursKey = QStringLiteral("window/colours");
const QString byLaneKey = QStringLiteral("window/waterfallByLane");
const QString keptKey = QStringLiteral("history/keep");
const QString baselineKey = QStringLiteral("history/baseline");
const QString historyKey = QStringLiteral("urls/history");
const QString recentKey = QStringLiteral("files/recent");
const QString hostsKey = QStringLiteral("urls/agreedHosts");
const QString urlKey = QStringLiteral("plan/url");
const QString requestsKey = QStringLiteral("plan/requests");
const QString headersKey = QStringLiteral("plan/headers");
const QString expectKey = QStringLiteral("plan/expect");
const QString strictKey = QStringLiteral("plan/strict");

QStringList withoutSecretUrls(QStringList urls)
{
    urls.removeIf([](const QString &text) { return hasSecret(text); });
    return urls;
}

bool isRemembered(const PlanField &field)
{
    return field.hasWidget() && !field.isSecret;
}

/// The type of a form goes with its body, which is not remembered: it has the boundary of its parts.
RunPlan withoutForm(RunPlan plan)
{
    plan.headers.removeIf([](const HeaderField &header) {
        return header.name.compare("Content-Type", Qt::CaseInsensitive) == 0 &&
               header.value.trimmed().toLower().startsWith("multipart/");
    });
    return plan;
}

QString keyOf(const PlanField &field)
{
    return QLatin1String("plan/") + QLatin1String(field.name);
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

bool WindowSettings::isPanelShown(const QString &name, bool usually) const
{
    return m_settings.value(QLatin1String("window/panel-") + name, usually).toBool();
}

void WindowSettings::setPanelShown(const QString &name, bool isShown)
{
    m_settings.setValue(QLatin1String("window/panel-") + name, isShown);
}

bool WindowSettings::isHistoryKept() const
{
    return m_settings.value(keptKey, true).toBool();
}

void WindowSettings::setHistoryKept(bool isKept)
{
    m_settings.setValue(keptKey, isKept);
}

QString WindowSettings::baseline() const
{
    return m_settings.value(baselineKey).toString();
}

void WindowSettings::setBaseline(const QString &id)
{
    if (id.isEmpty())
        m_settings.remove(baselineKey);
    else
        m_settings.setValue(baselineKey, id);
}

bool WindowSettings::isWaterfallByLane() const
{
    return m_settings.value(byLaneKey, false).toBool();
}

void WindowSettings::setWaterfallByLane(bool isByLane)
{
    m_settings.setValue(byLaneKey, isByLane);
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
    const ExactUrl url = urlFromUserInput(m_settings.value(urlKey).toString(), nullptr);
    if (url.isValid() && !url.isEmpty())
        plan.url = url;
    for (const PlanField &field : planFields()) {
        const QVariant value = m_settings.value(keyOf(field));
        if (!isRemembered(field) || !value.isValid())
            continue;
        QStringList texts =
            value.typeId() == QMetaType::QStringList ? value.toStringList() : QStringList(value.toString());
        if (!field.value.isList) // with a comma in it, and written by hand
            texts = {texts.join(QLatin1Char(','))};
        for (const QString &text : texts)
            if (!text.isEmpty() || !field.value.takes.isEmpty()) // a switch that is on is remembered as "true"
                field.value.read(plan, text);                    // what it can't read changes nothing
    }
    const auto info = strategyNamed(plan.strategy);
    if (info && info->unavailable.isEmpty())
        chooseStrategy(plan, *info);
    else
        plan.strategy = RunPlan().strategy;
    for (const PlanField &field : planFields()) { // one that can't be used takes no other along
        if (!field.problem(plan).isEmpty())
            field.value.reset(plan);
    }
    if (!plan.isOpen())
        plan.arrivals = RunPlan().arrivals; // of a rate that could not be used
    if (!m_settings.contains(requestsKey))
        plan.requests = usualRequests(plan);
    plan.url = urlAsSent(plan, plan.url);
    return plan;
}

void WindowSettings::setPlan(const RunPlan &plan)
{
    if (hasSecret(plan.url.toString()))
        m_settings.remove(urlKey); // the other fields do not belong to the URL before
    else
        m_settings.setValue(urlKey, plan.url.toString());
    const RunPlan kept = withoutForm(plan);
    for (const PlanField &field : planFields()) {
        if (!isRemembered(field))
            continue;
        QStringList texts = field.value.texts(kept, Secrets::Kept);
        const QStringList redacted = field.value.texts(kept, Secrets::Redacted);
        for (qsizetype i = texts.size() - 1; i >= 0; --i) {
            if (texts.at(i) != redacted.at(i))
                texts.removeAt(i);
        }
        if (texts.isEmpty())
            m_settings.remove(keyOf(field));
        else if (field.value.isList)
            m_settings.setValue(keyOf(field), texts);
        else
            m_settings.setValue(keyOf(field), texts.first());
    }
}

ThresholdSet WindowSettings::thresholds() const
{
    return thresholdSetOf(m_settings.value(expectKey).toStringList(), m_settings.value(strictKey, false).toBool());
}

void WindowSettings::setThresholds(const ThresholdSet &set)
{
    if (set.isEmpty())
        m_settings.remove(expectKey);
    else
        m_settings.setValue(expectKey, set.texts());
    m_settings.setValue(strictKey, set.isStrict);
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

QStringList WindowSettings::recentFiles() const
{
    QStringList paths = m_settings.value(recentKey).toStringList();
    paths.removeAll(QString());
    return paths;
}

void WindowSettings::setRecentFiles(const QStringList &paths)
{
    m_settings.setValue(recentKey, paths);
}

bool WindowSettings::isAgreedHost(const QString &host) const
{
    return m_settings.value(hostsKey).toStringList().contains(host, Qt::CaseInsensitive);
}

QStringList WindowSettings::hostsToAskFor(QStringList hosts) const
{
    hosts.removeIf([this](const QString &host) { return isAgreedHost(host); });
    return hosts;
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
