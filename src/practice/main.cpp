// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/lifeline.h"
#include "practice/listeningsocket.h"
#include "practice/options.h"
#include "practice/origin.h"

#include <event2/event.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

namespace {

using namespace fiftyfold::practice;

constexpr int exitUsage = 2;
constexpr int exitHungUp = 128 + SIGHUP; // as shells have it

struct LoopDeleter {
    void operator()(event_base *loop) const { event_base_free(loop); }
};
using LoopPointer = std::unique_ptr<event_base, LoopDeleter>;

/// A loop whose timers are exact to microseconds; the usual ones are exact to a millisecond.
LoopPointer makeLoop()
{
    event_config *config = event_config_new();
    event_config_set_flag(config, EVENT_BASE_FLAG_PRECISE_TIMER | EVENT_BASE_FLAG_EPOLL_USE_CHANGELIST);
    LoopPointer loop(event_base_new_with_config(config));
    event_config_free(config);
    return loop;
}

bool print(const std::string &text)
{
    return std::fputs(text.c_str(), stdout) >= 0 && std::fflush(stdout) == 0;
}

int serve(const Options &options)
{
    raiseDescriptorLimit();

    ListeningSocket socket;
    std::string problem;
    if (!socket.open(options.address, options.port, &problem)) {
        std::fprintf(stderr, "fiftyfold-practice-server: %s\n", problem.c_str());
        return EXIT_FAILURE;
    }
    const LoopPointer loop = makeLoop();
    if (!loop) {
        std::fputs("fiftyfold-practice-server: Cannot make an event loop.\n", stderr);
        return EXIT_FAILURE;
    }
    Origin origin(loop.get());
    Lifeline lifeline(loop.get());
    lifeline.endOnSignals();
    if (options.untilStdinCloses)
        lifeline.endWhenInputEnds([&origin] { origin.startOver(); });
    if (!origin.serve(socket.release()) || !print("listening " + socket.url() + "\n"))
        return EXIT_FAILURE;
    if (event_base_dispatch(loop.get()) < 0)
        return EXIT_FAILURE;
    return lifeline.isHungUp() ? exitHungUp : EXIT_SUCCESS;
}

} // namespace

int main(int argc, char *argv[])
{
    std::signal(SIGPIPE, SIG_IGN); // what can't be written is an error, also
    std::signal(SIGXFSZ, SIG_IGN); // beyond "ulimit -f"
    std::string problem;
    const Options options = optionsFromArguments({argv + 1, argv + argc}, &problem);
    if (!problem.empty()) {
        std::fprintf(stderr, "fiftyfold-practice-server: %s\n", problem.c_str());
        return exitUsage;
    }
    if (options.showHelp)
        return print(std::string(helpText())) ? EXIT_SUCCESS : EXIT_FAILURE;
    if (options.showVersion)
        return print("fiftyfold-practice-server " FIFTYFOLD_VERSION "\n") ? EXIT_SUCCESS : EXIT_FAILURE;
    return serve(options);
}
