// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/http/tracedreply.h"

#include <QNetworkProxy>
#include <QPointer>

#include <atomic>

class QSslError;

namespace fiftyfold {

class Clock;

/// The connection of a manager that has one at a time.
struct QtConnection {
    std::atomic<quint32> *numbers = nullptr; ///< The run's next one.
    /// Whether what Qt tells of connecting is about a request's own connection: a manager that serves several lanes
    /// tells any request that waits there that one is being opened.
    bool isTold = true;
    QNetworkProxy proxy = QNetworkProxy(QNetworkProxy::NoProxy); ///< By which it goes.
    qint64 number = -1; ///< Of the one that is there; -1: none yet, or nobody can tell.
};

/// A reply that Qt's own HTTP carries. Its times are as true as Qt's signals: no DNS and no TLS apart from connecting,
/// and no connecting apart from sending where there is neither TLS nor a body; ARCHITECTURE.md says what that means.
class QtReply final : public TracedReply
{
    Q_OBJECT
public:
    /// `carried` is Qt's own reply, whose parent is a QNetworkAccessManager; this one ends it. `hasBody`: the request
    /// has, of at least a byte. `clock` and `connection` outlive the reply's story.
    QtReply(QNetworkReply *carried, QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
            bool hasBody, const Clock *clock, QtConnection *connection, QObject *parent);
    ~QtReply() override;

    void abort() override;
    void setReadBufferSize(qint64 size) override;

private:
    void connecting();
    void tlsReady();
    void requestWritten();
    void uploaded(qint64 sent, qint64 total);
    void noteSent();
    void noteConnectionOpened();
    void noteHead();
    void takeCarriedBody();
    void goOn();
    void carriedFinished();
    Fault carriedFault() const;
    Fault brokenFault(const Fault &fault) const;
    void end(const Fault &fault);
    void letGo();

    QPointer<QNetworkReply> m_carried; ///< Its manager may take it away first.
    const Clock *const m_clock;
    QtConnection *const m_connectionOfLane;
    QString m_tlsErrors;
    const bool m_isSentTold; ///< Qt does not say when a request is written that has a body without a byte: OnceBody.
    bool m_isConnecting = false;
    bool m_isRequestSent = false; ///< With a body: its head and the first of it.
    bool m_isUploaded = false;
};

} // namespace fiftyfold
