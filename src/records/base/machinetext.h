// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/environment.h"

#include <QDateTime>
#include <QString>

namespace fiftyfold {

/// When and where something was measured, and by what: "2026-11-23 10:00 UTC, Debian, x86_64, 2 processors, …".
QString machineText(const QDateTime &startedAt, const Environment &environment);

} // namespace fiftyfold
