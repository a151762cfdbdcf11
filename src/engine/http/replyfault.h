// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/outcome.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

class QUrl;

namespace fiftyfold {

/// Why a request failed: the record's class, and a message that says what happened and what to do.
struct Fault {
    ErrorClass error = ErrorClass::None;
    QString message;
};

// The faults that every transport can meet, each worded once. `said` is what a library has to say of it.
Fault unresolvedFault(const QUrl &url);
Fault refusedFault(const QUrl &url);
/// The system's own time limit for connecting passed.
Fault connectTimeFault(const QUrl &url);
Fault noConnectionFault(const QUrl &url, const QString &said);
Fault tlsFault(const QUrl &url, const QString &said);
Fault proxyFault(const QString &said);
Fault proxyWantsPasswordFault();
/// The connection was reset, or ended before there was a reply.
Fault resetFault(bool hasReply);
/// Instead of resetFault(false), of a request that may have had an effect.
Fault notSentAgainFault();
Fault truncatedFault();
Fault protocolFault(const QString &said);
/// A reply that does not begin like one of HTTP/1; `bytes` is what it begins with.
Fault noStatusLineFault(QByteArrayView bytes);
Fault tooManyHeadersFault();
Fault undecodableFault(const QString &said);
Fault bodyTooLargeFault(qint64 maxBody);
Fault noMemoryForBodyFault();

/// What is wrong with the head of a reply although a transport lets it pass; None when nothing is. `hasBody`: one may
/// follow. The fields as replyfields.h has them; empty where there is none.
Fault headerFaultOf(int status, bool hasBody, const QByteArray &contentLength, const QByteArray &transferEncoding);

/// A reply whose status does not count as success. `reason` may be empty.
Fault statusFault(int status, const QString &reason);

/// What to try where a server ends a TLS connection without a word: some speak HTTP/2 alone.
QString onlyHttp2Hint(bool isQt);

} // namespace fiftyfold
