// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

namespace fiftyfold {

/// A button that says at its end how many there are of what it opens, where there is more than one.
class CountButton : public QPushButton
{
    Q_OBJECT
public:
    explicit CountButton(QWidget *parent = nullptr);

    void setCount(qsizetype count);
    /// "4"; empty where none is shown.
    QString badge() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int badgeWidth() const;
    QFont badgeFont() const;

    qsizetype m_count = 0;
};

} // namespace fiftyfold
