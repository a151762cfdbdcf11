// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/numberlocale.h"

namespace fiftyfold {

namespace {

QLocale &chosenLocale()
{
    static QLocale locale(QLocale::English, QLocale::UnitedStates);
    return locale;
}

} // namespace

const QLocale &numberLocale()
{
    return chosenLocale();
}

void setNumberLocale(const QLocale &locale)
{
    chosenLocale() = locale;
}

} // namespace fiftyfold
