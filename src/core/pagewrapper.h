// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace fiftyfold {

/// The body of a reply as an HTML page: decoded by the charset of `contentType` (UTF-8 where it names none or one that
/// is unknown; what does not decode becomes U+FFFD), escaped, in a <pre>, declared as UTF-8, with a
/// Content-Security-Policy that allows no script. `source` is shown as the title and must be redacted already.
QByteArray wrappedPage(const QByteArray &body, const QByteArray &contentType, const QString &source);

} // namespace fiftyfold
