// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptedconnection.h"

#include <QSslSocket>
#include <QTcpSocket>

#include <sys/socket.h>

#include <utility>

namespace fiftyfold::test {

namespace {

constexpr qint64 endlessWindow = 256 * 1024;

qsizetype contentLength(const QByteArray &head)
{
    const QList<QByteArray> lines = head.split('\n');
    for (const QByteArray &line : lines) {
        if (line.toLower().startsWith("content-length:"))
            return line.mid(line.indexOf(':') + 1).trimmed().toLongLong();
    }
    return 0;
}

} // namespace

ScriptedConnection::ScriptedConnection(QTcpSocket *socket, Script script, OriginLog *log, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_script(std::move(script))
    , m_log(log)
{
    m_socket->setParent(this);
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_log->addConnection();
    connect(&m_timer, &QTimer::timeout, this, &ScriptedConnection::play);
    connect(m_socket, &QTcpSocket::readyRead, this, &ScriptedConnection::play);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &ScriptedConnection::play);
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    if (const auto *encrypted = qobject_cast<QSslSocket *>(m_socket)) {
        connect(encrypted, &QSslSocket::encryptedBytesWritten, this, &ScriptedConnection::play);
        connect(encrypted, &QSslSocket::encrypted, this, &ScriptedConnection::play);
    }
}

ScriptedConnection::~ScriptedConnection()
{
    beginAnswer(); // or it never comes
    m_socket->disconnect(this);
    m_log->removeConnection();
}

void ScriptedConnection::play()
{
    const auto *encrypted = qobject_cast<QSslSocket *>(m_socket);
    if (encrypted && !encrypted->isEncrypted())
        return;
    if (std::exchange(m_isPlaying, true))
        return; // called from a write of the step that is being played
    if (!m_isDeaf)
        m_input += m_socket->readAll();
    while (m_socket->state() == QAbstractSocket::ConnectedState) {
        const Step step = m_step < m_script.size() ? m_script.at(m_step) : Step(Close{});
        if (!std::visit([this](const auto &kind) { return playStep(kind); }, step))
            break;
        m_progress = 0;
        ++m_step;
    }
    m_isPlaying = false;
}

bool ScriptedConnection::playStep(const ReadHead &)
{
    static constexpr char blankLine[] = "\r\n\r\n";
    const qsizetype end = m_input.indexOf(blankLine);
    if (end < 0)
        return false;
    const QByteArray head = m_input.left(end + qsizetype(qstrlen(blankLine)));
    m_input.remove(0, head.size());
    m_bodyLength = contentLength(head);
    m_isAsked = true;
    m_log->addRequest(head);
    return true;
}

bool ScriptedConnection::playStep(const ReadBody &)
{
    if (m_input.size() < m_bodyLength)
        return false;
    m_log->addBody(m_input.left(m_bodyLength));
    m_input.remove(0, m_bodyLength);
    return true;
}

bool ScriptedConnection::playStep(const StopReading &)
{
    m_isDeaf = true;
    m_socket->setReadBufferSize(1); // or it would go on taking bytes off the connection
    return true;
}

bool ScriptedConnection::playStep(const Delay &step)
{
    if (std::exchange(m_progress, 1) == 0) {
        m_timer.start(step.time);
        return false;
    }
    return !m_timer.isActive();
}

bool ScriptedConnection::playStep(const Send &step)
{
    if (std::exchange(m_progress, 1) == 0) {
        beginAnswer();
        m_socket->write(step.bytes);
        m_socket->flush();
    }
    return isAllSent();
}

bool ScriptedConnection::playStep(const SendSlowly &step)
{
    if (m_timer.isActive())
        return false;
    if (m_progress == step.bytes.size())
        return true;
    beginAnswer();
    const char next = step.bytes.at(m_progress++);
    m_timer.start(step.pause);
    m_socket->write(&next, 1);
    return false;
}

bool ScriptedConnection::playStep(const SendEndlessly &step)
{
    beginAnswer();
    while (m_socket->bytesToWrite() < endlessWindow)
        m_socket->write(step.bytes);
    return false;
}

bool ScriptedConnection::playStep(const Close &)
{
    m_socket->disconnectFromHost();
    return false;
}

bool ScriptedConnection::playStep(const Reset &)
{
    const linger discard = {1, 0};
    setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &discard, sizeof(discard));
    m_socket->abort();
    return false;
}

bool ScriptedConnection::playStep(const KeepOpen &)
{
    return false;
}

bool ScriptedConnection::playStep(const Repeat &)
{
    m_step = -1; // the next one is the first
    return true;
}

bool ScriptedConnection::isAllSent() const
{
    const auto *encrypted = qobject_cast<const QSslSocket *>(m_socket);
    return m_socket->bytesToWrite() == 0 && (!encrypted || encrypted->encryptedBytesToWrite() == 0);
}

void ScriptedConnection::beginAnswer()
{
    if (std::exchange(m_isAsked, false))
        m_log->addAnswer();
}

} // namespace fiftyfold::test
