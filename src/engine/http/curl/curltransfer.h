// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/http/curl/curlsettings.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>

#include <curl/curl.h>

#include <array>
#include <memory>

namespace fiftyfold {

class CurlMulti;
class CurlReply;

/// One easy handle of libcurl: set up once, used for one reply after the other. Most requests of a run are alike, so
/// it keeps what it was last prepared for and does nothing when it is asked for the same again.
///
/// What libcurl calls back it hands to the reply that uses it; those functions only note what happened.
class CurlTransfer
{
public:
    /// `multi` outlives the transfer. Throws std::bad_alloc where libcurl has no memory.
    CurlTransfer(CurlMulti *multi, const CurlSettings &settings);
    ~CurlTransfer() = default;
    CurlTransfer(const CurlTransfer &) = delete;
    CurlTransfer &operator=(const CurlTransfer &) = delete;

    /// Makes it ready for a request on behalf of a reply. `body` can seek, or is null.
    void prepare(CurlReply *reply, QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
                 QIODevice *body);
    /// The reply that uses it lets go.
    void letGo() { m_reply = nullptr; }

    CURL *handle() const { return m_handle.get(); }
    CurlReply *reply() const { return m_reply; }
    static CurlTransfer *of(CURL *handle);
    /// libcurl's own words for what went wrong; may be empty.
    const char *errorText() const { return m_errorText.data(); }
    void clearErrorText() { m_errorText[0] = '\0'; }
    /// One of libcurl's times, in microseconds, or sizes.
    curl_off_t time(CURLINFO info) const;
    long number(CURLINFO info) const;

private:
    struct FreeHandle {
        void operator()(CURL *handle) const { curl_easy_cleanup(handle); }
    };
    struct FreeUrl {
        void operator()(CURLU *url) const { curl_url_cleanup(url); }
    };
    struct FreeList {
        void operator()(curl_slist *list) const { curl_slist_free_all(list); }
    };
    using List = std::unique_ptr<curl_slist, FreeList>;

    template<typename Value>
    void set(CURLoption option, Value value);
    void setConnections(CurlMulti *multi, const CurlSettings &settings);
    void setCallbacks();
    void prepareAnew(QNetworkAccessManager::Operation operation, const QNetworkRequest &request, QIODevice *body);
    void setUrl(const QNetworkRequest &request);
    void setMethod(const QByteArray &method, QIODevice *body);
    void setHeaders(const QNetworkRequest &request, bool hasBody);

    static List listOf(const QList<QByteArray> &lines);

    List m_resolve; // before the handle that points at them, so that they go after it
    List m_connectTo;
    bool m_isProxied = false; ///< By a proxy that is asked for whole URLs where they are http ones.
    List m_proxyHeaders;
    List m_headers;
    std::unique_ptr<CURLU, FreeUrl> m_url;
    std::array<char, CURL_ERROR_SIZE> m_errorText{};
    std::unique_ptr<CURL, FreeHandle> m_handle;
    CurlReply *m_reply = nullptr;
    QNetworkRequest m_preparedFor;
    QNetworkAccessManager::Operation m_operation = QNetworkAccessManager::UnknownOperation;
    bool m_isPrepared = false;
};

} // namespace fiftyfold
