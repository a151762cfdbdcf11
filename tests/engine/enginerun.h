// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runsummary.h"
#include "engine/run/recordedrun.h"

#include <QSignalSpy>

#include <chrono>
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

/// A run and its record, begun at once.
class EngineRun
{
public:
    explicit EngineRun(const RunPlan &plan, PracticeServer *server = nullptr, RunReport report = RunReport::Each)
        : run(plan, server, std::chrono::milliseconds(1),
              [this, report](const RunPlan &given, PracticeServer *practice) {
                  std::unique_ptr<Runner> made = makeRunner(given, practice, report);
                  runner = made.get();
                  return made;
              })
        , end(run.end())
        , m_ended(&run, &RecordedRun::finished)
    {
        run.start();
    }

    /// True when it ended within the deadline.
    bool wait(int milliseconds = 20'000) { return run.isFinished() || m_ended.wait(milliseconds); }
    void stop() { run.stop(); }
    bool isPrepared() const { return run.isPrepared(); }
    qsizetype ends() const { return m_ended.size(); }
    const RunRecord &record() const { return *run.record(); }
    const RunTally &tally() const { return run.recorder().tally(); }
    RunSummary summary() const { return summarise(record()); }
    const QString &workFolder() const { return run.record()->workFolder; }

    Runner *runner = nullptr; ///< Its own; to look at.
    RecordedRun run;
    const RunEnd &end;

private:
    QSignalSpy m_ended;
};

} // namespace fiftyfold::test
