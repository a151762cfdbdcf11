// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/requestmodel.h"

#include <QWidget>

namespace fiftyfold {

/// The stages of one request below each other, as bars on a small scale of their own, with their durations.
class StageBars : public QWidget
{
    Q_OBJECT
public:
    explicit StageBars(QWidget *parent = nullptr);

    void setSpans(const QList<StageSpan> &spans);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int rowHeight() const;

    QList<StageSpan> m_spans;
};

} // namespace fiftyfold
