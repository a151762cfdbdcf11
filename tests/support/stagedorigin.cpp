// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/stagedorigin.h"

#include <QSslSocket>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <thread>

namespace fiftyfold::test {

namespace {

using std::chrono::steady_clock;

constexpr int stopPollMs = 20; ///< How often a thread that waits for its client looks whether the origin goes.
constexpr int handshakeDeadlineMs = 10'000;
constexpr qsizetype halfBody = 1000;

qsizetype lengthIn(const QByteArray &head)
{
    static constexpr char field[] = "\r\ncontent-length:";
    const QByteArray lower = head.toLower();
    const qsizetype at = lower.indexOf(field);
    if (at < 0)
        return 0;
    const qsizetype from = at + qsizetype(qstrlen(field));
    return lower.mid(from, lower.indexOf('\r', from) - from).trimmed().toLongLong();
}

QSslConfiguration configurationFor(const TlsIdentity &identity)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(identity.certificate);
    configuration.setPrivateKey(identity.key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setCaCertificates({}); // or the first handshake reads the system's
    return configuration;
}

void writeOut(QSslSocket &socket, const QByteArray &bytes)
{
    socket.write(bytes);
    socket.flush();
    while ((socket.bytesToWrite() > 0 || socket.encryptedBytesToWrite() > 0) && socket.waitForBytesWritten()) {
    }
}

} // namespace

StagedOrigin::StagedOrigin(Slow slow, std::chrono::milliseconds delay, const std::optional<TlsIdentity> &identity)
    : m_slow(slow)
    , m_delay(delay)
    , m_tls(identity ? std::optional(configurationFor(*identity)) : std::nullopt)
    , m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (!m_queue.isListening() || m_wake < 0)
        qFatal("StagedOrigin cannot listen");
    if (m_slow == Slow::Queue)
        m_queue.fill();
    else
        startAccepting();
}

StagedOrigin::~StagedOrigin()
{
    m_isStopping = true;
    eventfd_write(m_wake, 1);
    if (m_accepter)
        m_accepter->wait();
    for (const std::unique_ptr<QThread> &server : m_servers)
        server->wait();
    close(m_wake);
}

QUrl StagedOrigin::url() const
{
    return QUrl((m_tls ? QStringLiteral("https") : QStringLiteral("http")) +
                QStringLiteral("://127.0.0.1:%1/").arg(port()));
}

int StagedOrigin::connections() const
{
    const QMutexLocker lock(&m_mutex);
    return int(m_stoodStillNs.size());
}

std::vector<qint64> StagedOrigin::stoodStillNs() const
{
    const QMutexLocker lock(&m_mutex);
    return m_stoodStillNs;
}

void StagedOrigin::letIn()
{
    m_queue.widen();
    startAccepting();
}

void StagedOrigin::startAccepting()
{
    m_accepter.reset(QThread::create([this] { acceptAll(); }));
    m_accepter->start();
}

void StagedOrigin::acceptAll()
{
    std::array<pollfd, 2> watched = {pollfd{m_queue.descriptor(), POLLIN, 0}, pollfd{m_wake, POLLIN, 0}};
    while (!m_isStopping) {
        poll(watched.data(), watched.size(), -1);
        const int descriptor = accept4(m_queue.descriptor(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        const Time acceptedAt = steady_clock::now();
        if (descriptor < 0)
            continue;
        std::size_t index = 0;
        {
            const QMutexLocker lock(&m_mutex);
            index = m_stoodStillNs.size();
            m_stoodStillNs.push_back(-1);
        }
        m_servers.emplace_back(
            QThread::create([this, descriptor, index, acceptedAt] { serve(descriptor, index, acceptedAt); }));
        m_servers.back()->start();
    }
}

void StagedOrigin::serve(int descriptor, std::size_t index, Time acceptedAt)
{
    QSslSocket socket; // plain until told otherwise
    if (!waitForClient(descriptor) || !socket.setSocketDescriptor(descriptor)) {
        close(descriptor);
        return;
    }
    socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (m_tls)
        socket.setSslConfiguration(*m_tls);
    standStill(Slow::Handshake, index, acceptedAt);
    if (m_tls) {
        socket.startServerEncryption();
        if (!socket.waitForEncrypted(handshakeDeadlineMs))
            return;
    }
    standStill(Slow::Reading, index, acceptedAt);
    while (readRequest(socket))
        answer(socket, index);
}

/// Until it says something, so that those who only connect cost nothing. False if the origin goes.
bool StagedOrigin::waitForClient(int descriptor) const
{
    pollfd watched = {descriptor, POLLIN, 0};
    while (!m_isStopping) {
        if (poll(&watched, 1, stopPollMs) > 0)
            return true;
    }
    return false;
}

bool StagedOrigin::readRequest(QSslSocket &socket) const
{
    QByteArray input;
    qsizetype bodyAt = -1;
    do {
        if (!readMore(socket))
            return false;
        input += socket.readAll();
        bodyAt = input.indexOf("\r\n\r\n");
    } while (bodyAt < 0);
    bodyAt += 4;
    qsizetype missing = lengthIn(input.left(bodyAt)) - (input.size() - bodyAt);
    while (missing > 0) {
        if (!readMore(socket))
            return false;
        missing -= socket.readAll().size();
    }
    return true;
}

/// False when there is nothing more to come.
bool StagedOrigin::readMore(QSslSocket &socket) const
{
    while (socket.bytesAvailable() == 0) {
        if (m_isStopping || socket.state() != QAbstractSocket::ConnectedState)
            return false;
        socket.waitForReadyRead(stopPollMs);
    }
    return true;
}

void StagedOrigin::answer(QSslSocket &socket, std::size_t index)
{
    standStill(Slow::FirstByte, index, steady_clock::now());
    writeOut(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " +
                         QByteArray::number(2 * halfBody) + "\r\n\r\n" + QByteArray(halfBody, 'a'));
    standStill(Slow::Body, index, steady_clock::now());
    writeOut(socket, QByteArray(halfBody, 'b'));
}

void StagedOrigin::standStill(Slow place, std::size_t index, Time since)
{
    if (place != m_slow)
        return;
    if (!isQuick(index))
        std::this_thread::sleep_until(since + m_delay);
    const qint64 stoodStillNs = std::chrono::nanoseconds(steady_clock::now() - since).count();
    const QMutexLocker lock(&m_mutex);
    m_stoodStillNs[index] = stoodStillNs;
}

} // namespace fiftyfold::test
