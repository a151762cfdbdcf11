// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/runplan.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <atomic>
#include <chrono>

namespace fiftyfold {

/// One request as it will be sent, for people: without secrets.
struct PreviewedRequest {
    QString line;        ///< "POST http://…"
    QStringList headers; ///< "Accept: text/plain": the plan's own, what names the program, and the type of a body.
    QString body;        ///< Its beginning; bytes that are no text are replaced.
    qint64 bodySize = 0; ///< In bytes.
};

/// What a plan's requests are made of, as far as people are told before a run.
struct RequestPreview {
    QString problem;           ///< A sentence that names an option; empty where all can be sent.
    QString problemOption;     ///< "--targets"
    bool isUnreadable = false; ///< What is wrong is a file that can't be read, not what is in it.
    QStringList names;         ///< Of the targets of a file; empty without one.
    ExactUrl runUrl;           ///< For the run: of a target that asks the practice server, if any, else of the first.
    ExactUrl firstUrl;         ///< Of the first target.
    QByteArray firstMethod;    ///< Likewise.
    qsizetype leftOut = 0;     ///< Entries of a HAR that are no targets.
    QStringList columns;       ///< Of the file of rows.
    QStringList remoteHosts;   ///< Of all targets, each once, those that are neither on this machine nor in a private
                               ///< network.
    QList<PreviewedRequest> first; ///< Of the requests, at most three, in their order.
};

/// Reads the plan's files, of rows as many as it has requests, and makes its first requests, each as it would be sent
/// now. Any thread; takes as long as its files are large, or until `isCancelled`, which may be null: then what it gives
/// means nothing.
RequestPreview previewOf(const RunPlan &plan, std::chrono::milliseconds now,
                         const std::atomic_bool *isCancelled = nullptr);

} // namespace fiftyfold
