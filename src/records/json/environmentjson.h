// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/environment.h"
#include "records/base/jsonwriter.h"

#include <QJsonValue>

namespace fiftyfold {

/// `environment` of `fiftyfold.run/1`, as a value.
void writeEnvironment(JsonWriter &json, const Environment &environment);

/// Reads it again, of an earlier version as well. Empty, or which member should be something else.
QString readEnvironment(const QJsonValue &json, Environment &environment);

} // namespace fiftyfold
