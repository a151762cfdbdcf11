// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runplan.h"
#include "core/secretfilter.h"

#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QSslConfiguration>

#include <optional>

class QNetworkAccessManager;
class QNetworkReply;

namespace fiftyfold {

/// One request to be sent: the plan's, or what is left of it after a redirect.
struct Hop {
    ExactUrl url;
    QByteArray method;
    bool hasBody = false;
    bool hasLeftOrigin = false; ///< Secrets and the plan's own Host stay behind, from then on.
    int redirects = 0;          ///< Followed on the way to it.
    QString shownUrl = {};      ///< Redacted.
};

/// Makes the network requests of a plan: no cookies, no cache, redirects left to us, our own User-Agent.
/// Immutable after construction; used in the engine thread.
class RequestFactory
{
public:
    /// Reads certificate and key files: `problem` says what is wrong with them, and then the factory is not to be used.
    RequestFactory(const RunPlan &plan, QString *problem);

    const Hop &firstHop() const { return m_firstHop; }
    /// Sends a hop through a manager. The caller is to delete the reply, not from within one of its signals.
    QNetworkReply *send(QNetworkAccessManager *manager, const Hop &hop) const;

    const RunPlan &plan() const { return m_plan; }
    /// Whether a body is to be decoded. Who asks for an Accept-Encoding of their own gets it as it is.
    bool decodes() const { return m_decodes; }
    /// For what servers and libraries say of its requests.
    const SecretFilter &secrets() const { return m_secrets; }

private:
    QNetworkRequest requestFor(const Hop &hop) const;
    void connectElsewhere(QNetworkRequest &request) const;
    void addPlanHeaders(QNetworkRequest &request, const Hop &hop) const;

    const RunPlan m_plan;
    const bool m_decodes;
    const SecretFilter m_secrets;
    const bool m_isQt; ///< Qt has to be told with each request what libcurl is told once.
    const QNetworkProxy m_proxy;
    QSslConfiguration m_tls;
    const Hop m_firstHop;
    QNetworkRequest m_firstRequest; ///< Nearly all requests are this one.
};

/// The proxy for a plan: its own, or the environment's for its URL (http_proxy, https_proxy, no_proxy), passed by for
/// loopback. Redirects go on through the same one.
QNetworkProxy proxyFor(const RunPlan &plan);

} // namespace fiftyfold
