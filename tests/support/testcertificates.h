// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslCertificate>
#include <QSslKey>
#include <QString>
#include <QTemporaryDir>

namespace fiftyfold::test {

/// What a TLS server shows, and the key to it.
struct TlsIdentity {
    QSslCertificate certificate;
    QSslKey key;
};

/// The same as files, in PEM.
struct TlsFiles {
    QString certificate;
    QString key;
};

/// A certificate authority for one test run, in a temporary folder, made by the openssl command. Needs nothing that is
/// checked in, and expires with nobody noticing.
class TestCertificates
{
public:
    /// False, with problem() set, if the openssl command is missing or fails.
    bool make();
    QString problem() const { return m_problem; }

    /// The authority's certificate, in PEM: trust it, and good() verifies.
    QString authorityFile() const { return path(QStringLiteral("authority.pem")); }

    // Only after make(). All servers' but goodElsewhere() are for localhost, 127.0.0.1 and ::1.
    TlsIdentity good() const { return identity(QStringLiteral("good")); }
    TlsIdentity expired() const { return identity(QStringLiteral("expired")); }
    TlsIdentity selfSigned() const { return identity(QStringLiteral("selfsigned")); }
    /// For a host of another name.
    TlsIdentity goodElsewhere() const { return identity(QStringLiteral("elsewhere")); }
    /// good(), for servers that read files.
    TlsFiles goodFiles() const { return files(QStringLiteral("good")); }
    /// For a client, named "client", to show to a server that trusts the authority.
    TlsFiles clientFiles() const { return files(QStringLiteral("client")); }

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    bool openssl(const QString &arguments);
    bool makeSelfSigned(const QString &name, const QString &extension);
    bool makeSigned(const QString &name, const QString &alternativeNames, const QString &from, const QString &until);
    bool writeConfiguration();
    TlsIdentity identity(const QString &name) const;
    TlsFiles files(const QString &name) const;

    QTemporaryDir m_folder;
    QString m_problem;
};

} // namespace fiftyfold::test
