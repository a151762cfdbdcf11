// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/card.h"

class QListView;
class QModelIndex;

namespace fiftyfold {

class ErrorModel;

/// The classes of errors of a run, each with its count and an example. A click, Return or Space on one goes to the
/// first of its requests, and with each further one to the next.
class ErrorsPanel : public Card
{
    Q_OBJECT
public:
    /// `model` is not owned and outlives this.
    explicit ErrorsPanel(ErrorModel *model, QWidget *parent = nullptr);

Q_SIGNALS:
    void requestChosen(int request);

private:
    void choose(const QModelIndex &index);
    void forgetChosen();

    const ErrorModel *m_model;
    QListView *m_list;
    int m_chosenRow = -1;
    int m_chosenRequest = -1;
};

} // namespace fiftyfold
