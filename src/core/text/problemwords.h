// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace fiftyfold {

/// The words for what is wrong with a plan, with a file that it names, or with a command that it is to be taken from:
/// English in the terminal, which has no translations, and in the window's language there.
struct ProblemWords {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::PlanProblem)
};

} // namespace fiftyfold
