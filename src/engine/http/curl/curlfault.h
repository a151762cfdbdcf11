// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/http/replyfault.h"

#include <curl/curl.h>

namespace fiftyfold {

class CurlTransfer;
struct CurlSettings;

/// What went wrong with a transfer that libcurl has ended with `code`, which is not CURLE_OK.
Fault curlFault(CURLcode code, const CurlTransfer &transfer, const CurlSettings &settings, bool hasReply);

} // namespace fiftyfold
