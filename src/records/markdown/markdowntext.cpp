// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/markdown/markdowntext.h"

#include "core/text/visibletext.h"

namespace fiftyfold {

QString markdownText(const QString &text)
{
    QString result;
    for (const QChar character : visibleText(text)) {
        if (character == QLatin1Char('<'))
            result += QLatin1String("&lt;");
        else if (character == QLatin1Char('&'))
            result += QLatin1String("&amp;");
        else if (QLatin1String("\\`*_[]|#~>!@").contains(character))
            result += QLatin1Char('\\') + QString(character);
        else
            result += character;
    }
    return result;
}

QString markdownCode(const QString &url)
{
    QString text = visibleText(url);
    text.replace(QLatin1Char('`'), QLatin1String("%60")).replace(QLatin1Char('|'), QLatin1String("%7C"));
    return QLatin1Char('`') + text + QLatin1Char('`');
}

QString markdownRow(const QStringList &cells)
{
    return QLatin1String("| ") + cells.join(QLatin1String(" | ")) + QLatin1String(" |\n");
}

} // namespace fiftyfold
