// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/base/outputfile.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace fiftyfold {

/// The files that a comparison or a search was asked to write; open before the first request.
class ReportFiles
{
public:
    /// Writes to a device; empty, or what went wrong.
    using Writer = std::function<QString(QIODevice &device)>;

    /// Empty where all that have a name can be written, otherwise why not.
    QString open(const QStringList &names);
    /// What writes each of them, in the same order.
    WrittenFiles write(const std::vector<Writer> &writers);

private:
    std::vector<std::unique_ptr<OutputFile>> m_files; ///< Null where nobody asked for it.
};

} // namespace fiftyfold
