// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <QString>

namespace fiftyfold {

class Terminal;

enum class RemoteAnswer { NotNeeded, Allowed, Declined, NobodyToAsk };

/// Strangers are not to be hammered by accident: a host that is neither loopback nor private needs --allow-remote, or a
/// yes on the terminal, which this waits for.
/// `hosts`: such ones of the plan's targets; none where the plan has no list of them.
RemoteAnswer askAboutRemoteHost(const RunPlan &plan, const QStringList &hosts, const Terminal &terminal);

/// The same of what would send as `plan` does, more than once: 0 where it may; otherwise the exit code, and why has
/// been said. `how` completes "would send 50 requests, 50 at once, to www.example.com, …".
int refusalToSend(const RunPlan &plan, const QStringList &hosts, const QString &how, const Terminal &terminal);

/// "50 requests, 50 at once, to www.example.com".
QString loadText(const RunPlan &plan, const QStringList &hosts = {});

} // namespace fiftyfold
