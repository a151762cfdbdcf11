// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/reportfiles.h"

namespace fiftyfold {

QString ReportFiles::open(const QString &jsonFile, const QString &markdownFile)
{
    const auto openOne = [](const QString &name, std::unique_ptr<OutputFile> &file) -> QString {
        if (name.isEmpty())
            return {};
        file = std::make_unique<OutputFile>(name);
        return file->open();
    };
    const QString problem = openOne(jsonFile, m_json);
    return problem.isEmpty() ? openOne(markdownFile, m_markdown) : problem;
}

WrittenFiles ReportFiles::write(const Writer &json, const Writer &markdown)
{
    WrittenFiles files;
    if (m_json)
        files.commit(*m_json, json(m_json->device()));
    if (m_markdown)
        files.commit(*m_markdown, markdown(m_markdown->device()));
    return files;
}

} // namespace fiftyfold
