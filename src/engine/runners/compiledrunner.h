// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <atomic>

namespace fiftyfold {

// Runners whose language is compiled, in the user's cache: the first time, and again when they or the compiler change.
// Empty on failure, which `problem` explains; also where `isCancelled` became true. Blocks for seconds: not for the
// main thread.

/// The program of some Go sources: what `go run` does, without its time.
QString compiledGoProgram(const QString &go, const QStringList &sources, const std::atomic<bool> &isCancelled,
                          QString *problem);

/// The folder with the classes of some Java sources: what `java FILE.java` does, without its time. `javac` is of the
/// JDK that runs them.
QString compiledJavaClasses(const QString &javac, const QStringList &sources, const std::atomic<bool> &isCancelled,
                            QString *problem);

} // namespace fiftyfold
