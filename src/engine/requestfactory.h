// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runplan.h"

#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QSslConfiguration>

#include <optional>

class QNetworkAccessManager;
class QNetworkReply;

namespace fiftyfold {

/// One request to be sent: the plan's, or what is left of it after a redirect.
struct Hop {
    QUrl url;
    QByteArray method;
    bool hasBody = false;
    bool hasLeftOrigin = false; ///< Secrets and the plan's own Host stay behind, from then on.
};

/// Makes the network requests of a plan: no cookies, no cache, redirects left to us, HTTP/1.1, our own User-Agent.
/// Immutable after construction; used in the engine thread.
class RequestFactory
{
public:
    /// Reads certificate and key files: `problem` says what is wrong with them, and then the factory is not to be used.
    RequestFactory(const RunPlan &plan, QString *problem);

    Hop firstHop() const;
    /// Sends a hop through a manager. The caller is to delete the reply, through the event loop.
    QNetworkReply *send(QNetworkAccessManager *manager, const Hop &hop) const;

    const RunPlan &plan() const { return m_plan; }

private:
    QNetworkRequest requestFor(const Hop &hop, const QNetworkProxy &proxy) const;
    void addPlanHeaders(QNetworkRequest &request, const Hop &hop) const;

    const RunPlan m_plan;
    QSslConfiguration m_tls;
};

/// The proxy for a plan: its own, or the environment's for its URL (http_proxy, https_proxy, no_proxy), passed by for
/// loopback. Redirects go on through the same one.
QNetworkProxy proxyFor(const RunPlan &plan);

} // namespace fiftyfold
