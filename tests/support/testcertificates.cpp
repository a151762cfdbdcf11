// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcertificates.h"

#include <QDateTime>
#include <QFile>
#include <QProcess>

namespace fiftyfold::test {

namespace {

constexpr int opensslDeadlineMs = 30'000;

/// On an elliptic curve, as to find an RSA key takes a third of a second each time.
constexpr char newKey[] = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";

QString localNames()
{
    return QStringLiteral("DNS:localhost,IP:127.0.0.1,IP:::1");
}

QByteArray contents(const QString &fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString certificateTime(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyyMMddhhmmss")) + QLatin1Char('Z');
}

} // namespace

bool TestCertificates::make()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QString yesterday = certificateTime(now.addDays(-1));
    const QString tomorrow = certificateTime(now.addDays(1));
    return writeConfiguration() &&
           makeSelfSigned(QStringLiteral("authority"), QStringLiteral("keyUsage=critical,keyCertSign,cRLSign")) &&
           makeSelfSigned(QStringLiteral("selfsigned"), QStringLiteral("subjectAltName=") + localNames()) &&
           makeSigned(QStringLiteral("good"), localNames(), yesterday, tomorrow) &&
           makeSigned(QStringLiteral("client"), QStringLiteral("DNS:client.example"), yesterday, tomorrow) &&
           makeSigned(QStringLiteral("elsewhere"), QStringLiteral("DNS:elsewhere.example"), yesterday, tomorrow) &&
           makeSigned(QStringLiteral("expired"), localNames(), certificateTime(now.addDays(-2)), yesterday);
}

/// Of `openssl ca`, the one command that has taken the dates of a certificate in every version.
bool TestCertificates::writeConfiguration()
{
    QFile index(path(QStringLiteral("index")));
    QFile configuration(path(QStringLiteral("ca.conf")));
    if (!m_folder.isValid() || !index.open(QIODevice::WriteOnly) || !configuration.open(QIODevice::WriteOnly)) {
        m_problem = QStringLiteral("Cannot write to a temporary folder: %1").arg(m_folder.errorString());
        return false;
    }
    configuration.write("[ca]\n"
                        "default_ca = authority\n"
                        "[authority]\n"
                        "database = index\n"
                        "new_certs_dir = .\n"
                        "rand_serial = yes\n"
                        "unique_subject = no\n"
                        "default_md = sha256\n"
                        "policy = names\n"
                        "certificate = authority.pem\n"
                        "private_key = authority.key\n"
                        "copy_extensions = copy\n"
                        "[names]\n"
                        "commonName = supplied\n");
    return true;
}

bool TestCertificates::makeSelfSigned(const QString &name, const QString &extension)
{
    return openssl(QStringLiteral("req -x509 %3 -days 2 -subj /CN=%1 -addext %2 -keyout %1.key -out %1.pem")
                       .arg(name, extension, QLatin1String(newKey)));
}

bool TestCertificates::makeSigned(const QString &name, const QString &alternativeNames, const QString &from,
                                  const QString &until)
{
    return openssl(QStringLiteral("req %3 -subj /CN=%1 -addext subjectAltName=%2 -keyout %1.key -out %1.csr")
                       .arg(name, alternativeNames, QLatin1String(newKey))) &&
           openssl(QStringLiteral("ca -batch -notext -config ca.conf -startdate %2 -enddate %3 -in %1.csr -out %1.pem")
                       .arg(name, from, until));
}

bool TestCertificates::openssl(const QString &arguments)
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("openssl"), arguments.split(QLatin1Char(' ')));
    if (!process.waitForStarted()) {
        m_problem = QStringLiteral("The openssl command does not start; install the package openssl.");
        return false;
    }
    if (!process.waitForFinished(opensslDeadlineMs) || process.exitCode() != 0) {
        m_problem = QStringLiteral("openssl %1 failed: %2").arg(arguments, QString::fromLocal8Bit(process.readAll()));
        return false;
    }
    return true;
}

TlsFiles TestCertificates::files(const QString &name) const
{
    return {path(name + QStringLiteral(".pem")), path(name + QStringLiteral(".key"))};
}

TlsIdentity TestCertificates::identity(const QString &name) const
{
    const TlsFiles from = files(name);
    return {QSslCertificate(contents(from.certificate)), QSslKey(contents(from.key), QSsl::Ec)};
}

} // namespace fiftyfold::test
