// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"
#include "core/plan/secretfilter.h" // what a runner says goes through it
#include "core/run/fact.h"
#include "engine/base/indexshare.h"
#include "engine/runners/runnerfinished.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <utility>
#include <variant>

namespace fiftyfold {

// The lines of fiftyfold.runner/1, read and written: no process, no clock. Each written line ends in '\n'.

/// What a runner is to do: the first line of its input.
struct RunnerTask {
    RunPlan plan;           ///< With a real URL; `workDir` is the folder for its pages.
    IndexShare share;       ///< Its requests, of those of the run. "first_index", and "index_step" where that is not 1.
    quint32 firstLane = 0;  ///< What its first lane is in the run, for {{lane}}. "first_lane", where that is not 0.
    bool isSummary = false; ///< It tells of no request, only how many there were.
};
/// That line, secrets included, in pieces: the body comes last and is encoded as it is written, so that several
/// programs can be given one without a copy for each. A plan that names no User-Agent gets ours: a runner is to be as
/// honest as the engine.
class TaskLine
{
public:
    explicit TaskLine(const RunnerTask &task);
    /// Empty once all has been given.
    QByteArray next();

private:
    const QByteArray m_body;
    qsizetype m_written = 0; ///< Of the body.
    QByteArray m_beginning;
    QByteArray m_end;
};
/// `problem` says what is wrong with the line; then the task is not to be used. A large body is decoded in the memory
/// of a line that is moved here.
RunnerTask taskFromLine(QByteArray line, QString *problem);

/// The second line of its input.
inline QByteArray startLine()
{
    return QByteArrayLiteral("{\"start\": true}\n");
}
bool isStartLine(const QByteArray &line);

struct RunnerReady {
    QString name;
    QString version;
    std::optional<qint64> clockNs = {}; ///< CLOCK_MONOTONIC when it was ready, where it tells that.
};
/// Times are nanoseconds since the runner said that it was ready.
struct RunnerStage {
    quint32 request = 0;
    Stage stage = Stage::Queued;
    qint64 begin = 0;
    qint64 length = 0;
    bool isBrokenOff = false;         ///< The request failed or was cancelled in it. "broken", only where it is true.
    std::optional<quint32> lane = {}; ///< Of `queued`: in which lane of the runner it is from now on, where it tells.
};
struct RunnerOutcome {
    quint32 request = 0;
    Outcome outcome = Outcome::Done;
    Fault fault;        ///< Of a failed one; of a cancelled one only the class.
    quint16 status = 0; ///< 0: there was no reply.
    qint64 bytes = 0;
    qint64 at = 0;
    HttpVersion http = HttpVersion::Unknown; ///< This and what follows, where it tells.
    Fact::Reuse reuse = Fact::Reuse::Unknown;
    quint8 retries = 0;
    std::optional<quint32> connection = {};                ///< Its number among those that this runner opened, from 0.
    QList<std::pair<QByteArray, QByteArray>> headers = {}; ///< Of the reply, "headers": names and values.
    QByteArray digest;                                     ///< SHA-256 of the body of request 0, in hexadecimal digits.
};
/// Not a line of this protocol, and why: "no JSON object", "a stage that there is not".
struct RunnerNonsense {
    QString why;
};
using RunnerLine = std::variant<RunnerReady, RunnerStage, RunnerOutcome, RunnerFinished, RunnerNonsense>;

/// One line of a runner's output.
RunnerLine runnerLine(const QByteArray &line);

QByteArray lineOf(const RunnerReady &ready);
QByteArray lineOf(const RunnerStage &stage);
QByteArray lineOf(const RunnerOutcome &outcome);
QByteArray lineOf(const RunnerFinished &finished);

} // namespace fiftyfold
