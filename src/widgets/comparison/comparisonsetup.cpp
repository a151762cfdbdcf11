// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/comparisonsetup.h"

#include "core/text/redaction.h"
#include "models/base/windowwording.h"

#include <QCoreApplication>

#include <algorithm>

namespace fiftyfold {

namespace {

struct Wording {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::ComparisonSetup)
};

const QString sequential = QStringLiteral("sequential");
const QString async = QStringLiteral("async");

/// "Asynchronous Python", 2018: 50 requests, one after the other and with asyncio.
constexpr double articleSequentialMs = 17'000;
constexpr double articleAsyncMs = 530;

bool isPartOf(const StrategyInfo &info, const ComparisonChoice &choice)
{
    if (choice.isArticle)
        return info.name == sequential || info.name == async;
    return !choice.leftOut.contains(info.name);
}

ComparisonLine lineOf(const ComparisonEntry &entry)
{
    ComparisonLine line;
    line.entry = entry;
    if (line.entry.unavailable.isEmpty()) {
        const QList<PlanProblem> problems = problemsOf(entry.plan);
        if (!problems.isEmpty())
            line.entry.unavailable = problems.first().message;
    }
    line.subject.name = entry.name;
    line.subject.label = entry.label;
    line.subject.description = entry.description;
    line.subject.unavailable = wordedForWindow(line.entry.unavailable);
    return line;
}

} // namespace

QString ownRunnerName()
{
    return QStringLiteral("own-runner");
}

RunPlan comparisonPlan(const ComparisonChoice &choice, const RunPlan &plan)
{
    if (!choice.isArticle) {
        RunPlan own = plan;
        own.steps.remove = own.steps.save; // a hundred folders of pages are of no use, and would be timed along
        return own;
    }
    RunPlan article;
    article.url = ExactUrl::fromText(QByteArrayLiteral("practice:robots.txt?latency=340ms"));
    article.requests = 50;
    article.transport = plan.transport;
    article.workDir = plan.workDir;
    return article;
}

QList<ComparisonLine> comparisonLines(const QList<StrategyInfo> &catalogue, const ComparisonChoice &choice,
                                      const RunPlan &plan)
{
    QList<ComparisonLine> lines;
    for (const StrategyInfo &info : catalogue) {
        if (!isPartOf(info, choice))
            continue;
        ComparisonLine line = lineOf(comparisonEntry(info, plan));
        line.subject.description = strategyWords(info.description);
        line.subject.hasSource = !info.sourceFile.isEmpty();
        if (choice.isArticle)
            line.subject.reportedMs = info.name == sequential ? articleSequentialMs : articleAsyncMs;
        lines.append(line);
    }
    if (!choice.isArticle && !choice.runnerCommand.isEmpty()) {
        ComparisonEntry entry = ownRunnerEntry(ownRunnerName(), choice.runnerCommand, plan);
        entry.label = choice.runnerName.isEmpty() ? Wording::tr("Your own runner") : choice.runnerName;
        entry.description = redactedCommand(choice.runnerCommand);
        lines.append(lineOf(entry));
    }
    return lines;
}

bool isSameLineup(ComparisonChoice one, const ComparisonChoice &other)
{
    one.rounds = other.rounds;
    one.baseline = other.baseline;
    one.articleBaseline = other.articleBaseline;
    return one == other;
}

int runnableOf(const QList<ComparisonLine> &lines)
{
    return int(std::count_if(lines.cbegin(), lines.cend(),
                             [](const ComparisonLine &line) { return line.entry.unavailable.isEmpty(); }));
}

bool hasExternal(const QList<ComparisonLine> &lines)
{
    return std::any_of(lines.cbegin(), lines.cend(), [](const ComparisonLine &line) {
        return line.entry.isExternal() && line.entry.unavailable.isEmpty();
    });
}

} // namespace fiftyfold
