// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fault.h"
#include "engine/http/requestfactory.h"

namespace fiftyfold {

/// True for 301, 302, 303, 307 and 308.
bool isRedirectStatus(int status);

/// Where a redirect leads: `next`, or `fault` when it must not be followed (another scheme than http and https, from
/// https to http, to a public host where the user has agreed to none, no or unreadable Location).
///
/// 303, and 301 and 302 for POST, go on as GET without a body (RFC 9110, 15.4). Secrets stay behind when scheme, host
/// or port change, and do not come back.
struct Redirect {
    Hop next;
    Fault fault;
};
Redirect redirectFrom(const RunPlan &plan, const Hop &hop, int status, const QByteArray &location);

} // namespace fiftyfold
