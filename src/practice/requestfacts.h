// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/echo.h"

#include <cstddef>
#include <string>

struct evhttp_request;

namespace fiftyfold::practice {

bool isHead(evhttp_request *request);

/// True if this is the request's path.
bool hasPath(evhttp_request *request, const char *path);

/// The part after "?", which may be empty.
const char *queryOf(evhttp_request *request);

/// True for a body that evhttp does not read, because the method is one that it thinks has none. The connection cannot
/// be used again: the body would be taken for the next request.
bool hasUnreadBody(evhttp_request *request);

/// Bytes of the body that was read.
std::size_t bodySizeOf(evhttp_request *request);

/// All of it, with a copy of its body. The method is told beside it: evhttp does not know every one.
EchoedRequest echoedRequest(evhttp_request *request, const std::string &method);

} // namespace fiftyfold::practice
