// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace fiftyfold::practice {

/// What the command line asks for.
struct Options {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0; ///< 0: the system picks.
    bool untilStdinCloses = false;
    bool showHelp = false;
    bool showVersion = false;
};

/// Reads the arguments after the program's name. On bad usage `problem` is a sentence that names the option, what it
/// got and what it takes; otherwise it stays empty.
Options optionsFromArguments(std::span<const char *const> arguments, std::string *problem);

std::string_view helpText();

} // namespace fiftyfold::practice
