// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/requestfacts.h"

#include <event2/buffer.h>
#include <event2/http.h>
#include <event2/http_struct.h>
#include <event2/keyvalq_struct.h>

#include <cstring>

namespace fiftyfold::practice {

bool isHead(evhttp_request *request)
{
    return evhttp_request_get_command(request) == EVHTTP_REQ_HEAD;
}

bool hasPath(evhttp_request *request, const char *path)
{
    const char *asked = evhttp_uri_get_path(evhttp_request_get_evhttp_uri(request));
    return asked && std::strcmp(asked, path) == 0;
}

const char *queryOf(evhttp_request *request)
{
    const char *query = evhttp_uri_get_query(evhttp_request_get_evhttp_uri(request));
    return query ? query : "";
}

bool hasUnreadBody(evhttp_request *request)
{
    switch (static_cast<unsigned>(evhttp_request_get_command(request))) {
    case EVHTTP_REQ_GET:
    case EVHTTP_REQ_POST:
    case EVHTTP_REQ_PUT:
    case EVHTTP_REQ_PATCH:
    case EVHTTP_REQ_DELETE:
    case EVHTTP_REQ_OPTIONS:
        return false;
    default:
        break;
    }
    const evkeyvalq *headers = evhttp_request_get_input_headers(request);
    const char *length = evhttp_find_header(headers, "Content-Length");
    return (length && std::strcmp(length, "0") != 0) || evhttp_find_header(headers, "Transfer-Encoding");
}

std::size_t bodySizeOf(evhttp_request *request)
{
    return evbuffer_get_length(evhttp_request_get_input_buffer(request));
}

EchoedRequest echoedRequest(evhttp_request *request, const std::string &method)
{
    EchoedRequest echoed;
    echoed.method = method;
    echoed.target = evhttp_request_get_uri(request);
    echoed.version = std::to_string(request->major) + '.' + std::to_string(request->minor);
    const evkeyvalq *headers = evhttp_request_get_input_headers(request);
    for (const evkeyval *header = headers->tqh_first; header; header = header->next.tqe_next)
        echoed.headers.emplace_back(header->key, header->value);
    if (!hasUnreadBody(request)) {
        std::string body(bodySizeOf(request), '\0');
        evbuffer_copyout(evhttp_request_get_input_buffer(request), body.data(), body.size());
        echoed.body = std::move(body);
    }
    return echoed;
}

} // namespace fiftyfold::practice
