// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/replystages.h"

#include "engine/base/stagelog.h"

namespace fiftyfold {

namespace {

void beginFirst(StageLog &log, const ReplyTimes &times)
{
    if (times.dnsBegin >= 0)
        log.begin(Stage::Dns, times.dnsBegin);
    else if (times.connectBegin >= 0)
        log.begin(Stage::Connect, times.connectBegin);
    else if (times.sent == times.handedOver)
        log.begin(Stage::Wait, times.handedOver); // nobody can tell when it is written
    else
        log.begin(Stage::Send, times.handedOver); // over a connection that is there
}

} // namespace

void tellStages(StageLog &log, const ReplyTimes &times)
{
    const bool isNew = times.dnsBegin >= 0 || times.connectBegin >= 0;
    if (log.isIn(Stage::Queued))
        return;
    if (!log.isOpen() || (log.isIn(Stage::Send) && isNew && times.connected < 0))
        beginFirst(log, times);
    if (log.isIn(Stage::Dns) && times.dnsEnd >= 0) {
        log.end(times.dnsEnd, 0);
        log.begin(Stage::Connect, times.connectBegin);
    }
    if (log.isIn(Stage::Connect) && times.connectEnd < 0 && times.sent >= 0) {
        log.end(times.sent, 0);
        log.begin(Stage::Wait, times.sent);
    }
    if (log.isIn(Stage::Connect) && times.connectEnd >= 0) {
        const bool isTls = times.tlsEnd >= 0 || times.connected < 0;
        log.end(times.connectEnd, 0);
        log.begin(isTls ? Stage::Tls : Stage::Send, times.connectEnd);
    }
    if (log.isIn(Stage::Tls) && times.tlsEnd >= 0) {
        log.end(times.tlsEnd, 0);
        log.begin(Stage::Send, times.tlsEnd);
    }
    if (log.isIn(Stage::Send) && times.sent >= 0) {
        log.end(times.sent, 0);
        log.begin(Stage::Wait, times.sent);
    }
}

} // namespace fiftyfold
