// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptedorigin.h"

#include "support/scriptedconnection.h"
#include "support/testcertificates.h"

#include <QMutex>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>

#include <optional>

namespace fiftyfold::test {

/// The listening socket, in the origin's thread.
class OriginListener : public QTcpServer
{
public:
    explicit OriginListener(OriginLog *log)
        : m_log(log)
    {
        setListenBacklogSize(4096);
    }

    // From any thread.
    void setScript(const Script &script)
    {
        const QMutexLocker lock(&m_mutex);
        m_script = script;
    }
    void setNextScripts(const QList<Script> &scripts)
    {
        const QMutexLocker lock(&m_mutex);
        m_nextScripts = scripts;
    }
    void setTls(const QSslConfiguration &configuration) { m_tls = configuration; }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        QTcpSocket *socket = m_tls ? new QSslSocket : new QTcpSocket;
        if (!socket->setSocketDescriptor(descriptor)) {
            delete socket;
            return;
        }
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        auto *connection = new ScriptedConnection(socket, takeScript(), m_log, this);
        if (auto *encrypted = qobject_cast<QSslSocket *>(socket)) {
            encrypted->setSslConfiguration(*m_tls);
            encrypted->startServerEncryption();
        }
        connection->play();
    }

private:
    Script takeScript()
    {
        const QMutexLocker lock(&m_mutex);
        return m_nextScripts.isEmpty() ? m_script : m_nextScripts.takeFirst();
    }

    OriginLog *m_log;
    QMutex m_mutex; ///< Of the scripts.
    Script m_script;
    QList<Script> m_nextScripts;
    std::optional<QSslConfiguration> m_tls;
};

QByteArray reply(const QByteArray &status, const QByteArray &body, const QList<QByteArray> &fields)
{
    QByteArray text = "HTTP/1.1 " + status + "\r\n";
    for (const QByteArray &field : fields)
        text += field + "\r\n";
    return text + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

ScriptedOrigin::ScriptedOrigin(const Script &script)
{
    start(script, nullptr, QHostAddress::LocalHost);
}

ScriptedOrigin::ScriptedOrigin(const Script &script, const TlsIdentity &identity)
{
    start(script, &identity, QHostAddress::LocalHost);
}

void ScriptedOrigin::start(const Script &script, const TlsIdentity *identity, const QHostAddress &address)
{
    m_listener = new OriginListener(&m_log);
    m_listener->setScript(script);
    if (identity) {
        m_isEncrypted = true;
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(identity->certificate);
        configuration.setPrivateKey(identity->key);
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_listener->setTls(configuration);
    }
    if (!m_listener->listen(address))
        qFatal("ScriptedOrigin cannot listen: %s", qPrintable(m_listener->errorString()));
    m_port = m_listener->serverPort();
    m_listener->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_listener, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("ScriptedOrigin"));
    m_thread.start();
}

ScriptedOrigin::ScriptedOrigin(const Script &script, const QHostAddress &address)
{
    start(script, nullptr, address);
}

ScriptedOrigin::~ScriptedOrigin()
{
    m_thread.quit();
    m_thread.wait();
}

void ScriptedOrigin::onConnection(const Script &script)
{
    m_listener->setScript(script);
}

void ScriptedOrigin::onNextConnections(const QList<Script> &scripts)
{
    m_listener->setNextScripts(scripts);
}

QUrl ScriptedOrigin::url(const QString &pathAndQuery) const
{
    const QString origin =
        (m_isEncrypted ? QStringLiteral("https") : QStringLiteral("http")) + QStringLiteral("://127.0.0.1:");
    return QUrl(origin + QString::number(m_port) + pathAndQuery);
}

} // namespace fiftyfold::test
