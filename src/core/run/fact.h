// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fault.h"
#include "core/run/outcome.h"
#include "core/run/stage.h"

#include <QString>

#include <vector>

namespace fiftyfold {

/// Version of HTTP that carried a reply; `Unknown` before there is one.
enum class HttpVersion : quint8 { Unknown, Http10, Http11, Http2 };

/// "1.0", "1.1", "2"; empty for Unknown.
QLatin1String httpVersionName(HttpVersion version);

/// One thing that happened to one request: plain data, no text. Window and terminal word it.
/// Facts of one request arrive in the order in which they happened; those of different requests may interleave.
struct Fact {
    enum class Kind : quint8 {
        Began, ///< `stage` began at `at`: it is under way. Queued begins with the run and is never announced.
        Ended, ///< `stage` lasted from `begin` to `at`, announced or not; `value`: the lane (Queued), body bytes
               ///< (Receive), page bytes (Wrap, Save; -1 of any of the three where a runner does not tell). `outcome`:
               ///< Pending, or how the request ended when that broke the stage off.
        Replied, ///< The reply's headers are complete: `status`, `http`, `retries`, `reuse`; `value`: connection or -1.
        Finished ///< The request has its outcome: `outcome`, `error`, `retries`; `value`: body bytes received.
    };
    enum class Reuse : quint8 { Unknown, Fresh, Reused };

    qint64 at = 0;    ///< Nanoseconds since the start of the run, on the monotonic clock.
    qint64 begin = 0; ///< Of Ended; likewise.
    qint64 value = 0; ///< See Kind.
    quint32 request = 0;
    quint16 status = 0;
    Kind kind = Kind::Began;
    Stage stage = Stage::Queued;
    Outcome outcome = Outcome::Pending;
    ErrorClass error = ErrorClass::None;
    HttpVersion http = HttpVersion::Unknown;
    Reuse reuse = Reuse::Unknown;
    quint8 retries = 0;
};

/// The few things about a request that are more than numbers. Already redacted where they are made.
struct Note {
    enum class Kind : quint8 {
        Failure,        ///< `fault`: why the request failed; at most one for each request.
        PageDigest,     ///< SHA-256 of the run's first page, in hexadecimal digits.
        ResponseHeaders ///< "name: value" lines joined by '\n'; kept for a bounded number of requests only.
    };
    quint32 request = 0;
    Kind kind = Kind::Failure;
    QString text; ///< Of the others.
    Fault fault = {};
};

/// What a runner reports at once. Batches of another run than the one being recorded are dropped by `runId`.
struct FactBatch {
    quint64 runId = 0;
    std::vector<Fact> facts;
    std::vector<Note> notes;
};

} // namespace fiftyfold
