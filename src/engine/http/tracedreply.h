// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fact.h"
#include "core/run/fault.h"
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
    qint64 connectEnd = -1;   ///< With `sent` told, and this not, the carrier can't tell connecting from sending.
    qint64 tlsEnd = -1;    ///< Where there was TLS, which began at connectEnd, and the carrier can tell the two apart.
    qint64 connected = -1; ///< A connection, new or kept, is ready: something may have reached the server.
    qint64 sent = -1;      ///< The request is written, with its body. The same as handedOver: the carrier can't tell.
    qint64 firstByte = -1; ///< Of the final reply: 100 and 103 do not count.
    qint64 end = -1;
};

/// The reply contract: what each carrier (curl/, qt/) tells of a request, and all that a job knows of one. It goes
/// through the door of QNetworkAccessManager and so is a QNetworkReply; but it tells its story here and in `advanced`
/// alone, neither in QNetworkReply's other signals nor in its attributes, header fields and error(). Its body is what
/// came over the wire, up to its announced length; redirects are replies like others. Engine thread.
class TracedReply : public QNetworkReply
{
    Q_OBJECT
public:
    /// Of a QNetworkRequest; a QByteArray: its URL as it is to be sent, where QUrl can't hold that. See ExactUrl.
    static constexpr auto exactUrl = static_cast<QNetworkRequest::Attribute>(QNetworkRequest::User + 1);
    /// Of a QNetworkRequest; a bool: sent twice, it may have twice its effect, so it is sent once. Others are sent
    /// again, once, if a kept connection breaks before there is a reply and nothing of a body was sent.
    static constexpr auto onceOnly = static_cast<QNetworkRequest::Attribute>(QNetworkRequest::User + 2);
    /// Of a QNetworkRequest; a QList<HeaderField>: its header fields as they are to be sent, a line each. Qt has one
    /// value for a name, and from 6.7 on names in lower case; so does the qt transport.
    static constexpr auto fieldLines = static_cast<QNetworkRequest::Attribute>(QNetworkRequest::User + 3);

    /// Complete once the final status and its fields are there.
    const ReplyHead &head() const { return m_head; }
    const ReplyTimes &times() const { return m_times; }
    /// None if the reply is whole, whatever its status; only once it has finished.
    const Fault &fault() const { return m_fault; }
    /// Each connection of a run has its own number; -1 while it is not known.
    qint64 connection() const { return m_connection; }
    /// Whether a connection was opened for it; Unknown where the carrier can't tell whose it is.
    Fact::Reuse reuse() const { return m_reuse; }
    /// Connections that were seen to be opened on its behalf, or where it waited for one.
    quint32 connectionsOpened() const { return m_connectionsOpened; }
    /// How often the request was sent again because a kept connection turned out to be closed.
    quint8 retries() const { return m_retries; }
    /// By its method, and by the status of its head.
    bool mayHaveBody() const;
    /// Reads what can be told of a stage that is still under way: to be called before times() of a reply that is to be
    /// given up.
    virtual void updateTimes() {}
    /// What is there of the body and not yet read, handed over without a copy.
    QByteArray takeBody();

    qsizetype unreadBytes() const { return m_unread.size(); }
    qint64 bytesAvailable() const override { return unreadBytes() + QNetworkReply::bytesAvailable(); }
    bool isSequential() const override { return true; }

Q_SIGNALS:
    /// There is more: of times(), head(), the body, or it has finished.
    void advanced();

protected:
    /// `hasBody`: the request has, of at least a byte.
    TracedReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request, bool hasBody,
                QObject *parent);

    bool isTls() const { return m_isTls; }
    /// See the attribute.
    bool isOnceOnly() const { return m_isOnceOnly; }
    bool hasBody() const { return m_hasBody; }
    /// More of the body has come; what is beyond its end is left out.
    void addBody(QByteArray &&bytes);
    void addBody(const char *data, qsizetype size);
    void expectBody(qsizetype size) { m_unread.reserve(size); }
    /// The body has so many bytes, though whoever carries it reads on until the connection ends.
    void endBodyAt(qint64 length) { m_bodyEnd = length; }
    /// False where nobody told endBodyAt().
    bool isBodyWhole() const { return m_bodyEnd >= 0 && m_arrived >= m_bodyEnd; }
    bool isBodyCutOff() const { return m_arrived < m_bodyEnd; }
    qint64 arrived() const { return m_arrived; }
    /// Something was read: there is room again.
    virtual void bodyTaken() {}
    /// What a fault is of a request that got no reply. `advice`: what to try where a server ends a TLS connection
    /// without a word, as those do that speak HTTP/2 alone; None where it would not help.
    Fault faultWithoutReply(const Fault &fault, FaultKind advice) const;
    /// It is over; the last `advanced`.
    void finish();

    qint64 readData(char *data, qint64 most) override;

    ReplyTimes m_times;
    Fault m_fault;
    ReplyHead m_head;
    qint64 m_connection = -1;
    quint32 m_connectionsOpened = 0;
    Fact::Reuse m_reuse = Fact::Reuse::Reused; ///< Unless one is opened for it.
    quint8 m_retries = 0;

private:
    QByteArray m_unread;
    qint64 m_arrived = 0;
    qint64 m_bodyEnd = -1;
    const bool m_hasBody; ///< The request.
    const bool m_isOnceOnly;
    const bool m_isTls;
};

} // namespace fiftyfold
