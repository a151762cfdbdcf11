// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>

#include <optional>

namespace fiftyfold {

/// Processor time that this process uses, all threads together.
class ProcessLoad
{
public:
    ProcessLoad();

    /// Percent of one processor (200: two processors busy), over the last second or somewhat more. Nothing until a
    /// second has gone by: a shorter time says little.
    std::optional<double> percent();

private:
    QElapsedTimer m_wall;
    qint64 m_processorNs;
    std::optional<double> m_percent;
};

} // namespace fiftyfold
