// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/thresholdset.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QVBoxLayout;

namespace fiftyfold {

/// A list of thresholds that grows by a row of fields under it, and shrinks by a button in each of its rows. What
/// stands in the fields is no threshold before it was added.
class ThresholdEditor : public QWidget
{
    Q_OBJECT
public:
    explicit ThresholdEditor(QWidget *parent = nullptr);

    void setThresholds(const ThresholdSet &set);
    const ThresholdSet &thresholds() const { return m_set; }
    /// What kept that which was to be added out, in a sentence, until one of its fields is changed; otherwise empty.
    const QString &problem() const { return m_problem; }
    /// Whether a limit was typed and not added.
    bool isPending() const;
    /// Adds what the fields say; false, and problem() says why, where that is no threshold.
    bool add();
    /// To where a limit is typed. No focus proxy: the way by Tab would begin there too, past what stands before it.
    void focusLimit();

Q_SIGNALS:
    /// The set or the problem is another.
    void edited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildList();
    QVBoxLayout *newNotes();
    void buildFields(QVBoxLayout *layout);
    void setProblem(const QString &problem);
    void remove(int row);
    void showRows();
    void showColours();

    ThresholdSet m_set;
    QString m_problem;
    QTreeWidget *m_list;
    QCheckBox *m_strict;
    QComboBox *m_figure;
    QComboBox *m_operator;
    QLineEdit *m_limit;
    QPushButton *m_add;
};

} // namespace fiftyfold
