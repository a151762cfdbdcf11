// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/environment.h"
#include "core/run/runrecord.h"

#include <QDateTime>
#include <QString>

namespace fiftyfold {

/// When and where something was measured, and by what: "2026-11-23 10:00 UTC, Debian, x86_64, 2 processors, …".
/// `version` is Fiftyfold's, of something that was kept; empty: here, and by this one.
QString machineText(const QDateTime &startedAt, const Environment &environment, const QString &version = {});

/// The version of Fiftyfold that carried it out; `kept` of something that was kept, otherwise empty.
QString versionOf(const QString &kept);
QString versionOf(const RunRecord &record);

/// When, where and by what a run was measured.
QString machineText(const RunRecord &record);

} // namespace fiftyfold
