// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/comparison/sweepseries.h"
#include "widgets/base/spoken.h"
#include "widgets/charts/hoverreadout.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QCPAbstractItem;
class QCPItemStraightLine;
class QCPItemText;
class QCustomPlot;
class QLabel;

namespace fiftyfold {

/// What its curve is drawn in: the colour of its strategy, where that is what differs.
QColor sweepCurveColour(const Sweep &sweep, std::size_t curve, const QPalette &palette);

/// One figure of a sweep over its values, both logarithmic: a curve for each value of the other factor with a band for
/// its interval and a line where its knee is; of throughput also the bound, and the most that was reached, and of
/// response times the floor. The arrow
/// keys or the mouse lead a cursor from value to value. Main thread.
class SweepPlot : public QWidget, public Spoken
{
    Q_OBJECT
public:
    explicit SweepPlot(SweepFigure figure, QWidget *parent = nullptr);

    /// Null: nothing is measured yet.
    void setSweep(std::shared_ptr<const Sweep> sweep);
    /// What stands in the middle while there is nothing to draw.
    void setHint(const QString &text);
    /// Whether it stands below what the values are of: those of several plots above one another are the same.
    void setNamingValues(bool isNaming);
    /// What a request takes at least by the server's own delay, ms; of response times.
    void setServerFloorMs(std::optional<double> floorMs);
    /// The value that the cursor is at; `isReading`: with what is there in words beside it.
    void setCursor(std::optional<double> value, bool isReading);

    /// As it stands beside the cursor; empty without any.
    QString readout() const;
    /// What it draws, as lines of columns with a tab between them.
    QString numbers() const;
    int curveCount() const { return m_curveCount; }

    QString spokenText() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void cursorMoved(std::optional<double> value);

protected:
    void changeEvent(QEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Range : SweepRange {
        double share(double value) const; ///< On a logarithmic axis, 0 to 1.
    };
    void buildPlot();
    int bottomMargin() const;
    double plotHeight() const;
    double leastTickSpacing() const;
    std::optional<SweepFloor> floorLine() const;
    void refresh();
    void clear();
    void drawRanges();
    void drawCurve(std::size_t curve);
    void drawBand(const std::vector<SweepPlace> &places, const QColor &colour);
    void drawBound();
    void drawCeiling();
    void drawFloor();
    void drawKnee(std::size_t curve);
    void drawTicks();
    void addLine(double value, Qt::Orientation orientation, const QPen &pen);
    QCPItemText *addLabel(const QString &text, double x, double y, Qt::Alignment alignment, const QColor &colour);
    std::vector<HoverReadout::Line> linesAt(double value) const;
    std::optional<double> valueNear(double x) const;

    const SweepFigure m_figure;
    std::shared_ptr<const Sweep> m_sweep;
    std::optional<double> m_serverFloorMs;
    QCustomPlot *m_plot;
    HoverReadout *m_readout;
    QLabel *m_hintLabel;
    QCPItemStraightLine *m_cursorLine = nullptr;
    std::vector<QCPAbstractItem *> m_items; ///< Of what is drawn now, but the cursor.
    Range m_values;
    Range m_figures;
    std::optional<double> m_cursor;
    bool m_isNamingValues = true;
    int m_curveCount = 0;
    int m_kneeCount = 0;
};

} // namespace fiftyfold
