// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>
#include <QWidget>

#include <vector>

namespace fiftyfold {

/// The marks of a chart with their names, whose ends are left out where there is no room.
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

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int widthOfTexts() const;
    int widthBesideTexts() const;

    std::vector<Entry> m_entries;
};

} // namespace fiftyfold
