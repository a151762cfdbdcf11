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

void StageDensity::add(int row, QRgb colour, qint64 begin, qint64 end)
{
    const double from = std::max(0.0, columnOf(begin));
    const double to = std::min(double(m_size.width()), columnOf(end));
    for (int column = int(from); column < to; ++column) {
        const double time = std::min(to, column + 1.0) - std::max(from, double(column));
        Cell &here = cell(row, column);
        here.time += float(time);
        here.red += float(time * qRed(colour));
        here.green += float(time * qGreen(colour));
        here.blue += float(time * qBlue(colour));
    }
}

void StageDensity::addFailure(int row, qint64 at)
{
    const double column = columnOf(at);
    if (column >= 0 && column < m_size.width())
        cell(row, int(column)).hasFailure = true;
}

QImage StageDensity::image(const QColor &failure) const
{
    constexpr double leastOpacity = 0.3;
    QImage image(m_size, QImage::Format_ARGB32);
    float most = 0;
    for (const Cell &cell : m_cells)
        most = std::max(most, cell.time);
    auto cell = m_cells.begin();
    for (int row = 0; row < m_size.height(); ++row) {
        auto *pixel = reinterpret_cast<QRgb *>(image.scanLine(row));
        for (int column = 0; column < m_size.width(); ++column, ++cell, ++pixel) {
            if (cell->hasFailure) {
                *pixel = failure.rgb();
            } else if (cell->time > 0) {
                const double opacity = leastOpacity + (1 - leastOpacity) * std::sqrt(double(cell->time / most));
                const auto mean = [&cell](float sum) { return int(std::lround(sum / cell->time)); };
                *pixel = qRgba(mean(cell->red), mean(cell->green), mean(cell->blue), int(std::lround(255 * opacity)));
            } else {
                *pixel = qRgba(0, 0, 0, 0);
            }
        }
    }
    image.convertTo(QImage::Format_ARGB32_Premultiplied); // which alone is stretched without other threads
    return image;
}

} // namespace fiftyfold
