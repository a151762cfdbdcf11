// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>

namespace fiftyfold {

/// How numbers for people are written: English unless it was set. What programs read (JSON, CSV, options) does not
/// follow it.
const QLocale &numberLocale();

/// For the whole process; before any other thread is there.
void setNumberLocale(const QLocale &locale);

} // namespace fiftyfold
