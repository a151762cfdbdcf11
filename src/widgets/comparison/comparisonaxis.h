// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

namespace fiftyfold {

class ComparisonTable;

/// The labels under the bars of a ComparisonTable: times, what the floor is, and what a hollow mark is.
class ComparisonAxis : public QWidget
{
    Q_OBJECT
public:
    /// `table` is not owned, outlives this and begins at the same x.
    explicit ComparisonAxis(const ComparisonTable *table, QWidget *parent = nullptr);

    /// Empty: there is none to speak of.
    void setFloorText(const QString &text);
    void setMarkText(const QString &text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont smallFont() const;

    const ComparisonTable *m_table;
    QString m_floorText;
    QString m_markText;
};

} // namespace fiftyfold
