// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/loadshape.h"

#include <QWidget>

#include <optional>

namespace fiftyfold {

/// A plan's load as a small curve: per second, or lanes, over time. Shows nothing where it is given none.
class LoadCurve : public QWidget
{
    Q_OBJECT
public:
    explicit LoadCurve(QWidget *parent = nullptr);

    void setShape(const std::optional<LoadShape> &shape);
    const std::optional<LoadShape> &shape() const { return m_shape; }
    /// The piece of a rate that is marked; -1: none.
    void setMarkedPiece(int piece);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont smallFont() const;
    QString title() const;
    void paintAxes(QPainter &painter, const QRectF &plot, double top) const;

    std::optional<LoadShape> m_shape;
    int m_markedPiece = -1;
};

} // namespace fiftyfold
