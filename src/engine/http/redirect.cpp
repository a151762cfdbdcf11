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
    if (location.trimmed().isEmpty() || !target.isValid())
        redirect.fault = {FaultKind::NoLocation, {QString::number(status)}};
    else if (target.scheme() != QLatin1String("http") && target.scheme() != QLatin1String("https"))
        redirect.fault = {FaultKind::RedirectToOtherScheme, {shown}};
    else if (hop.url.scheme() == QLatin1String("https") && target.scheme() == QLatin1String("http"))
        redirect.fault = {FaultKind::RedirectToUnencrypted, {shown}};
    else if (target.host().isEmpty())
        redirect.fault = {FaultKind::RedirectToNoHost, {shown}};
    else if (!plan.allowRemote && !isLocalHost(endpointOf(plan, target).host))
        redirect.fault = {FaultKind::RedirectToOthers, {shown}};
    if (!redirect.fault.isNone())
        return redirect;
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
