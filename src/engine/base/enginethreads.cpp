// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/enginethreads.h"

#include "engine/base/memorylimit.h"
#include "engine/base/outofmemory.h"

#include <QByteArray>
#include <QMessageLogContext>
#include <QString>

#include <curl/curl.h>

namespace fiftyfold {

namespace {

QtMessageHandler usualHandler = nullptr;

/// Qt's own words for a thread that could not be started, which noThreadFor() has better ones for.
void handleMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (!message.startsWith(QLatin1String("QThread::start: Thread creation error")))
        usualHandler(type, context, message);
}

} // namespace

void prepareEngineThreads()
{
    endInOrderWithoutMemory();
    saveAddressSpace();
    qputenv("QT_NO_THREADED_GLIB", "1");
    usualHandler = qInstallMessageHandler(handleMessage);
    curl_global_init(CURL_GLOBAL_ALL);
}

} // namespace fiftyfold
