// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run/summarytext.h"

#include "core/plan/templates.h"
#include "core/run/costwording.h"
#include "core/run/statedfigures.h"
#include "core/text/quantities.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace fiftyfold {

namespace {

constexpr int labelWidth = 13;
constexpr int countWidth = 8;
constexpr int figureWidth = 11;

QString counted(qint64 number)
{
    return QLocale(QLocale::English).toString(number);
}

QString counted(qint64 number, QLatin1String noun)
{
    return counted(number) + QLatin1Char(' ') + noun + (number == 1 ? QLatin1String("") : QLatin1String("s"));
}

QString duration(double nanoseconds)
{
    return durationForPeople(std::llround(nanoseconds));
}

QString durationIfStated(double nanoseconds)
{
    return isStated(nanoseconds) ? duration(nanoseconds) : QStringLiteral("–");
}

QString line(const char *label, const QString &text)
{
    return QString::fromLatin1(label).leftJustified(labelWidth) + text + QLatin1Char('\n');
}

/// A percentile, marked where there are too few requests behind it.
QString percentile(double nanoseconds, double fraction, quint32 count, bool &hasMark)
{
    if (!isStated(nanoseconds))
        return QStringLiteral("–");
    const bool isMarked = isUnderSampled(fraction, count);
    hasMark = hasMark || isMarked;
    return duration(nanoseconds) + (isMarked ? QLatin1String("*") : QLatin1String(""));
}

/// Right-justified, with the mark outside, so that figures stand below each other.
QString markedColumn(const QString &text)
{
    return text.endsWith(QLatin1Char('*')) ? text.rightJustified(figureWidth + 1)
                                           : text.rightJustified(figureWidth) + QLatin1Char(' ');
}

/// Empty of a number of requests as lanes are free.
QString loadWords(const RunPlan &plan)
{
    QStringList parts;
    if (plan.isOpen())
        parts.append(QStringLiteral("open at %1").arg(rateToText(plan.rate)));
    if (plan.isOpen() && plan.arrivals == QLatin1String("poisson"))
        parts.append(QStringLiteral("Poisson arrivals of seed %1").arg(plan.seed));
    if (plan.duration.count() > 0)
        parts.append(QStringLiteral("for %1").arg(durationToText(plan.duration)));
    if (plan.rampUp.count() > 0)
        parts.append(QStringLiteral("lanes opening over %1").arg(durationToText(plan.rampUp)));
    return parts.join(QLatin1String(", "));
}

/// What is asked.
QString targetText(const RunPlan &plan)
{
    if (plan.targetNames.isEmpty())
        return QString::fromLatin1(plan.method) + QLatin1Char(' ') + readableUrl(plan.url);
    const qsizetype others = plan.targetNames.size() - 1;
    return others == 0
               ? plan.targetNames.first()
               : QStringLiteral("%1 and %2, %3")
                     .arg(plan.targetNames.first(), counted(others, QLatin1String("other")),
                          plan.order == QLatin1String("turn") ? QLatin1String("in turn") : QLatin1String("shuffled"));
}

/// Of what another program has done.
QString importedHeadText(const RunRecord &record, const RunSummary &summary, const TextStyle &style)
{
    const RunPlan &plan = record.plan();
    const bool hasUrl = plan.url.isValid() && !plan.url.text().isEmpty();
    QString text = hasUrl ? style.strong(visibleText(targetText(plan))) + QLatin1Char('\n') : QString();
    text += hasCount(summary) ? counted(summary.requests, QLatin1String("request"))
                              : QStringLiteral("number of requests not told");
    if (plan.atOnce > 0)
        text += QStringLiteral(", %1 at once").arg(counted(plan.atOnce));
    return text + QStringLiteral(", imported from %1 (%2)\n\n")
                      .arg(visibleText(record.imported->tool), visibleText(record.imported->file));
}

QString headText(const RunRecord &record, const RunSummary &summary, const TextStyle &style)
{
    const RunPlan &plan = record.plan();
    if (record.imported)
        return importedHeadText(record, summary, style);
    QString text = style.strong(visibleText(targetText(plan)));
    const QString carrier = plan.runnerCommand.isEmpty() ? QStringLiteral("transport ") + plan.transport
                                                         : QStringLiteral("carried out by ") + record.transportLibrary;
    text += QStringLiteral("\n%1, %2 at once, strategy %3, %4, HTTP/%5")
                .arg(counted(plan.requests, QLatin1String("request")), counted(plan.effectiveAtOnce()),
                     visibleText(plan.strategy), visibleText(carrier), visibleText(plan.http));
    if (const QString load = loadWords(plan); !load.isEmpty())
        text += QLatin1String(", ") + load;
    if (const quint32 threads = plan.effectiveThreads(); threads > 1)
        text += QStringLiteral(", %1 threads").arg(threads);
    if (plan.proxy && !plan.proxy->isEmpty())
        text += QStringLiteral(", through the proxy %1").arg(visibleText(redactedProxy(*plan.proxy)));
    else if (plan.proxy && !isLocalTarget(plan))
        text += QLatin1String(", no proxy");
    if (plan.insecure)
        text += QLatin1String(", ") + style.bad(QStringLiteral("certificates not verified"));
    return text + QLatin1String("\n\n");
}

QString figuresText(const RunRecord &record, const RunSummary &summary, const TextStyle &style)
{
    const QString unknown = QStringLiteral("–");
    QString done = QStringLiteral("%1 of %2").arg(counted(summary.done), counted(summary.requests));
    QString text = line("elapsed", hasElapsed(summary) ? duration(static_cast<double>(summary.elapsedNs)) : unknown);
    if (!hasCount(summary))
        text += line("done", unknown);
    else
        text += line("done", summary.done == summary.requests ? style.good(done) : done);
    if (summary.failed > 0)
        text += line("failed", style.bad(counted(summary.failed)));
    if (summary.cancelled > 0)
        text += line("cancelled", counted(summary.cancelled));
    const int decimals = decimalsOfRate(summary.requestsPerSecond);
    const QString rate =
        QLocale(QLocale::English).toString(summary.requestsPerSecond, 'f', decimals) + QLatin1String(" per s");
    text += line("rate", hasRate(summary) ? rate : unknown);
    const bool isImported = record.imported.has_value(); // and its file may not tell it
    if (!isImported || (summary.overlap > 0 && record.plan().atOnce > 0))
        text += line(
            "overlap",
            QStringLiteral("%1 × of %2").arg(summary.overlap, 0, 'f', 1).arg(counted(record.plan().effectiveAtOnce())));
    if (!isImported || summary.bytesReceived > 0)
        text += line("received", sizeForPeople(summary.bytesReceived));
    if (summary.connectionsOpened)
        text += line("connections", counted(*summary.connectionsOpened) + QLatin1String(" opened"));
    if (summary.retries > 0)
        text += line("retries", counted(summary.retries));
    if (summary.cost)
        text += line("cost", costForPeople(*summary.cost, summary.done + summary.failed));
    if (!summary.statuses.empty()) {
        QStringList statuses;
        for (const auto &[status, count] : summary.statuses)
            statuses.append(QStringLiteral("%1: %2").arg(status).arg(counted(count)));
        text += line("status", statuses.join(QLatin1String(", ")));
    }
    return text;
}

QString percentilesText(const char *label, const Distribution &figures, bool &hasMark)
{
    QString text;
    for (const auto &[name, value, fraction] :
         {std::tuple(QLatin1String("p50 "), figures.p50, 0.5), std::tuple(QLatin1String("p90 "), figures.p90, 0.9),
          std::tuple(QLatin1String("p95 "), figures.p95, 0.95), std::tuple(QLatin1String("p99 "), figures.p99, 0.99),
          std::tuple(QLatin1String("p99.9 "), figures.p999, 0.999)}) {
        if (value > 0) // a record of before has no p99.9
            text += name + percentile(value, fraction, figures.count, hasMark) + QLatin1String("  ");
    }
    return line(label, text + QLatin1String("max ") + durationIfStated(figures.max));
}

/// As another program's file has them.
QString statedPercentilesText(const std::map<double, double> &percentiles)
{
    QStringList parts;
    for (const auto &[percent, nanoseconds] : percentiles)
        parts.append(QStringLiteral("p%1 %2").arg(percent).arg(duration(nanoseconds)));
    return line("stated", parts.join(QLatin1String("  ")));
}

/// Of a closed load one line; of an open one what a user of the server feels, what the server took, and how late the
/// requests went out.
QString timesText(const RunRecord &record, const RunSummary &summary, bool &hasMark)
{
    if (!record.plan().isOpen())
        return percentilesText("latency", summary.latency, hasMark);
    return percentilesText("response", summary.response, hasMark) +
           percentilesText("service", summary.latency, hasMark) + percentilesText("lag", summary.lag, hasMark);
}

/// What steps that block, or an executor with too few workers, cost the other requests.
QString loopWaitText(const RunSummary &summary, bool &hasMark)
{
    QString text = percentilesText("loop wait", summary.loopWait, hasMark);
    text.chop(1);
    return text + QStringLiteral(", %1 % of the time in progress\n").arg(summary.loopWaitShare * 100, 0, 'f', 1);
}

QString healthText(const RunRecord &record, const RunSummary &summary, const TextStyle &style)
{
    const LoadHealth &health = *summary.health;
    const QString sentence = loadHealthSentence(health, summary.lag, record.plan());
    QString text = line("asked", rateForPeople(health.askedRate));
    text += line("achieved", rateForPeople(health.achievedRate));
    if (health.clientCpuShare)
        text += line("client", QStringLiteral("%1 % busy").arg(*health.clientCpuShare * 100, 0, 'f', 0));
    text += line("load", health.verdict == LoadVerdict::KeptUp ? style.good(sentence) : style.bad(sentence));
    return text;
}

QString stagesText(const RunSummary &summary, const TextStyle &style, bool &hasMark)
{
    QString head =
        QStringLiteral("stage").leftJustified(labelWidth) + QStringLiteral("count").rightJustified(countWidth);
    head += QStringLiteral("min").rightJustified(figureWidth);
    for (const char *name : {"p50", "p95", "p99"})
        head += markedColumn(QString::fromLatin1(name));
    head += QStringLiteral("max").rightJustified(figureWidth);
    QString text = QLatin1Char('\n') + style.strong(head) + QLatin1Char('\n');
    for (const Stage stage : allStages) {
        const Distribution &figures = summary.stages[indexOf(stage)];
        if (figures.count == 0)
            continue;
        text += QString(stageName(stage)).leftJustified(labelWidth);
        text += counted(figures.count).rightJustified(countWidth);
        text += durationIfStated(figures.min).rightJustified(figureWidth);
        for (const auto &[value, fraction] :
             {std::pair(figures.p50, 0.5), std::pair(figures.p95, 0.95), std::pair(figures.p99, 0.99)})
            text += markedColumn(percentile(value, fraction, figures.count, hasMark));
        text += durationIfStated(figures.max).rightJustified(figureWidth) + QLatin1Char('\n');
    }
    return text;
}

/// Of each target, the first ones where there are many.
QString targetsText(const RunRecord &record, const RunSummary &summary, const TextStyle &style, bool &hasMark)
{
    constexpr std::size_t mostShown = 20;
    QString head =
        QStringLiteral("count").rightJustified(countWidth) + QStringLiteral("failed").rightJustified(countWidth);
    for (const char *name : {"p50", "p95", "p99"})
        head += markedColumn(QString::fromLatin1(name));
    QString text = QLatin1Char('\n') + style.strong(head + QStringLiteral("  target")) + QLatin1Char('\n');
    for (std::size_t i = 0; i < std::min(summary.targets.size(), mostShown); ++i) {
        const TargetFigures &target = summary.targets[i];
        const Distribution &figures = target.response;
        text += counted(target.requests).rightJustified(countWidth);
        const QString failed = counted(target.failed).rightJustified(countWidth);
        text += target.failed > 0 ? style.bad(failed) : failed;
        for (const auto &[value, fraction] :
             {std::pair(figures.p50, 0.5), std::pair(figures.p95, 0.95), std::pair(figures.p99, 0.99)})
            text += markedColumn(figures.count == 0 ? QStringLiteral("–")
                                                    : percentile(value, fraction, figures.count, hasMark));
        text += QLatin1String("  ") + visibleText(record.plan().targetNames.value(static_cast<qsizetype>(i))) +
                QLatin1Char('\n');
    }
    if (summary.targets.size() > mostShown)
        text += QStringLiteral("and %1 more, which --summary FILE has.\n").arg(summary.targets.size() - mostShown);
    return text;
}

QString exampleMessage(const RunRecord &record, ErrorClass errorClass)
{
    for (quint32 index = 0; index < record.requestCount(); ++index) {
        if (record.error(index) != errorClass)
            continue;
        if (const QString message = record.errorMessage(index); !message.isEmpty())
            return message;
    }
    return {};
}

QString errorsText(const RunRecord &record, const RunSummary &summary, const TextStyle &style)
{
    QString text = QLatin1Char('\n') + style.strong(QStringLiteral("errors")) + QLatin1Char('\n');
    for (const auto &[errorClass, count] : summary.errors) {
        text += style.bad(QString(errorClassName(errorClass)).leftJustified(labelWidth));
        text += counted(count).rightJustified(countWidth);
        text += QLatin1String("  ") + visibleText(exampleMessage(record, errorClass)) + QLatin1Char('\n');
    }
    return text;
}

/// What a server answered in, where that is not the version that was asked for.
QStringList versionRemarks(const RunRecord &record)
{
    std::map<HttpVersion, quint32> replies;
    for (quint32 index = 0; index < record.requestCount(); ++index)
        ++replies[record.http(index)];
    QStringList remarks;
    for (const auto &[version, count] : replies) {
        const QString &asked = record.plan().http;
        if (version == HttpVersion::Unknown || asked == httpVersionName(version))
            continue;
        remarks.append(
            QStringLiteral("%1 in HTTP/%2, where HTTP/%3 was asked for.")
                .arg(count == 1 ? QStringLiteral("1 reply was") : QStringLiteral("%1 replies were").arg(counted(count)),
                     httpVersionName(version), asked));
    }
    return remarks;
}

QString remarksText(const RunRecord &record, const RunSummary &summary)
{
    QStringList remarks = record.allNotices();
    remarks += versionRemarks(record);
    if (record.isStopped)
        remarks.append(QStringLiteral("The run was stopped before its end."));
    const quint32 kept = summary.stages[indexOf(Stage::Save)].count;
    if (record.plan().steps.keepsFiles() && kept > 0)
        remarks.append(QStringLiteral("%1 kept in %2").arg(counted(kept, QLatin1String("page")), record.workFolder));

    QString text;
    for (const QString &remark : remarks)
        text += QLatin1String("note: ") + visibleText(remark) + QLatin1Char('\n');
    return text.isEmpty() ? text : QLatin1Char('\n') + text;
}

} // namespace

QString summaryText(const RunRecord &record, const RunSummary &summary, const TextStyle &style)
{
    QString text = headText(record, summary, style) + figuresText(record, summary, style);
    if (summary.health)
        text += healthText(record, summary, style);
    bool hasMark = false;
    if (summary.latency.count > 0) {
        text += timesText(record, summary, hasMark);
        if (hasNotableLoopWait(summary))
            text += loopWaitText(summary, hasMark);
        if (record.imported && isStated(summary.latency.mean))
            text += line("mean", duration(summary.latency.mean));
        if (record.imported && !record.imported->percentiles.empty())
            text += statedPercentilesText(record.imported->percentiles);
        if (std::any_of(summary.stages.begin(), summary.stages.end(),
                        [](const Distribution &one) { return one.count > 0; }))
            text += stagesText(summary, style, hasMark);
        if (!summary.targets.empty())
            text += targetsText(record, summary, style, hasMark);
    }
    if (hasMark)
        text += QLatin1String("* ") + underSampledText() + QLatin1Char('\n');
    if (!summary.errors.empty())
        text += errorsText(record, summary, style);
    return text + remarksText(record, summary);
}

} // namespace fiftyfold
