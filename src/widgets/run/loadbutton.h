// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

namespace fiftyfold {

/// Opens the load, and says what it is: a small curve, its name, "200/s for 60 s". Leaves out the end of a long one,
/// which the tooltip is to have.
class LoadButton : public QPushButton
{
    Q_OBJECT
public:
    explicit LoadButton(QWidget *parent = nullptr);

    void setSummary(const QString &summary);
    const QString &summary() const { return m_summary; }

    /// With nothing of the summary: for a bar that has less room than minimumSizeHint() wants.
    int widthOfName() const { return widthWith(0); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int widthWith(int summaryWidth) const;

    QString m_summary;
};

} // namespace fiftyfold
