// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/enginethreads.h"

#include "engine/base/costmeter.h"
#include "engine/base/memorylimit.h"
#include "engine/base/outofmemory.h"

#include <QMessageLogContext>
#include <QString>

#include <curl/curl.h>

namespace fiftyfold {

namespace {

QtMessageHandler usualHandler = nullptr;

/// Qt's own words for a thread that could not be started, in ours.
void handleMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const bool isThreadMissing = message.startsWith(QLatin1String("QThread::start: Thread creation error"));
    usualHandler(type, context,
                 isThreadMissing ? QStringLiteral("fiftyfold: the system had no thread left when one was to start; "
                                                  "\"ulimit -u\" tells the limit")
                                 : message);
}

} // namespace

void prepareEngineThreads()
{
    endInOrderWithoutMemory();
    saveAddressSpace();
    qputenv("QT_NO_THREADED_GLIB", "1");
    if (!usualHandler)
        usualHandler = qInstallMessageHandler(handleMessage);
    curl_global_init(CURL_GLOBAL_ALL);
    noteBareProgram();
}

} // namespace fiftyfold
