// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/run/requestquery.h"

#include <QTimer>
#include <QWidget>

class QAbstractButton;
class QBoxLayout;
class QButtonGroup;
class QComboBox;
class QGridLayout;
class QLineEdit;
class QPushButton;

namespace fiftyfold {

class MutedLabel;
class RequestTableModel;

/// What picks requests out: words, the kinds that are asked for most, a target, and the range that is selected in the
/// charts, as far as there is one. Takes more lines where one is too narrow.
class RequestFilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit RequestFilterBar(QWidget *parent = nullptr);

    /// All but range and sorting. What can't be read of the words is said, and picks nothing out.
    RequestQuery query() const;
    void setText(const QString &text);
    QString text() const;
    /// The whole run, in whatever order.
    void clear();
    void focusText();

    /// With none of them chosen.
    void setTargets(const QStringList &names);
    void setTarget(int target);
    /// Without lags, no request is late: what picks those out is neither there nor chosen.
    void setHasLags(bool hasLags);
    void setRange(const RequestRange &range);
    /// Counts beside the kinds, what is shown of how many, and how it is sorted.
    void showFound(const RequestTableModel &model);

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void queryChanged();
    void sortRequested(fiftyfold::RequestColumn column, Qt::SortOrder order);
    void rangeCleared();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    enum Choice { All, Slowest, Late, Failed, NewConnection };
    void addChoice(Choice choice, const QString &text, const QString &about);
    void choose(Choice choice);
    void showCount(Choice choice, const QString &text, quint32 count);
    QList<QAbstractButton *> shownChoices() const;
    int choicesWidth() const;
    void arrangeChoices(bool isOneLine);
    void arrange();

    QLineEdit *m_text;
    QTimer m_delay;
    QWidget *m_choices;
    QGridLayout *m_choicesGrid;
    QButtonGroup *m_group;
    QComboBox *m_target;
    QPushButton *m_range;
    MutedLabel *m_count;
    MutedLabel *m_problem;
    QBoxLayout *m_first;
    QBoxLayout *m_second;
    bool m_isSlowestFirst = false;
};

} // namespace fiftyfold
