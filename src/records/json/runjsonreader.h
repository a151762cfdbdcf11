// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/runcomparison.h"
#include "core/run/environment.h"
#include "core/run/runrecord.h"
#include "core/run/runsummary.h"
#include "core/run/thresholds.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace fiftyfold {

class RunRecorder;

/// Asked now and then while a file is read, with how many of its bytes have been; false: give up.
using ReadingGoesOn = std::function<bool(qint64 bytes)>;

/// A run as a file tells it.
struct ReadRun {
    std::shared_ptr<RunRecord> record;
    RunSummary summary; ///< Made from the requests; of a record without them, as the file says it.
    Expectations expectations;
    std::optional<RunComparison> baseline; ///< What it was held against.
    bool hasRequests = false;              ///< The record has rows for them all the same, all pending.
    QString version;                       ///< Of the program that wrote it.
    QJsonObject plan;                      ///< As it stands there: of a body its size alone.
    Environment environment;
};

/// Reads `fiftyfold.run/1`, of this version or an earlier one: its requests are told again as facts to a RunRecorder,
/// as a runner tells them. `run` is complete where the result is empty; otherwise the result says in which line, and
/// under which key, something else was expected. May run in any thread.
QString readRunJson(const QByteArray &json, ReadRun &run, const ReadingGoesOn &goesOn = {});

/// Tells the requests of a record to its recorder, with its run's id. Empty, or what is wrong with them.
using RequestsTeller = std::function<QString(RunRecorder &recorder)>;

/// The same of a record that was written without its requests, which are told by `requests`.
QString readRunJson(const QByteArray &json, const RequestsTeller &requests, ReadRun &run);

} // namespace fiftyfold
