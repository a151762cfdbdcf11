// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/http/tracedreply.h"

#include <curl/curl.h>

namespace fiftyfold {

class CurlMulti;
class CurlTransfer;

/// A reply that libcurl carries. While libcurl is at work it only notes what it is told; CurlMulti has it tell the
/// world afterwards, so whatever a slot does, such as abort(), libcurl is not in the middle of something. Not to be
/// deleted from within one of its own signals: deleteLater().
class CurlReply final : public TracedReply
{
    Q_OBJECT
public:
    /// `multi` outlives the transfer, or calls detach(). `body` can seek, and is there until the transfer has ended; it
    /// may be null.
    CurlReply(CurlMulti *multi, QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
              QIODevice *body, QObject *parent);
    ~CurlReply() override;

    void abort() override;
    void updateTimes() override;

    CurlTransfer *transfer() const { return m_transfer; }
    /// Tells what was noted since the last time.
    void deliver();
    /// The multi goes: it is over without a word.
    void detach() { releaseTransfer(); }

    // From within libcurl, but for noteEnd(): what they throw, CurlTransfer catches.
    void noteResolving();
    curl_socket_t openSocket(const curl_sockaddr &address);
    /// False: it is not to be sent over this connection.
    bool noteConnected(int localPort);
    /// libcurl now watches this socket for it, `isWriting` if there is something left to write.
    void noteSocket(curl_socket_t socket, bool isWriting);
    bool noteHeaderLine(std::string_view line);
    std::size_t noteBody(const char *data, std::size_t size);
    std::size_t readRequestBody(char *data, std::size_t most);
    bool seekRequestBody(qint64 offset);
    void noteEnd(CURLcode code);
    /// There was no memory to note what libcurl told: the request fails of it.
    void noteNoMemory() noexcept;

protected:
    void bodyTaken() override;

private:
    /// Step: of times() alone. Whoever starts a reply finds those that have happened by then.
    enum News : unsigned { Step = 1, Content = 2, Ended = 4 };

    void announce(News news);
    void noteConnecting();
    bool mayBeSent();
    void noteSent();
    void noteTls(qint64 now);
    void noteHead();
    bool takeLastWords(QByteArray words);
    void settle();
    void releaseTransfer();

    CurlMulti *m_multi;
    CurlTransfer *m_transfer = nullptr;
    QIODevice *const m_requestBody;
    int m_localPort = 0;
    curl_socket_t m_socket = CURL_SOCKET_BAD; ///< While there is something to write.
    int m_tries = 0;                          ///< A connection was there, and the request on its way.
    unsigned m_news = 0;
    qint64 m_readingAt = -1;    ///< When libcurl had first something to read on the connection that it opens.
    bool m_isBodyBegun = false; ///< The request's.
    bool m_isBodyComing = false;
    bool m_isUploaded;
    bool m_isPaused = false;
};

} // namespace fiftyfold
