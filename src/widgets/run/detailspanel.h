// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/card.h"

#include <QList>

#include <memory>

class QAction;
class QScrollArea;

namespace fiftyfold {

namespace Ui {
class DetailsPanel;
}

class RequestModel;
class RunRecord;
struct StageSpan;

/// All that is known of one request: when it was due, where its time went, what came back, and what to do where it
/// failed. Its menu copies it, as does Ctrl+C through copy(), which the window calls.
class DetailsPanel : public Card
{
    Q_OBJECT
public:
    /// `model` is not owned and outlives this.
    explicit DetailsPanel(const RequestModel *model, QWidget *parent = nullptr);
    ~DetailsPanel() override;

    /// -1 shows the hint.
    void showRequest(int row);
    int request() const { return m_row; }

    QSize sizeHint() const override;

public Q_SLOTS:
    void copy(); ///< A line for each name and value; then the response's headers.

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void showTimes(const RunRecord &record, quint32 index, const QList<StageSpan> &spans);
    void applyPalette();

    QString text() const;

    std::unique_ptr<Ui::DetailsPanel> m_ui;
    QScrollArea *m_scroll = nullptr;
    QAction *m_copy;
    const RequestModel *m_model;
    int m_row = -1;
};

} // namespace fiftyfold
