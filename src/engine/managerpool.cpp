// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/managerpool.h"

#include <QNetworkProxy>

namespace fiftyfold {

namespace {

/// Fixed in Qt's HTTP/1.1. Newer versions can be told another number, but only before the first request to a host; with
/// one rule for all versions they can be compared.
constexpr quint32 connectionsPerManager = 6;

quint32 managersFor(quint32 lanes, bool isExclusive)
{
    return isExclusive || lanes <= QtManagerPool::exclusiveLanes
               ? lanes
               : (lanes + connectionsPerManager - 1) / connectionsPerManager;
}

} // namespace

quint32 ManagerPool::descriptorsFor(quint32 lanes, bool isExclusive)
{
    constexpr quint32 descriptorsPerManager = 3; // its thread's event dispatcher, and what TLS and name look-up take
    return managersFor(lanes, isExclusive) * descriptorsPerManager;
}

QtManagerPool::QtManagerPool(quint32 lanes, const QNetworkProxy &proxy, bool isExclusive)
    : m_isExclusive(isExclusive || lanes <= exclusiveLanes)
{
    const quint32 managers = managersFor(lanes, isExclusive);
    m_managers.reserve(managers);
    for (quint32 i = 0; i < managers; ++i) {
        auto manager = std::make_unique<QNetworkAccessManager>();
        manager->setProxy(proxy);
        manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        manager->setAutoDeleteReplies(false);
        m_managers.push_back(std::move(manager));
    }
}

bool QtManagerPool::tellsConnections() const
{
    return m_isExclusive;
}

QNetworkAccessManager *QtManagerPool::managerFor(quint32 lane)
{
    // Neighbouring lanes go to different managers: those that start together do not wait for one HTTP thread.
    return m_managers[lane % m_managers.size()].get();
}

} // namespace fiftyfold
