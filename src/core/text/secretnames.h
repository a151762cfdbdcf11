// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringView>

namespace fiftyfold {

/// Whether what goes by this name is a secret: of a query, a form, an object of JSON or an option of a command, in any
/// case. Judged by the words of the name ("accessToken", "x-api-key", "user[password]"), so that "monkey" is none. A
/// name that only tells of a secret ("token_type", "session_expires") is none either.
bool isSecretName(QStringView name);

/// The same for a field of a header: also every name that has token, secret, key, auth, session, cookie or password
/// anywhere in it.
bool isSecretHeader(const QByteArray &name);

} // namespace fiftyfold
