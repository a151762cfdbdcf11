// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/http/curl/curlmulti.h"
#include "engine/http/directmanager.h"

namespace fiftyfold {

/// Transport `curl`: a QNetworkAccessManager whose replies libcurl carries (TracedReply). Only http and https. It keeps
/// connections open for the next requests, whichever lane they are of; it has no cookies and no cache, and follows no
/// redirect. Lives in the engine thread, and takes its replies with it, without a signal.
class CurlNetwork final : public DirectManager
{
    Q_OBJECT
public:
    /// See CurlMulti.
    CurlNetwork(const CurlSettings &settings, const Clock *clock, std::atomic<quint32> *connectionNumbers);

    /// Name and version of libcurl and of what it was built with: "libcurl/7.88.1 OpenSSL/3.0.15 …".
    static QString library();

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override;

private:
    CurlMulti m_multi; ///< Replies that outlive it are detached.
};

} // namespace fiftyfold
