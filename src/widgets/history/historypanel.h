// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "records/history/historyentry.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QComboBox;
class QLineEdit;
class QListView;
class QToolButton;

namespace fiftyfold {

class HistoryKeeper;
class HistoryModel;
class MutedLabel;

/// The sidebar: what is kept, to be searched, opened, labelled, pinned, exported and removed. Asks the keeper nothing
/// before it is first shown. Main thread.
class HistoryPanel : public QWidget
{
    Q_OBJECT
public:
    /// `keeper` is not owned.
    explicit HistoryPanel(HistoryKeeper *keeper, QWidget *parent = nullptr);

    HistoryModel *model() { return m_model; }
    QListView *view() { return m_view; }
    QLineEdit *filter() { return m_filter; }
    /// To type in.
    void focusFilter();
    /// What the runs are held against; nothing: none are.
    void setBaseline(const std::optional<HistoryEntry> &baseline);
    /// One is being opened, or is no longer.
    void setOpening(bool isOpening);

Q_SIGNALS:
    void openRequested(const fiftyfold::HistoryEntry &entry);
    /// A run is to be what others are held against; nothing: none any more.
    void baselineRequested(const std::optional<fiftyfold::HistoryEntry> &entry);
    void closeRequested();

protected:
    bool event(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildHead();
    void buildFoot();
    void ask();
    void askAgain();
    void showActions();
    void showCount();
    const HistoryEntry *current() const;
    void openCurrent();
    void togglePin();
    void toggleBaseline();
    void askLabel();
    void askFile();
    void askRemoval();

    HistoryKeeper *m_keeper;
    HistoryModel *m_model;
    QLineEdit *m_filter = nullptr;
    QComboBox *m_kinds = nullptr;
    QListView *m_view = nullptr;
    MutedLabel *m_count = nullptr;
    QAction *m_open = nullptr;
    QAction *m_pin = nullptr;
    QAction *m_baseline = nullptr;
    QAction *m_label = nullptr;
    QAction *m_export = nullptr;
    QAction *m_remove = nullptr;
    QToolButton *m_close = nullptr;
    QTimer m_searchDue;
    QString m_current; ///< Its id, while the list is made anew.
    bool m_isAsked = false;
    bool m_isOpening = false;
};

} // namespace fiftyfold
