// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/http/tlsfiles.h"

#include "core/plan/runplan.h"
#include "core/text/remark.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

namespace fiftyfold {

namespace {

/// The private key of a PEM file, whatever its algorithm; null when it holds none.
QSslKey privateKeyFrom(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        QSslKey key(pem, algorithm);
        if (!key.isNull())
            return key;
    }
    return {};
}

} // namespace

QSslConfiguration tlsFor(const RunPlan &plan, QString *problem)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    if (plan.insecure)
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (!plan.caCertificate.isEmpty()) {
        const QList<QSslCertificate> certificates = QSslCertificate::fromPath(plan.caCertificate);
        if (certificates.isEmpty())
            *problem = remarkText(RemarkKind::NoCaCertificate, {plan.caCertificate});
        tls.setCaCertificates(certificates);
    }
    if (!plan.certificate.isEmpty()) {
        const QList<QSslCertificate> chain = QSslCertificate::fromPath(plan.certificate);
        QFile keyFile(plan.privateKey);
        const QSslKey key = keyFile.open(QIODevice::ReadOnly) ? privateKeyFrom(keyFile.readAll()) : QSslKey();
        if (chain.isEmpty())
            *problem = remarkText(RemarkKind::NoCertificate, {plan.certificate});
        else if (key.isNull())
            *problem = remarkText(RemarkKind::NoPrivateKey, {plan.privateKey});
        tls.setLocalCertificateChain(chain);
        tls.setPrivateKey(key);
    }
    return tls;
}

} // namespace fiftyfold
