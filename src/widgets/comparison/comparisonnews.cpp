// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/comparison/comparisonnews.h"

#include "models/comparison/comparisonwording.h"
#include "widgets/base/announcer.h"
#include "widgets/comparison/comparisoncontroller.h"

namespace fiftyfold {

ComparisonNews::ComparisonNews(ComparisonController *controller, Announcer *announcer, QObject *parent)
    : QObject(parent)
    , m_controller(controller)
    , m_announcer(announcer)
{
    connect(controller, &ComparisonController::stateChanged, this, &ComparisonNews::tellState);
    connect(controller, &ComparisonController::progressed, this, &ComparisonNews::tellProgress);
}

void ComparisonNews::tellState()
{
    using State = ComparisonController::State;
    switch (m_controller->state()) {
    case State::Ready:
        break;
    case State::Running:
        tellProgress();
        break;
    case State::Stopping:
        m_announcer->sayProgress(tr("Stopping the comparison"));
        break;
    case State::Stopped:
        m_announcer->sayEvent(tr("The comparison is stopped. %1").arg(verdict()).trimmed());
        break;
    case State::Done:
        m_announcer->sayEvent(tr("The comparison is done. %1").arg(verdict()).trimmed());
        break;
    }
    m_announcer->noteChanges();
}

void ComparisonNews::tellProgress()
{
    const ComparisonRecord &record = m_controller->record();
    m_announcer->sayProgress(comparisonProgressText(record.runsDone, record.runsInAll, m_controller->remainingMs()));
    m_announcer->noteChanges();
}

/// "Async: 9.4 times as fast as Sequential": of the fastest; empty where none could be held against the baseline, or
/// another comparison is looked at.
QString ComparisonNews::verdict() const
{
    if (m_controller->isLookingBack())
        return {};
    const ComparisonModel &model = *m_controller->model();
    int fastest = -1;
    double most = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex cell = model.index(row, ComparisonModel::RatioColumn);
        const auto ratio = cell.data(ComparisonModel::RatioRole).value<Estimate>();
        if (cell.data(Qt::AccessibleTextRole).toString().isEmpty() || ratio.value <= most)
            continue;
        fastest = row;
        most = ratio.value;
    }
    if (fastest < 0)
        return {};
    return tr("%1: %2").arg(model.index(fastest, ComparisonModel::StrategyColumn).data().toString(),
                            model.index(fastest, ComparisonModel::RatioColumn).data(Qt::AccessibleTextRole).toString());
}

} // namespace fiftyfold
