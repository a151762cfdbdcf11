// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/ratelines.h"

#include <QWidget>

#include <vector>

namespace fiftyfold {

/// Pieces of the lines that the rate chart draws, with their names. What has no room at its end is left out.
class RateLegend : public QWidget
{
    Q_OBJECT
public:
    explicit RateLegend(QWidget *parent = nullptr);

    /// `lagScale`: what the lag's line is at the top, "10 ms".
    void setKinds(const std::vector<RateKind> &kinds, const QString &lagScale);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString textOf(RateKind kind) const;

    std::vector<RateKind> m_kinds;
    QString m_lagScale;
};

} // namespace fiftyfold
