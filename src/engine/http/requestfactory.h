// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"
#include "core/plan/secretfilter.h"

#include <QNetworkRequest>

namespace fiftyfold {

class DirectManager;
class TracedReply;

/// One request to be sent: the plan's, or what is left of it after a redirect.
struct Hop {
    ExactUrl url;
    QByteArray method;
    bool hasBody = false;
    bool hasLeftOrigin = false; ///< Secrets and the plan's own Host stay behind, from then on.
    int redirects = 0;          ///< Followed on the way to it.
    QString shownUrl = {};      ///< Redacted.
};

/// True for GET, HEAD, PUT, DELETE, OPTIONS and TRACE: sent twice, they have the effect of one (RFC 9110, 9.2.2).
bool isIdempotent(const QByteArray &method);

/// What Qt is given for localhost and the names below it: "localhost", or an address where this machine's resolver does
/// not know that name, as where there is no /etc/hosts. Asks the resolver, the first time: not in the main thread.
QString nameOfThisMachine();

/// Of the fields below those that a runner is told, as it would send others: User-Agent, Accept-Language, Connection.
QList<HeaderField> fieldsOfOurs(const RunPlan &plan);

/// The value of (Proxy-)Authorization (RFC 7617).
QByteArray basicCredentials(const QString &user, const QString &password);

/// Makes the network requests of a plan: no cookies, no cache, redirects left to us.
///
/// Over HTTP/1.1 these fields are sent, under each transport the same, and no others; the runners that come with the
/// program send them too, so that a comparison does not compare what was asked. The plan's own take their place.
///
///     Host: HOST[:PORT]                 as in the URL, without the zone of an IPv6 address and without a usual port
///     Authorization: Basic …            with a name in the URL
///     User-Agent: Fiftyfold/VERSION     or as --user-agent says
///     Accept: */*
///     Accept-Encoding: gzip, deflate    "identity" where the plan asks for a range; the body is decoded by us
///                                       (of a plan with the fields of curl none, with those of curl --compressed what
///                                       curl would but for zstd; Qt can't be kept from sending one, "identity")
///     Accept-Language: *                any, as if it were not there: Qt can't be kept from sending one
///     Connection: keep-alive            with --fresh-connections "close"; not in HTTP/2, as of the others Host is not;
///                                       it and Accept-Language not under curl where the plan has the fields of curl
///     Content-Type: application/x-www-form-urlencoded    with a body
///     Content-Length: N                 with a body; without one none, as curl's -X POST. Qt can't be kept from saying
///                                       0 for what has a OnceBody: POST, PATCH and methods of somebody's own
///     Proxy-Authorization: Basic …      where an HTTP proxy that takes a name is asked for a page
///
/// Where the plan gives a name several times, each is a line of its own; Qt can't be kept from making one of them, a
/// list.
///
/// Immutable after construction; used in the engine thread.
class RequestFactory
{
public:
    /// Reads certificate and key files: `problem` says what is wrong with them, and then the factory is not to be used.
    /// Without a `problem` they are not looked at, as another factory of the run has done that.
    RequestFactory(const RunPlan &plan, QString *problem);

    const Hop &firstHop() const { return m_firstHop; }
    /// Sends a hop through a manager. The caller is to delete the reply, not from within one of its signals.
    TracedReply *send(DirectManager *manager, const Hop &hop) const;

    const RunPlan &plan() const { return m_plan; }
    /// Whether a body is to be decoded. Who asks for an Accept-Encoding of their own gets it as it is.
    bool decodes() const { return m_decodes; }
    /// For what servers and libraries say of its requests.
    const SecretFilter &secrets() const { return m_secrets; }

private:
    QNetworkRequest requestFor(const Hop &hop) const;
    void addPlanHeaders(QNetworkRequest &request, const Hop &hop) const;

    const RunPlan m_plan;
    const bool m_decodes;
    const SecretFilter m_secrets;
    const Hop m_firstHop;
    QNetworkRequest m_firstRequest; ///< Nearly all requests are this one.
};

} // namespace fiftyfold
