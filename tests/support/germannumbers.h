// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/numberlocale.h"

namespace fiftyfold::test {

/// Numbers for people are German ones while it lives, as in a window under a German system.
class GermanNumbers
{
public:
    GermanNumbers() { setNumberLocale(QLocale(QLocale::German, QLocale::Germany)); }
    ~GermanNumbers() { setNumberLocale(recordLocale()); }
    Q_DISABLE_COPY_MOVE(GermanNumbers)
};

} // namespace fiftyfold::test
