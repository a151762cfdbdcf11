// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fiftyfold {

/// Where a run took place: kept in the record's `environment`.
struct Environment {
    QString os;               ///< "Debian GNU/Linux 12 (bookworm)"
    QString kernel;           ///< "linux 6.1.0-18-amd64"; of a record of an earlier version empty, as are the next two.
    QString architecture;     ///< "x86_64"
    QString cpu;              ///< The processors' model, or where that is not told, their architecture.
    int cpuCount = 0;         ///< Processors that this process may use.
    QString qt;               ///< Version at run time.
    QString transportLibrary; ///< "Qt Network 6.4.2"
};

Environment currentEnvironment(const QString &transport);

/// "0.1.0".
QString programVersion();

} // namespace fiftyfold
