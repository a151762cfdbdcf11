// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runplan.h"

#include "core/practicequery.h"
#include "core/redaction.h"

namespace fiftyfold {

namespace {

QString joined(const QStringList &names)
{
    if (names.size() < 2)
        return names.join(QString());
    return names.mid(0, names.size() - 1).join(QLatin1String(", ")) + QLatin1String(" and ") + names.last();
}

/// What architecture.md of the project lists and this version does not have yet, so that the answer can say so.
bool isPlannedStrategy(const QString &name)
{
    static const QStringList planned = {QStringLiteral("async-ordered"), QStringLiteral("threads"),
                                        QStringLiteral("async-threads"), QStringLiteral("async-processes"),
                                        QStringLiteral("processes")};
    return planned.contains(name);
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

} // namespace

QList<PlanProblem> problemsOf(const RunPlan &plan)
{
    QList<PlanProblem> problems;
    const auto add = [&problems](const char *option, const QString &message) {
        problems.append({QLatin1String(option), message});
    };

    QString urlProblem;
    if (urlFromUserInput(plan.url.toString(QUrl::FullyEncoded), &urlProblem).isEmpty())
        add("URL", urlProblem);
    else if (const QString problem = plan.isPractice() ? practiceQueryProblem(plan.url) : QString(); !problem.isEmpty())
        add("URL", problem);
    if (plan.requests < 1 || plan.requests > requestsLimit)
        add("--requests", QStringLiteral("--requests takes a whole number from 1 to %1, got %2.")
                              .arg(requestsLimit)
                              .arg(plan.requests));
    if (!availableStrategies().contains(plan.strategy)) {
        if (isPlannedStrategy(plan.strategy))
            add("--strategy", QStringLiteral("--strategy %1 is not in this version, which has %2.")
                                  .arg(plan.strategy, joined(availableStrategies())));
        else
            add("--strategy", QStringLiteral("--strategy takes one of %1, got \"%2\".")
                                  .arg(availableStrategies().join(QLatin1String(", ")), plan.strategy));
    }
    if (!availableTransports().contains(plan.transport)) {
        if (plan.transport == QLatin1String("curl"))
            add("--transport", QStringLiteral("--transport curl is not in this version, which has %1.")
                                   .arg(joined(availableTransports())));
        else
            add("--transport", QStringLiteral("--transport takes %1, got \"%2\".")
                                   .arg(availableTransports().join(QLatin1String(" or ")), plan.transport));
    }
    if (plan.http == QLatin1String("2"))
        add("--http", QStringLiteral("--http 2 is not in this version, which has 1.1."));
    else if (plan.http != QLatin1String("1.1"))
        add("--http", QStringLiteral("--http takes 1.1, got \"%1\".").arg(plan.http));
    if (plan.threads > 1)
        add("--threads",
            QStringLiteral("--threads %1 is not in this version, which has one engine thread: 1.").arg(plan.threads));
    else if (plan.threads < 1)
        add("--threads", QStringLiteral("--threads takes 1, got %1.").arg(plan.threads));
    if (!plan.unixSocket.isEmpty() && plan.transport == QLatin1String("qt"))
        add("--unix-socket",
            QStringLiteral(
                "--unix-socket can't be honoured by the transport qt, which speaks TCP only: Qt before 6.8 has "
                "no HTTP over a Unix socket. Give the server a TCP port, or leave the option out."));
    if (!isToken(plan.method))
        add("--method", QStringLiteral("--method takes an HTTP method such as GET or POST, got \"%1\".")
                            .arg(QString::fromUtf8(plan.method)));
    else if (plan.method.compare("CONNECT", Qt::CaseInsensitive) == 0)
        add("--method",
            QStringLiteral(
                "--method takes a method that asks for a page, such as GET or POST; CONNECT is for proxies."));
    for (const HeaderField &header : plan.headers) {
        if (!isToken(header.name) || !isFieldValue(header.value))
            add("--header", QStringLiteral("--header takes 'Name: value' without control characters, got \"%1\".")
                                .arg(QString::fromUtf8(header.name)));
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
    if (!plan.proxy.isEmpty()) {
        static const QStringList schemes = {QStringLiteral("http"), QStringLiteral("socks5"),
                                            QStringLiteral("socks5h")};
        if (!schemes.contains(plan.proxy.scheme()) || plan.proxy.host().isEmpty())
            add("--proxy",
                QStringLiteral(
                    "--proxy takes http://HOST:PORT or socks5://HOST:PORT under the transport qt, got \"%1\".")
                    .arg(redactedUrl(plan.proxy)));
    }
    if (plan.certificate.isEmpty() != plan.privateKey.isEmpty())
        add(plan.certificate.isEmpty() ? "--cert" : "--key",
            QStringLiteral(
                "--cert and --key belong together: give the certificate and its private key, both as PEM files."));
    return problems;
}

} // namespace fiftyfold
