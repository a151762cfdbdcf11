// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/queryvalues.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
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

} // namespace

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

std::optional<Distribution> distributionFromText(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, Distribution>, 3> known{
        {{"uniform", Distribution::Uniform},
         {"lognormal", Distribution::Lognormal},
         {"exponential", Distribution::Exponential}}};
    for (const auto &[name, distribution] : known) {
        if (name == text)
            return distribution;
    }
    return std::nullopt;
}

std::optional<std::chrono::nanoseconds> slotFromText(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, double>, 2> units{{{"/s", 1e9}, {"/m", 60e9}}};
    constexpr double longest = 60e9; // 1/m
    constexpr double shortest = 1e3; // 1000000/s: timers count microseconds
    const auto factor = takeUnit(text, units);
    const auto number = numberFromText<double>(text);
    if (!factor || !number || *number <= 0)
        return std::nullopt;
    const double nanoseconds = *factor / *number;
    if (nanoseconds < shortest || nanoseconds > longest)
        return std::nullopt;
    return std::chrono::nanoseconds(std::llround(nanoseconds));
}

std::optional<Stall> stallFromText(std::string_view text)
{
    const std::size_t plus = text.find('+');
    if (plus == std::string_view::npos)
        return std::nullopt;
    const auto after = durationFromText(text.substr(0, plus));
    const auto length = durationFromText(text.substr(plus + 1));
    return after && length ? std::optional(Stall{*after, *length}) : std::nullopt;
}

std::optional<bool> presenceFromText(std::string_view text)
{
    return text.empty() ? std::optional(true) : std::nullopt;
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

std::string quotedValue(std::string_view value)
{
    constexpr std::size_t longest = 80;
    std::string shown(value.substr(0, longest));
    std::replace_if(shown.begin(), shown.end(), [](char c) { return c < ' ' || c == '\x7f'; }, '?');
    return '"' + shown + (value.size() > longest ? "…\"" : "\"");
}

} // namespace fiftyfold::practice
