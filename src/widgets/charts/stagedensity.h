// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>
#include <QSize>

#include <vector>

namespace fiftyfold {

/// The stages of more rows than there is room for, as a picture of cells: some rows by a piece of the time, a pixel
/// each.
///
/// The colour of a cell is the mean of the colours of the stages that its requests were in, each weighted by the time
/// that they spent in it: the share of each stage. Its opacity tells how much of that time there is, beside the cell
/// with the most: 0.3 + 0.7 × √(time / most), so that one slow request is seen beside a thousand others, and a cell in
/// which nothing was at work is transparent. A cell in which a request failed has the colour of failures, whatever else
/// is there.
class StageDensity
{
public:
    StageDensity() = default;
    StageDensity(const QSize &cells, double beginNs, double endNs);

    bool isNull() const { return m_cells.empty(); }
    QSize size() const { return m_size; }

    /// A request in that row of cells was in a stage of that colour; what lies outside of the picture's time is left
    /// out.
    void add(int row, QRgb colour, qint64 begin, qint64 end);
    void addFailure(int row, qint64 at);

    QImage image(const QColor &failure) const;

private:
    struct Cell {
        float time = 0; ///< In widths of a cell, of all its requests together.
        float red = 0;  ///< Sums, weighted by time.
        float green = 0;
        float blue = 0;
        bool hasFailure = false;
    };
    Cell &cell(int row, int column)
    {
        return m_cells[std::size_t(row) * std::size_t(m_size.width()) + std::size_t(column)];
    }
    double columnOf(qint64 timeNs) const { return (double(timeNs) - m_beginNs) / m_columnNs; }

    QSize m_size;
    double m_beginNs = 0;
    double m_columnNs = 1;
    std::vector<Cell> m_cells;
};

} // namespace fiftyfold
