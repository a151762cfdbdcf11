// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fault.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

class QUrl;

namespace fiftyfold {

// Faults that every carrier can meet, where it takes more than a FaultKind and its particulars.

/// "host:port", as faults name whom they could not reach; an IPv6 address in brackets.
QString targetOf(const QUrl &url);
/// `said` is what the library has to say of it.
Fault tlsFault(const QUrl &url, const QString &said);
/// A reply that does not begin like one of HTTP/1; `bytes` is what it begins with.
Fault noStatusLineFault(QByteArrayView bytes);

/// What is wrong with the head of a reply although a transport lets it pass; None when nothing is. `hasBody`: one may
/// follow. The fields as replyfields.h has them; empty where there is none.
Fault headerFaultOf(int status, bool hasBody, const QByteArray &contentLength, const QByteArray &transferEncoding);

/// A reply whose status does not count as success. `reason` may be empty.
Fault statusFault(int status, const QString &reason);

} // namespace fiftyfold
