// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/card.h"

class QLabel;

namespace fiftyfold {

/// A card with a title, something beside it, and a view that fills the rest edge to edge.
class ChartCard : public Card
{
    Q_OBJECT
public:
    /// Takes both widgets over. Its objectName is what a picture of it is called; one without is none.
    ChartCard(const QString &title, QWidget *aside, QWidget *view, QWidget *parent = nullptr);

    void setTitle(const QString &title);

private:
    QLabel *m_title;
};

} // namespace fiftyfold
