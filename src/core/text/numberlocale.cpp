// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/numberlocale.h"

namespace fiftyfold {

namespace {

QLocale &chosenLocale()
{
    static QLocale locale = recordLocale();
    return locale;
}

} // namespace

const QLocale &numberLocale()
{
    return chosenLocale();
}

const QLocale &recordLocale()
{
    static const QLocale locale(QLocale::English, QLocale::UnitedStates);
    return locale;
}

void setNumberLocale(const QLocale &locale)
{
    chosenLocale() = locale;
}

} // namespace fiftyfold
