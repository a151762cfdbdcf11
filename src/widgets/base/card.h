// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QWidget>

namespace fiftyfold {

/// A panel with a thin rounded border on the palette's base colour.
class Card : public QWidget
{
    Q_OBJECT
public:
    explicit Card(QWidget *parent = nullptr);

    /// Where `content` fills a card, which draws its focus: that has changed.
    static void updateAround(const QWidget *content);

    /// For a picture: shows no focus.
    void setPlain(bool isPlain) { m_isPlain = isPlain; }
    /// As one of several that have the focus together.
    void setFocusShown(bool isShown);

protected:
    /// A colour that border and background have a share of; invalid: none.
    virtual QColor tint() const { return {}; }
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_isPlain = false;
    bool m_isFocusShown = false;
};

} // namespace fiftyfold
