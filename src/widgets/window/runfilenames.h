// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/forms/runforms.h"

#include <QString>

namespace fiftyfold {

/// What a form is called in the menu of exports.
QString exportName(const RunForm &form);
/// The ending of its files without a dot; of the record the one that Fiftyfold's type of files has.
QString fileSuffix(const RunForm &form);
/// "127.0.0.1-20261128-0447": what was asked, or by which program, and when.
QString proposedBaseName(const RunRecord &record);
/// The same with the form's ending: "127.0.0.1-20261128-0447.html".
QString proposedFileName(const RunRecord &record, const RunForm &form);

} // namespace fiftyfold
