// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <atomic>

namespace fiftyfold {

/// The program of some Go sources, compiled into the user's cache the first time, and again when they or the compiler
/// change: what `go run` does, without its time. Empty on failure, which `problem` explains; also where `isCancelled`
/// became true. Blocks for seconds: not for the main thread.
QString compiledGoProgram(const QString &go, const QStringList &sources, const std::atomic<bool> &isCancelled,
                          QString *problem);

} // namespace fiftyfold
