// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace fiftyfold {

/// A row of the percentile spectrum as HdrHistogram prints it, in columns or as CSV.
struct SpectrumRow {
    double value = 0;
    double percent = 0; ///< 0 to 100.
    double count = 0;   ///< Of the values up to this one.
};

/// Nothing where the line is none.
std::optional<SpectrumRow> spectrumRow(const QByteArray &line);

/// Whether it has the names of the columns.
bool beginsSpectrum(QByteArrayView line);

} // namespace fiftyfold
