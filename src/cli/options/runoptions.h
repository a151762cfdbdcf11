// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/curlcommand.h"
#include "core/plan/requestshorthand.h"
#include "core/plan/runplan.h"
#include "core/run/thresholds.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace fiftyfold {

enum class ProgressMode { Auto, Plain, None };

/// `--runner 'NAME=COMMAND'`
struct NamedRunner {
    QString name;
    QString command;
};

/// What `fiftyfold-cli run` was asked for: the plan, and what only a terminal program has.
struct RunOptions {
    RunPlan plan;
    QStringList given;               ///< Long names of the options that were given.
    QString dataFile;                ///< --data-file; read before the run.
    std::optional<CurlCommand> curl; ///< --curl, --curl-file; in the plan but for its files.
    QByteArray curlBoundary;         ///< Of its form, if it has one.
    qsizetype curlFields = 0;        ///< How many of the plan's fields are the command's: the first.
    RequestShorthand shorthand;      ///< --form, --user, --bearer; its files are read before the run.
    QStringList hosts;               ///< Of targets, those that are neither loopback nor private.
    QStringList notes;               ///< What is to be told before the run.
    std::optional<NamedRunner> runner;
    bool keepFiles = false;
    ProgressMode progress = ProgressMode::Auto;
    QList<Threshold> thresholds; ///< --expect, each once.
    bool isStrict = false;       ///< What is undecided, or not comparable, counts as crossed.
    QString baseline;            ///< What the run is held against: a file. Empty: nothing.
    QString jsonFile;            ///< These, see runFiles(): empty for none, "-" for standard output.
    QString csvFile;
    QString summaryFile;
    QString junitFile;
    QString markdownFile;
    QString htmlFile;
    QString harFile;
    bool withSecrets = false; ///< In the HAR.
    QString traceFile;
    QString histogramFile;
    QString openMetricsFile;
    QString seriesFile;     ///< Written while the run goes on; likewise.
    QString label;          ///< Of the history.
    bool isNotKept = false; ///< --no-history
    bool wantsHelp = false;
    bool hasUnreadableFile = false; ///< What is wrong is a file that can't be read, and not how it was asked for.
};

} // namespace fiftyfold
