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

    /// File descriptors that a pool for so many lanes takes beside one for each connection.
    static quint32 descriptorsFor(quint32 lanes);
};

/// Transport `qt`: Qt's own HTTP. Qt opens at most six HTTP/1.1 connections to a host for each manager, so there are as
/// many managers as it takes for every lane to have a connection of its own.
class QtManagerPool final : public ManagerPool
{
public:
    /// `proxy` may be NoProxy.
    QtManagerPool(quint32 lanes, const QNetworkProxy &proxy);
    QNetworkAccessManager *managerFor(quint32 lane) override;

private:
    std::vector<std::unique_ptr<QNetworkAccessManager>> m_managers;
};

} // namespace fiftyfold
