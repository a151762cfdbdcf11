// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/translations.h"

#include "core/text/numberlocale.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace fiftyfold {

void installTranslations(QCoreApplication *application)
{
    const QLocale system = QLocale::system();
    if (system.language() != QLocale::C)
        setNumberLocale(system);
    auto *own = new QTranslator(application);
    const QStringList languages = system.uiLanguages();
    for (const QString &name : languages) {
        const QLocale locale(name);
        if (locale.language() == QLocale::English || locale.language() == QLocale::C)
            return; // as the texts are written
        if (!own->load(locale, QStringLiteral("fiftyfold"), QStringLiteral("_"), QStringLiteral(":/i18n")))
            continue;
        QCoreApplication::installTranslator(own);
        auto *qt = new QTranslator(application);
        if (qt->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                     QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
            QCoreApplication::installTranslator(qt);
        return;
    }
}

} // namespace fiftyfold
