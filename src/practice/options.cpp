// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/options.h"

#include "practice/listeningsocket.h"

#include <charconv>
#include <optional>

namespace fiftyfold::practice {

namespace {

constexpr std::string_view portTakes = "a whole number from 0 to 65535, where 0 lets the system pick";
constexpr std::string_view addressTakes = "a loopback address: one of 127.0.0.0/8, such as 127.0.0.1, or ::1";

std::optional<std::uint16_t> portFromText(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return port;
}

/// What was typed, so that it can't steer a terminal: other bytes than ASCII's printable ones as "\\x1b".
std::string visible(std::string_view text)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string shown;
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (byte >= 0x20 && byte < 0x7f)
            shown += character;
        else
            shown += {'\\', 'x', digits[byte >> 4], digits[byte & 0xf]};
    }
    return shown;
}

/// The option of a word, without its value, which may be anybody's secret: "-uNAME:PASSWORD", "--token=…".
std::string optionOf(std::string_view word, std::size_t equals)
{
    const bool isShort = word.size() > 2 && word[0] == '-' && word[1] != '-';
    return visible(isShort ? word.substr(0, 2) : word.substr(0, equals));
}

/// What there is in place of what other servers take.
std::string_view insteadOf(std::string_view name)
{
    if (name == "-p" || name == "-P" ||
        (!name.empty() && name.find_first_not_of("0123456789") == std::string_view::npos))
        return "; the port is --port N.";
    if (name == "-a" || name == "-b" || name == "-l" || name == "--bind" || name == "--host" || name == "--listen")
        return "; the address is --address ADDRESS.";
    return "; it takes --address, --port, --until-stdin-closes, --help and --version.";
}

std::string refusal(std::string_view option, std::string_view got, std::string_view takes)
{
    return std::string(option) + " got \"" + visible(got) + "\"; it takes " + std::string(takes) + ".";
}

} // namespace

Options optionsFromArguments(std::span<const char *const> arguments, std::string *problem)
{
    Options options;
    for (std::size_t i = 0; i < arguments.size() && problem->empty(); ++i) {
        const std::string_view argument = arguments[i];
        const bool isLong = argument.starts_with("--");
        const std::size_t equals = isLong ? argument.find('=') : std::string_view::npos;
        const std::string_view name = argument.substr(0, equals);

        if (name == "--address" || name == "--port") {
            const std::string_view takes = name == "--port" ? portTakes : addressTakes;
            if (equals == std::string_view::npos && i + 1 == arguments.size()) {
                *problem = std::string(name) + " got no value; it takes " + std::string(takes) + ".";
                break;
            }
            const std::string_view value =
                equals != std::string_view::npos ? argument.substr(equals + 1) : std::string_view(arguments[++i]);
            if (name == "--port") {
                if (const auto port = portFromText(value))
                    options.port = *port;
                else
                    *problem = refusal(name, value, takes);
            } else {
                options.address = value;
                if (!isLoopbackAddress(options.address))
                    *problem = refusal(name, value, takes);
            }
        } else if (argument == "--until-stdin-closes") {
            options.untilStdinCloses = true;
        } else if (argument == "--help" || argument == "-h") {
            options.showHelp = true;
        } else if (argument == "--version") {
            options.showVersion = true;
        } else {
            const std::string option = optionOf(argument, equals);
            *problem = "There is no option \"" + option + "\"" + std::string(insteadOf(option));
        }
    }
    return options;
}

std::string_view helpText()
{
    return R"(Usage: fiftyfold-practice-server [options]

An HTTP origin on this machine that answers as slowly, and as badly, as it is asked to.
When it listens, it prints one line: listening http://127.0.0.1:PORT/

Options:
  --address ADDRESS     loopback address to listen on (default 127.0.0.1)
  --port N              port; 0 lets the system pick (default 0)
  --until-stdin-closes  end when standard input ends; a line there begins a new run, in which
                        queues are empty and stalls count anew
  --help                print this and exit
  --version             print the version and exit

Every path answers with a text in the manner of robots.txt. The query says how:
  latency=100ms         wait before the answer: 250ms, 10s, 2m, up to 1h (default 0)
  jitter=10ms           vary the latency by up to this, either way (default 0)
  dist=lognormal        draw the latency from a distribution whose mean it is: lognormal, exponential,
                        or uniform, which is latency and jitter as above (default); see below
  rate=200/s            answer this many at most: 200/s, 30/m, from 1/m to 1000000/s; see below
  stall=3s+2s           stand still from 3s after the first request on, for 2s; see below
  size=7000             bytes of the body: 7000, 64KiB, 16MiB, up to 1GiB (default 7000)
  status=200            status code, 200 to 599 (default 200)
  location=/elsewhere   Location of a 3xx answer
  fail=0.05             share of the requests that get 503, 0 to 1 (default 0)
  echo                  answer with the request itself, as the path /echo does; see below
Other names are passed over. A value that makes no sense is answered with 400 and a text that says why.

dist  lognormal and exponential take a latency of at most 2m, and never wait above 1h. exponential
      takes no jitter. Of lognormal, jitter is the standard deviation, at most the latency; without
      one, that of the logarithm is 0.5: the median is then 0.88 of the mean, p95 2.0, p99 2.8.
rate  All requests that ask for the same rate wait in one queue, in order of arrival; each is taken
      1/rate after the one before, and its latency comes on top. Nothing is dropped. Time in which
      nobody came is lost: the first to come after it is taken at once, the second 1/rate later. Who
      leaves has used its place, until nobody is left.
stall What would be answered within that time is answered at its end. Connections are accepted and
      requests are read meanwhile, and answers that have begun go on. It counts from the first request
      that asks for this stall, and again from the first one after a second in which none came and
      none was waiting.
echo  The answer is JSON: method, target, http (the version), headers as a list of [name, value] in
      their order, body, and body_encoding: "utf-8", or "base64" where the body is no UTF-8. Secrets
      that were sent are in it, and nowhere else. size does not count. A body above 1MiB gets 413; one
      of HEAD, TRACE and methods that HTTP does not define is not read, and is null.

/stats answers with counters as JSON; /stats?reset=1 also sets them to zero afterwards.
)";
}

} // namespace fiftyfold::practice
