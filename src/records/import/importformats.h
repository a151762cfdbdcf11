// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/import/importedrun.h"
#include "records/import/importtext.h"

namespace fiftyfold {

// One reader a format. Each reads the whole text into `run`, and gives nothing, or what is wrong and in which line.

// Requests, a line each.
QString importHeyCsv(ImportText &text, ImportedRun &run);
QString importVegetaLines(ImportText &text, ImportedRun &run);
QString importK6Lines(ImportText &text, ImportedRun &run);
QString importK6Csv(ImportText &text, ImportedRun &run);
QString importVegetaCsv(ImportText &text, ImportedRun &run);
QString importOhaCsv(ImportText &text, ImportedRun &run);
QString importLocustLog(ImportText &text, ImportedRun &run);
QString importJmeter(ImportText &text, ImportedRun &run);
QString importHar(ImportText &text, ImportedRun &run);
QString importH2loadLog(ImportText &text, ImportedRun &run);
QString importAbTable(ImportText &text, ImportedRun &run);

// Figures, in JSON.
QString importOhaJson(ImportText &text, ImportedRun &run);
QString importVegetaReport(ImportText &text, ImportedRun &run);
QString importK6Summary(ImportText &text, ImportedRun &run);
QString importFortio(ImportText &text, ImportedRun &run);
QString importBombardier(ImportText &text, ImportedRun &run);
QString importAutocannon(ImportText &text, ImportedRun &run);
QString importH2loadJson(ImportText &text, ImportedRun &run);
// Figures, in a table.
QString importLocustStats(ImportText &text, ImportedRun &run);

// Commands.
QString importHyperfine(ImportText &text, ImportedRun &run);
QString importHyperfineCsv(ImportText &text, ImportedRun &run);

// Figures as they are printed for people.
QString importWrk(ImportText &text, ImportedRun &run);
QString importH2loadText(ImportText &text, ImportedRun &run);
QString importAb(ImportText &text, ImportedRun &run);
QString importHeyText(ImportText &text, ImportedRun &run);

// Of HdrHistogram.
QString importSpectrum(ImportText &text, ImportedRun &run);
QString importHdrLog(ImportText &text, ImportedRun &run);

} // namespace fiftyfold
