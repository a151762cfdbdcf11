// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/curl/curlnetwork.h"

#include "engine/http/curl/curlreply.h"

namespace fiftyfold {

CurlNetwork::CurlNetwork(const CurlSettings &settings, const Clock *clock, std::atomic<quint32> *connectionNumbers)
    : m_multi(settings, clock, connectionNumbers)
{
}

QString CurlNetwork::library()
{
    return QString::fromLatin1(curl_version());
}

QNetworkReply *CurlNetwork::createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    return new CurlReply(&m_multi, operation, request, body, this);
}

} // namespace fiftyfold
