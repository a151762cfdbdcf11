// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/practicequery.h"

#include "core/text/redaction.h"
#include "practice/replyplan.h"

#include <QStringList>
#include <QUrlQuery>

#include <algorithm>
#include <string>

namespace fiftyfold {

namespace {

bool isParameter(const QString &name)
{
    const auto &known = practice::replyParameters;
    return std::find(known.begin(), known.end(), name.toStdString()) != known.end();
}

QString unknownParameterProblem(const QString &name)
{
    QStringList known;
    for (const std::string_view parameter : practice::replyParameters)
        known.append(QString::fromLatin1(parameter.data(), static_cast<qsizetype>(parameter.size())));
    const QString last = known.takeLast();
    return QStringLiteral("The practice server has no parameter \"%1\"; it has %2 and %3.")
        .arg(name, known.join(QLatin1String(", ")), last);
}

} // namespace

QString practiceQueryProblem(const QUrl &url)
{
    const auto parameters = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : parameters) {
        if (name.isEmpty() && value.isEmpty())
            continue;
        if (!isParameter(name))
            return unknownParameterProblem(name);
        // The server's own reader says what is wrong, and quotes the value.
        const std::string problem =
            practice::parameterProblem(name.toStdString(), redactedUrlText(value).toStdString());
        if (!problem.empty())
            return QString::fromStdString(problem);
    }
    // Each value is fine: what is left is that they do not go together.
    std::string problem;
    practice::replyPlanFromQuery(url.query(QUrl::FullyEncoded).toStdString(), &problem);
    return redactedUrlText(QString::fromStdString(problem));
}

std::optional<PracticeDelay> practiceDelay(const QUrl &url)
{
    std::string problem;
    const practice::ReplyPlan reply =
        practice::replyPlanFromQuery(url.query(QUrl::FullyEncoded).toStdString(), &problem);
    if (!problem.empty())
        return std::nullopt;
    PracticeDelay delay;
    delay.latency = reply.latency;
    delay.isMean = reply.distribution != practice::Distribution::Uniform;
    if (!delay.isMean)
        delay.jitter = reply.jitter;
    delay.isHeldUp = reply.slot.count() > 0 || reply.stall.length.count() > 0;
    delay.isRedirect = !reply.location.empty();
    return delay;
}

} // namespace fiftyfold
