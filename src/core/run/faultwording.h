// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/fault.h"

#include <functional>

namespace fiftyfold {

/// How whoever reads a fault knows an option: "--timeout", or the window's field in its place. `value` is what it is to
/// be set to, as "2" of "--http 2"; often empty.
using OptionWords = std::function<QString(const QString &option, const QString &value)>;

/// What happened and what to do, in sentences in the language of the window; empty for none.
QString faultText(const Fault &fault, const OptionWords &optionWords);
/// For the terminal, and for files: in English.
QString faultText(const Fault &fault);

/// How many particulars the words of a kind take.
qsizetype particularsOf(FaultKind kind);

} // namespace fiftyfold
