// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/runfigures.h"
#include "widgets/base/card.h"

#include <optional>

namespace fiftyfold {

/// One big figure with its name and unit, painted so that it does not jump: each digit has the same width, and the
/// tile is as wide as its widest expected figure.
class Tile : public Card
{
    Q_OBJECT
public:
    /// `widest`: the figure to reserve room for.
    Tile(const QString &title, const FigureText &widest, QWidget *parent = nullptr);

    void setFigure(const FigureText &figure);
    const FigureText &figure() const { return m_figure; }
    /// A bar along the bottom, 0 to 1; nothing hides it.
    void setProgress(std::optional<double> share);
    /// Paints the figure in the colour of errors.
    void setAlarming(bool isAlarming);

    /// The scale at which the figure, and the widest one that is expected, just fit in; above 1 where there is more
    /// room.
    double fittingScale() const;
    /// Size of the figures: 1 at full size, less where the strip is too narrow.
    void setScale(double scale);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void figureChanged();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont titleFont() const;
    QFont valueFont(double scale) const;
    QFont unitFont(double scale) const;
    int widthOf(const FigureText &figure) const;

    QString m_title;
    FigureText m_widest;
    FigureText m_figure;
    std::optional<double> m_progress;
    double m_scale = 1;
    bool m_isAlarming = false;
};

} // namespace fiftyfold
