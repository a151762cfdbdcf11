// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/strategies/strategycatalogue.h"

#include "engine/base/siblingprogram.h"

#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

namespace fiftyfold {

namespace {

// The distribution's own, and not the first in the PATH: it is the one whose modules its packages install.
constexpr QLatin1String python("/usr/bin/python3");
constexpr QLatin1String pythonModules("/usr/lib/python3/dist-packages");

/// As QProcess::splitCommand() reads it.
QString quoted(const QString &word)
{
    return word.contains(QLatin1Char(' ')) ? QLatin1Char('"') + word + QLatin1Char('"') : word;
}

QString commandFor(const QString &name)
{
    const auto file = [](const char *fileName) {
        return quoted(runnersFolder() + QLatin1Char('/') + QLatin1String(fileName));
    };
    if (name == QLatin1String("go-goroutines"))
        return QStringLiteral("go run ") + file("goroutines.go") + QLatin1Char(' ') + file("protocol.go") +
               QLatin1Char(' ') + file("exchange.go");
    const QString script = name == QLatin1String("python-requests")  ? file("python_requests.py")
                           : name == QLatin1String("python-threads") ? file("python_threads.py")
                                                                     : file("python_asyncio.py");
    return python + QLatin1String(" -B ") + script; // nothing is left beside the script
}

QString whyNotOurs()
{
    return siblingProgram(QStringLiteral("fiftyfold-cli")).isEmpty()
               ? QStringLiteral("fiftyfold-cli, which works in its processes, is not beside this program. Install "
                                "Fiftyfold again.")
               : QString();
}

QString whyNoRunners()
{
    const QFileInfo folder(runnersFolder());
    return folder.isDir()
               ? QString()
               : QStringLiteral("The runners are not in %1. Install Fiftyfold again.").arg(folder.absoluteFilePath());
}

QString whyNotPython(const QString &module)
{
    if (const QString why = whyNoRunners(); !why.isEmpty())
        return why;
    const QString remedy = QStringLiteral("Install it with: sudo apt-get install python3-%1").arg(module);
    if (!QFileInfo(QString(python)).isExecutable())
        return QStringLiteral("There is no %1. %2").arg(python, remedy);
    if (!QFileInfo(pythonModules + QLatin1Char('/') + module).isDir())
        return QStringLiteral("Python's module %1 is not in %2. %3").arg(module, pythonModules, remedy);
    return {};
}

QString whyNotGo()
{
    if (const QString why = whyNoRunners(); !why.isEmpty())
        return why;
    return QStandardPaths::findExecutable(QStringLiteral("go")).isEmpty()
               ? QStringLiteral("Go is not in the PATH. Install it with: sudo apt-get install golang-go")
               : QString();
}

QString source(const char *fileName)
{
    return QLatin1String(":/sources/") + QLatin1String(fileName);
}

StrategyInfo info(const char *name, const char *label, const QString &description, const char *lesson,
                  const char *fileName)
{
    return {QLatin1String(name), QLatin1String(label), description, QLatin1String(lesson), source(fileName), false, {}};
}

StrategyInfo external(StrategyInfo one, const QString &unavailable)
{
    one.isExternal = true;
    one.unavailable = unavailable;
    return one;
}

QList<StrategyInfo> runners()
{
    const QString noRequests = whyNotPython(QStringLiteral("requests"));
    return {
        external(
            info("python-requests", "Python requests", QStringLiteral("one at a time, external"),
                 "A loop over requests with Python's best-known HTTP library and one session, so the connection is "
                 "kept. Right for scripts with a handful of requests, as nothing is easier to read.",
                 "python_requests.py"),
            noRequests),
        external(
            info("python-threads", "Python threads", QStringLiteral("requests in a thread pool, external"),
                 "A ThreadPoolExecutor whose threads each wait for a request of their own; Python runs one of them "
                 "at a time, but waits in all. Right where blocking Python is there already and waits for the "
                 "network.",
                 "python_threads.py"),
            noRequests),
        external(info("python-asyncio", "Python asyncio", QStringLiteral("aiohttp, external"),
                      "Tasks on one event loop, with aiohttp for the network. Right where Python has many requests in "
                      "flight and little to compute between them.",
                      "python_asyncio.py"),
                 whyNotPython(QStringLiteral("aiohttp"))),
        external(info("go-goroutines", "Go goroutines", QStringLiteral("net/http, external"),
                      "Goroutines that read as if they blocked, joined by channels, on as many threads as there are "
                      "processors. Right where many requests meet real work, and a compiled program is welcome.",
                      "goroutines.go"),
                 whyNotGo()),
    };
}

} // namespace

QList<StrategyInfo> ownStrategies()
{
    QList<StrategyInfo> list = {
        info("sequential", "Sequential", QStringLiteral("one at a time"),
             "Each request is whole, down to its deleted page, before the next one begins. Right where there are few "
             "requests, or where each needs what the one before it brought.",
             "sequentialstrategy.cpp"),
        info("async", "Async", QStringLiteral("one event loop"),
             "One thread has all requests in flight and does the steps of each as its reply arrives. Right where the "
             "time goes into waiting for the network, which is nearly always.",
             "asyncstrategy.cpp"),
        info("async-ordered", "Async, in order", QStringLiteral("steps in request order"),
             "All requests are in flight at once, but a reply that is early waits until those before it have been "
             "worked on. Right where results must come out in order; one slow reply holds back all after it.",
             "asyncorderedstrategy.cpp"),
        info("threads", "Threads", QStringLiteral("a whole request in each"),
             "A pool of threads, each of which sends a request, waits for all of it and takes the next. Right where "
             "the libraries at hand can only block, and there are hundreds of requests rather than many thousands.",
             "threadsstrategy.cpp"),
        info("async-threads", "Async + thread executor", QStringLiteral("steps on a thread pool"),
             "An event loop has the network, and a pool of threads wraps, saves and deletes. Right where the steps "
             "take long enough to hold up the loop, and threads can really run side by side.",
             "executorstrategy.cpp"),
        info("async-processes", "Async + process executor", QStringLiteral("steps in a process for each processor"),
             "An event loop has the network, and other processes wrap, save and delete what is sent to them. Right "
             "where the steps are heavy and a crash in one must not take the rest along; for small pages the way "
             "there and back costs more than the work.",
             "executorstrategy.cpp"),
        info("processes", "Processes", QStringLiteral("an event loop and a share in each"),
             "Several processes each run their share of the requests in an event loop of their own. Right where one "
             "processor is not enough for all of them, and the shares need nothing from each other.",
             "externalrunner.cpp"),
    };
    const QString noProcesses = whyNotOurs();
    for (StrategyInfo &one : list) {
        if (one.name == QLatin1String("async-processes") || one.name == QLatin1String("processes"))
            one.unavailable = noProcesses;
    }
    return list;
}

QList<StrategyInfo> strategyCatalogue()
{
    return ownStrategies() + runners();
}

quint32 runnerThreadsFor(const QString &name, quint32 lanes)
{
    constexpr quint32 ofGo = 6; // for goroutines, the collector, what waits in the kernel, and Go's own watch
    if (name == QLatin1String("python-threads"))
        return lanes;
    return name == QLatin1String("go-goroutines") ? ofGo : 0;
}

std::optional<StrategyInfo> strategyNamed(const QString &name)
{
    const QList<StrategyInfo> catalogue = strategyCatalogue();
    const auto found = std::find_if(catalogue.cbegin(), catalogue.cend(),
                                    [&name](const StrategyInfo &info) { return info.name == name; });
    return found == catalogue.cend() ? std::nullopt : std::optional(*found);
}

QStringList strategyNames()
{
    return availableStrategies() + QStringList{QStringLiteral("python-requests"), QStringLiteral("python-threads"),
                                               QStringLiteral("python-asyncio"), QStringLiteral("go-goroutines")};
}

void chooseStrategy(RunPlan &plan, const StrategyInfo &info)
{
    plan.strategy = info.name;
    plan.runnerCommand = info.isExternal ? commandFor(info.name) : QString();
}

ComparisonEntry comparisonEntry(const StrategyInfo &info, const RunPlan &plan)
{
    ComparisonEntry entry{info.name, info.label, info.description, plan, info.unavailable};
    chooseStrategy(entry.plan, info);
    if (!info.name.startsWith(QLatin1String("async")) || info.name == QLatin1String("async-ordered"))
        entry.plan.threads = 1; // it has its own way with threads
    return entry;
}

} // namespace fiftyfold
