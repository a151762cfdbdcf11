// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <QByteArrayView>

namespace fiftyfold {

/// The first of the fields that has the name, whose letters may be in any case; null where none has. As good as the
/// list.
const HeaderField *findHeader(const QList<HeaderField> &headers, QByteArrayView name);

bool hasHeader(const QList<HeaderField> &headers, QByteArrayView name);

/// What says that there is a body and that it is empty: without it there is none.
HeaderField lengthOfNothing();

void removeHeaders(QList<HeaderField> &headers, QByteArrayView name);

} // namespace fiftyfold
