// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QSize>

#include <vector>

namespace fiftyfold {

/// The stages of more rows than there is room for, as a picture of cells: some rows by a piece of the time, a pixel
/// wide each.
///
/// The colour of a cell is the mean of the colours of the stages that its requests were in, each weighted by the time
/// that they spent in it: the share of each stage. Its opacity tells how much of that time there is, beside the cell
/// with the most: 0.3 + 0.7 × √(time / most), so that one slow request is seen beside a thousand others, and a cell in
/// which nothing was at work is transparent. Loop waits are one of the stages here; their colour is that of a pattern.
class StageDensity
{
public:
    StageDensity() = default;
    StageDensity(const QSize &cells, double beginNs, double endNs);

    bool isNull() const { return m_cells.empty(); }
    QSize size() const { return m_size; }

    /// A request in that row of cells was in a stage of that colour; what lies outside of the picture's time is left
    /// out, and a time that ends before it begins.
    void add(int row, QRgb colour, qint64 begin, qint64 end);
    /// Likewise, in a loop wait.
    void addLoopWait(int row, qint64 begin, qint64 end);

    /// How long a cell is, ns.
    double columnNs() const { return m_columnNs; }
    /// A pixel wide each, and together so high. `loopWait` is the tile that loop waits are filled with.
    QImage image(int height, const QImage &loopWait) const;

private:
    struct Cell {
        float time = 0; ///< In widths of a cell, of all its requests together.
        float red = 0;  ///< Sums, weighted by time.
        float green = 0;
        float blue = 0;
        float loopWait = 0; ///< Part of the time, of which the sums have nothing.
    };
    static QRgb colourOf(const Cell &cell, QRgb loopWait, int opacity);
    template<typename Add>
    void visit(int row, qint64 begin, qint64 end, Add add);
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
