// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace fiftyfold {

/// Whether it is what methods and names of header fields are made of (RFC 9110, 5.6.2): letters, digits and some signs,
/// at least one.
bool isToken(QByteArrayView text);

/// Whether it can be the value of a header field: no controls but tabs, so that it stays one field.
bool isFieldValue(QByteArrayView text);

} // namespace fiftyfold
