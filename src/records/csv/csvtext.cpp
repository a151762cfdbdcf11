// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/csv/csvtext.h"

#include "records/base/textoutput.h"

namespace fiftyfold {

void appendCsvText(TextOutput &output, const QString &text)
{
    static const QString formulas = QStringLiteral("=+-@\t");
    QByteArray bytes = text.toUtf8();
    bytes.replace('"', "\"\"");
    output.append(!text.isEmpty() && formulas.contains(text.front()) ? "\"'" : "\"");
    output.append(bytes);
    output.append('"');
}

} // namespace fiftyfold
