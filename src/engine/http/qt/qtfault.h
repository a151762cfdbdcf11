// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/http/replyfault.h"

class QNetworkProxy;
class QNetworkReply;

namespace fiftyfold {

class ReplyHead;

/// What went wrong with a finished reply of Qt's HTTP, seen from its error code, text and headers; None when the reply
/// is whole, whatever its status. `proxy` is the one that it was sent by, `tlsErrors` what its sslErrors() signal said.
Fault faultOf(const QNetworkReply &reply, const QNetworkProxy &proxy, const QString &tlsErrors);

/// Truncated if there is less of a body than its head announced, which Qt 6.8 lets pass after a reset. `received`
/// counts what came over the wire, before anything was decoded.
Fault lengthFaultOf(const ReplyHead &head, qint64 received);

} // namespace fiftyfold
