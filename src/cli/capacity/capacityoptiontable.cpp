// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/capacity/capacityoptiontable.h"

#include "cli/options/runfiles.h"
#include "core/text/quantities.h"

namespace fiftyfold {

namespace {

const QString capacityGroup = QStringLiteral("Capacity");

/// Of `run`: what a step has of its own, and what is about one run alone.
bool isOfOneRun(const CommandOption &option)
{
    static const QStringList names = {QStringLiteral("requests"),   QStringLiteral("duration"),
                                      QStringLiteral("rate"),       QStringLiteral("ramp-up"),
                                      QStringLiteral("expect"),     QStringLiteral("strict"),
                                      QStringLiteral("keep-files"), QStringLiteral("baseline")};
    return names.contains(option.names.last()) || isOfRunFiles(option.names.last());
}

Refusal applyStepTime(CapacityOptions &options, const QString &value)
{
    const auto length = durationFromText(value);
    if (!length)
        return quoted(value);
    options.stepTime = *length;
    return accepted;
}

Refusal applyFrom(CapacityOptions &options, const QString &value)
{
    const std::optional<Rate> rate = rateFromText(value);
    if (!rate || rate->pieces.size() != 1 || rate->pieces.first().isRamp())
        return quoted(value);
    options.from = rate->pieces.first().from;
    return accepted;
}

CommandOption expectOption()
{
    CommandOption option = *findOption(runOptionTable(), QStringLiteral("expect"));
    option.group = capacityGroup;
    option.help = QStringLiteral(
        "What a rate has to hold, as in run, but for rate and elapsed; at least one, may be repeated. A request "
        "without a reply when its step is over counts as failed. Whatever it says, a rate does not hold either at "
        "which replies fall behind.");
    return option;
}

void addSearchOptions(OptionTable &table, CapacityOptions &options)
{
    table.push_back(expectOption());
    table.push_back({capacityGroup,
                     {QStringLiteral("z"), QStringLiteral("duration")},
                     QStringLiteral("TIME"),
                     QStringLiteral("a time below a day such as 800ms, 20s or 2m"),
                     QStringLiteral("How long each step lasts. Default: 10s, and longer where it takes longer for "
                                    "enough requests to become due that 100 are beyond the percentile of --expect: "
                                    "2,000 for p95, 10,000 for p99."),
                     [&options](RunOptions &, const QString &value) { return applyStepTime(options, value); }});
    table.push_back({capacityGroup,
                     {QStringLiteral("from")},
                     QStringLiteral("RATE"),
                     QStringLiteral("a rate such as 200/s or 30/m, at most 1000000/s"),
                     QStringLiteral("The rate of the first step, and the lowest. Default: half of what 32 lanes get "
                                    "done in 2s; where that does not hold, less, to a sixteenth."),
                     [&options](RunOptions &, const QString &value) { return applyFrom(options, value); }});
}

/// Where `run` has its files.
void addFileOptions(OptionTable &table, const QString &group, CapacityOptions &options)
{
    const auto add = [&](const char *name, const QString &help, QString &field) {
        table.push_back({group,
                         {QLatin1String(name)},
                         QStringLiteral("FILE"),
                         QStringLiteral("the name of a file, or - for standard output"),
                         help,
                         [&field](RunOptions &, const QString &value) -> Refusal {
                             field = value;
                             return value.isEmpty() ? Refusal(QStringLiteral("an empty name")) : accepted;
                         },
                         Offer::File});
    };
    add("json", QStringLiteral("Write all steps and the answer (fiftyfold.capacity/1); - is standard output."),
        options.run.jsonFile);
    add("markdown", QStringLiteral("Write them as a table to be pasted into an issue; - is standard output."),
        options.markdownFile);
}

} // namespace

OptionTable capacityOptionTable(CapacityOptions &options)
{
    OptionTable table;
    addSearchOptions(table, options);
    for (const CommandOption &option : runOptionTable()) {
        if (option.names.last() == QLatin1String("json"))
            addFileOptions(table, option.group, options);
        if (!isOfOneRun(option))
            table.push_back(option);
    }
    return table;
}

} // namespace fiftyfold
