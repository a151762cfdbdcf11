// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/exacturl.h"
#include "core/text/secretnames.h"

#include <QByteArray>
#include <QString>

namespace fiftyfold {

/// What takes the place of a secret.
inline constexpr char redactedText[] = "[redacted]";

/// The URL as it is sent, with the place of user:password@ and of each secret in it taken; see secretSpans().
QString redactedUrl(const ExactUrl &url);

/// A proxy's URL without the name and password that it takes.
QString redactedProxy(const QUrl &proxy);

/// What a person typed as a URL, whether or not it is one, without its secrets; the rest as it was typed.
QString redactedUrlText(const QString &typed);

/// A text in which there may be secrets that are known by a name: in URLs, "name=value", fields of headers, JSON.
QString redactedWords(const QString &text);

/// True for a URL, or what a person typed as one, that has a secret in it.
bool hasSecret(const QString &url);

/// A runner's command without the secrets that its arguments name, those in URLs and in headers among them.
QString redactedCommand(const QString &command);

/// Whether the value of a header is credentials whatever its name: "Bearer …", "Basic …".
bool isCredentials(const QByteArray &value);

/// The value to show for a header: that of a secret one replaced, secrets in another's taken out, credentials behind
/// "Bearer" or "Basic" among them.
QByteArray redactedHeaderValue(const QByteArray &name, const QByteArray &value);

} // namespace fiftyfold
