// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fiftyfold {

class RunController;

/// Whether the run that its state tells of trusts any certificate.
bool tellsUnverifiedRun(const RunController &controller);

/// Whether its sentence has something in it that figures must not be read without: that, or a load that fell behind.
bool warnsOfRun(const RunController &controller);

/// How the run stands, in one sentence for the status bar.
QString stateSentence(const RunController &controller);

} // namespace fiftyfold
