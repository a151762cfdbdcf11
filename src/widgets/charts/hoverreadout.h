// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBrush>
#include <QString>
#include <QWidget>

#include <vector>

namespace fiftyfold {

/// The small box beside the cursor line: the time, and what the charts have then.
class HoverReadout : public QWidget
{
    Q_OBJECT
public:
    struct Line {
        QString name;
        QString value;
        QBrush mark;
        bool isCurve = false; ///< Marked with a piece of one, else with a square.
    };

    /// `view` is the chart that it belongs to; the box itself floats over the whole window.
    explicit HoverReadout(QWidget *view);

    /// Shows the box beside `point` of the view, on the side that has room.
    void showLines(double timeNs, std::vector<Line> lines, const QPoint &point);
    void showLines(const QString &title, std::vector<Line> lines, const QPoint &point);
    /// "0.213 s: done 10, wait 10, queued 30", as it is shown.
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *m_view;
    QString m_title;
    std::vector<Line> m_lines;
};

} // namespace fiftyfold
