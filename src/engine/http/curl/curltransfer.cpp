// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/curl/curltransfer.h"

#include "engine/http/curl/curlmulti.h"
#include "engine/http/curl/curlreply.h"
#include "engine/http/directmanager.h"
#include "engine/http/requestfactory.h"

#include <QIODevice>

#include <memory>
#include <new>

#include <net/if.h>

namespace fiftyfold {

namespace {

CurlReply *replyOf(void *transfer)
{
    return static_cast<CurlTransfer *>(transfer)->reply();
}

/// libcurl is C: nothing may be thrown through it. What a reply does with what it is told needs memory, now and then.
template<typename Result, typename Do>
Result guarded(void *transfer, Result failure, const Do &act) noexcept
{
    CurlReply *reply = replyOf(transfer);
    try {
        return act(reply);
    } catch (const std::bad_alloc &) {
        reply->noteNoMemory();
        return failure;
    }
}

int resolverStarts(void *, void *, void *transfer) noexcept
{
    return guarded(transfer, 1, [](CurlReply *reply) {
        reply->noteResolving();
        return 0;
    });
}

curl_socket_t openSocket(void *transfer, curlsocktype, curl_sockaddr *address) noexcept
{
    return guarded(transfer, curl_socket_t(CURL_SOCKET_BAD),
                   [address](CurlReply *reply) { return reply->openSocket(*address); });
}

int connected(void *transfer, char *, char *, int, int localPort) noexcept
{
    return guarded(transfer, CURL_PREREQFUNC_ABORT, [localPort](CurlReply *reply) {
        return reply->noteConnected(localPort) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
    });
}

size_t headerLine(char *data, size_t size, size_t count, void *transfer) noexcept
{
    const std::size_t bytes = size * count;
    return guarded(transfer, std::size_t(CURL_WRITEFUNC_ERROR), [data, bytes](CurlReply *reply) {
        return reply->noteHeaderLine({data, bytes}) ? bytes : std::size_t(CURL_WRITEFUNC_ERROR);
    });
}

size_t bodyPart(char *data, size_t size, size_t count, void *transfer) noexcept
{
    return guarded(transfer, std::size_t(CURL_WRITEFUNC_ERROR),
                   [data, bytes = size * count](CurlReply *reply) { return reply->noteBody(data, bytes); });
}

size_t requestBody(char *data, size_t size, size_t count, void *transfer) noexcept
{
    return guarded(transfer, std::size_t(CURL_READFUNC_ABORT),
                   [data, most = size * count](CurlReply *reply) { return reply->readRequestBody(data, most); });
}

int seekRequestBody(void *transfer, curl_off_t offset, int origin) noexcept
{
    return guarded(transfer, CURL_SEEKFUNC_FAIL, [offset, origin](CurlReply *reply) {
        return origin == SEEK_SET && reply->seekRequestBody(offset) ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL;
    });
}

/// The number of the network interface that an IPv6 address names, "eth0" or "2"; 0: none.
long zoneOf(CURLU *url)
{
    char *text = nullptr;
    if (curl_url_get(url, CURLUPART_ZONEID, &text, 0) != CURLUE_OK)
        return 0;
    const std::unique_ptr<char, decltype(&curl_free)> zone(text, &curl_free);
    const unsigned index = if_nametoindex(zone.get());
    return index > 0 ? static_cast<long>(index) : QByteArray::fromRawData(text, qsizetype(qstrlen(text))).toLong();
}

} // namespace

template<typename Value>
void CurlTransfer::set(CURLoption option, Value value)
{
    // Options are of 7.85 or older; what is left to fail is memory.
    if (curl_easy_setopt(m_handle.get(), option, value) == CURLE_OUT_OF_MEMORY)
        throw std::bad_alloc();
}

CurlTransfer::CurlTransfer(CurlMulti *multi, const CurlSettings &settings)
    : m_resolve(listOf(settings.resolve))
    , m_connectTo(listOf(settings.connectTo))
    , m_proxyHeaders(listOf({QByteArrayLiteral("Proxy-Connection:")})) // none, as under Qt
    , m_handle(curl_easy_init())
{
    if (!m_handle)
        throw std::bad_alloc();
    set(CURLOPT_PRIVATE, this);
    set(CURLOPT_ERRORBUFFER, m_errorText.data());
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_NOPROGRESS, 1L);
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_HTTP09_ALLOWED, 1L); // so that the reply sees what it is instead
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(CURLOPT_HTTP_CONTENT_DECODING, 0L); // the job decodes, for all transports alike
    setConnections(multi, settings);
    setCallbacks();
}

void CurlTransfer::setConnections(CurlMulti *multi, const CurlSettings &settings)
{
    const auto setIfGiven = [this](CURLoption option, const QByteArray &text) {
        if (!text.isEmpty())
            set(option, text.constData());
    };
    set(CURLOPT_HTTP_VERSION, settings.wantsHttp2 ? long(CURL_HTTP_VERSION_2TLS) : long(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_PIPEWAIT, settings.wantsHttp2 ? 1L : 0L);
    // Empty: none. What the environment says was looked at before, no_proxy too.
    set(CURLOPT_PROXY, settings.proxy.constData());
    m_isProxied = settings.proxy.startsWith("http");
    set(CURLOPT_NOPROXY, "");
    set(CURLOPT_PROXYHEADER, m_proxyHeaders.get());
    setIfGiven(CURLOPT_UNIX_SOCKET_PATH, settings.unixSocket);
    if (m_resolve)
        set(CURLOPT_RESOLVE, m_resolve.get());
    if (m_connectTo)
        set(CURLOPT_CONNECT_TO, m_connectTo.get());
    if (settings.connectTimeoutMs > 0)
        set(CURLOPT_CONNECTTIMEOUT_MS, settings.connectTimeoutMs);
    if (settings.freshConnections) {
        set(CURLOPT_FRESH_CONNECT, 1L);
        set(CURLOPT_FORBID_REUSE, 1L);
    }
    // Every TLS connection does the whole handshake, whichever handle opens it.
    set(CURLOPT_SSL_SESSIONID_CACHE, 0L);
    set(CURLOPT_SSL_VERIFYPEER, settings.verifiesPeer ? 1L : 0L);
    set(CURLOPT_SSL_VERIFYHOST, settings.verifiesPeer ? 2L : 0L);
    set(CURLOPT_PROXY_SSL_VERIFYPEER, settings.verifiesPeer ? 1L : 0L);
    set(CURLOPT_PROXY_SSL_VERIFYHOST, settings.verifiesPeer ? 2L : 0L);
    set(CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    if (!settings.caFile.isEmpty()) { // these authorities, and not the system's as well
        set(CURLOPT_CAINFO, settings.caFile.constData());
        set(CURLOPT_CAPATH, static_cast<const char *>(nullptr));
        set(CURLOPT_PROXY_CAINFO, settings.caFile.constData());
        set(CURLOPT_PROXY_CAPATH, static_cast<const char *>(nullptr));
    }
    setIfGiven(CURLOPT_SSLCERT, settings.certificate);
    setIfGiven(CURLOPT_SSLKEY, settings.privateKey);
    set(CURLOPT_CLOSESOCKETFUNCTION, &CurlMulti::closeSocket);
    set(CURLOPT_CLOSESOCKETDATA, multi);
}

void CurlTransfer::setCallbacks()
{
    set(CURLOPT_RESOLVER_START_FUNCTION, &resolverStarts);
    set(CURLOPT_RESOLVER_START_DATA, this);
    set(CURLOPT_OPENSOCKETFUNCTION, &openSocket);
    set(CURLOPT_OPENSOCKETDATA, this);
    set(CURLOPT_PREREQFUNCTION, &connected);
    set(CURLOPT_PREREQDATA, this);
    set(CURLOPT_HEADERFUNCTION, &headerLine);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_WRITEFUNCTION, &bodyPart);
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_READFUNCTION, &requestBody);
    set(CURLOPT_READDATA, this);
    set(CURLOPT_SEEKFUNCTION, &fiftyfold::seekRequestBody);
    set(CURLOPT_SEEKDATA, this);
}

CurlTransfer *CurlTransfer::of(CURL *handle)
{
    char *transfer = nullptr;
    curl_easy_getinfo(handle, CURLINFO_PRIVATE, &transfer);
    return reinterpret_cast<CurlTransfer *>(transfer);
}

curl_off_t CurlTransfer::time(CURLINFO info) const
{
    curl_off_t microseconds = 0;
    curl_easy_getinfo(m_handle.get(), info, &microseconds);
    return microseconds;
}

long CurlTransfer::number(CURLINFO info) const
{
    long value = 0;
    curl_easy_getinfo(m_handle.get(), info, &value);
    return value;
}

void CurlTransfer::prepare(CurlReply *reply, QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
                           QIODevice *body)
{
    clearErrorText();
    if (!m_isPrepared || body || operation != m_operation || request != m_preparedFor)
        prepareAnew(operation, request, body);
    m_reply = reply; // nothing can be thrown any more
}

void CurlTransfer::prepareAnew(QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
                               QIODevice *body)
{
    m_isPrepared = false;
    setUrl(request);
    const QByteArray method = methodOf(operation, request);
    setMethod(method, body);
    setHeaders(request, body != nullptr);
    m_preparedFor = request;
    m_operation = operation;
    m_isPrepared = !body;
}

/// As libcurl's own handle, which it need not read anew for each request.
void CurlTransfer::setUrl(const QNetworkRequest &request)
{
    const QVariant exact = request.attribute(TracedReply::exactUrl);
    const QByteArray text =
        exact.isValid() ? exact.toByteArray() : request.url().toEncoded(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
    m_url.reset(curl_url());
    if (!m_url)
        throw std::bad_alloc();
    const bool isReadable = curl_url_set(m_url.get(), CURLUPART_URL, text.constData(), CURLU_PATH_AS_IS) == CURLUE_OK;
    set(CURLOPT_CURLU, isReadable ? m_url.get() : nullptr);
    // libcurl reads the zone of a text, and not that of a handle.
    set(CURLOPT_ADDRESS_SCOPE, isReadable && text.contains('[') ? zoneOf(m_url.get()) : 0L);
    set(CURLOPT_URL, isReadable ? nullptr : text.constData()); // then the transfer says what is wrong with it
    // An empty query, of which newer versions of libcurl drop the question mark. A proxy is asked for the whole URL.
    const qsizetype path = text.indexOf('/', text.indexOf("://") + 3);
    const bool isEmptyQuery = text.indexOf('?') == text.size() - 1;
    const bool isProxied = m_isProxied && text.startsWith("http:");
    set(CURLOPT_REQUEST_TARGET, isEmptyQuery ? text.constData() + (isProxied ? 0 : path) : nullptr);
}

void CurlTransfer::setMethod(const QByteArray &method, QIODevice *body)
{
    set(CURLOPT_HTTPGET, 1L); // back to the plainest request
    if (body) {
        set(CURLOPT_POST, 1L);
        set(CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body->size()));
    }
    if (method == "HEAD")
        set(CURLOPT_NOBODY, 1L);
    const bool isOwn = method != "HEAD" && method != "GET";
    set(CURLOPT_CUSTOMREQUEST, isOwn || body ? method.constData() : nullptr);
}

void CurlTransfer::setHeaders(const QNetworkRequest &request, bool hasBody)
{
    static const QByteArray userAgent = QByteArrayLiteral("User-Agent");
    static const QByteArray contentType = QByteArrayLiteral("Content-Type");
    QList<QByteArray> lines;
    const auto fields = request.attribute(TracedReply::fieldLines).value<QList<HeaderField>>();
    for (const auto &[name, value] : fields) {
        if (name.compare(userAgent, Qt::CaseInsensitive) != 0)
            lines.append(value.isEmpty() ? name + ';' : name + ": " + value); // libcurl would drop "Name:"
    }
    if (hasBody) {
        lines.append(QByteArrayLiteral("Expect:")); // no 100 is waited for
        if (!request.hasRawHeader(contentType))
            lines.append(contentType + ':'); // libcurl would call it a form
    }
    m_headers = listOf(lines);
    set(CURLOPT_HTTPHEADER, m_headers.get());
    // Not among the others, so that a proxy is told too.
    set(CURLOPT_USERAGENT, request.rawHeader(userAgent).constData());
}

CurlTransfer::List CurlTransfer::listOf(const QList<QByteArray> &lines)
{
    List list;
    for (const QByteArray &line : lines) {
        curl_slist *longer = curl_slist_append(list.get(), line.constData());
        if (!longer)
            throw std::bad_alloc();
        if (!list)
            list.reset(longer); // of the others it is the same
    }
    return list;
}

} // namespace fiftyfold
