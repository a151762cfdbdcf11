// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stageseries.h"

#include <QString>
#include <QWidget>

#include <vector>

namespace fiftyfold {

/// The small box beside the cursor line: the time, and how many requests are in each band then.
class HoverReadout : public QWidget
{
    Q_OBJECT
public:
    explicit HoverReadout(QWidget *parent);

    /// Shows the box beside `x` of its parent, on the side that has room.
    void showLevel(const StageSeries::Level &level, int x);
    /// "0.213 s: done 10, wait 10, queued 30", as it is shown.
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Line {
        StageSeries::Band band;
        QString name;
        QString count;
    };
    QString m_time;
    std::vector<Line> m_lines;
};

} // namespace fiftyfold
