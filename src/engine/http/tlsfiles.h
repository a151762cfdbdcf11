// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslConfiguration>

namespace fiftyfold {

struct RunPlan;

/// Reads a plan's files of certificates and its key. `problem` says what is wrong with them; untouched if nothing is.
QSslConfiguration tlsFor(const RunPlan &plan, QString *problem);

} // namespace fiftyfold
