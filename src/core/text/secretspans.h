// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringView>

namespace fiftyfold {

/// A part of a text that is a secret.
struct SecretSpan {
    qsizetype begin = 0;
    qsizetype end = 0;
};

/// What a text is all of.
enum class SecretsIn {
    Url, ///< One URL, or what a person typed as one: blanks and quotes belong to it.
    Text ///< Words among which there may be URLs, "name=value", fields of headers and JSON.
};

/// Where the secrets of a text are, in order and apart: user names and passwords of URLs, and what goes by a name that
/// isSecretName() knows in a query, a fragment, a form, a path's parameters (";name=value"), and in text also in a
/// field of a header or an object of JSON. Percent-encoded names, and URLs within a URL that are encoded as often as
/// they like, are read as what they mean.
QList<SecretSpan> secretSpans(QStringView text, SecretsIn kind);

} // namespace fiftyfold
