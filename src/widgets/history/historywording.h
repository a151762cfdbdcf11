// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/history/historyentry.h"

#include <QDate>
#include <QString>

#include <optional>

namespace fiftyfold {

// What the window says of what is kept, in its language.

/// "Today, 26 November", "Yesterday", "24 November 2026".
QString dayText(QDate day, QDate today);
/// "run", "comparison", "capacity".
QString kindText(KeptKind kind);
/// "async · 200/s for 60 s"; of a comparison what was compared.
QString keptLoadText(const HistoryEntry &entry);
/// "p95 261 ms"; of a search "977/s held"; "stopped" where there is nothing else to say.
QString keptFigureText(const HistoryEntry &entry);
/// How a run stands to the baseline by the p95 of both: nothing of runs that had another load or asked something else.
/// What is less than 3 % apart is about the same. Whether the rest is chance, only holding one against the other says.
enum class KeptStanding { None, Baseline, Faster, Same, Slower };
KeptStanding keptStanding(const HistoryEntry &entry, const std::optional<HistoryEntry> &baseline);
/// "▲ +10.4 %", "baseline"; empty where there is nothing to say.
QString keptStandingText(const HistoryEntry &entry, const std::optional<HistoryEntry> &baseline);
/// All of it in a sentence, for those who hear it.
QString keptSentence(const HistoryEntry &entry, const std::optional<HistoryEntry> &baseline = {});

} // namespace fiftyfold
