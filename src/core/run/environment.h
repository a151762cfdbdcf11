// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fiftyfold {

/// Where a run took place: kept in the record's `environment`.
struct Environment {
    QString os;               ///< "Debian GNU/Linux 12 (bookworm)"
    int cpuCount = 0;         ///< Processors that this process may use.
    QString qt;               ///< Version at run time.
    QString transportLibrary; ///< "Qt Network 6.4.2"
};

Environment currentEnvironment(const QString &transport);

/// "0.1.0".
QString programVersion();

} // namespace fiftyfold
