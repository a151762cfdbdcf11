// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/runobstacles.h"

#include "core/comparison/runbatches.h"
#include "core/plan/planfields.h"
#include "core/text/numberlocale.h"
#include "core/text/quantities.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <array>
#include <chrono>
#include <cmath>

namespace fiftyfold {

namespace {

using Obstacles = std::vector<ComparisonObstacle>;

constexpr double mostFailedApart = 0.1;

struct ObstacleWords {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::RunComparison)
};

QString valueWords(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? ObstacleWords::tr("yes") : ObstacleWords::tr("no");
    case QJsonValue::Double:
        return numberLocale().toString(value.toDouble(), 'g', 12);
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Array:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    default:
        return {};
    }
}

/// Of a member of a plan; a time as its option takes it.
QString valueWords(const QString &key, const QJsonValue &value)
{
    if (!key.endsWith(QLatin1String("_ms")) || !value.isDouble())
        return valueWords(value);
    return durationToText(std::chrono::nanoseconds(std::llround(value.toDouble() * 1e6)));
}

QString orNothing(const QString &text)
{
    return text.isEmpty() ? ObstacleWords::tr("nothing") : text;
}

void addDifference(Obstacles &obstacles, const QString &key, const QString &name, const QString &baseline,
                   const QString &run)
{
    if (baseline == run)
        return;
    //: What a thing is called, what the baseline has there, what the run has
    const QString text = ObstacleWords::tr("%1: %2 against %3").arg(name, orNothing(baseline), orNothing(run));
    obstacles.push_back({key, text, baseline, run});
}

/// "load.rate" is the member "rate" of the object "load".
QJsonValue memberAt(const QJsonObject &plan, const QString &key)
{
    const QString outer = key.section(QLatin1Char('.'), 0, 0);
    const QJsonValue value = plan.value(outer);
    return outer == key ? value : value.toObject().value(key.section(QLatin1Char('.'), 1));
}

/// Of the practice server the path: neither where it listened, nor how it answered.
QString urlToCompare(const QJsonObject &plan)
{
    const QString url = plan.value(QLatin1String("url")).toString();
    if (url.startsWith(QLatin1String("practice:")))
        return url.section(QLatin1Char('?'), 0, 0);
    const bool isPractice = plan.value(QLatin1String("practice")).toBool();
    return isPractice ? QString::fromLatin1(ExactUrl::fromText(url).target()).section(QLatin1Char('?'), 0, 0) : url;
}

/// Time ends it, so how many requests there were says how fast it went; of an open load, when it was stopped.
bool isCountedAtItsEnd(const QJsonObject &plan, bool isAnyStopped)
{
    const QJsonObject load = plan.value(QLatin1String("load")).toObject();
    const std::optional<Rate> rate = rateFromText(load.value(QLatin1String("rate")).toString());
    const bool hasEnd = load.contains(QLatin1String("duration_ms")) || (rate && rate->length().count() > 0);
    return hasEnd && (isAnyStopped || !rate);
}

/// Then how many were asked at once is worked out from their times.
bool hasImportedRequests(const ComparedRun &run)
{
    return run.record->imported && run.hasRequests;
}

bool isNoPartOfIt(const PlanField &field)
{
    const QLatin1String key(field.key);
    return key == QLatin1String("work_dir") || key == QLatin1String("allow_remote");
}

/// Of two plans, where one may be another program's.
struct KnownOfPlans {
    bool isImported = false;
    bool isAtOnceKnown = true;
    bool isAnyStopped = false;
};

/// What an older record does not have is as usual; what another program's does not have is not known.
void addPlanDifferences(Obstacles &obstacles, const QJsonObject &baseline, const QJsonObject &run,
                        const KnownOfPlans &known)
{
    const QString url = QStringLiteral("url");
    const bool isUrlKnown = !urlToCompare(baseline).isEmpty() && !urlToCompare(run).isEmpty();
    if ((isUrlKnown || !known.isImported) && urlToCompare(baseline) != urlToCompare(run))
        addDifference(obstacles, url, ObstacleWords::tr("URL"), baseline.value(url).toString(),
                      run.value(url).toString());
    const RunPlan usual;
    for (const PlanField &field : planFields()) {
        const QString key = QString::fromLatin1(field.key);
        QJsonValue one = memberAt(baseline, key);
        QJsonValue other = memberAt(run, key);
        if (isNoPartOfIt(field) || (key == QLatin1String("at_once") && !known.isAtOnceKnown) ||
            (known.isImported && (one.isUndefined() || other.isUndefined())) ||
            (key == QLatin1String("requests") && known.isImported && (one.toInt() == 0 || other.toInt() == 0)) ||
            (key == QLatin1String("requests") && isCountedAtItsEnd(baseline, known.isAnyStopped) &&
             isCountedAtItsEnd(run, known.isAnyStopped)))
            continue;
        for (QJsonValue *value : {&one, &other}) {
            if (value->isUndefined())
                *value = field.value.toJson(usual, Secrets::Redacted);
        }
        if (one != other)
            addDifference(obstacles, key, QString::fromLatin1(field.option), valueWords(key, one),
                          valueWords(key, other));
    }
    const QString targets = QStringLiteral("targets.count");
    addDifference(obstacles, targets, ObstacleWords::tr("number of targets"), valueWords(memberAt(baseline, targets)),
                  valueWords(memberAt(run, targets)));
    const QString runner = QStringLiteral("runner");
    addDifference(obstacles, runner, ObstacleWords::tr("runner"), baseline.value(runner).toString(),
                  run.value(runner).toString());
}

/// What an older record does not have, its machine may have had.
void addKnownDifference(Obstacles &obstacles, const QString &key, const QString &what, const QString &one,
                        const QString &other)
{
    if (!one.isEmpty() && !other.isEmpty())
        addDifference(obstacles, key, what, one, other);
}

void addPlaceDifferences(Obstacles &obstacles, const Environment &one, const QString &oneVersion,
                         const Environment &other, const QString &otherVersion)
{
    addKnownDifference(obstacles, QStringLiteral("cpu"), ObstacleWords::tr("processor"), one.cpu, other.cpu);
    addDifference(obstacles, QStringLiteral("cpu_count"), ObstacleWords::tr("number of processors"),
                  QString::number(one.cpuCount), QString::number(other.cpuCount));
    addDifference(obstacles, QStringLiteral("os"), ObstacleWords::tr("system"), one.os, other.os);
    addKnownDifference(obstacles, QStringLiteral("kernel"), ObstacleWords::tr("kernel"), one.kernel, other.kernel);
    addDifference(obstacles, QStringLiteral("version"), QStringLiteral("Fiftyfold"), oneVersion, otherVersion);
    addDifference(obstacles, QStringLiteral("qt"), QStringLiteral("Qt"), one.qt, other.qt);
    addDifference(obstacles, QStringLiteral("transport_library"), ObstacleWords::tr("what carried HTTP"),
                  one.transportLibrary, other.transportLibrary);
}

QString toolOf(const ComparedRun &run)
{
    return run.record->imported ? run.record->imported->tool : QStringLiteral("Fiftyfold");
}

double failedShareOf(const RunSummary &summary)
{
    const double ended = double(summary.done) + summary.failed;
    return ended > 0 ? summary.failed / ended : 0;
}

/// `who` is the run, as the subject of a clause.
void addFlaws(Obstacles &obstacles, const ComparedRun &run, const QString &who)
{
    const auto add = [&obstacles, &who](const char *key, const QString &text) {
        obstacles.push_back({QLatin1String(key), text.arg(who), {}, {}});
    };
    if (run.record->isStopped)
        add("stopped", ObstacleWords::tr("%1 was stopped before its end"));
    if (run.record->isDisturbed)
        add("disturbed", ObstacleWords::tr("%1 stood still for a while"));
    if (run.summary.health && run.summary.health->verdict != LoadVerdict::KeptUp)
        add("health", ObstacleWords::tr("the client did not keep the rate of %1"));
    if (!run.hasRequests) {
        add("no_requests", run.record->imported
                               ? ObstacleWords::tr("%1 is a file that tells no single requests, only its figures")
                               : ObstacleWords::tr("%1 has no requests in its record, only its figures"));
    } else if (run.summary.response.count < leastRequests) {
        const QLocale &locale = numberLocale();
        add("few_requests", ObstacleWords::tr("%1 has %2 requests that are done, and at least %3 are needed")
                                .arg(QStringLiteral("%1"), locale.toString(run.summary.response.count),
                                     locale.toString(qulonglong(leastRequests))));
    }
}

} // namespace

std::vector<ComparisonObstacle> obstaclesBetween(const ComparedRun &baseline, const ComparedRun &run)
{
    Obstacles obstacles;
    addPlanDifferences(obstacles, baseline.plan, run.plan,
                       {baseline.record->imported || run.record->imported,
                        !hasImportedRequests(baseline) && !hasImportedRequests(run),
                        baseline.record->isStopped || run.record->isStopped});
    const QString tool = QStringLiteral("tool");
    if (!baseline.record->imported && !run.record->imported)
        addPlaceDifferences(obstacles, environmentOf(*baseline.record), baseline.version, environmentOf(*run.record),
                            run.version);
    else if (toolOf(baseline) != toolOf(run))
        addDifference(obstacles, tool, ObstacleWords::tr("measured by"), toolOf(baseline), toolOf(run));
    else
        obstacles.push_back(
            {tool,
             ObstacleWords::tr("a file of %1 does not tell on which machine it was measured").arg(toolOf(run)),
             {},
             {}});
    addFlaws(obstacles, baseline, ObstacleWords::tr("the baseline"));
    addFlaws(obstacles, run, ObstacleWords::tr("the run"));
    const std::array<double, 2> failed{failedShareOf(baseline.summary), failedShareOf(run.summary)};
    const auto percent = [](double share) { return numberLocale().toString(100 * share, 'f', 1) + QLatin1Char('%'); };
    if (std::abs(failed[0] - failed[1]) > mostFailedApart)
        addDifference(obstacles, QStringLiteral("failed"), ObstacleWords::tr("failed"), percent(failed[0]),
                      percent(failed[1]));
    return obstacles;
}

std::vector<ComparisonObstacle> obstaclesBetween(const ComparedPlace &baseline, const ComparedPlace &run)
{
    Obstacles obstacles;
    addDifference(obstacles, QStringLiteral("factors"), ObstacleWords::tr("what is varied"), baseline.varied,
                  run.varied);
    addPlanDifferences(obstacles, baseline.plan, run.plan, {});
    addPlaceDifferences(obstacles, baseline.environment, baseline.version, run.environment, run.version);
    return obstacles;
}

ComparisonObstacle obstacleOfDependence()
{
    return {QStringLiteral("dependence"),
            ObstacleWords::tr("response times depend so much on those before them that they are worth too few; take "
                              "more requests, or a longer run"),
            {},
            {}};
}

} // namespace fiftyfold
