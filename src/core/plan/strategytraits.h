// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <span>

namespace fiftyfold {

struct RunPlan;

/// What the lanes of a strategy are.
enum class LanesOn : quint8 { One, Loop, Threads, Processes };
/// What its steps run on.
enum class StepsOn : quint8 { Lanes, ThreadPool, ProcessPool };
/// What it is written in.
enum class Language : quint8 { Cpp, Python, Go, JavaScript, Java, Unknown };

/// What is known of a strategy, or of a runner that comes along, before it runs: a row of strategies.def.
struct StrategyTraits {
    const char *name;        ///< "async-threads", "python-asyncio": on the command line and in records.
    const char *label;       ///< "Async + thread executor"
    const char *description; ///< "steps on a thread pool": a line under the label.
    const char *lesson;      ///< Two sentences: what it does, and when it is the right choice.
    const char *source;      ///< The file that is shown as its source.
    LanesOn lanes = LanesOn::Loop;
    StepsOn steps = StepsOn::Lanes;
    bool takesThreads = false;     ///< Several engine threads (--threads) can share its lanes.
    bool needsOwnPrograms = false; ///< It starts other programs of ours.
    quint32 light = 0;             ///< Its colour, 0xAARRGGBB, on light ground and on dark.
    quint32 dark = 0;
    bool isDashed = false; ///< Its curve: colour alone would not tell it from others.
    Language language = Language::Cpp;
    const char *files = "";      ///< Of a runner: what it consists of, in its folder.
    const char *module = "";     ///< Of Python: what must be installed.
    quint32 threadsOfItsOwn = 0; ///< Beside its lanes', of a runner.

    bool isExternal() const { return language != Language::Cpp; }
};

/// All of them, in the order in which they are shown.
std::span<const StrategyTraits> strategyTable();

/// Their names, of those of which the question is true.
QStringList strategyNames(bool (*isOne)(const StrategyTraits &row) = [](const StrategyTraits &) { return true; });

/// The row of that name; null where there is none.
const StrategyTraits *findStrategy(const QString &name);

/// The row of a plan's strategy; of a program of the user's own, or a name that nobody knows, one that says so.
const StrategyTraits &strategyOf(const RunPlan &plan);

} // namespace fiftyfold
