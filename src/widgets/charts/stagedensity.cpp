// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/stagedensity.h"

#include <algorithm>
#include <cmath>

namespace fiftyfold {

StageDensity::StageDensity(const QSize &cells, double beginNs, double endNs)
    : m_size(cells)
    , m_beginNs(beginNs)
    , m_columnNs((endNs - beginNs) / cells.width())
    , m_cells(std::size_t(cells.width()) * std::size_t(cells.height()))
{
    Q_ASSERT(!cells.isEmpty() && endNs > beginNs);
}

/// Calls `add` with each cell and how much of it lies in that time, 0 to 1.
template<typename Add>
void StageDensity::visit(int row, qint64 begin, qint64 end, Add add)
{
    const double from = std::max(0.0, columnOf(begin));
    const double to = std::min(double(m_size.width()), columnOf(end));
    if (to <= from)
        return;
    for (int column = int(from); column < to; ++column)
        add(cell(row, column), float(std::min(to, column + 1.0) - std::max(from, double(column))));
}

void StageDensity::add(int row, QRgb colour, qint64 begin, qint64 end)
{
    visit(row, begin, end, [colour](Cell &here, float time) {
        here.time += time;
        here.red += time * float(qRed(colour));
        here.green += time * float(qGreen(colour));
        here.blue += time * float(qBlue(colour));
    });
}

void StageDensity::addLoopWait(int row, qint64 begin, qint64 end)
{
    visit(row, begin, end, [](Cell &here, float time) {
        here.time += time;
        here.loopWait += time;
    });
}

/// Of one in which there is something.
QRgb StageDensity::colourOf(const Cell &cell, QRgb loopWait, int opacity)
{
    const float part = 1 / cell.time;
    const auto mean = [&cell, part](float sum, int ofLoopWait) {
        return int((sum + cell.loopWait * float(ofLoopWait)) * part + 0.5F);
    };
    return qRgba(mean(cell.red, qRed(loopWait)), mean(cell.green, qGreen(loopWait)), mean(cell.blue, qBlue(loopWait)),
                 opacity);
}

QImage StageDensity::image(int height, const QImage &loopWait) const
{
    QImage image(m_size.width(), height, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    float most = 0;
    for (const Cell &cell : m_cells)
        most = std::max(most, cell.time);
    constexpr float leastOpacity = 0.3F;
    auto cell = m_cells.begin();
    for (int row = 0; row < m_size.height(); ++row) {
        const int top = row * height / m_size.height();
        const int end = (row + 1) * height / m_size.height();
        for (int column = 0; column < m_size.width(); ++column, ++cell) {
            if (cell->time <= 0)
                continue;
            const float share = leastOpacity + (1 - leastOpacity) * std::sqrt(cell->time / most);
            const int opacity = int(255 * share + 0.5F);
            QRgb colour = 0;
            for (int y = top; y < end; ++y) {
                if (cell->loopWait > 0)
                    colour = colourOf(*cell, loopWait.pixel(column % loopWait.width(), y % loopWait.height()), opacity);
                else if (y == top)
                    colour = colourOf(*cell, 0, opacity);
                reinterpret_cast<QRgb *>(image.scanLine(y))[column] = colour;
            }
        }
    }
    image.convertTo(QImage::Format_ARGB32_Premultiplied); // which alone is stretched without other threads
    return image;
}

} // namespace fiftyfold
