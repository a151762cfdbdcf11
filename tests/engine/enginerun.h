// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runrecorder.h"
#include "core/run/runsummary.h"
#include "engine/runners/runner.h"

#include <QSignalSpy>

#include <memory>

namespace fiftyfold::test {

/// The transport that this run of the test program is about: ctest runs each of them over both.
inline QString testedTransport()
{
    return qEnvironmentVariable("FIFTYFOLD_TEST_TRANSPORT", QStringLiteral("curl"));
}

inline bool isQtTested()
{
    return testedTransport() == QLatin1String("qt");
}

/// A runner with its recorder, as window and terminal join them.
class EngineRun : public QObject
{
    Q_OBJECT
public:
    explicit EngineRun(const RunPlan &plan, PracticeServer *server = nullptr)
        : runner(makeRunner(plan, server))
        , m_ended(runner.get(), &Runner::finished)
    {
        connect(runner.get(), &Runner::prepared, this,
                [this](const RunPlan &real, const QString &folder, const QStringList &said) {
                    recorder = std::make_unique<RunRecorder>(real, runner->runId());
                    workFolder = folder;
                    notices = said;
                });
        connect(runner.get(), &Runner::finished, this, [this](const RunEnd &runEnd) {
            end = runEnd;
            ++ends;
            drain();
            if (recorder)
                recorder->record()->elapsedNs = end.elapsedNs;
        });
        runner->start();
    }

    /// True when it ended within the deadline.
    bool wait(int milliseconds = 20'000) { return ends > 0 || m_ended.wait(milliseconds); }
    void drain()
    {
        const FactBatch batch = runner->mailbox().take();
        if (recorder)
            recorder->apply(batch);
    }
    const RunRecord &record() const { return *recorder->record(); }
    RunSummary summary() const { return summarise(record()); }

    std::unique_ptr<Runner> runner;
    std::unique_ptr<RunRecorder> recorder;
    RunEnd end;
    QString workFolder;
    QStringList notices;
    int ends = 0;

private:
    QSignalSpy m_ended;
};

} // namespace fiftyfold::test
