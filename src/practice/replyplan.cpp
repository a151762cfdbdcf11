// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/replyplan.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace fiftyfold::practice {

namespace {

template<typename Number>
std::optional<Number> numberFromText(std::string_view text)
{
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

/// Cuts the unit off the end of the text and gives its factor.
template<typename Factor, std::size_t Count>
std::optional<Factor> takeUnit(std::string_view &text,
                               const std::array<std::pair<std::string_view, Factor>, Count> &units)
{
    const std::size_t unitAt = std::min(text.find_first_not_of("0123456789."), text.size());
    const std::string_view unit = text.substr(unitAt);
    text = text.substr(0, unitAt);
    for (const auto &[name, factor] : units) {
        if (name == unit)
            return factor;
    }
    return std::nullopt;
}

std::optional<std::chrono::nanoseconds> durationFromText(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, double>, 4> units{
        {{"ms", 1e6}, {"s", 1e9}, {"m", 60e9}, {"h", 3600e9}}};
    if (text == "0")
        return std::chrono::nanoseconds(0);
    const auto factor = takeUnit(text, units);
    const auto number = numberFromText<double>(text);
    if (!factor || !number)
        return std::nullopt;
    const double nanoseconds = *number * *factor;
    if (nanoseconds > static_cast<double>(std::chrono::nanoseconds(latencyLimit).count()))
        return std::nullopt;
    return std::chrono::nanoseconds(std::llround(nanoseconds));
}

std::optional<std::uint64_t> sizeFromText(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, std::uint64_t>, 8> units{{{"", 1},
                                                                                      {"B", 1},
                                                                                      {"KiB", 1 << 10},
                                                                                      {"MiB", 1 << 20},
                                                                                      {"GiB", 1 << 30},
                                                                                      {"kB", 1'000},
                                                                                      {"MB", 1'000'000},
                                                                                      {"GB", 1'000'000'000}}};
    const auto factor = takeUnit(text, units);
    const auto number = numberFromText<std::uint64_t>(text);
    if (!factor || !number || *number > bodySizeLimit / *factor)
        return std::nullopt;
    return *number * *factor;
}

std::optional<int> statusFromText(std::string_view text)
{
    const auto status = numberFromText<int>(text);
    return status && *status >= 200 && *status <= 599 ? status : std::nullopt;
}

std::optional<double> shareFromText(std::string_view text)
{
    const auto share = numberFromText<double>(text);
    return share && *share >= 0 && *share <= 1 ? share : std::nullopt;
}

std::optional<std::string> locationFromText(std::string_view text)
{
    const bool isPrintable = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    return isPrintable ? std::optional(std::string(text)) : std::nullopt;
}

std::string percentDecoded(std::string_view text)
{
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned char code = 0;
        if (text[i] == '%' && i + 2 < text.size() &&
            std::from_chars(&text[i + 1], &text[i + 1] + 2, code, 16).ptr == &text[i + 1] + 2) {
            decoded += static_cast<char>(code);
            i += 2;
        } else {
            decoded += text[i];
        }
    }
    return decoded;
}

/// The value as it may be shown in a line of text.
std::string quoted(std::string_view value)
{
    constexpr std::size_t longest = 80;
    std::string shown(value.substr(0, longest));
    std::replace_if(shown.begin(), shown.end(), [](char c) { return c < ' ' || c == '\x7f'; }, '?');
    return '"' + shown + (value.size() > longest ? "…\"" : "\"");
}

} // namespace

ReplyPlan replyPlanFromQuery(std::string_view query, std::string *problem)
{
    ReplyPlan plan;
    const auto take = [problem](std::string_view name, std::string_view value, auto parsed, auto &field,
                                std::string_view takes) {
        if (parsed)
            field = std::move(*parsed);
        else
            *problem = std::string(name) + " got " + quoted(value) + "; it takes " + std::string(takes) + ".";
    };
    constexpr std::string_view timeTakes = "a time such as 250ms, 10s or 2m, at most 1h";

    while (!query.empty() && problem->empty()) {
        const std::string_view part = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(part.size() + 1, query.size()));
        const std::size_t equals = std::min(part.find('='), part.size());
        const std::string_view name = part.substr(0, equals);
        const std::string value = percentDecoded(part.substr(std::min(equals + 1, part.size())));

        if (name == "latency")
            take(name, value, durationFromText(value), plan.latency, timeTakes);
        else if (name == "jitter")
            take(name, value, durationFromText(value), plan.jitter, timeTakes);
        else if (name == "size")
            take(name, value, sizeFromText(value), plan.size, "bytes such as 7000, 64KiB or 16MiB, at most 1GiB");
        else if (name == "status")
            take(name, value, statusFromText(value), plan.status, "a status code from 200 to 599");
        else if (name == "fail")
            take(name, value, shareFromText(value), plan.failShare, "a share from 0 to 1, such as 0.05");
        else if (name == "location")
            take(name, value, locationFromText(value), plan.location, "a URL or a path, without spaces");
    }
    return plan;
}

bool isBodiless(int status)
{
    return status == 204 || status == 304;
}

} // namespace fiftyfold::practice
