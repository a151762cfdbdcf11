// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/timescale.h"
#include "models/run/requestmodel.h"
#include "widgets/charts/waterfallrows.h"

#include <QWidget>

#include <optional>

class QPainter;

namespace fiftyfold {

class StageColours;

/// The stages of a request in one line, each in its colour, from `top` down and no further than `right`.
void paintStages(QPainter &painter, const StageColours &colours, const std::vector<PaintedSpan> &spans, double right,
                 double top, double height);

/// The stages of one request below each other, as bars on a small scale of their own, with their durations. Its loop
/// waits have a row, hatched, after the stage that the first of them follows.
class StageBars : public QWidget
{
    Q_OBJECT
public:
    explicit StageBars(QWidget *parent = nullptr);

    void setSpans(const QList<StageSpan> &spans, const QList<Interval> &loopWaits);
    /// A line for each bar: its name, a tab, how long it took.
    QStringList copiedLines() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Row {
        QString name;
        std::optional<Stage> stage; ///< Nothing: loop waits.
        QList<Interval> parts;
        bool isOpen = false;
        qint64 length() const;
    };
    int rowHeight() const;
    int nameWidth() const;
    TimeScale scale() const;
    void paintParts(QPainter &painter, const Row &row, const QRect &line, const StageColours &colours) const;

    QList<Row> m_rows;
};

} // namespace fiftyfold
