// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/writesignals.h"

#include <csignal>

namespace fiftyfold {

namespace {

bool wasFileSizeIgnored = false; // before there is a second thread

} // namespace

void returnWriteErrors()
{
    std::signal(SIGPIPE, SIG_IGN);
    wasFileSizeIgnored = std::signal(SIGXFSZ, SIG_IGN) == SIG_IGN;
}

void restoreFileSizeSignal()
{
    if (!wasFileSizeIgnored)
        std::signal(SIGXFSZ, SIG_DFL);
}

} // namespace fiftyfold
