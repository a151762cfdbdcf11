// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/card.h"

#include <QTimer>

#include <memory>

namespace fiftyfold {

namespace Ui {
class LogPanel;
}

class LogModel;

/// The log with its filters. Its view stays at the newest line as long as the user has not scrolled away from it.
class LogPanel : public Card
{
    Q_OBJECT
public:
    /// `model` is not owned and outlives this.
    explicit LogPanel(LogModel *model, QWidget *parent = nullptr);
    ~LogPanel() override;

    void focusFilter();
    /// The selected lines as text; nothing is copied where none is selected.
    void copySelected() const;
    bool hasSelection() const;
    /// How many lines there were that the bounded log no longer has.
    void showDropped();

    QSize sizeHint() const override;

Q_SIGNALS:
    /// The user chose a line about this request.
    void requestChosen(int request);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyFilter();
    void showHeld(bool isHeld);
    void applyPalette();

    std::unique_ptr<Ui::LogPanel> m_ui;
    LogModel *m_model;
    QTimer m_filterDelay;
};

} // namespace fiftyfold
