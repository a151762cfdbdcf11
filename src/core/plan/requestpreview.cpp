// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/requestpreview.h"

#include "core/plan/headerfields.h"
#include "core/plan/planproblems.h"
#include "core/plan/requestparts.h"
#include "core/text/redaction.h"

#include <QSet>

#include <algorithm>

namespace fiftyfold {

namespace {

constexpr quint32 shownRequests = 3;
constexpr qsizetype shownBody = 400;

PreviewedRequest previewed(const RunPlan &plan)
{
    PreviewedRequest request;
    request.line = QString::fromLatin1(plan.method) + QLatin1Char(' ') + redactedUrl(plan.url);
    QList<HeaderField> headers = plan.headers;
    if (!plan.userAgent.isEmpty() && !hasHeader(headers, "User-Agent"))
        headers.append({QByteArrayLiteral("User-Agent"), plan.userAgent.toUtf8()});
    if (!plan.body.isEmpty() && !hasHeader(headers, "Content-Type"))
        headers.append({QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/x-www-form-urlencoded")});
    for (const HeaderField &header : std::as_const(headers))
        request.headers.append(QString::fromUtf8(header.name) + QLatin1String(": ") +
                               QString::fromUtf8(redactedHeaderValue(header.name, header.value)));
    request.body = QString::fromUtf8(plan.body.left(shownBody));
    request.bodySize = plan.body.size();
    return request;
}

/// Hosts to ask about, and the URL to run with. What is wrong with one of the targets, or nothing.
QString lookAtTargets(const RunPlan &plan, const QList<Target> &targets, RequestPreview &preview)
{
    RunPlan one = plan;
    QSet<QString> seen;
    for (const Target &target : targets) {
        one.url = target.url;
        for (const QString &problem : {httpProblem(one), unixSocketProblem(one)}) {
            if (!problem.isEmpty() && !plan.targetsFile.isEmpty())
                return QStringLiteral("--targets: %1: %2").arg(target.name(), problem);
        }
        if (one.isPractice()) {
            preview.runUrl = target.url;
        } else if (const QString host = endpointOf(one, target.url).host; !isLocalTarget(one) && !seen.contains(host)) {
            seen.insert(host);
            preview.remoteHosts.append(host);
        }
    }
    return {};
}

/// The option that a sentence begins with, or the body's, since braces are mostly there.
QString optionOf(const QString &problem)
{
    for (const char *option : {"--targets", "--rows"}) {
        if (problem.startsWith(QLatin1String(option)))
            return QLatin1String(option);
    }
    return QStringLiteral("--data");
}

bool isStopped(const std::atomic_bool *isCancelled)
{
    return isCancelled && *isCancelled;
}

} // namespace

RequestPreview previewOf(const RunPlan &plan, std::chrono::milliseconds now, const std::atomic_bool *isCancelled)
{
    RequestPreview preview;
    const auto refused = [&preview](const QString &problem) {
        preview.problem = problem;
        preview.problemOption = optionOf(problem);
        return preview;
    };
    QString problem;
    std::optional<RequestParts> parts = RequestParts::read(plan, &problem, &preview.isUnreadable);
    if (!parts)
        return refused(problem);
    if (!plan.targetsFile.isEmpty())
        preview.names = parts->names();
    preview.firstUrl = parts->targets().first().url;
    preview.firstMethod = parts->targets().first().method;
    preview.runUrl = preview.firstUrl;
    preview.leftOut = parts->leftOut();
    preview.columns = parts->columns();
    problem = lookAtTargets(plan, parts->targets(), preview);
    if (!problem.isEmpty())
        return refused(problem);
    const TargetOrder order = targetOrderOf(plan, quint32(parts->targets().size()));
    const quint32 count = std::min(plan.requestsAtMost(), shownRequests);
    for (quint32 index = 0; index < count && !isStopped(isCancelled); ++index) {
        TemplateValues values{index, index < plan.effectiveAtOnce() ? index : 0, now, plan.seed, {}, 0};
        if (parts->usesRows() && !parts->nextRow(values, &problem))
            return refused(parts->problemOfRow(problem));
        const std::optional<RunPlan> one = parts->planOf(plan, order.targetOf(index), values, &problem);
        if (!one)
            return refused(problem);
        preview.first.append(previewed(*one));
    }
    const quint64 rowsAtMost = quint64(plan.requestsAtMost()) + plan.warmup;
    if (!isStopped(isCancelled))
        problem = parts->problemOfRows(rowsAtMost - count, isCancelled);
    return problem.isEmpty() ? preview : refused(problem);
}

} // namespace fiftyfold
