// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecord.h"

#include <QString>

class QIODevice;

namespace fiftyfold {

/// What becomes of secrets in URL, headers and body.
enum class HarSecrets : quint8 { Redacted, Kept };

/// Writes the requests of a run that has ended as HAR 1.2, an entry each, by their start. What belongs to us alone has
/// a name that begins with an underscore. In a closed load, where a request is due as soon as a lane is free, an entry
/// starts with its lane; in an open one when it was due, and what it waited is in `blocked`. A place of a template
/// stands as it is in the plan: what was sent in it is in no record. `device` is open for writing. May run in any
/// thread. Empty when everything was written, otherwise why not.
QString writeRunHar(QIODevice &device, const RunRecord &record, HarSecrets secrets);

} // namespace fiftyfold
