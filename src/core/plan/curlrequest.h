// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/curloptions.h"

namespace fiftyfold {

/// Makes the draft's command whole: of all options together, URL, method, headers and the rest, as curl makes them. A
/// sentence where they make nothing that can be sent here, otherwise an empty text. Adds notes to the draft.
QString finishCurlRequest(CurlDraft &draft);

/// The URL, as it was given, with a further piece of query, as curl joins them.
ExactUrl withQuery(const ExactUrl &url, const QByteArray &query);

} // namespace fiftyfold
