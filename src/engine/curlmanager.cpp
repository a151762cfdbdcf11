// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/curlmanager.h"

#include "engine/curlreply.h"

namespace fiftyfold {

CurlManager::CurlManager(const CurlSettings &settings, const Clock *clock, std::atomic<quint32> *connectionNumbers)
    : m_multi(settings, clock, connectionNumbers)
{
}

QString CurlManager::library()
{
    return QString::fromLatin1(curl_version());
}

QNetworkReply *CurlManager::createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    return new CurlReply(&m_multi, operation, request, body, this);
}

} // namespace fiftyfold
