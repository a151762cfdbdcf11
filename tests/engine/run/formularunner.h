// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/schedule.h"
#include "engine/runners/runner.h"

#include <algorithm>

namespace fiftyfold::test {

inline constexpr qint64 formulaServiceNs = 20'000'000;

/// What has run, and how its server answers: in turn, so many a second, each after 20 ms.
struct FormulaScene {
    QStringList log; ///< "probe 4", "100/s" as they start, and "stop".
    double serverRate = 300;
    bool isEndless = false; ///< From now on nothing ends by itself.
    QString problem;        ///< Of what runs from now on.
    bool isBroken = false;  ///< Every request fails.
    bool isLate = false;    ///< Not the server is slow, but requests go out late.
    int alive = 0;
    int mostAlive = 0;
    quint64 lastId = 0;
};

class FormulaRunner final : public Runner
{
public:
    FormulaRunner(const RunPlan &plan, FormulaScene &scene)
        : m_plan(plan)
        , m_scene(scene)
        , m_id(++scene.lastId)
        , m_mailbox(m_id)
    {
        ++m_scene.alive;
        m_scene.mostAlive = std::max(m_scene.mostAlive, m_scene.alive);
    }
    ~FormulaRunner() override { --m_scene.alive; }
    Q_DISABLE_COPY_MOVE(FormulaRunner)

    quint64 runId() const override { return m_id; }
    Mailbox &mailbox() override { return m_mailbox; }

    void start() override
    {
        m_scene.log.append(m_plan.isOpen() ? rateToText(m_plan.rate)
                                           : QStringLiteral("probe %1").arg(m_plan.effectiveAtOnce()));
        Q_EMIT prepared(m_plan, {}, {QStringLiteral("said each time")});
        Q_EMIT started(QDateTime::currentDateTimeUtc());
        if (!m_scene.isEndless)
            QMetaObject::invokeMethod(this, [this] { end(); }, Qt::QueuedConnection);
    }

    void stop() override
    {
        m_scene.log.append(QStringLiteral("stop"));
        RunEnd stopped;
        stopped.isStopped = true;
        QMetaObject::invokeMethod(this, [this, stopped] { Q_EMIT finished(stopped); }, Qt::QueuedConnection);
    }

private:
    void end()
    {
        RunEnd runEnd;
        runEnd.problem = m_scene.problem;
        runEnd.transportLibrary = QStringLiteral("libformula/1");
        const auto between = static_cast<qint64>(1e9 / m_scene.serverRate);
        const quint32 requests =
            m_plan.isOpen() ? m_plan.requests : static_cast<quint32>(m_plan.duration.count() / between);
        qint64 turn = 0;
        for (quint32 index = 0; index < requests && m_scene.problem.isEmpty(); ++index) {
            const qint64 due = m_plan.isOpen() ? Schedule(m_plan).dueNs(index) : turn;
            turn = std::max(turn, due) + between;
            add(index, due, m_scene.isLate ? turn : due, turn + formulaServiceNs);
            runEnd.elapsedNs = turn + formulaServiceNs;
        }
        Q_EMIT finished(runEnd);
    }

    void add(quint32 index, qint64 due, qint64 start, qint64 endAt)
    {
        Fact fact;
        fact.kind = Fact::Kind::Ended;
        fact.stage = Stage::Queued;
        fact.request = index;
        fact.begin = due;
        fact.at = start;
        m_mailbox.add(fact);
        fact.stage = Stage::Receive;
        fact.begin = start;
        fact.at = endAt;
        m_mailbox.add(fact);
        fact.kind = Fact::Kind::Finished;
        fact.outcome = m_scene.isBroken ? Outcome::Failed : Outcome::Done;
        fact.error = m_scene.isBroken ? ErrorClass::Connect : ErrorClass::None;
        m_mailbox.add(fact);
    }

    const RunPlan m_plan;
    FormulaScene &m_scene;
    const quint64 m_id;
    Mailbox m_mailbox;
};

} // namespace fiftyfold::test
