// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runplan.h"

#include <QNetworkAccessManager>
#include <QSslConfiguration>

#include <memory>
#include <vector>

namespace fiftyfold {

/// The transport, as strategies see it: a QNetworkAccessManager for each lane. Lives in the engine thread; must outlive
/// the jobs that use it, since a manager takes its replies with it.
class ManagerPool
{
public:
    virtual ~ManagerPool() = default;
    virtual QNetworkAccessManager *managerFor(quint32 lane) = 0;
    /// True if what a reply says about connecting is about its own connection, and a lane keeps its connection.
    virtual bool tellsConnections() const = 0;

    /// File descriptors that a pool for so many lanes takes beside one for each connection.
    static quint32 descriptorsFor(quint32 lanes, bool isExclusive);
};

/// Transport `qt`: Qt's own HTTP. Qt opens at most six HTTP/1.1 connections to a host for each manager, and tells any
/// request that waits there that one is being opened. So each lane has a manager, and with it a connection, of its own.
/// As a manager costs a thread, more than exclusiveLanes share theirs by six: all are still in flight at once, but
/// nobody can tell then whose connection is new.
class QtManagerPool final : public ManagerPool
{
public:
    /// `proxy` may be NoProxy. With `isExclusive` each lane has its own manager, however many there are.
    QtManagerPool(quint32 lanes, const QNetworkProxy &proxy, bool isExclusive);
    QNetworkAccessManager *managerFor(quint32 lane) override;
    bool tellsConnections() const override;

    static constexpr quint32 exclusiveLanes = 64;

private:
    const bool m_isExclusive;
    std::vector<std::unique_ptr<QNetworkAccessManager>> m_managers;
};

} // namespace fiftyfold
