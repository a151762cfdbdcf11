// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>
#include <QtGlobal>

#include <array>
#include <cstddef>

namespace fiftyfold {

/// How a request ended. `Pending` until then; each request gets exactly one of the others.
enum class Outcome : quint8 { Pending, Done, Failed, Cancelled };

/// Why a request failed. `None` for those that did not; `Cancelled` only together with Outcome::Cancelled.
enum class ErrorClass : quint8 {
    None,
    Dns,
    Connect,
    Tls,
    Proxy,
    Timeout,
    Reset,
    Truncated,
    Protocol,
    Headers,
    BodyTooLarge,
    Decode,
    Redirect,
    Status,
    Check,
    Wrap,
    Save,
    Delete,
    Worker,
    Cancelled
};

inline constexpr std::size_t errorClassCount = 20;

/// "pending", "done", "failed", "cancelled".
QLatin1String outcomeName(Outcome outcome);

/// The record's word: "dns", "body-too-large", …; empty for None.
QLatin1String errorClassName(ErrorClass errorClass);

} // namespace fiftyfold
