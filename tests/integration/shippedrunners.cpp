// SPDX-License-Identifier: GPL-3.0-or-later
#include "shippedrunners.h"

#include "engine/runners/compiledrunner.h"
#include "engine/wholeline.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

#include <algorithm>
#include <atomic>

namespace fiftyfold::test {

namespace {

constexpr int deadlineMs = 30'000;

} // namespace

QString resultOf(const Told &told)
{
    if (told.outcomes.empty())
        return QString::fromUtf8("nothing: " + told.errors);
    const RunnerOutcome &first = told.first();
    return first.outcome == Outcome::Done ? QStringLiteral("done") : QString(errorClassName(first.fault.error));
}

QStringList ShippedRunners::commandOf(const StrategyInfo &info)
{
    QStringList command = QProcess::splitCommand(comparisonEntry(info, {}).plan.runnerCommand);
    command.removeAll(QStringLiteral("-B")); // so that Python keeps what it compiles, too
    const bool isGo = command.first() == QLatin1String("go");
    const bool isJava = command.first() == QLatin1String("java");
    if (!isGo && !isJava)
        return command;
    QString &product = m_compiled[info.name];
    if (product.isEmpty()) {
        const std::atomic<bool> isCancelled{false};
        QString problem;
        product = isGo ? compiledGoProgram(QStringLiteral("go"), command.mid(2), isCancelled, &problem)
                       : compiledJavaClasses(QStringLiteral("javac"), command.mid(1), isCancelled, &problem);
        if (!problem.isEmpty())
            qCritical("%s", qPrintable(problem));
    }
    if (isGo)
        return {product};
    // In short runs Java's second compiler and its collector's threads cost more than they save.
    return {command.first(),
            QStringLiteral("-XX:TieredStopAtLevel=1"),
            QStringLiteral("-XX:+UseSerialGC"),
            QStringLiteral("-cp"),
            product,
            QFileInfo(command.last()).completeBaseName()};
}

Told ShippedRunners::run(const StrategyInfo &info, const RunPlan &plan, const QJsonObject &more)
{
    RunnerTask task;
    task.plan = plan;
    QJsonObject json = QJsonDocument::fromJson(wholeLine(task)).object();
    // Without the fields that the program adds at the end: what a test names is all that a runner is told to send.
    QJsonArray headers = json.value(QLatin1String("headers")).toArray();
    while (headers.size() > plan.headers.size())
        headers.removeLast();
    json.insert(QStringLiteral("headers"), headers);
    for (auto field = more.begin(); field != more.end(); ++field)
        json.insert(field.key(), field.value());
    QStringList command = commandOf(info);
    QProcess process;
    process.start(command.takeFirst(), command);
    process.write(QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n' + startLine());
    Told told;
    if (!process.waitForFinished(deadlineMs))
        return told;
    told.errors = process.readAllStandardError();
    const QList<QByteArray> lines = process.readAllStandardOutput().split('\n');
    for (const QByteArray &line : lines) {
        const RunnerLine read = runnerLine(line);
        if (const auto *ready = std::get_if<RunnerReady>(&read))
            told.ready = *ready;
        else if (const auto *stage = std::get_if<RunnerStage>(&read))
            told.stages.push_back(*stage);
        else if (const auto *outcome = std::get_if<RunnerOutcome>(&read))
            told.outcomes.push_back(*outcome);
        else if (const auto *finished = std::get_if<RunnerFinished>(&read))
            told.finished = *finished;
        else if (const auto *nonsense = std::get_if<RunnerNonsense>(&read); nonsense && !line.isEmpty())
            qCritical("%s: %s", qPrintable(nonsense->why), line.constData());
    }
    std::sort(told.outcomes.begin(), told.outcomes.end(),
              [](const RunnerOutcome &one, const RunnerOutcome &other) { return one.request < other.request; });
    if (told.outcomes.empty() && told.ready && !told.finished)
        qCritical("no outcome: %s", told.errors.constData());
    return told;
}

} // namespace fiftyfold::test
