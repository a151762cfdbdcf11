// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <atomic>
#include <memory>
#include <vector>

namespace fiftyfold {

class Clock;
class DirectManager;

/// The transport, as strategies see it: a network access manager for each lane of one engine thread. Lives in that
/// thread; must outlive the jobs that use it, since a manager takes its replies with it.
class ManagerPool
{
public:
    virtual ~ManagerPool() = default;
    /// `lane` counts from 0 in each pool.
    virtual DirectManager *managerFor(quint32 lane) = 0;
};

/// The pool of the plan's transport. `clock` and `connectionNumbers` are the run's, shared by the pools of all engine
/// threads, and outlive them.
std::unique_ptr<ManagerPool> makeManagerPool(const RunPlan &plan, quint32 lanes, const Clock *clock,
                                             std::atomic<quint32> *connectionNumbers);

/// File descriptors that the plan's transport takes for so many lanes in so many engine threads, with one for each
/// connection.
quint32 descriptorsFor(const RunPlan &plan, quint32 lanes, quint32 threads);

/// Threads that it starts then, beyond those that it is given: Qt has one for each manager, and both have some for
/// looking names up.
quint32 transportThreadsFor(const RunPlan &plan, quint32 lanes, quint32 threads);

/// What the plan's transport is made of, with its version.
QString transportLibrary(const RunPlan &plan);

/// Transport `curl`: one manager, which all lanes share.
class CurlManagerPool final : public ManagerPool
{
public:
    CurlManagerPool(const RunPlan &plan, quint32 lanes, const Clock *clock, std::atomic<quint32> *connectionNumbers);
    ~CurlManagerPool() override;
    DirectManager *managerFor(quint32) override;

private:
    std::unique_ptr<DirectManager> m_manager;
};

/// Transport `qt`: Qt's own HTTP. Qt opens at most six HTTP/1.1 connections to a host for each manager, and tells any
/// request that waits there that one is being opened. So each lane has a manager, and with it a connection, of its own.
/// As a manager costs a thread, more than exclusiveLanes share theirs by six: all are still in flight at once, but
/// nobody can tell then whose connection is new.
class QtManagerPool final : public ManagerPool
{
public:
    /// With fresh connections each lane has its own manager, however many there are.
    QtManagerPool(const RunPlan &plan, quint32 lanes, const Clock *clock, std::atomic<quint32> *connectionNumbers);
    ~QtManagerPool() override;
    DirectManager *managerFor(quint32 lane) override;

    static constexpr quint32 exclusiveLanes = 64;

private:
    std::vector<std::unique_ptr<DirectManager>> m_managers;
};

} // namespace fiftyfold
