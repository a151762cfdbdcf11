// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/practicequery.h"

#include "core/text/problemwords.h"
#include "core/text/redaction.h"
#include "practice/replyplan.h"

#include <QRegularExpression>
#include <QStringList>
#include <QUrlQuery>

#include <algorithm>
#include <array>
#include <string>

namespace fiftyfold {

namespace {

/// The server's own reader words what is wrong in English, here without the words that are others each time.
constexpr std::array serversWords = {
    QT_TRANSLATE_NOOP("fiftyfold::PlanProblem", "a time such as 250ms, 10s or 2m, at most 1h"),
    QT_TRANSLATE_NOOP("fiftyfold::PlanProblem", "uniform, lognormal or exponential"),
    QT_TRANSLATE_NOOP("fiftyfold::PlanProblem", "a rate such as 200/s or 30/m, from 1/m to 1000000/s"),
    QT_TRANSLATE_NOOP("fiftyfold::PlanProblem",
                      "two times such as 3s+2s, when it begins and how long it lasts, each at most 1h"),
    QT_TRANSLATE_NOOP("fiftyfold::PlanProblem", "bytes such as 7000, 64KiB or 16MiB, at most 1GiB"),
    QT_TRANSLATE_NOOP("fiftyfold::PlanProblem", "a status code from 200 to 599"),
    QT_TRANSLATE_NOOP("fiftyfold::PlanProblem", "a share from 0 to 1, such as 0.05"),
    QT_TRANSLATE_NOOP("fiftyfold::PlanProblem", "a URL or a path, without spaces"),
    QT_TRANSLATE_NOOP("fiftyfold::PlanProblem", "no value"),
    QT_TRANSLATE_NOOP("fiftyfold::PlanProblem", "%1 takes a latency above 0 and at most 2m, which is its mean."),
    QT_TRANSLATE_NOOP("fiftyfold::PlanProblem", "%1 takes no jitter: its mean says all of it."),
    QT_TRANSLATE_NOOP("fiftyfold::PlanProblem",
                      "%1 takes a jitter of at most the latency; it is the standard deviation.")};

QString translated(const QString &english)
{
    const auto *const known = std::find_if(serversWords.begin(), serversWords.end(),
                                           [&english](const char *words) { return english == QLatin1String(words); });
    return known == serversWords.end() ? english : ProblemWords::tr(*known);
}

QString problemInWords(const std::string &said)
{
    const QString english = QString::fromStdString(said);
    static const QRegularExpression refusal(QStringLiteral("^(\\w+) got (.*); it takes (.*)\\.$"),
                                            QRegularExpression::DotMatchesEverythingOption);
    if (const QRegularExpressionMatch match = refusal.match(english); match.hasMatch())
        return ProblemWords::tr("%1 got %2; it takes %3.")
            .arg(match.captured(1), match.captured(2), translated(match.captured(3)));
    const qsizetype nameEnd = english.indexOf(QLatin1Char(' '));
    return translated(QLatin1String("%1") + english.mid(nameEnd)).arg(english.left(nameEnd));
}

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
    return ProblemWords::tr("The practice server has no parameter \"%1\"; it has %2 and %3.")
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
            return problemInWords(problem);
    }
    // Each value is fine: what is left is that they do not go together.
    std::string problem;
    practice::replyPlanFromQuery(url.query(QUrl::FullyEncoded).toStdString(), &problem);
    return problem.empty() ? QString() : redactedUrlText(problemInWords(problem));
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
