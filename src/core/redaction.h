// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace fiftyfold {

/// What takes the place of a secret.
inline constexpr char redactedText[] = "[redacted]";

/// True for Authorization, Proxy-Authorization, Cookie, Set-Cookie and X-Api-Key, in any case.
bool isSecretHeader(const QByteArray &name);

/// True for token, key, secret, password and signature, in any case.
bool isSecretQueryName(const QString &name);

/// The URL with user:password@ and the values of secret query names replaced.
QString redactedUrl(const QUrl &url);

/// What a person typed as a URL, whether or not it is one, without its secrets.
QString redactedUrlText(const QString &typed);

/// A runner's command without the secrets that its arguments name, those in URLs and in headers among them.
QString redactedCommand(const QString &command);

/// The value to show for a header: secret ones replaced, URLs in Location, Content-Location and Referer redacted.
QByteArray redactedHeaderValue(const QByteArray &name, const QByteArray &value);

} // namespace fiftyfold
