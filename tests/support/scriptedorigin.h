// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/originlog.h"
#include "support/script.h"

#include <QHostAddress>
#include <QString>
#include <QThread>
#include <QUrl>

#include <memory>

namespace fiftyfold::test {

class OriginListener;
struct TlsIdentity;

/// A whole reply with its Content-Length: reply("200 OK", body), reply("302 Found", {}, {"Location: /x"}).
QByteArray reply(const QByteArray &status, const QByteArray &body = {}, const QList<QByteArray> &fields = {});

/// A raw TCP server on loopback, in a thread of its own, that plays a script to each connection and keeps what it has
/// seen. It listens from construction on, at a port that the system picks; destroying it closes everything.
///
///     ScriptedOrigin origin({ReadHead{}, Send{reply("200 OK", "hello")}, Repeat{}});
///
/// All functions are for the test's thread.
class ScriptedOrigin
{
public:
    /// `script` is for every connection.
    explicit ScriptedOrigin(const Script &script = {ReadHead{}, Send{reply("200 OK", "hello\n")}, Repeat{}});
    /// With TLS, as this server.
    ScriptedOrigin(const Script &script, const TlsIdentity &identity);
    /// At another of this machine's addresses.
    ScriptedOrigin(const Script &script, const QHostAddress &address);
    ~ScriptedOrigin();
    Q_DISABLE_COPY_MOVE(ScriptedOrigin)

    /// From now on, for every connection that has no script of its own.
    void onConnection(const Script &script);
    /// One for each of the next connections, in turn; then the one for every connection again.
    void onNextConnections(const QList<Script> &scripts);

    quint16 port() const { return m_port; }
    /// "http://127.0.0.1:PORT/…", with TLS "https://…": by address, as a bare machine may not know localhost.
    QUrl url(const QString &pathAndQuery = QStringLiteral("/")) const;

    int connections() const { return m_log.counts().connections; }
    int openConnections() const { return m_log.counts().openConnections; }
    int requests() const { return m_log.counts().requests; }
    int maxAtOnce() const { return m_log.counts().maxAtOnce; }
    /// In the order in which they were read, each with its blank line.
    QList<QByteArray> heads() const { return m_log.heads(); }
    /// Of those requests whose script had ReadBody.
    QList<QByteArray> bodies() const { return m_log.bodies(); }
    /// When each request was read, in nanoseconds of the monotonic clock.
    QList<qint64> arrivals() const { return m_log.arrivals(); }

private:
    void start(const Script &script, const TlsIdentity *identity, const QHostAddress &address);

    OriginLog m_log;
    QThread m_thread;
    OriginListener *m_listener = nullptr; ///< Lives in m_thread.
    quint16 m_port = 0;
    bool m_isEncrypted = false;
};

} // namespace fiftyfold::test
