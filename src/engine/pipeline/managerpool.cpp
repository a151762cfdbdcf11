// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pipeline/managerpool.h"

#include "engine/http/curl/curlnetwork.h"
#include "engine/http/curl/curlsettings.h"
#include "engine/http/qt/qtnetwork.h"

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

quint32 qtManagersFor(const RunPlan &plan, quint32 lanes, quint32 threads)
{
    quint32 managers = 0;
    for (quint32 i = 0; i < threads; ++i)
        managers += managersFor(lanes * (i + 1) / threads - lanes * i / threads, plan.freshConnections);
    return managers;
}

} // namespace

std::unique_ptr<ManagerPool> makeManagerPool(const RunPlan &plan, quint32 lanes, const Clock *clock,
                                             std::atomic<quint32> *connectionNumbers)
{
    if (plan.transport == QLatin1String("curl"))
        return std::make_unique<CurlManagerPool>(plan, lanes, clock, connectionNumbers);
    return std::make_unique<QtManagerPool>(plan, lanes, clock, connectionNumbers);
}

quint32 descriptorsFor(const RunPlan &plan, quint32 lanes, quint32 threads)
{
    if (plan.transport == QLatin1String("curl")) {
        constexpr quint32 perThread = 6; // epoll, and the event loop's
        constexpr quint32 perLookUp = 3; // libcurl has a thread for each, and what that needs
        const bool isLookingUp = !plan.isPractice() && curlSettingsFor(plan, lanes).looksUpNameFor(plan.url);
        return lanes * (isLookingUp ? 1 + perLookUp : 1) + threads * perThread;
    }
    constexpr quint32 perManager = 3; // its thread's event loop, and what TLS and name look-up take
    return lanes + qtManagersFor(plan, lanes, threads) * perManager;
}

quint32 transportThreadsFor(const RunPlan &plan, quint32 lanes, quint32 threads)
{
    if (plan.transport == QLatin1String("curl"))
        return !plan.isPractice() && curlSettingsFor(plan, lanes).looksUpNameFor(plan.url) ? lanes : 0;
    constexpr quint32 lookUp = 1; // Qt looks one name up once at a time
    return qtManagersFor(plan, lanes, threads) + lookUp;
}

QString transportLibrary(const RunPlan &plan)
{
    return plan.transport == QLatin1String("curl") ? CurlNetwork::library()
                                                   : QStringLiteral("Qt Network %1").arg(QLatin1String(qVersion()));
}

CurlManagerPool::CurlManagerPool(const RunPlan &plan, quint32 lanes, const Clock *clock,
                                 std::atomic<quint32> *connectionNumbers)
    : m_manager(std::make_unique<CurlNetwork>(curlSettingsFor(plan, lanes), clock, connectionNumbers))
{
    m_manager->setAutoDeleteReplies(false);
}

CurlManagerPool::~CurlManagerPool() = default;

DirectManager *CurlManagerPool::managerFor(quint32)
{
    return m_manager.get();
}

QtManagerPool::QtManagerPool(const RunPlan &plan, quint32 lanes, const Clock *clock,
                             std::atomic<quint32> *connectionNumbers)
{
    QtSettings settings = qtSettingsFor(plan);
    settings.tellsConnections = plan.freshConnections || lanes <= exclusiveLanes;
    const quint32 managers = managersFor(lanes, plan.freshConnections);
    m_managers.reserve(managers);
    for (quint32 i = 0; i < managers; ++i)
        m_managers.push_back(std::make_unique<QtNetwork>(settings, clock, connectionNumbers));
}

QtManagerPool::~QtManagerPool() = default;

DirectManager *QtManagerPool::managerFor(quint32 lane)
{
    // Neighbouring lanes go to different managers: those that start together do not wait for one HTTP thread.
    return m_managers[lane % m_managers.size()].get();
}

} // namespace fiftyfold
