// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fact.h"

#include <QString>

namespace fiftyfold {

/// A time of the run in seconds, with three decimals: "0.523".
QString secondsText(qint64 at);

/// What an Ended or Replied fact says to a person: "saved 0038.html (6,897 bytes, 840 µs)". `stageBegan` is when an
/// ended stage began, ns since the run's start; -1 where that is unknown.
QString stepText(const Fact &fact, qint64 stageBegan);

/// "done", "cancelled" or "failed: MESSAGE"; the error's class where there is no message.
QString finishedText(const Fact &finished, const QString &message);

} // namespace fiftyfold
