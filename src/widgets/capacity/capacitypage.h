// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/strategies/strategycatalogue.h"
#include "widgets/base/windowsettings.h"
#include "widgets/capacity/capacitycontroller.h"
#include "widgets/capacity/capacityfields.h"

#include <QWidget>

#include <memory>

class QToolButton;

namespace fiftyfold {

namespace Ui {
class CapacityPage;
}

class Announcer;
class CapacityAnswerCard;
class CapacityChart;
class CellTable;
class ChartCard;
class CommandBox;

/// Where the highest rate is found that holds an objective: its fields, the answer, the curve, the steps, and the
/// command that does the same in the terminal. Main thread.
class CapacityPage : public QWidget
{
    Q_OBJECT
public:
    /// `factory`: see CapacityController.
    explicit CapacityPage(const QList<StrategyInfo> &catalogue = strategyCatalogue(),
                          CapacityController::Factory factory = {}, QWidget *parent = nullptr);
    ~CapacityPage() override;

    /// What is asked; its load and its strategy mean nothing. Ignored while isBusy(). `remoteHosts` are those that it
    /// asks and that are neither on this machine nor in a private network.
    void setPlan(const RunPlan &plan, const QStringList &remoteHosts);
    /// Shows a search that was kept, as if it had just ended. Its plan and fields take the place of those that are
    /// there, unless `whyNotAgain` says why they can't. Ignored while isBusy().
    void showKept(const CapacityRecord &record, const QString &name, const QString &whyNotAgain);
    /// Another run or a comparison goes on, which each would disturb: none is started here.
    void setOtherRunGoing(bool isGoing);
    /// Who is told how it goes.
    void setAnnouncer(Announcer *announcer);
    bool isBusy() const { return m_controller.isBusy(); }
    CapacityController *controller() { return &m_controller; }
    CapacityChart *chart() { return m_chart; }
    ChartCard *chartCard() { return m_chartCard; }
    /// Whether there is anything to be copied or exported.
    bool hasSteps() const { return !m_controller.record().steps.empty(); }
    /// How far it is, for people.
    QString stateText() const;
    void setFields(const CapacityFields &fields);
    CapacityFields fields() const;

public Q_SLOTS:
    /// Asks where it must, and begins the search.
    void find();
    void stop();
    void copyMarkdown(); ///< The whole search.
    void copyJson();     ///< Likewise.

Q_SIGNALS:
    void exportRequested();
    /// One of the chart.
    void pictureRequested();
    void busyChanged(bool isBusy);
    /// What has to be known: an error, or a notice; empty: nothing any more.
    void messageRaised(const QString &text, bool isError);

private:
    void buildBody();
    void fillStrategies(const QList<StrategyInfo> &catalogue);
    void showCommand();
    void showState();
    void showAnswer();
    void begin(const CapacityPlan &plan);
    CapacityPlan planOf(QString *problem) const;

    std::unique_ptr<Ui::CapacityPage> m_ui;
    WindowSettings m_windowSettings; ///< For the hosts that the user agreed to.
    CapacityController m_controller;
    RunPlan m_plan;
    QStringList m_remoteHosts;
    bool m_isOtherRunGoing = false;
    QString m_keptName;    ///< Of what is shown, where that was kept; otherwise empty.
    QString m_whyNotAgain; ///< Likewise.
    CapacityAnswerCard *m_answer = nullptr;
    ChartCard *m_chartCard = nullptr;
    CapacityChart *m_chart = nullptr;
    CellTable *m_table = nullptr;
    CommandBox *m_command = nullptr;
    QList<QAction *> m_copyActions; ///< Of the whole search.
    QToolButton *m_picture = nullptr;
    QToolButton *m_export = nullptr;
};

} // namespace fiftyfold
