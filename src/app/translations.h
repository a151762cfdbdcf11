// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCoreApplication;

namespace fiftyfold {

/// Has the texts of the program and of Qt in the first of the user's languages that there are texts in, and numbers as
/// they are written where the user is. Before the first text is made, and before any other thread is there.
void installTranslations(QCoreApplication *application);

} // namespace fiftyfold
