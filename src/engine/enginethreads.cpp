// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/enginethreads.h"

#include "engine/memorylimit.h"
#include "engine/outofmemory.h"

#include <QByteArray>

#include <curl/curl.h>

namespace fiftyfold {

void prepareEngineThreads()
{
    endInOrderWithoutMemory();
    saveAddressSpace();
    qputenv("QT_NO_THREADED_GLIB", "1");
    curl_global_init(CURL_GLOBAL_ALL);
}

} // namespace fiftyfold
