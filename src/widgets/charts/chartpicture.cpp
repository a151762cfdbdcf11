// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartpicture.h"

#include "widgets/base/card.h"
#include "widgets/charts/customplot.h"

#include <QBuffer>
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
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(chart.size());
    generator.setViewBox(chart.rect());
    generator.setResolution(chart.logicalDpiX()); // so that texts are as large as on the screen
    generator.setTitle(title);
    QCPPainter painter(&generator);
    paintChart(painter, chart);
    painter.end();
    return buffer.data();
}

} // namespace fiftyfold
