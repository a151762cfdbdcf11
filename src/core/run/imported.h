// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <map>

namespace fiftyfold {

/// Where a record comes from that another program's file was read for. Beside its figures stands what they can't say.
struct Imported {
    QString tool;       ///< "hey", with its version where the file tells it.
    QString file;       ///< Its name, without folders.
    QStringList limits; ///< What the file does not tell, a sentence each, in English.
    /// As stated, where there are no requests to make them of: of a share in percent, such as 97.5, nanoseconds.
    std::map<double, double> percentiles;
};

} // namespace fiftyfold
