// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/answervoice.h"

#include <QStringList>

#include <vector>

namespace fiftyfold {

// The sentences about a comparison by a number, those that matter most first; none where the figures allow none.

/// Up to where more of it pays, or which rates were reached.
QStringList whereMorePays(const Sweep &sweep, const AnswerVoice &voice);

/// The greatest value that all curves of more than one point have, and at which each still pays: the entries that have
/// it; none of one curve.
std::vector<std::size_t> lastCommonEntries(const Sweep &sweep);

/// What ten times as much would take by the slopes, or that more of the number won't give it.
QStringList whatTenTimesTakes(const Sweep &sweep, const AnswerVoice &voice);

} // namespace fiftyfold
