// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/html/svgplot.h"

#include "core/text/numberlocale.h"
#include "core/text/quantities.h"
#include "records/html/htmltext.h"

#include <algorithm>
#include <cmath>

namespace fiftyfold {

namespace {

constexpr double pictureWidth = 840;
constexpr double plotLeft = 64; ///< Of the plot, in the picture; its labels are there.
constexpr double plotRight = 826;
constexpr double plotTop = 8;
constexpr double plotBottomMargin = 22;
constexpr double wantedSteps = 5;
constexpr double leastRatioOfLog = 50;

/// 1, 2 or 5 times a power of ten, no less than `least`.
double roundStep(double least)
{
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

QString durationName(double nanoseconds)
{
    return nanoseconds == 0 ? QStringLiteral("0") : durationForPeople(std::llround(nanoseconds), recordLocale());
}

} // namespace

QString svgNumber(double number)
{
    QString text = QString::number(number, 'f', 1);
    if (text.endsWith(QLatin1String(".0")))
        text.chop(2);
    return text;
}

double SvgAxis::shareOf(double value) const
{
    const double share =
        isLog ? std::log(std::max(value, low) / low) / std::log(high / low) : (value - low) / (high - low);
    return std::clamp(share, 0.0, 1.0);
}

SvgAxis linearAxis(double most, const std::function<QString(double value)> &name)
{
    SvgAxis axis;
    const double step = roundStep(most > 0 ? most / wantedSteps : 1 / wantedSteps);
    const auto steps = static_cast<int>(std::ceil(most / step - 1e-9));
    axis.high = step * std::max(steps, 1);
    for (int i = 0; i <= std::max(steps, 1); ++i)
        axis.ticks.emplace_back(step * i, name(step * i));
    return axis;
}

SvgAxis durationAxis(double shortestNs, double longestNs)
{
    if (shortestNs <= 0 || longestNs / shortestNs < leastRatioOfLog)
        return linearAxis(longestNs, durationName);
    SvgAxis axis;
    axis.isLog = true;
    axis.low = std::pow(10.0, std::floor(std::log10(shortestNs)));
    axis.high = std::pow(10.0, std::ceil(std::log10(longestNs)));
    for (double tick = axis.low; tick <= axis.high * 1.001; tick *= 10)
        axis.ticks.emplace_back(tick, durationName(tick));
    return axis;
}

SvgAxis elapsedAxis(double elapsedNs)
{
    SvgAxis axis = linearAxis(elapsedNs, durationName);
    axis.high = std::max(elapsedNs, 1.0);
    std::erase_if(axis.ticks, [&axis](const auto &tick) { return tick.first > axis.high; });
    return axis;
}

SvgPlot::SvgPlot(const QString &description, SvgAxis x, SvgAxis y, double height)
    : m_description(description)
    , m_x(std::move(x))
    , m_y(std::move(y))
    , m_height(height)
{
}

QPointF SvgPlot::placeOf(const QPointF &point) const
{
    const double bottom = m_height - plotBottomMargin;
    return {plotLeft + m_x.shareOf(point.x()) * (plotRight - plotLeft),
            bottom - m_y.shareOf(point.y()) * (bottom - plotTop)};
}

QString SvgPlot::pathOf(const std::vector<QPointF> &points, bool isClosed) const
{
    QString path;
    for (const QPointF &point : points) {
        const QPointF place = placeOf(point);
        path +=
            QLatin1Char(path.isEmpty() ? 'M' : 'L') + svgNumber(place.x()) + QLatin1Char(' ') + svgNumber(place.y());
    }
    return isClosed ? path + QLatin1Char('Z') : path;
}

void SvgPlot::addShade(double fromX, double toX, const QString &name)
{
    const double bottom = m_height - plotBottomMargin;
    const double from = placeOf({fromX, 0}).x();
    const double to = placeOf({toX, 0}).x();
    if (to - from < 1)
        return;
    m_parts += QStringLiteral("<rect class=\"shade\" x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\"/>")
                   .arg(svgNumber(from), svgNumber(plotTop), svgNumber(to - from), svgNumber(bottom - plotTop));
    constexpr double leastForName = 90;
    if (to - from >= leastForName)
        m_parts += QStringLiteral("<text class=\"end\" x=\"%1\" y=\"%2\">%3</text>\n")
                       .arg(svgNumber(to - 4), svgNumber(plotTop + 12), htmlText(name));
}

void SvgPlot::addLine(const std::vector<QPointF> &points, const char *cssClass, bool isDashed)
{
    if (!points.empty())
        m_parts += QStringLiteral("<path class=\"%1 %2\" d=\"%3\"/>\n")
                       .arg(QLatin1String(isDashed ? "thin" : "line"), QLatin1String(cssClass), pathOf(points));
}

void SvgPlot::addBand(const std::vector<QPointF> &low, const std::vector<QPointF> &high, const char *cssClass)
{
    std::vector<QPointF> outline = high;
    outline.insert(outline.end(), low.rbegin(), low.rend());
    if (!outline.empty())
        m_parts +=
            QStringLiteral("<path class=\"area %1\" d=\"%2\"/>\n").arg(QLatin1String(cssClass), pathOf(outline, true));
}

void SvgPlot::addDots(const std::vector<QPointF> &points, const char *cssClass)
{
    QString path;
    for (const QPointF &point : points) {
        const QPointF place = placeOf(point);
        path += QStringLiteral("M%1 %2h0").arg(svgNumber(place.x()), svgNumber(place.y()));
    }
    if (!path.isEmpty())
        m_parts += QStringLiteral("<path class=\"dots %1\" d=\"%2\"/>\n").arg(QLatin1String(cssClass), path);
}

void SvgPlot::addCrosses(const std::vector<QPointF> &points, const char *cssClass)
{
    QString path;
    for (const QPointF &point : points) {
        const QPointF place = placeOf(point);
        path += QStringLiteral("M%1 %2l6 6m0-6l-6 6").arg(svgNumber(place.x() - 3), svgNumber(place.y() - 3));
    }
    if (!path.isEmpty())
        m_parts += QStringLiteral("<path class=\"cross %1\" d=\"%2\"/>\n").arg(QLatin1String(cssClass), path);
}

void SvgPlot::addLimit(double y, const QString &name)
{
    if (y < m_y.low || y > m_y.high)
        return;
    constexpr double nameHeight = 14;
    const double place = placeOf({0, y}).y();
    const double nameAt = place < plotTop + nameHeight ? place + nameHeight - 2 : place - 4;
    m_parts += QStringLiteral("<path class=\"limit\" d=\"M%1 %2H%3\"/><text class=\"limitname end\" x=\"%3\" "
                              "y=\"%4\">%5</text>\n")
                   .arg(svgNumber(plotLeft), svgNumber(place), svgNumber(plotRight), svgNumber(nameAt), htmlText(name));
}

QString SvgPlot::axesMarkup() const
{
    const double bottom = m_height - plotBottomMargin;
    QString markup;
    for (const auto &[value, name] : m_y.ticks) {
        const double place = placeOf({0, value}).y();
        markup += QStringLiteral("<path class=\"grid\" d=\"M%1 %2H%3\"/><text class=\"end\" x=\"%4\" y=\"%5\">%6"
                                 "</text>\n")
                      .arg(svgNumber(plotLeft), svgNumber(place), svgNumber(plotRight), svgNumber(plotLeft - 6),
                           svgNumber(place + 4), htmlText(name));
    }
    double lastRight = 0;
    for (const auto &[value, name] : m_x.ticks) {
        constexpr double halfCharacter = 3.2;
        const double place = placeOf({value, 0}).x();
        const double half = double(name.size()) * halfCharacter;
        markup += QStringLiteral("<path class=\"grid\" d=\"M%1 %2V%3\"/>")
                      .arg(svgNumber(place), svgNumber(plotTop), svgNumber(bottom));
        if (place - half < lastRight || place + half > pictureWidth)
            continue;
        lastRight = place + half + 4;
        markup += QStringLiteral("<text class=\"middle\" x=\"%1\" y=\"%2\">%3</text>\n")
                      .arg(svgNumber(place), svgNumber(bottom + 15), htmlText(name));
    }
    return markup + QStringLiteral("<path class=\"axis\" fill=\"none\" d=\"M%1 %2V%3H%4\"/>\n")
                        .arg(svgNumber(plotLeft), svgNumber(plotTop), svgNumber(bottom), svgNumber(plotRight));
}

QString SvgPlot::markup() const
{
    return QStringLiteral("<svg viewBox=\"0 0 %1 %2\" role=\"img\"><title>%3</title>\n")
               .arg(svgNumber(pictureWidth), svgNumber(m_height), htmlText(m_description)) +
           axesMarkup() + m_parts + QLatin1String("</svg>\n");
}

} // namespace fiftyfold
