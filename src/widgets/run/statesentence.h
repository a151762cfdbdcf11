// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/mutedlabel.h"

#include <QString>

namespace fiftyfold {

class RunController;

/// Whether the run that its state tells of trusts any certificate.
bool tellsUnverifiedRun(const RunController &controller);

/// Of its sentence: of an error where something failed or a threshold was crossed, of a warning where it has something
/// in it that figures must not be read without, which is an unverified run or a load that fell behind.
MutedLabel::Tone stateTone(const RunController &controller);

/// How the run stands, in one sentence for the status bar.
QString stateSentence(const RunController &controller);

} // namespace fiftyfold
