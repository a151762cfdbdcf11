// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace fiftyfold {

class ComparisonModel;

// A comparison's table for a spreadsheet: a number without its unit in each cell, which the heading has, beside each
// figure the ends of its interval, where it has one, and the verdict last. Headings and cells are as many.

QStringList copiedHeadings(const ComparisonModel &model);
QStringList copiedCells(const ComparisonModel &model, int row);

} // namespace fiftyfold
