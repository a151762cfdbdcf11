// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>

namespace fiftyfold {

/// How numbers for people are written: English unless it was set. What programs read (JSON, CSV, options) does not
/// follow it, nor does what is kept: see recordLocale().
const QLocale &numberLocale();

/// How numbers are written in records and in faults, which become part of them: English, whatever the window's
/// language.
const QLocale &recordLocale();

/// Sets numberLocale(). For the whole process; before any other thread is there.
void setNumberLocale(const QLocale &locale);

} // namespace fiftyfold
