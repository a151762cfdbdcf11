// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fiftyfold {

/// A man page (mdoc) in which these lines are replaced by what the tables say:
///
///     .\" @run            a section for each group of run's options
///     .\" @compare        the items of the options that only compare has
///     .\" @capacity       likewise of capacity
///     .\" @strategies     an item for each of our strategies
///     .\" @runners        an item for each runner that comes along
///
/// `problem` names the first line of that kind that means none of these.
QString filledManPage(const QString &page, QString *problem);

} // namespace fiftyfold
