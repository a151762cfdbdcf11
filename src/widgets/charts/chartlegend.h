// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRect>
#include <QString>
#include <QWidget>

#include <vector>

namespace fiftyfold {

/// The marks of a chart with their names, on as many lines as it takes; one that has no room alone is wrapped, and of a
/// word that has none the end is left out.
class ChartLegend : public QWidget
{
    Q_OBJECT
public:
    enum class Mark { Dot, Line, Dashes, Cross };
    struct Entry {
        Mark mark = Mark::Dot;
        QString name;
        QColor colour;
        friend bool operator==(const Entry &, const Entry &) = default;
    };

    explicit ChartLegend(QWidget *parent = nullptr);

    void setEntries(const std::vector<Entry> &entries);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    /// Where each entry stands, by their order.
    std::vector<QRect> placesWithin(int width) const;

    std::vector<Entry> m_entries;
};

} // namespace fiftyfold
