// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runners/runnerprotocol.h"

namespace fiftyfold::test {

inline QByteArray wholeLine(const RunnerTask &task)
{
    TaskLine line(task);
    QByteArray whole;
    for (QByteArray piece = line.next(); !piece.isEmpty(); piece = line.next())
        whole += piece;
    return whole;
}

} // namespace fiftyfold::test
