// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/reportfiles.h"

namespace fiftyfold {

QString ReportFiles::open(const QStringList &names)
{
    for (const QString &name : names) {
        m_files.push_back(name.isEmpty() ? nullptr : std::make_unique<OutputFile>(name));
        if (QString problem = name.isEmpty() ? QString() : m_files.back()->open(); !problem.isEmpty())
            return problem;
    }
    return {};
}

WrittenFiles ReportFiles::write(const std::vector<Writer> &writers)
{
    WrittenFiles written;
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        if (m_files[i])
            written.commit(*m_files[i], writers.at(i)(m_files[i]->device()));
    }
    return written;
}

} // namespace fiftyfold
