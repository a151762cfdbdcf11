// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/http/replyfault.h"
#include "engine/http/replyhead.h"

#include <QNetworkReply>
#include <QNetworkRequest>

namespace fiftyfold {

/// When a request reached each point on its way, in nanoseconds on the run's clock; -1 where it did not. With several
/// tries, of the last one.
struct ReplyTimes {
    qint64 handedOver = -1;
    qint64 dnsBegin = -1; ///< A name was looked up for this request; neither an address nor a cached name.
    qint64 dnsEnd = -1;
    qint64 connectBegin = -1; ///< A connection was opened for this request.
    qint64 connectEnd = -1;
    qint64 tlsEnd = -1;    ///< Where there was TLS, which began at connectEnd.
    qint64 connected = -1; ///< A connection, new or kept, is ready for the request.
    qint64 sent = -1;      ///< The request is written, with its body.
    qint64 firstByte = -1; ///< Of the final reply: 100 and 103 do not count.
    qint64 end = -1;
};

/// A reply of a transport of ours, which tells what QNetworkReply has no words for: true times, whose connection it
/// is, retries, and why it failed. Engine thread.
///
/// It is a QNetworkReply like any other, unless its request has the attribute `traceOnly`: then it tells its story in
/// `advanced` alone, and leaves attributes and header fields where they are, in head(). Qt reads every field as it is
/// set, dates too, and that would be a tenth of what a request costs.
class TracedReply : public QNetworkReply
{
    Q_OBJECT
public:
    using QNetworkReply::QNetworkReply;

    /// Of a QNetworkRequest; a bool.
    static constexpr auto traceOnly = static_cast<QNetworkRequest::Attribute>(QNetworkRequest::User + 1);
    /// Of a QNetworkRequest; a QByteArray: its URL as it is to be sent, where QUrl can't hold that. See ExactUrl.
    static constexpr auto exactUrl = static_cast<QNetworkRequest::Attribute>(QNetworkRequest::User + 2);

    /// Of a QNetworkRequest; a bool: sent twice, it may have twice its effect, so it is sent once. Others are sent
    /// again, once, if a kept connection breaks before there is a reply and nothing of a body was sent.
    static constexpr auto onceOnly = static_cast<QNetworkRequest::Attribute>(QNetworkRequest::User + 3);
    static_assert(traceOnly != exactUrl && exactUrl != onceOnly && onceOnly != traceOnly);

    const ReplyHead &head() const { return m_head; }
    const ReplyTimes &times() const { return m_times; }
    /// None if the reply is whole, whatever its status; only once it has finished.
    const Fault &fault() const { return m_fault; }
    /// Each connection of a run has its own number; -1 while it is not known.
    qint64 connection() const { return m_connection; }
    /// Whether a connection was opened for it.
    bool isConnectionNew() const { return m_times.connectBegin >= 0; }
    /// How often the request was sent again because a kept connection turned out to be closed.
    quint8 retries() const { return m_retries; }
    /// Reads what can be told of a stage that is still under way: to be called before times() of a reply that is to be
    /// given up.
    virtual void updateTimes() {}
    /// What is there of the body and not yet read, handed over without a copy.
    QByteArray takeBody();

    qsizetype unreadBytes() const { return m_unread.size() - m_readTo; }
    qint64 bytesAvailable() const override { return unreadBytes() + QNetworkReply::bytesAvailable(); }
    bool isSequential() const override { return true; }

Q_SIGNALS:
    /// There is more: of times(), head(), the body, or it has finished.
    void advanced();

protected:
    /// More of the body has come. To be told with readyRead().
    void addBody(const char *data, qsizetype size);
    void expectBody(qsizetype size) { m_unread.reserve(size); }
    /// Something was read: there is room again.
    virtual void bodyTaken() = 0;

    qint64 readData(char *data, qint64 most) override;

    ReplyTimes m_times;
    Fault m_fault;
    ReplyHead m_head;
    qint64 m_connection = -1;
    quint8 m_retries = 0;

private:
    QByteArray m_unread;
    qsizetype m_readTo = 0; ///< Of m_unread: up to here it was read.
};

} // namespace fiftyfold
