// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/redirect.h"

#include "core/text/redaction.h"

namespace fiftyfold {

namespace {

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b);
}

} // namespace

bool isRedirectStatus(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

Redirect redirectFrom(const RunPlan &plan, const Hop &hop, int status, const QByteArray &location)
{
    Redirect redirect;
    const ExactUrl target = hop.url.resolved(location);
    const QString shown = redactedUrl(target);
    if (location.trimmed().isEmpty() || !target.isValid()) {
        redirect.problem = QStringLiteral("The %1 reply names no readable Location to go on to.").arg(status);
        return redirect;
    }
    if (target.scheme() != QLatin1String("http") && target.scheme() != QLatin1String("https")) {
        redirect.problem =
            QStringLiteral("The redirect leads to %1: only http and https are followed. Nothing was read from there.")
                .arg(shown);
        return redirect;
    }
    if (hop.url.scheme() == QLatin1String("https") && target.scheme() == QLatin1String("http")) {
        redirect.problem = QStringLiteral("The redirect leads from https to unencrypted %1 and is not followed. Ask "
                                          "that URL itself if that is what you want.")
                               .arg(shown);
        return redirect;
    }
    if (target.host().isEmpty()) {
        redirect.problem = QStringLiteral("The redirect leads to %1, which has no host.").arg(shown);
        return redirect;
    }
    if (!plan.allowRemote && !isLocalHost(endpointOf(plan, target).host)) {
        redirect.problem =
            QStringLiteral("The redirect leads to %1, a host that nobody agreed to. Ask that URL itself, or "
                           "allow other hosts (--allow-remote).")
                .arg(shown);
        return redirect;
    }
    redirect.next = hop;
    redirect.next.url = target;
    redirect.next.redirects = hop.redirects + 1;
    redirect.next.shownUrl = redactedUrl(redirect.next.url);
    if (!isSameOrigin(hop.url, target))
        redirect.next.hasLeftOrigin = true;
    const bool becomesGet =
        (status == 303 && hop.method != "HEAD") || ((status == 301 || status == 302) && hop.method == "POST");
    if (becomesGet) {
        redirect.next.method = QByteArrayLiteral("GET");
        redirect.next.hasBody = false;
    }
    return redirect;
}

} // namespace fiftyfold
