// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fact.h"

#include <QString>

namespace fiftyfold {

/// A time of the run in seconds, with three decimals: "0.523".
QString secondsText(qint64 at);

/// What an Ended or Replied fact says to a person: "saved 0038.html (6,897 bytes, 840 µs)".
QString stepText(const Fact &fact);

/// "done", "cancelled" or "failed: MESSAGE"; the error's class where there is no message.
QString finishedText(const Fact &finished, const QString &message);

} // namespace fiftyfold
