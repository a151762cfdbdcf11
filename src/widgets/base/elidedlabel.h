// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace fiftyfold {

/// One line that leaves out its middle, or another part, where it does not fit; the tooltip then has it whole. Takes as
/// little width as it is given. text() is the whole text. One that wraps its words leaves nothing out.
class ElidedLabel : public QLabel
{
    Q_OBJECT
public:
    using QLabel::QLabel;

    /// Qt::ElideNone: a label as others are.
    void setElideMode(Qt::TextElideMode mode);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    bool isElided() const;
    QString elidedText() const;

    Qt::TextElideMode m_mode = Qt::ElideMiddle;
};

} // namespace fiftyfold
