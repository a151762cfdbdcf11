// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fiftyfold {

/// The style sheet of a report, with no address in it. The classes `s-wait` and so on are those of the stages.
QString htmlStyle();

} // namespace fiftyfold
