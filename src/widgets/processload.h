// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>

namespace fiftyfold {

/// Processor time that this process uses, all threads together.
class ProcessLoad
{
public:
    ProcessLoad();

    /// Percent of one processor since the last call (200: two processors busy).
    double takePercent();

private:
    QElapsedTimer m_wall;
    qint64 m_processorNs;
};

} // namespace fiftyfold
