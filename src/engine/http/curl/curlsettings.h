// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <QByteArray>
#include <QList>

namespace fiftyfold {

/// What a plan says about connections, in libcurl's words. The same for all requests of a run.
struct CurlSettings {
    bool wantsHttp2 = false;
    bool verifiesPeer = true;
    bool freshConnections = false;
    QByteArray caFile;      ///< Empty: the system's authorities.
    QByteArray certificate; ///< Both empty: none.
    QByteArray privateKey;
    QByteArray proxy;      ///< With its scheme; empty: none, whatever the environment says.
    QByteArray unixSocket; ///< Empty: TCP.
    QList<QByteArray> resolve;
    QList<QByteArray> connectTo;
    RunPlan rules; ///< Of the plan, --resolve and --connect-to only.
    QString proxyHost;
    std::size_t lanes = 1;    ///< As many requests are in flight at a time.
    long connectionsKept = 0; ///< At most so many idle connections are kept open.
    long connectTimeoutMs = 0;

    /// Whether a name has to be looked up to connect for this URL. localhost libcurl knows by itself.
    bool looksUpNameFor(const QUrl &url) const;
};

CurlSettings curlSettingsFor(const RunPlan &plan, quint32 lanes);

} // namespace fiftyfold
