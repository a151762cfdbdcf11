// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/planproblems.h"

#include "core/plan/planfields.h"
#include "core/plan/practicequery.h"
#include "core/plan/requestparts.h"
#include "core/plan/schedule.h"
#include "core/plan/strategytraits.h"
#include "core/plan/targetorder.h"
#include "core/text/fieldsyntax.h"
#include "core/text/problemwords.h"
#include "core/text/quantities.h"
#include "core/text/redaction.h"

namespace fiftyfold {

namespace {

constexpr qsizetype unixSocketPathLimit = 107; // of sun_path, without its ending zero

/// `two` is how two of them are joined.
QString joined(const QStringList &names, const QString &two)
{
    if (names.size() < 2)
        return names.join(QString());
    return two.arg(names.mid(0, names.size() - 1).join(QLatin1String(", ")), names.last());
}

QString oneOf(const QStringList &names)
{
    return joined(names, ProblemWords::tr("%1 or %2"));
}

bool isCarriedByQt(const RunPlan &plan)
{
    return plan.transport == QLatin1String("qt");
}

/// Of runners of another language that come along; a program of the user's own says by itself what it can't do.
QString notKept(const RunPlan &plan, const char *option, const QString &why)
{
    const StrategyTraits &traits = strategyOf(plan);
    if (!traits.isExternal() || traits.language == Language::Unknown)
        return {};
    return ProblemWords::tr("%1 is not kept by %2, %3: choose another --strategy, or leave it out.")
        .arg(QLatin1String(option), redactedWords(plan.strategy), why);
}

QString loadNotKept(const RunPlan &plan, const char *option)
{
    return notKept(plan, option, ProblemWords::tr("which runs a number of requests as its lanes are free"));
}

QString certificateAndKey()
{
    return ProblemWords::tr("--cert and --key belong together: give the certificate and its private key, both as PEM "
                            "files.");
}

QString urlProblem(const RunPlan &plan)
{
    QString problem;
    if (urlFromUserInput(plan.url.toString(), &problem).isEmpty())
        return problem;
    if (QString missing = missingSecret(ProblemWords::tr("The URL"), plan.url.toString()); !missing.isEmpty())
        return missing;
    return plan.isPractice() ? practiceQueryProblem(plan.url) : QString();
}

} // namespace

PlanProblem comparisonLoadProblem(const RunPlan &plan)
{
    const bool isRamp = plan.isOpen() && plan.rate.pieces.first().isRamp();
    if (!plan.hasEnd() && !isRamp)
        return {};
    const bool hasPieces = isRamp || plan.rate.length().count() > 0;
    return {hasPieces ? QStringLiteral("--rate") : QStringLiteral("--duration"),
            hasPieces
                ? ProblemWords::tr("--rate takes one that stays as it is in a comparison, such as 200/s, for a number "
                                   "of requests: give --requests and leave ramps and pieces out.")
                : ProblemWords::tr("--duration is for run: a comparison measures a number of requests. Give "
                                   "--requests instead.")};
}

QString noProblem(const RunPlan &)
{
    return {};
}

QString requestsProblem(const RunPlan &plan)
{
    if (plan.requests <= requestsLimit && (plan.requests >= 1 || plan.hasEnd()))
        return {};
    return ProblemWords::tr("--requests takes a whole number from 1 to %1, got %2.")
        .arg(requestsLimit)
        .arg(plan.requests);
}

QString durationProblem(const RunPlan &plan)
{
    if (plan.duration.count() == 0)
        return {};
    const std::chrono::nanoseconds pieces = plan.rate.length();
    return pieces.count() == 0 || plan.duration <= pieces
               ? loadNotKept(plan, "--duration")
               : ProblemWords::tr("--duration takes at most what the pieces of --rate last together, %1, got %2.")
                     .arg(durationToText(pieces), durationToText(plan.duration));
}

QString rateProblem(const RunPlan &plan)
{
    if (!plan.isOpen()) {
        const bool isPoisson = plan.arrivals == QLatin1String("poisson"); // other words are arrivalsProblem()'s
        return isPoisson ? ProblemWords::tr("--arrivals %1 goes with an open load: give its --rate, such as 200/s.")
                               .arg(plan.arrivals)
                         : QString();
    }
    if (const QString problem = loadNotKept(plan, "--rate"); !problem.isEmpty())
        return problem;
    const bool isEndless = plan.rate.length().count() == 0 && plan.duration.count() == 0;
    if (isEndless && plan.rate.pieces.first().isRamp())
        return ProblemWords::tr("--rate %1 is a ramp over the duration: say how long that is, such as %1:10s.")
            .arg(rateToText(plan.rate));
    if (isEndless)
        return {};
    const Schedule schedule(plan);
    const double all = schedule.integralAt(schedule.end().count());
    if (all > requestsLimit && plan.requests == 0)
        return ProblemWords::tr(
                   "--rate %1 for %2 makes %3 requests, and a run has %4 at most: give a lower rate or less "
                   "time.")
            .arg(rateToText(plan.rate), durationToText(schedule.end()))
            .arg(all, 0, 'f', 0)
            .arg(requestsLimit);
    if (schedule.count(1) == 0)
        return ProblemWords::tr("--rate %1 makes no request due within %2: give a higher rate or more time.")
            .arg(rateToText(plan.rate), durationToText(schedule.end()));
    return {};
}

QString arrivalsProblem(const RunPlan &plan)
{
    if (plan.arrivals != QLatin1String("even") && plan.arrivals != QLatin1String("poisson"))
        return ProblemWords::tr("--arrivals takes even or poisson, got \"%1\".").arg(redactedWords(plan.arrivals));
    return {};
}

QString rampUpProblem(const RunPlan &plan)
{
    if (plan.rampUp.count() == 0)
        return {};
    return plan.isOpen()
               ? ProblemWords::tr("--ramp-up goes with a closed load, got --rate too: a rate that begins low is "
                                  "a ramp, such as --rate 0/s..200/s.")
               : loadNotKept(plan, "--ramp-up");
}

QString targetsProblem(const RunPlan &plan)
{
    if (plan.targetsFile.isEmpty())
        return {};
    if (!plan.body.isEmpty())
        return ProblemWords::tr("--targets and --data exclude each other, got both: each target has its own body.");
    const bool isCounted = strategyOf(plan).lanes == LanesOn::Processes && !plan.isCountKnown();
    return isCounted
               ? ProblemWords::tr("--targets with --duration goes with another --strategy than processes, or with a "
                                  "--rate: nobody knows beforehand which process has which of them.")
               : notKept(plan, "--targets", ProblemWords::tr("which asks one URL"));
}

QString orderProblem(const RunPlan &plan)
{
    if (!TargetOrder::kindFromText(plan.order))
        return ProblemWords::tr("--order takes turn or shuffled, got \"%1\".").arg(redactedWords(plan.order));
    return plan.targetsFile.isEmpty() && plan.order != RunPlan().order
               ? ProblemWords::tr("--order %1 goes with many requests: give their --targets.").arg(plan.order)
               : QString();
}

QString rowsProblem(const RunPlan &plan)
{
    if (!plan.rowsFile.isEmpty())
        return notKept(plan, "--rows", ProblemWords::tr("which sends the same request each time"));
    const bool isOurs = !strategyOf(plan).isExternal();
    return isOurs || !hasPlaces(plan)
               ? QString()
               : ProblemWords::tr("The request has places such as {{index}}, which %1 does not fill: choose another "
                                  "--strategy, or leave them out.")
                     .arg(redactedWords(plan.strategy));
}

QString checksProblem(const RunPlan &plan)
{
    return plan.checks.isEmpty() ? QString() : notKept(plan, "--check", ProblemWords::tr("which looks at no reply"));
}

QString strategyProblem(const RunPlan &plan)
{
    if (!plan.runnerCommand.isEmpty() || !strategyOf(plan).isExternal())
        return {};
    const QStringList names = strategyNames([](const StrategyTraits &row) { return !row.isExternal(); });
    return ProblemWords::tr("--strategy takes one of %1, got \"%2\".")
        .arg(names.join(QLatin1String(", ")), redactedWords(plan.strategy));
}

QString transportProblem(const RunPlan &plan)
{
    if (!availableTransports().contains(plan.transport))
        return ProblemWords::tr("--transport takes %1, got \"%2\".")
            .arg(oneOf(availableTransports()), redactedWords(plan.transport));
    if (plan.transport == RunPlan().transport || !strategyOf(plan).isExternal())
        return {};
    return ProblemWords::tr(
               "--transport %1 goes with strategies of this program; %2 has its own HTTP. Leave it out, or "
               "choose another --strategy.")
        .arg(plan.transport, redactedWords(plan.strategy));
}

QString threadsProblem(const RunPlan &plan)
{
    if (plan.threads < 1 || plan.threads > threadsLimit)
        return ProblemWords::tr("--threads takes a whole number from 1 to %1, got %2.")
            .arg(threadsLimit)
            .arg(plan.threads);
    if (plan.threads == 1 || strategyOf(plan).takesThreads)
        return {};
    const QStringList names = strategyNames([](const StrategyTraits &row) { return row.takesThreads; });
    return ProblemWords::tr(
               "--threads %1 goes with the strategies %2; %3 has its own way with threads. Leave it out, or "
               "choose another --strategy.")
        .arg(plan.threads)
        .arg(joined(names, ProblemWords::tr("%1 and %2")), redactedWords(plan.strategy));
}

QString httpProblem(const RunPlan &plan)
{
    if (!availableHttpVersions().contains(plan.http))
        return ProblemWords::tr("--http takes %1, got \"%2\".")
            .arg(oneOf(availableHttpVersions()), redactedWords(plan.http));
    if (plan.http != QLatin1String("2"))
        return {};
    if (isCarriedByQt(plan))
        return ProblemWords::tr("--http 2 is not carried by the transport qt, which speaks HTTP/1.1: use --transport "
                                "curl, or --http 1.1.");
    const QString agreement = ProblemWords::tr("--http 2 takes an https URL, since HTTP/2 is agreed on in the TLS "
                                               "handshake (ALPN), got \"%1\"");
    if (plan.isPractice())
        return agreement.arg(redactedUrl(plan.url)) +
               ProblemWords::tr("; the practice server speaks plain HTTP. Give an https URL, or use --http 1.1.");
    if (plan.url.scheme() == QLatin1String("http"))
        return agreement.arg(redactedUrl(plan.url)) + ProblemWords::tr(". Give an https URL, or use --http 1.1.");
    return {};
}

QString unixSocketProblem(const RunPlan &plan)
{
    if (plan.unixSocket.isEmpty())
        return {};
    if (isCarriedByQt(plan))
        return ProblemWords::tr("--unix-socket is not carried by the transport qt, which speaks TCP only: use "
                                "--transport curl, or leave the option out.");
    if (plan.isPractice())
        return ProblemWords::tr(
            "--unix-socket takes the URL of a server that listens there, such as http://localhost/; "
            "the practice server listens on TCP only.");
    if (const qsizetype length = plan.unixSocket.toUtf8().size(); length > unixSocketPathLimit)
        return ProblemWords::tr("--unix-socket takes a path of at most %1 bytes, got %2.")
            .arg(unixSocketPathLimit)
            .arg(length);
    if (plan.proxy && !plan.proxy->isEmpty())
        return ProblemWords::tr(
            "--unix-socket and --proxy exclude each other, got both: a socket is reached directly.");
    return {};
}

QString proxyProblem(const RunPlan &plan)
{
    const QStringList schemes = proxySchemesOf(plan.transport);
    const QString shown = plan.proxy ? plan.proxy->toString(QUrl::FullyEncoded) : QString();
    if (QString missing = missingSecret(QStringLiteral("--proxy"), shown); !missing.isEmpty())
        return missing;
    if (!plan.proxy || plan.proxy->isEmpty() ||
        (schemes.contains(plan.proxy->scheme()) && !plan.proxy->host().isEmpty()))
        return {};
    QStringList forms;
    for (const QString &scheme : schemes)
        forms.append(scheme + QLatin1String("://HOST:PORT"));
    return ProblemWords::tr("--proxy takes %1 under the transport %2, got \"%3\".")
        .arg(oneOf(forms), redactedWords(plan.transport), redactedProxy(*plan.proxy));
}

QString methodProblem(const RunPlan &plan)
{
    if (!isToken(plan.method))
        return ProblemWords::tr("--method takes an HTTP method such as GET or POST, got \"%1\".")
            .arg(redactedWords(QString::fromUtf8(plan.method)));
    if (plan.method.compare("CONNECT", Qt::CaseInsensitive) == 0)
        return ProblemWords::tr("--method takes a method that asks for a page, such as GET or POST; CONNECT is for "
                                "proxies.");
    if (plan.method == "HEAD" && !plan.body.isEmpty())
        return ProblemWords::tr(
            "--method HEAD asks for no body and sends none; leave out --data, or take another method "
            "such as POST.");
    return {};
}

QString timeoutProblem(const RunPlan &plan)
{
    return plan.timeout > std::chrono::nanoseconds::zero()
               ? QString()
               : ProblemWords::tr("--timeout takes a time above zero such as 250ms, 10s or 2m.");
}

QString connectTimeoutProblem(const RunPlan &plan)
{
    return plan.connectTimeout > std::chrono::nanoseconds::zero()
               ? QString()
               : ProblemWords::tr("--connect-timeout takes a time above zero such as 250ms, 5s or 1m.");
}

QString redirectsProblem(const RunPlan &plan)
{
    if (plan.redirects >= 0 && plan.redirects <= redirectsLimit)
        return {};
    return ProblemWords::tr("--redirects takes a whole number from 0 to %1, got %2.")
        .arg(redirectsLimit)
        .arg(plan.redirects);
}

QString fieldsProblem(const RunPlan &plan)
{
    return plan.fields == usualFields || plan.fields == curlFields || plan.fields == curlCompressedFields
               ? QString()
               : ProblemWords::tr("--fields takes usual, curl or curl-compressed, got \"%1\".")
                     .arg(redactedWords(plan.fields));
}

QString acceptStatusProblem(const RunPlan &plan)
{
    return plan.acceptStatus.isEmpty()
               ? ProblemWords::tr("--accept-status takes status codes and ranges such as 200-399,404.")
               : QString();
}

QString maxBodyProblem(const RunPlan &plan)
{
    return plan.maxBody >= 1 && plan.maxBody <= maxBodyLimit
               ? QString()
               : ProblemWords::tr("--max-body takes a size above zero and below 4GiB, such as 64KiB or 16MiB.");
}

QString stagesProblem(const RunPlan &plan)
{
    const bool isInOrder = (plan.steps.wrap || !plan.steps.save) && (plan.steps.save || !plan.steps.remove);
    return isInOrder
               ? QString()
               : ProblemWords::tr("--stages takes fetch, then wrap, save and delete in this order, each only after "
                                  "the one before it.");
}

QString certificateProblem(const RunPlan &plan)
{
    return plan.certificate.isEmpty() && !plan.privateKey.isEmpty() ? certificateAndKey() : QString();
}

QString privateKeyProblem(const RunPlan &plan)
{
    return plan.privateKey.isEmpty() && !plan.certificate.isEmpty() ? certificateAndKey() : QString();
}

QList<PlanProblem> problemsOf(const RunPlan &plan)
{
    QList<PlanProblem> problems;
    if (const QString problem = urlProblem(plan); !problem.isEmpty())
        problems.append({QStringLiteral("URL"), problem});
    for (const PlanField &field : planFields()) {
        if (const QString problem = field.problem(plan); !problem.isEmpty())
            problems.append({QLatin1String(field.option), problem});
    }
    return problems;
}

} // namespace fiftyfold
