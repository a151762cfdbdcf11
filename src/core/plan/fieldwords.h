// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace fiftyfold {

/// The words for what fields of a plan take, and for values that they don't: English in the terminal, which has no
/// translations, and in the window's language there.
struct FieldWords {
    Q_DECLARE_TR_FUNCTIONS(fiftyfold::PlanField)
};

} // namespace fiftyfold
