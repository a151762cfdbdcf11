// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QString>

#include <functional>
#include <utility>
#include <vector>

namespace fiftyfold {

/// One direction of a chart: which values it shows, and which of them it names.
struct SvgAxis {
    double low = 0;
    double high = 1;
    bool isLog = false;
    std::vector<std::pair<double, QString>> ticks;

    /// 0 at `low`, 1 at `high`; what is outside comes to the nearer end.
    double shareOf(double value) const;
};

/// From 0 to a round value that is no less than `most`.
SvgAxis linearAxis(double most, const std::function<QString(double value)> &name);
/// Of times in nanoseconds; by powers of ten where the longest is many times the shortest.
SvgAxis durationAxis(double shortestNs, double longestNs);
/// Of the time since a run began, to its end.
SvgAxis elapsedAxis(double elapsedNs);

/// A chart in the making, as SVG in place in HTML. Colours are classes of the style sheet. Each part is drawn over
/// those before it.
class SvgPlot
{
public:
    /// `description` is what it shows, for who can't see it.
    SvgPlot(const QString &description, SvgAxis x, SvgAxis y, double height = 210);

    void addShade(double fromX, double toX, const QString &name);
    void addLine(const std::vector<QPointF> &points, const char *cssClass, bool isDashed = false);
    /// Between two lines over the same places.
    void addBand(const std::vector<QPointF> &low, const std::vector<QPointF> &high, const char *cssClass);
    void addDots(const std::vector<QPointF> &points, const char *cssClass);
    void addCrosses(const std::vector<QPointF> &points, const char *cssClass);
    /// A threshold across the chart; not where it is outside.
    void addLimit(double y, const QString &name);

    QString markup() const;

private:
    QPointF placeOf(const QPointF &point) const;
    QString pathOf(const std::vector<QPointF> &points, bool isClosed = false) const;
    QString axesMarkup() const;

    QString m_description;
    SvgAxis m_x;
    SvgAxis m_y;
    double m_height;
    QString m_parts;
};

/// "12.3": what a place in a picture is written as.
QString svgNumber(double number);

} // namespace fiftyfold
