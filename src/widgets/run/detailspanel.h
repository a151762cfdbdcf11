// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/card.h"

#include <QList>

#include <memory>

namespace fiftyfold {

namespace Ui {
class DetailsPanel;
}

class RequestModel;
class RunRecord;
struct StageSpan;

/// All that is known of one request: when it was due, where its time went, what came back, and what to do where it
/// failed.
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

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void showTimes(const RunRecord &record, quint32 index, const QList<StageSpan> &spans);
    void applyPalette();

    std::unique_ptr<Ui::DetailsPanel> m_ui;
    const RequestModel *m_model;
    int m_row = -1;
};

} // namespace fiftyfold
