// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/runplan.h"

#include "core/plan/practicequery.h"
#include "core/text/redaction.h"

namespace fiftyfold {

namespace {

constexpr QLatin1String orWord(" or ");
constexpr qsizetype unixSocketPathLimit = 107; // of sun_path, without its ending zero

QString joined(const QStringList &names, QLatin1String lastWord)
{
    if (names.size() < 2)
        return names.join(QString());
    return names.mid(0, names.size() - 1).join(QLatin1String(", ")) + lastWord + names.last();
}

bool isToken(const QByteArray &text)
{
    static const QByteArray others = QByteArrayLiteral("!#$%&'*+-.^_`|~");
    if (text.isEmpty())
        return false;
    for (const char c : text) {
        const bool isAlphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!isAlphanumeric && !others.contains(c))
            return false;
    }
    return true;
}

bool isFieldValue(const QByteArray &text)
{
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\t') || byte == 0x7f)
            return false;
    }
    return true;
}

/// What was meant as the name of a header. "Authorization Bearer abc", of which the colon is missing, has its secret in
/// it.
QString shownName(const QByteArray &name)
{
    if (isToken(name) || !isSecretHeader(name))
        return QString::fromUtf8(name);
    return QString::fromUtf8(name.left(name.indexOf(' '))) + QStringLiteral(" …");
}

bool isCarriedByQt(const RunPlan &plan)
{
    return plan.transport == QLatin1String("qt");
}

/// A URL that can't be read is a problem of its own, and none of the version's.
QString httpProblem(const RunPlan &plan)
{
    if (!availableHttpVersions().contains(plan.http))
        return QStringLiteral("--http takes %1, got \"%2\".")
            .arg(joined(availableHttpVersions(), orWord), redactedWords(plan.http));
    if (plan.http != QLatin1String("2"))
        return {};
    if (isCarriedByQt(plan))
        return QStringLiteral("--http 2 is not carried by the transport qt, which speaks HTTP/1.1: use --transport "
                              "curl, or --http 1.1.");
    const QString agreement = QStringLiteral("--http 2 takes an https URL, since HTTP/2 is agreed on in the TLS "
                                             "handshake (ALPN), got \"%1\"");
    if (plan.isPractice())
        return agreement.arg(redactedUrl(plan.url)) +
               QStringLiteral("; the practice server speaks plain HTTP. Give an https URL, or use --http 1.1.");
    if (plan.url.scheme() == QLatin1String("http"))
        return agreement.arg(redactedUrl(plan.url)) + QStringLiteral(". Give an https URL, or use --http 1.1.");
    return {};
}

QString unixSocketProblem(const RunPlan &plan)
{
    if (plan.unixSocket.isEmpty())
        return {};
    if (isCarriedByQt(plan))
        return QStringLiteral("--unix-socket is not carried by the transport qt, which speaks TCP only: use "
                              "--transport curl, or leave the option out.");
    if (plan.isPractice())
        return QStringLiteral("--unix-socket takes the URL of a server that listens there, such as http://localhost/; "
                              "the practice server listens on TCP only.");
    if (const qsizetype length = plan.unixSocket.toUtf8().size(); length > unixSocketPathLimit)
        return QStringLiteral("--unix-socket takes a path of at most %1 bytes, got %2.")
            .arg(unixSocketPathLimit)
            .arg(length);
    if (plan.proxy && !plan.proxy->isEmpty())
        return QStringLiteral("--unix-socket and --proxy exclude each other, got both: a socket is reached directly.");
    return {};
}

QString proxyProblem(const RunPlan &plan)
{
    const QStringList schemes = proxySchemesOf(plan.transport);
    if (!plan.proxy || plan.proxy->isEmpty() ||
        (schemes.contains(plan.proxy->scheme()) && !plan.proxy->host().isEmpty()))
        return {};
    QStringList forms;
    for (const QString &scheme : schemes)
        forms.append(scheme + QLatin1String("://HOST:PORT"));
    return QStringLiteral("--proxy takes %1 under the transport %2, got \"%3\".")
        .arg(joined(forms, orWord), redactedWords(plan.transport), redactedProxy(*plan.proxy));
}

} // namespace

QList<PlanProblem> problemsOf(const RunPlan &plan)
{
    QList<PlanProblem> problems;
    const auto add = [&problems](const char *option, const QString &message) {
        problems.append({QLatin1String(option), message});
    };

    QString urlProblem;
    if (urlFromUserInput(plan.url.toString(), &urlProblem).isEmpty())
        add("URL", urlProblem);
    else if (const QString problem = plan.isPractice() ? practiceQueryProblem(plan.url) : QString(); !problem.isEmpty())
        add("URL", problem);
    if (plan.requests < 1 || plan.requests > requestsLimit)
        add("--requests", QStringLiteral("--requests takes a whole number from 1 to %1, got %2.")
                              .arg(requestsLimit)
                              .arg(plan.requests));
    const bool isOwnStrategy = plan.runnerCommand.isEmpty();
    if (isOwnStrategy && !availableStrategies().contains(plan.strategy))
        add("--strategy", QStringLiteral("--strategy takes one of %1, got \"%2\".")
                              .arg(availableStrategies().join(QLatin1String(", ")), redactedWords(plan.strategy)));
    if (!availableTransports().contains(plan.transport))
        add("--transport", QStringLiteral("--transport takes %1, got \"%2\".")
                               .arg(joined(availableTransports(), orWord), redactedWords(plan.transport)));
    if (const QString problem = httpProblem(plan); !problem.isEmpty())
        add("--http", problem);
    static const QStringList threaded = {QStringLiteral("async"), QStringLiteral("async-threads"),
                                         QStringLiteral("async-processes")};
    if (plan.threads < 1 || plan.threads > threadsLimit)
        add("--threads",
            QStringLiteral("--threads takes a whole number from 1 to %1, got %2.").arg(threadsLimit).arg(plan.threads));
    else if (plan.threads > 1 && !threaded.contains(plan.strategy))
        add("--threads",
            QStringLiteral("--threads %1 goes with the strategies %2; %3 has its own way with threads. Leave "
                           "it out, or choose another --strategy.")
                .arg(plan.threads)
                .arg(joined(threaded, QLatin1String(" and ")), redactedWords(plan.strategy)));
    if (const QString problem = unixSocketProblem(plan); !problem.isEmpty())
        add("--unix-socket", problem);
    if (!isToken(plan.method))
        add("--method", QStringLiteral("--method takes an HTTP method such as GET or POST, got \"%1\".")
                            .arg(redactedWords(QString::fromUtf8(plan.method))));
    else if (plan.method.compare("CONNECT", Qt::CaseInsensitive) == 0)
        add("--method",
            QStringLiteral(
                "--method takes a method that asks for a page, such as GET or POST; CONNECT is for proxies."));
    if (plan.method == "HEAD" && !plan.body.isEmpty())
        add("--method",
            QStringLiteral("--method HEAD asks for no body and sends none; leave out --data, or take another "
                           "method such as POST."));
    for (const HeaderField &header : plan.headers) {
        if (!isToken(header.name) || !isFieldValue(header.value))
            add("--header", QStringLiteral("--header takes 'Name: value' without control characters, got \"%1\".")
                                .arg(shownName(header.name)));
    }
    if (plan.timeout <= std::chrono::nanoseconds::zero())
        add("--timeout", QStringLiteral("--timeout takes a time above zero such as 250ms, 10s or 2m."));
    if (plan.connectTimeout <= std::chrono::nanoseconds::zero())
        add("--connect-timeout", QStringLiteral("--connect-timeout takes a time above zero such as 250ms, 5s or 1m."));
    if (plan.redirects < 0 || plan.redirects > 100)
        add("--redirects",
            QStringLiteral("--redirects takes a whole number from 0 to 100, got %1.").arg(plan.redirects));
    if (plan.acceptStatus.isEmpty())
        add("--accept-status", QStringLiteral("--accept-status takes status codes and ranges such as 200-399,404."));
    if (plan.maxBody < 1 || plan.maxBody > maxBodyLimit)
        add("--max-body", QStringLiteral("--max-body takes a size above zero and below 4GiB, such as 64KiB or 16MiB."));
    if ((plan.steps.save && !plan.steps.wrap) || (plan.steps.remove && !plan.steps.save))
        add("--stages",
            QStringLiteral(
                "--stages takes fetch, then wrap, save and delete in this order, each only after the one before it."));
    if (const QString problem = proxyProblem(plan); !problem.isEmpty())
        add("--proxy", problem);
    if (plan.certificate.isEmpty() != plan.privateKey.isEmpty())
        add(plan.certificate.isEmpty() ? "--cert" : "--key",
            QStringLiteral(
                "--cert and --key belong together: give the certificate and its private key, both as PEM files."));
    return problems;
}

} // namespace fiftyfold
