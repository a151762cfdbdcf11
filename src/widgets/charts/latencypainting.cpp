// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/latencypainting.h"

#include "core/run/statistics.h"
#include "widgets/base/failurecross.h"
#include "widgets/base/stagecolours.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <vector>

namespace fiftyfold {

namespace {

constexpr double crossSize = 6;
constexpr double crossesAbove = 5;      ///< The lower edge, to their middle.
constexpr std::size_t crossesApart = 8; ///< At least, px.
constexpr double leastDot = 2;          ///< Width of what is painted of one request in a density.
constexpr double widestColumn = 4;      ///< Of a density by columns: where they are wider, each request is looked at.
constexpr float mutedShare = 0.35F;     ///< Of what is behind.
constexpr double mouseReach = 10;       ///< Of the mouse, px.

/// A dot, to be painted many times.
QImage dotOf(double diameter, const QColor &colour, qreal ratio)
{
    const int size = int(std::ceil(diameter * ratio)) + 2;
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QPointF(size / 2.0, size / 2.0), diameter * ratio / 2, diameter * ratio / 2);
    painter.end();
    image.setDevicePixelRatio(ratio);
    return image;
}

/// How many requests there are in each pixel.
class PointDensity
{
public:
    explicit PointDensity(const QSize &size)
        : m_size(size)
        , m_counts(std::size_t(size.width()) * std::size_t(size.height()), 0.0F)
    {
    }

    /// A count over the pixels from `x0` to before `x1`, `y0` to before `y1`.
    void add(int x0, int x1, int y0, int y1, quint32 count)
    {
        const float each = float(count) / float((x1 - x0) * (y1 - y0));
        const int right = std::min(x1, m_size.width());
        const int bottom = std::min(y1, m_size.height());
        for (int y = std::max(y0, 0); y < bottom; ++y) {
            float *row = m_counts.data() + std::size_t(y) * std::size_t(m_size.width());
            for (int x = std::max(x0, 0); x < right; ++x) {
                row[x] += each;
                m_most = std::max(m_most, row[x]);
            }
        }
    }

    /// By the logarithm of the count, over what is in the image.
    void paintOver(QImage &image, const QColor &colour, double share, float single) const
    {
        if (!(m_most > 0))
            return;
        constexpr double faintest = 0.35;
        const double scale = 1 / std::log1p(double(m_most / single));
        for (int y = 0; y < m_size.height(); ++y) {
            const float *row = m_counts.data() + std::size_t(y) * std::size_t(m_size.width());
            auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
            for (int x = 0; x < m_size.width(); ++x) {
                if (!(row[x] > 0))
                    continue;
                const double level = m_most > single ? std::log1p(double(row[x] / single)) * scale : 1.0;
                line[x] = over(colour, share * (faintest + (1 - faintest) * std::min(level, 1.0)), line[x]);
            }
        }
    }

private:
    static QRgb over(const QColor &colour, double alpha, QRgb under)
    {
        const auto mix = [alpha](int a, int b) { return int(std::lround(a * alpha + b * (1 - alpha))); };
        return qRgba(mix(colour.red(), qRed(under)), mix(colour.green(), qGreen(under)),
                     mix(colour.blue(), qBlue(under)), mix(255, qAlpha(under)));
    }

    QSize m_size;
    std::vector<float> m_counts;
    float m_most = 0;
};

class PointPainting
{
public:
    explicit PointPainting(const LatencyPicture &picture)
        : m_picture(picture)
        , m_colours(picture.palette)
        , m_response(picture.isMuted ? m_colours.mutedText : m_colours.of(Stage::Receive))
        , m_service(m_colours.of(Stage::Tls))
        , m_hasService(picture.points.hasService() && !picture.isMuted)
        , m_columns(picture.columnsInView())
        , m_image(QSize(int(std::ceil(picture.time.width * picture.pixelRatio)),
                        int(std::ceil(picture.duration.length * picture.pixelRatio))),
                  QImage::Format_ARGB32_Premultiplied)
    {
        m_image.fill(Qt::transparent);
    }

    QImage painted()
    {
        if (m_picture.isDensity())
            paintDensity();
        else
            paintPoints();
        m_image.setDevicePixelRatio(m_picture.pixelRatio);
        if (m_picture.isMuted)
            return m_image;
        QPainter painter(&m_image);
        painter.setRenderHint(QPainter::Antialiasing);
        paintCrosses(painter);
        paintRing(painter);
        painter.end();
        return m_image;
    }

private:
    double yOf(double ns) const { return m_picture.duration.length - m_picture.duration.offsetOf(ns); }
    bool isPicked(quint32 request) const
    {
        return m_picture.range.isEmpty() || m_picture.range.contains(m_picture.record, request);
    }
    template<typename Visit>
    void forEachDone(Visit visit) const
    {
        for (std::size_t i = m_columns.begin; i < m_columns.end; ++i) {
            for (const quint32 request : m_picture.points.columns()[i].done)
                visit(request);
        }
    }

    void paintPoints()
    {
        const bool isFew = m_picture.points.requestsIn(m_columns) <= 500;
        const double diameter = isFew ? 5.5 : 3;
        QColor service = m_service;
        QColor response = m_response;
        service.setAlphaF(isFew ? 0.9F : 0.6F);
        response.setAlphaF(m_picture.isMuted ? mutedShare : isFew ? 0.9F : 0.6F);
        paintDots(diameter, service, response, true);
        if (m_picture.range.isEmpty())
            return;
        fadeAll();
        paintDots(diameter + 1, m_service, m_response, false);
    }

    /// As one picture: many on one place stay as faint as one alone.
    void fadeAll()
    {
        QPainter painter(&m_image);
        painter.setCompositionMode(QPainter::CompositionMode_DestinationIn);
        painter.fillRect(m_image.rect(), QColor::fromRgbF(0, 0, 0, 0.28F));
    }

    /// Of all, or of those that are picked.
    void paintDots(double diameter, const QColor &service, const QColor &response, bool isOfAll)
    {
        const qreal ratio = m_picture.pixelRatio;
        const QImage serviceDot = dotOf(diameter, service, ratio);
        const QImage responseDot = dotOf(diameter, response, ratio);
        QImage &image = m_image;
        image.setDevicePixelRatio(ratio);
        QPainter painter(&image);
        const auto paint = [&painter](const QImage &dot, double x, double y) {
            const QSizeF size = dot.deviceIndependentSize();
            painter.drawImage(QPointF(x - size.width() / 2, y - size.height() / 2), dot);
        };
        constexpr double apart = 2; // px, that are worth a dot of its own
        forEachDone([&](quint32 request) {
            if (!isOfAll && !isPicked(request))
                return;
            const double x = m_picture.time.xOf(double(*arrivalNs(m_picture.record, request)));
            const double y = yOf(double(*m_picture.record.responseNs(request)));
            const double serviceY = m_hasService ? yOf(double(*m_picture.record.latencyNs(request))) : y;
            if (serviceY - y >= apart)
                paint(serviceDot, x, serviceY);
            paint(responseDot, x, y);
        });
    }

    void paintDensity()
    {
        const double columnWidth = double(m_picture.points.columnNs()) / m_picture.time.spanNs() * m_picture.time.width;
        PointDensity service(m_image.size());
        PointDensity dim(m_image.size());
        PointDensity picked(m_image.size());
        if (columnWidth > widestColumn)
            countEach(service, dim, picked);
        else
            countCells(service, dim, picked);
        const auto dot = float(std::round(leastDot * m_picture.pixelRatio));
        const float single = 1 / (dot * dot);
        service.paintOver(m_image, m_service, m_picture.range.isEmpty() ? 1 : 0.4, single);
        dim.paintOver(m_image, m_response, 0.35, single);
        picked.paintOver(m_image, m_response, m_picture.isMuted ? double(mutedShare) : 1, single);
    }

    void countEach(PointDensity &service, PointDensity &dim, PointDensity &picked) const
    {
        const qreal ratio = m_picture.pixelRatio;
        const int dot = int(std::round(leastDot * ratio));
        forEachDone([&](quint32 request) {
            const int x = int(m_picture.time.xOf(double(*arrivalNs(m_picture.record, request))) * ratio) - dot / 2;
            const auto rowOf = [&](qint64 ns) { return int(yOf(double(ns)) * ratio) - dot / 2; };
            const int y = rowOf(*m_picture.record.responseNs(request));
            (isPicked(request) ? picked : dim).add(x, x + dot, y, y + dot, 1);
            const int serviceY = m_hasService ? rowOf(*m_picture.record.latencyNs(request)) : y;
            if (serviceY - y >= dot)
                service.add(x, x + dot, serviceY, serviceY + dot, 1);
        });
    }

    /// Without looking at any request: a million cost no more than what there is to see.
    void countCells(PointDensity &service, PointDensity &dim, PointDensity &picked) const
    {
        const qreal ratio = m_picture.pixelRatio;
        const int dot = int(std::round(leastDot * ratio));
        const std::size_t first = LiveHistogram::bucketOf(m_picture.points.shortestNs());
        const std::size_t last = LiveHistogram::bucketOf(m_picture.points.longestNs());
        std::vector<int> edges; // of the buckets from the first on
        for (std::size_t bucket = first; bucket <= last + 1; ++bucket)
            edges.push_back(int(std::lround(yOf(LiveHistogram::edgeOf(bucket)) * ratio)));
        const auto columnNs = double(m_picture.points.columnNs());
        for (std::size_t i = m_columns.begin; i < m_columns.end; ++i) {
            const double begin = double(i) * columnNs;
            const int left = int(std::floor(m_picture.time.xOf(begin) * ratio));
            const int right = std::max(left + dot, int(std::ceil(m_picture.time.xOf(begin + columnNs) * ratio)));
            const auto add = [&](PointDensity &density, const LatencyPoints::Cell &cell) {
                const int bottom = edges[cell.bucket - first];
                const int top = std::min(edges[cell.bucket - first + 1], bottom - dot);
                density.add(left, right, top, bottom, cell.count);
            };
            const LatencyPoints::Column &column = m_picture.points.columns()[i];
            if (m_hasService) {
                for (const LatencyPoints::Cell &cell : column.service)
                    add(service, cell);
            }
            for (const LatencyPoints::Cell &cell : column.response)
                add(isCellPicked(begin, begin + columnNs, cell.bucket) ? picked : dim, cell);
        }
    }

    /// By the middle of its times.
    bool isCellPicked(double beginNs, double endNs, std::size_t bucket) const
    {
        const RequestRange &range = m_picture.range;
        const double arrival = (beginNs + endNs) / 2;
        const double response = (LiveHistogram::edgeOf(bucket) + LiveHistogram::edgeOf(bucket + 1)) / 2;
        if (range.time && (arrival > double(range.time->end) || arrival + response < double(range.time->begin)))
            return false;
        return !range.responseTime ||
               (response >= double(range.responseTime->begin) && response <= double(range.responseTime->end));
    }

    /// So far apart that each is seen, however many there are; those that are picked before the others.
    void paintCrosses(QPainter &painter) const
    {
        constexpr double none = -1;
        const auto pixels = std::size_t(std::ceil(m_picture.time.width)) + 1;
        std::vector<double> picked(pixels, none); // of each pixel the place of one in it
        std::vector<double> others(pixels, none);
        for (std::size_t i = m_columns.begin; i < m_columns.end; ++i) {
            for (const quint32 request : m_picture.points.columns()[i].failed) {
                const double x = m_picture.time.xOf(double(*arrivalNs(m_picture.record, request)));
                if (x >= 0 && x <= m_picture.time.width && picked[std::size_t(x)] < 0)
                    (isPicked(request) ? picked : others)[std::size_t(x)] = x;
            }
        }
        std::vector<char> isTaken(pixels, 0);
        const auto paint = [&](const std::vector<double> &places, double opacity) {
            painter.setOpacity(opacity);
            for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
                if (places[pixel] < 0 || isTaken[pixel] != 0)
                    continue;
                const QPointF centre(places[pixel], m_picture.duration.length - crossesAbove);
                paintFailureCross(painter, centre, crossSize / 2, m_colours.error);
                const std::size_t begin = pixel - std::min(pixel, crossesApart - 1);
                const std::size_t end = std::min(pixel + crossesApart, pixels);
                std::fill(isTaken.begin() + std::ptrdiff_t(begin), isTaken.begin() + std::ptrdiff_t(end), 1);
            }
        };
        paint(picked, 1);
        paint(others, 0.35);
        painter.setOpacity(1);
    }

    void paintRing(QPainter &painter) const
    {
        if (m_picture.current < 0 || quint32(m_picture.current) >= m_picture.record.requestCount())
            return;
        const std::optional<QPointF> at = m_picture.positionOf(quint32(m_picture.current));
        if (!at)
            return;
        constexpr double radius = 5;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_colours.card, 4));
        painter.drawEllipse(*at, radius, radius);
        painter.setPen(QPen(m_colours.text, 1.8));
        painter.drawEllipse(*at, radius, radius);
    }

    const LatencyPicture &m_picture;
    StageColours m_colours;
    QColor m_response;
    QColor m_service;
    bool m_hasService;
    LatencyPoints::Columns m_columns;
    QImage m_image;
};

} // namespace

bool LatencyPicture::isDensity() const
{
    return points.requestsIn(columnsInView()) > pointLimit;
}

LatencyPoints::Columns LatencyPicture::columnsInView() const
{
    return points.columnsBetween(time.beginNs, time.endNs);
}

std::optional<QPointF> LatencyPicture::positionOf(quint32 request) const
{
    const std::optional<qint64> arrival = arrivalNs(record, request);
    if (!arrival)
        return std::nullopt;
    const double x = time.xOf(double(*arrival));
    if (record.outcome(request) == Outcome::Failed)
        return QPointF(x, duration.length - crossesAbove);
    const std::optional<qint64> response = record.responseNs(request);
    if (!response)
        return std::nullopt;
    return QPointF(x, duration.length - duration.offsetOf(double(*response)));
}

int LatencyPicture::requestAt(const QPointF &point) const
{
    int nearest = -1;
    double least = mouseReach * mouseReach;
    const auto look = [&](quint32 request) {
        const std::optional<QPointF> at = positionOf(request);
        if (!at)
            return;
        const QPointF apart = *at - point;
        const double distance = QPointF::dotProduct(apart, apart);
        if (distance < least) {
            least = distance;
            nearest = int(request);
        }
    };
    const LatencyPoints::Columns near =
        points.columnsBetween(time.timeAt(point.x() - mouseReach), time.timeAt(point.x() + mouseReach));
    for (std::size_t i = near.begin; i < near.end; ++i) {
        for (const quint32 request : points.columns()[i].done)
            look(request);
        for (const quint32 request : points.columns()[i].failed)
            look(request);
    }
    return nearest;
}

QImage LatencyPicture::painted() const
{
    return PointPainting(*this).painted();
}

} // namespace fiftyfold
