// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/visibletext.h"

#include <QString>

namespace fiftyfold {

/// A tooltip that shows a text as it is, wrapped. Qt takes a text for HTML where it looks like that, and what servers
/// and programs say may; plain ones it does not wrap.
inline QString plainToolTip(const QString &text)
{
    return text.isEmpty()
               ? QString()
               : QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(visibleLines(text).toHtmlEscaped());
}

} // namespace fiftyfold
