// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fiftyfold {

// Completion of fiftyfold-cli for each shell, from the option tables.
QString bashCompletion();
QString zshCompletion();
QString fishCompletion();

} // namespace fiftyfold
