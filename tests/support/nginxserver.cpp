// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/nginxserver.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>

#include <sys/prctl.h>

#include <csignal>

namespace fiftyfold::test {

namespace {

constexpr int startDeadlineMs = 10'000;
constexpr int pollMs = 20;
constexpr int tries = 5;

QString nginxProgram()
{
    QString program = QStandardPaths::findExecutable(QStringLiteral("nginx"));
    if (!program.isEmpty())
        return program;
    // Not in the PATH of those who are not root.
    return QStandardPaths::findExecutable(QStringLiteral("nginx"),
                                          {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/local/sbin")});
}

quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

QByteArray robotsText(qsizetype size)
{
    QByteArray text = "User-agent: *\n";
    for (int line = 0; text.size() < size; ++line)
        text += "Disallow: /folder-" + QByteArray::number(line) + "/\n";
    text.truncate(size);
    return text;
}

bool writeFile(const QString &name, const QByteArray &contents)
{
    QFile file(name);
    return file.open(QIODevice::WriteOnly) && file.write(contents) == contents.size();
}

QByteArray readFile(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// One process, so that ending it ends all of it.
QByteArray configuration(const QString &folder, quint16 port, const TlsFiles &identity)
{
    // http2 as a part of `listen`: nginx 1.22 knows no other way, and newer ones still take it.
    const QString tls = identity.certificate.isEmpty() ? QString()
                                                       : QStringLiteral(" ssl http2;\n"
                                                                        "        ssl_certificate %1;\n"
                                                                        "        ssl_certificate_key %2")
                                                             .arg(identity.certificate, identity.key);
    return QStringLiteral("daemon off;\n"
                          "master_process off;\n"
                          "worker_processes 1;\n"
                          "pid %1/nginx.pid;\n"
                          "error_log %1/error.log;\n"
                          "events { worker_connections 4096; }\n"
                          "http {\n"
                          "    log_format counted '$connection $connection_requests \"$request\" $status';\n"
                          "    access_log %1/access.log counted;\n"
                          "    client_body_temp_path %1/body;\n"
                          "    proxy_temp_path %1/proxy;\n"
                          "    fastcgi_temp_path %1/fastcgi;\n"
                          "    uwsgi_temp_path %1/uwsgi;\n"
                          "    scgi_temp_path %1/scgi;\n"
                          "    default_type 'text/plain; charset=utf-8';\n"
                          "    keepalive_requests 1000000;\n"
                          "    server {\n"
                          "        listen 127.0.0.1:%2 backlog=4096%3;\n"
                          "        root %1/files;\n"
                          "        location = /whole-body {\n"
                          "            proxy_pass http://unix:%1/files.socket:/robots.txt;\n"
                          "            proxy_method GET;\n"
                          "        }\n"
                          "        location = /gzip {\n"
                          "            alias %1/files/robots.txt;\n"
                          "            gzip on;\n"
                          "            gzip_types *;\n"
                          "        }\n"
                          "    }\n"
                          "    server {\n"
                          "        listen unix:%1/files.socket;\n"
                          "        access_log off;\n"
                          "        root %1/files;\n"
                          "    }\n"
                          "}\n")
        .arg(folder, QString::number(port), tls)
        .toUtf8();
}

} // namespace

NginxServer::NginxServer(qsizetype fileSize)
    : NginxServer(TlsFiles(), fileSize)
{
}

NginxServer::NginxServer(const TlsFiles &identity, qsizetype fileSize)
    : m_identity(identity)
    , m_file(robotsText(fileSize))
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

NginxServer::~NginxServer()
{
    m_process.kill();
    m_process.waitForFinished();
}

bool NginxServer::start()
{
    const QString program = nginxProgram();
    if (program.isEmpty()) {
        m_problem = QStringLiteral("nginx is not installed; this test needs the package nginx-light, or nginx.");
        return false;
    }
    for (int i = 0; i < tries; ++i) {
        // Between picking the port and listening on it, somebody else may take it.
        m_port = freePort();
        if (!writeFiles()) {
            m_problem = QStringLiteral("Cannot write nginx's files to %1.").arg(m_folder.path());
            return false;
        }
        switch (tryStart(program)) {
        case Start::Listening:
            return true;
        case Start::Failed:
            return false;
        case Start::PortTaken:
            break;
        }
    }
    return false;
}

bool NginxServer::writeFiles() const
{
    const QString folder = m_folder.path();
    QDir().mkpath(folder + QStringLiteral("/files"));
    QFile::remove(folder + QStringLiteral("/files.socket")); // of a start that found its port taken
    return m_folder.isValid() && writeFile(folder + QStringLiteral("/files/robots.txt"), m_file) &&
           writeFile(folder + QStringLiteral("/nginx.conf"), configuration(folder, m_port, m_identity));
}

NginxServer::Start NginxServer::tryStart(const QString &program)
{
    const QString folder = m_folder.path();
    m_process.start(program,
                    {QStringLiteral("-p"), folder, QStringLiteral("-c"), folder + QStringLiteral("/nginx.conf"),
                     QStringLiteral("-e"), folder + QStringLiteral("/error.log")});
    const QDeadlineTimer deadline(startDeadlineMs);
    while (!deadline.hasExpired() && !m_process.waitForFinished(pollMs)) {
        QTcpSocket probe;
        probe.connectToHost(QHostAddress::LocalHost, m_port);
        if (probe.waitForConnected(pollMs) && m_process.state() == QProcess::Running)
            return Start::Listening;
    }
    const bool isPortTaken = readFile(folder + QStringLiteral("/error.log")).contains("Address already in use");
    m_problem = QStringLiteral("nginx did not start: %1").arg(QString::fromLocal8Bit(m_process.readAll()));
    m_process.kill();
    m_process.waitForFinished();
    return isPortTaken ? Start::PortTaken : Start::Failed;
}

QUrl NginxServer::url(const QString &path) const
{
    const QString scheme = m_identity.certificate.isEmpty() ? QStringLiteral("http") : QStringLiteral("https");
    return QUrl(QStringLiteral("%1://127.0.0.1:%2").arg(scheme).arg(m_port) + path);
}

QList<QByteArray> NginxServer::accessLog() const
{
    QList<QByteArray> lines = readFile(m_folder.filePath(QStringLiteral("access.log"))).split('\n');
    lines.removeLast(); // what follows the last line's end
    return lines;
}

} // namespace fiftyfold::test
