// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/history/historyentry.h"

#include <QDate>
#include <QString>

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
/// All of it in a sentence, for those who hear it.
QString keptSentence(const HistoryEntry &entry);

} // namespace fiftyfold
