// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/base/outputfile.h"

#include <QString>

#include <functional>
#include <memory>

namespace fiftyfold {

/// The files of --json and --markdown, as far as they were asked for; open before the first request.
class ReportFiles
{
public:
    /// Writes to a device; empty, or what went wrong.
    using Writer = std::function<QString(QIODevice &device)>;

    /// Empty where all that have a name can be written, otherwise why not.
    QString open(const QString &jsonFile, const QString &markdownFile);
    WrittenFiles write(const Writer &json, const Writer &markdown);

private:
    std::unique_ptr<OutputFile> m_json;
    std::unique_ptr<OutputFile> m_markdown;
};

} // namespace fiftyfold
