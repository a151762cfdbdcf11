// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/thresholds.h"
#include "records/forms/reportforms.h"
#include "records/history/historyentry.h"
#include "records/import/anyrecord.h"

#include <QString>

class QIODevice;

namespace fiftyfold {

// What is kept of a run, a comparison or a search that has ended, without secrets; and a run as it was. Any thread:
// best not the main one, as a million requests take about a second.

/// `summary` is that of `record`, `expectations` what came of its thresholds. `label` is what the user called it,
/// `asked` the URL that was asked for: the record has that of the practice server, which is another each time.
KeptRun keptRun(const RunRecord &record, const RunSummary &summary, const Expectations &expectations,
                const QString &label = {}, const ExactUrl &asked = {});
KeptRun keptComparison(const ComparisonReport &report, const QString &label = {});
KeptRun keptCapacity(const CapacityRecord &record, const QString &label = {});

/// The first sentence of a comparison's answer, made anew in the window's language; empty where there is none.
QString keptAnswer(const KeptRun &kept);

/// What keptRun() was made of; of one whose requests are not kept any more, or are damaged, the figures: among the
/// notices of the record is what is wrong with them. Empty, or what is wrong.
QString readKeptRun(const KeptRun &kept, ReadRun &run, const ReadingGoesOn &goesOn = {});

/// Any of them as it was, a run as readKeptRun() reads it. Empty, or what is wrong.
QString readKept(const KeptRun &kept, ReadRecord &record, const ReadingGoesOn &goesOn = {});

/// Writes the record of a run as the program wrote it that ran it, with the requests of `run`, as read of it, if it has
/// them. `device` is open for writing. Empty when everything was written, otherwise why not.
QString writeKeptRunJson(QIODevice &device, const KeptRun &kept, const ReadRun &run);

/// Writes a comparison or a search in one of the forms that there are of it: JSON and Markdown as the program wrote
/// them that measured it. `device` is open for writing. Empty when everything was written, otherwise why not.
QString writeKeptReport(QIODevice &device, const KeptRun &kept, const ReportForm &form);

} // namespace fiftyfold
