// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartpicture.h"

#include "widgets/base/card.h"
#include "widgets/charts/customplot.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QSvgGenerator>
#include <QWidget>

namespace fiftyfold {

namespace {

constexpr qreal leastPictureResolution = 2;

/// A QWidget paints a plot from its buffers, which are images: so each is asked for itself.
void paintWithChildren(QCPPainter &painter, QWidget &widget, QPoint at)
{
    if (auto *plot = qobject_cast<QCustomPlot *>(&widget)) {
        painter.save();
        painter.translate(at);
        plot->toPainter(&painter, plot->width(), plot->height());
        painter.restore();
        return;
    }
    widget.render(&painter, at, QRegion(), QWidget::RenderFlags());
    for (QObject *child : widget.children()) {
        auto *inner = qobject_cast<QWidget *>(child);
        if (inner && !inner->isHidden() && !inner->isWindow())
            paintWithChildren(painter, *inner, at + inner->pos());
    }
}

void paintChart(QCPPainter &painter, QWidget &chart)
{
    auto *card = qobject_cast<Card *>(&chart);
    if (card)
        card->setPlain(true);
    painter.fillRect(chart.rect(), chart.palette().color(QPalette::Window));
    paintWithChildren(painter, chart, {});
    if (card)
        card->setPlain(false);
}

template<typename Paint>
QByteArray svgOf(const QSize &size, int resolution, const QString &title, const Paint &paint)
{
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    generator.setResolution(resolution); // so that texts are as large as on the screen
    generator.setTitle(title);
    QCPPainter painter(&generator);
    paint(painter);
    painter.end();
    return buffer.data();
}

} // namespace

QImage chartImage(QWidget &chart)
{
    const qreal scale = qMax(leastPictureResolution, chart.devicePixelRatioF());
    QImage image(chart.size() * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    QCPPainter painter(&image);
    paintChart(painter, chart);
    return image;
}

QByteArray chartSvg(QWidget &chart, const QString &title)
{
    return svgOf(chart.size(), chart.logicalDpiX(), title,
                 [&chart](QCPPainter &painter) { paintChart(painter, chart); });
}

QByteArray partsSvg(const QList<std::pair<QWidget *, QPoint>> &parts, const QSize &size, const QString &title)
{
    const QWidget &first = *parts.first().first;
    return svgOf(size, first.logicalDpiX(), title, [&](QCPPainter &painter) {
        painter.fillRect(QRect(QPoint(), size), first.palette().color(QPalette::Window));
        for (const auto &[widget, at] : parts)
            paintWithChildren(painter, *widget, at);
    });
}

QString writePng(QIODevice &device, const QImage &image)
{
    QByteArray bytes; // an image's own writer does not tell of a short write
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, "PNG"))
        return QCoreApplication::translate("fiftyfold::ChartPicture", "the picture could not be made");
    return device.write(bytes) == bytes.size() ? QString() : device.errorString();
}

} // namespace fiftyfold
