// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/testcertificates.h"

#include <QByteArray>
#include <QList>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>
#include <QUrl>

namespace fiftyfold::test {

/// A real nginx in the foreground, with a configuration, a file to serve and logs in a temporary folder. Ends with this
/// object, or with the test that made it.
class NginxServer
{
public:
    /// Serves /robots.txt of this many bytes.
    explicit NginxServer(qsizetype fileSize = 7000);
    /// With TLS, where the client may choose HTTP/2.
    explicit NginxServer(const TlsFiles &identity, qsizetype fileSize = 7000);
    ~NginxServer();
    Q_DISABLE_COPY_MOVE(NginxServer)

    /// Waits until it listens, up to a deadline. Without nginx a test fails, it is not skipped:
    /// QVERIFY2(nginx.start(), qPrintable(nginx.problem()));
    bool start();
    /// What went wrong, and what to do.
    QString problem() const { return m_problem; }

    quint16 port() const { return m_port; }
    /// /whole-body answers with the same file whatever the method, once it has read the request's body to its end;
    /// /gzip answers with it coded, where that is asked for.
    QUrl url(const QString &path = QStringLiteral("/robots.txt")) const;
    /// The bytes of /robots.txt.
    QByteArray file() const { return m_file; }

    /// One line a request that it has answered: connection's number, requests on it so far, request line, status.
    /// A line is there shortly after the client has its reply: compare with QTRY_COMPARE.
    QList<QByteArray> accessLog() const;
    int requests() const { return int(accessLog().size()); }

private:
    enum class Start { Listening, PortTaken, Failed };
    Start tryStart(const QString &program);
    bool writeFiles() const;

    const TlsFiles m_identity; ///< Empty: plain HTTP.
    QTemporaryDir m_folder;
    QProcess m_process;
    QByteArray m_file;
    QString m_problem;
    quint16 m_port = 0;
};

} // namespace fiftyfold::test
