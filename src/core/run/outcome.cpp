// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/outcome.h"

namespace fiftyfold {

namespace {

constexpr std::array<const char *, 4> outcomeNames = {"pending", "done", "failed", "cancelled"};

constexpr std::array<const char *, errorClassCount> errorNames = {
    "",         "dns",     "connect",        "tls",      "proxy",    "timeout", "reset", "truncated",
    "protocol", "headers", "body-too-large", "decode",   "redirect", "status",  "check", "wrap",
    "save",     "delete",  "worker",         "cancelled"};

} // namespace

QLatin1String outcomeName(Outcome outcome)
{
    return QLatin1String(outcomeNames[static_cast<std::size_t>(outcome)]);
}

QLatin1String errorClassName(ErrorClass errorClass)
{
    return QLatin1String(errorNames[static_cast<std::size_t>(errorClass)]);
}

} // namespace fiftyfold
