// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace fiftyfold {

/// A JSON schema in which `$defs.plan.properties` has what the table of plan fields says, beside what stands there.
/// What both have is the schema's own description of it, and the table's type. `problem` says what can't be read.
QByteArray filledSchema(const QByteArray &schema, QString *problem);

} // namespace fiftyfold
