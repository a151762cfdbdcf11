// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/texts/textscommand.h"

#include "cli/texts/completions.h"
#include "cli/texts/manpage.h"
#include "cli/texts/schematext.h"

#include <QFile>

namespace fiftyfold {

QString madeText(const QStringList &arguments, QString *problem)
{
    const QString kind = arguments.value(0);
    if (kind == QLatin1String("bash"))
        return bashCompletion();
    if (kind == QLatin1String("zsh"))
        return zshCompletion();
    if (kind == QLatin1String("fish"))
        return fishCompletion();
    if (kind != QLatin1String("man") && kind != QLatin1String("schema")) {
        *problem = QStringLiteral("make-text takes bash, zsh, fish, man FILE or schema FILE.");
        return {};
    }
    QFile file(arguments.value(1));
    if (!file.open(QIODevice::ReadOnly)) {
        *problem = QStringLiteral("%1 can't be read: %2.").arg(file.fileName(), file.errorString());
        return {};
    }
    const QByteArray text = file.readAll();
    return kind == QLatin1String("man") ? filledManPage(QString::fromUtf8(text), problem)
                                        : QString::fromUtf8(filledSchema(text, problem));
}

} // namespace fiftyfold
