// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/importsniffing.h"

#include "records/import/barejtl.h"
#include "records/import/delimitedrows.h"
#include "records/import/importformats.h"
#include "records/import/percentilespectrum.h"
#include "records/import/reportwords.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <vector>

namespace fiftyfold {

namespace {

using Keys = QList<QByteArray>;

/// Whether what follows the key "schema" is the name of a form of ours.
bool isNameOfOurs(QByteArrayView afterKey)
{
    const QByteArrayView value = afterKey.first(std::min<qsizetype>(80, afterKey.size())).trimmed(); // ": \"…\""
    return value.startsWith(':') && value.sliced(1).trimmed().startsWith("\"fiftyfold.");
}

/// Of the object with which the text begins, as many as there are of it. `isOurs` where its schema says so.
Keys topKeys(QByteArrayView text, bool &isOurs)
{
    Keys keys;
    int depth = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char c = text.at(at);
        if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (--depth == 0)
                break;
        } else if (c == '"') {
            const qsizetype begin = at + 1;
            for (++at; at < text.size() && text.at(at) != '"'; ++at)
                at += text.at(at) == '\\' ? 1 : 0;
            if (at >= text.size())
                break;
            const QByteArrayView rest = text.sliced(at + 1).first(std::min<qsizetype>(16, text.size() - at - 1));
            if (depth != 1 || !rest.trimmed().startsWith(':'))
                continue;
            keys.append(text.sliced(begin, at - begin).toByteArray());
            isOurs = isOurs || (keys.last() == "schema" && isNameOfOurs(text.sliced(at + 1)));
        }
    }
    return keys;
}

/// A table or object with the names by which it is known. Their order is of no matter.
struct Known {
    const char *what;
    bool isTable;
    Keys needed;
    Keys others; ///< Some of those that may be there, by which one is known that is not quite as it should be.
};

enum Table : std::size_t { HeyTable, OhaTable, K6Table, LocustTable, LocustLog, JmeterTable };

const std::vector<Known> &knownOnes()
{
    static const std::vector<Known> known{
        {"hey's CSV",
         true,
         {"response-time", "status-code", "offset"},
         {"DNS+dialup", "Request-write", "Response-delay", "Response-read"}},
        {"oha's CSV", true, {"request-start", "request-duration", "status"}, {"DNS+dialup", "Response-delay", "bytes"}},
        {"k6's CSV",
         true,
         {"metric_name", "timestamp", "metric_value"},
         {"expected_response", "error_code", "scenario", "extra_tags"}},
        {"Locust's statistics",
         true,
         {"Name", "Request Count", "Failure Count"},
         {"Median Response Time", "Average Response Time", "Requests/s"}},
        {"Locust's log of requests",
         true,
         {"timestamp", "response_time_ms", "status_code"},
         {"request_type", "response_length", "exception"}},
        {"a JTL of JMeter",
         true,
         {"timeStamp", "elapsed"},
         {"label", "responseCode", "responseMessage", "threadName", "success", "Latency", "allThreads"}},
        {"vegeta's lines", false, {"attack", "seq", "latency"}, {"code", "timestamp", "bytes_in"}},
        {"oha's JSON",
         false,
         {"summary", "latencyPercentiles"},
         {"responseTimeHistogram", "rps", "statusCodeDistribution"}},
        {"a report of vegeta", false, {"latencies", "requests"}, {"bytes_in", "throughput", "success", "status_codes"}},
        {"a summary of k6", false, {"metrics"}, {"root_group", "options", "state"}},
        {"Fortio's JSON", false, {"DurationHistogram"}, {"RunType", "ActualQPS", "ActualDuration", "RetCodes"}},
    };
    return known;
}

/// The names in the first line of a table.
Keys columnsOf(QByteArrayView line)
{
    Keys names = line.toByteArray().split(delimiterIn(line));
    for (QByteArray &name : names) {
        name = name.trimmed();
        if (name.size() > 1 && name.startsWith('"') && name.endsWith('"'))
            name = name.sliced(1, name.size() - 2);
    }
    return names;
}

bool isTable(QByteArrayView line, Table which)
{
    const Keys names = columnsOf(line);
    const Keys &needed = knownOnes()[which].needed;
    return std::all_of(needed.begin(), needed.end(), [&](const QByteArray &name) { return names.contains(name); });
}

template<typename... Names>
bool hasAll(const Keys &keys, Names... names)
{
    return (keys.contains(QByteArray(names)) && ...);
}

qsizetype countOf(QByteArrayView line, char delimiter)
{
    return std::count(line.begin(), line.end(), delimiter);
}

/// Whether the first field is a number of so many digits.
bool hasDigits(QByteArrayView line, char delimiter, qsizetype count)
{
    const qsizetype end = line.indexOf(delimiter);
    return end == count && std::all_of(line.begin(), line.begin() + end, [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether the beginning of a file ends in its first line: vegeta writes whole bodies into each.
bool endsInABody(QByteArrayView text, QByteArrayView line)
{
    return line.size() == text.size() && line.size() >= importBeginningSize - 3; // less by a byte order mark
}

/// As Markdown, AsciiDoc or for Org mode.
bool isTableOfHyperfine(QByteArrayView text)
{
    const QByteArrayView head = text.first(std::min<qsizetype>(200, text.size()));
    return (head.startsWith('|') || head.startsWith("[cols=")) && head.contains("Command") && head.contains("Relative");
}

const std::vector<ImportFormat> &formats()
{
    static const std::vector<ImportFormat> table{
        {[](QByteArrayView, QByteArrayView, const Keys &keys) { return keys.contains("log"); }, importHar, {}},
        {[](QByteArrayView, QByteArrayView, const Keys &keys) { return hasAll(keys, "attack", "seq", "latency"); },
         importVegetaLines,
         {}},
        {[](QByteArrayView, QByteArrayView, const Keys &keys) {
             return hasAll(keys, "summary", "latencyPercentiles") || hasAll(keys, "summary", "responseTimeHistogram");
         },
         importOhaJson,
         {}},
        {[](QByteArrayView, QByteArrayView, const Keys &keys) { return hasAll(keys, "latencies", "requests"); },
         importVegetaReport,
         {}},
        {[](QByteArrayView, QByteArrayView, const Keys &keys) {
             return keys.contains("metrics") || keys.contains("root_group");
         },
         importK6Summary,
         {}},
        {[](QByteArrayView, QByteArrayView, const Keys &keys) { return hasAll(keys, "results", "version"); },
         importK6Summary,
         {}},
        {[](QByteArrayView, QByteArrayView, const Keys &keys) { return hasAll(keys, "DurationHistogram"); },
         importFortio,
         {}},
        {[](QByteArrayView, QByteArrayView, const Keys &keys) { return hasAll(keys, "measurements"); },
         importH2loadJson,
         {}},
        {[](QByteArrayView, QByteArrayView, const Keys &keys) { return hasAll(keys, "spec", "result"); },
         importBombardier,
         {}},
        {[](QByteArrayView, QByteArrayView, const Keys &keys) { return hasAll(keys, "connections", "latency"); },
         importAutocannon,
         {}},
        {[](QByteArrayView, QByteArrayView, const Keys &keys) { return hasAll(keys, "results"); }, importHyperfine, {}},
        {[](QByteArrayView, QByteArrayView, const Keys &keys) { return hasAll(keys, "metric", "type", "data"); },
         importK6Lines,
         {}},
        {[](QByteArrayView, QByteArrayView line, const Keys &) { return isTable(line, K6Table); }, importK6Csv, {}},
        {[](QByteArrayView, QByteArrayView line, const Keys &) { return isTable(line, HeyTable); }, importHeyCsv, {}},
        {[](QByteArrayView text, QByteArrayView, const Keys &) {
             return text.startsWith("Running ") && text.contains("\u2502 Stat ");
         },
         nullptr,
         QStringLiteral("it is what autocannon prints for people; of autocannon, what it writes with -j is read")},
        {[](QByteArrayView text, QByteArrayView, const Keys &) { return text.startsWith("Bombarding "); }, nullptr,
         QStringLiteral("it is what bombardier prints for people; of bombardier, what it writes with --print result "
                        "--format json is read")},
        {[](QByteArrayView, QByteArrayView line, const Keys &) {
             return line.startsWith("Running ") && line.contains(" test @ ");
         },
         importWrk,
         {}},
        {[](QByteArrayView, QByteArrayView line, const Keys &) { return line.startsWith("This is ApacheBench"); },
         importAb,
         {}},
        {[](QByteArrayView text, QByteArrayView, const Keys &) {
             return text.startsWith("starting benchmark...") || text.startsWith("finished in ");
         },
         importH2loadText,
         {}},
        {[](QByteArrayView, QByteArrayView line, const Keys &) { return line.startsWith("starttime\tseconds\t"); },
         importAbTable,
         {}},
        {[](QByteArrayView, QByteArrayView line, const Keys &) {
             return line.startsWith("Percentage served,Time in ms");
         },
         nullptr,
         QStringLiteral("it is what ab writes with -e, which does not tell how many requests there were; of ab, what "
                        "it prints is read, and what it writes with -g")},
        {[](QByteArrayView text, QByteArrayView, const Keys &) {
             return text.startsWith('<') && text.contains("This is ApacheBench");
         },
         nullptr, QStringLiteral("it is what ab prints with -w, as HTML; of ab, what it prints without is read")},
        {[](QByteArrayView, QByteArrayView line, const Keys &) {
             return line.startsWith("command,") && line.contains(",mean,");
         },
         importHyperfineCsv,
         {}},
        {[](QByteArrayView text, QByteArrayView line, const Keys &) {
             return (line.startsWith("Benchmark ") && text.contains("Time (")) || isTableOfHyperfine(text);
         },
         nullptr,
         QStringLiteral("it is what hyperfine prints for people; of hyperfine, what it writes with --export-json or "
                        "--export-csv is read")},
        {[](QByteArrayView, QByteArrayView line, const Keys &) {
             return beginsSpectrum(line) || line.startsWith("Detailed Percentile spectrum:");
         },
         importSpectrum,
         {}},
        {[](QByteArrayView, QByteArrayView line, const Keys &) {
             return line.startsWith("#[") || line.startsWith("\"StartTimestamp\"") || line.startsWith("Tag=") ||
                    line.contains(",HISTFAAA");
         },
         importHdrLog,
         {}},
        {[](QByteArrayView text, QByteArrayView, const Keys &) { return text.startsWith("HISTFAAA"); }, nullptr,
         QStringLiteral("it is a single histogram of HdrHistogram; a log of such, with the start and the length of "
                        "each, is read")},
        {[](QByteArrayView text, QByteArrayView, const Keys &) {
             return text.startsWith("Summary:") && text.contains("Success rate:");
         },
         nullptr,
         QStringLiteral("it is what oha prints for people, in units that change; of oha, what it writes with "
                        "--output-format json or csv is read")},
        {[](QByteArrayView text, QByteArrayView, const Keys &) {
             return text.startsWith("Summary:") && text.contains("Requests/sec:");
         },
         importHeyText,
         {}},
        {[](QByteArrayView, QByteArrayView line, const Keys &) { return isTable(line, OhaTable); }, importOhaCsv, {}},
        {[](QByteArrayView, QByteArrayView line, const Keys &) { return isTable(line, LocustTable); },
         importLocustStats,
         {}},
        {[](QByteArrayView, QByteArrayView line, const Keys &) {
             return line.startsWith("Timestamp,User Count,") || line.startsWith("Method,Name,Error,") ||
                    line.startsWith("Count,Message,Traceback,");
         },
         nullptr,
         QStringLiteral(
             "it has no figures of the whole run; of Locust, what --csv writes to PREFIX_stats.csv is read")},
        {[](QByteArrayView, QByteArrayView line, const Keys &) { return isTable(line, LocustLog); },
         importLocustLog,
         {}},
        {[](QByteArrayView, QByteArrayView line, const Keys &) { return isTable(line, JmeterTable); },
         importJmeter,
         {}},
        {[](QByteArrayView text, QByteArrayView, const Keys &) { return delimiterOfBareJtl(text).has_value(); },
         importJmeter,
         {}},
        {[](QByteArrayView text, QByteArrayView line, const Keys &) {
             return countOf(line, ',') >= (endsInABody(text, line) ? 6 : 11) && hasDigits(line, ',', 19);
         },
         importVegetaCsv,
         {}},
        {[](QByteArrayView, QByteArrayView line, const Keys &) {
             return countOf(line, '\t') >= 2 && hasDigits(line, '\t', 16);
         },
         importH2loadLog,
         {}},
        {[](QByteArrayView text, QByteArrayView, const Keys &) {
             return text.startsWith('<') && text.contains("<testsuite");
         },
         nullptr, QStringLiteral("it is JUnit XML, which has verdicts and no figures")},
        {[](QByteArrayView, QByteArrayView line, const Keys &keys) {
             return line.startsWith("index,lane,outcome,") || keys.contains("traceEvents");
         },
         nullptr,
         QStringLiteral("it has requests without plan and figures; of Fiftyfold, the record (--json) is read")},
        {[](QByteArrayView text, QByteArrayView, const Keys &) { return text.startsWith("SQLite format 3"); }, nullptr,
         QStringLiteral("it is a database, as oha's --db-url is; of oha, what it writes with --output-format json or "
                        "csv is read")},
        {[](QByteArrayView, QByteArrayView line, const Keys &) {
             return line.startsWith("Requests ") && line.contains("[total, rate, throughput]");
         },
         nullptr,
         QStringLiteral(
             "it is what vegeta prints for people; of vegeta, `vegeta report -type=json` and `vegeta encode` "
             "are read")},
        {[](QByteArrayView text, QByteArrayView, const Keys &) {
             return text.startsWith("<?xml") || text.startsWith("<testResults");
         },
         nullptr, QStringLiteral("it is XML; of JMeter, CSV is read: -Jjmeter.save.saveservice.output_format=csv")},
        {[](QByteArrayView text, QByteArrayView, const Keys &) {
             return text.contains("\x06Result\x01") && text.contains("Latency");
         },
         nullptr,
         QStringLiteral("it is vegeta's own form; of vegeta, what is read is what `vegeta encode` makes of it")},
    };
    return table;
}

/// What a format is told by. `text` and `line` are empty of an object, of all else there are no keys.
struct Marks {
    explicit Marks(QByteArrayView beginning)
    {
        const QByteArrayView whole = beginning.trimmed();
        if (whole.startsWith('{'))
            keys = topKeys(whole, isOurs);
        else
            text = whole;
        const qsizetype end = text.indexOf('\n');
        line = (end < 0 ? text : text.first(end)).trimmed();
    }

    QByteArrayView text;
    QByteArrayView line;
    Keys keys;
    bool isOurs = false; ///< Which is never taken for another tool's.
};

} // namespace

const ImportFormat *importFormatOf(QByteArrayView beginning)
{
    const Marks marks(beginning);
    if (marks.isOurs)
        return nullptr;
    const auto found = std::find_if(formats().begin(), formats().end(), [&](const ImportFormat &one) {
        return one.isOf(marks.text, marks.line, marks.keys);
    });
    if (found != formats().end())
        return &*found;
    const QByteArrayView report = laterReport(marks.text); // empty of an object
    return report.isEmpty() ? nullptr : importFormatOf(report);
}

QString nearlyKnown(QByteArrayView beginning)
{
    const Marks marks(beginning);
    const bool isTable = marks.keys.isEmpty();
    const Keys names = isTable ? columnsOf(marks.line) : marks.keys;
    const auto hasName = [&names](const QByteArray &name) { return names.contains(name); };
    const Known *best = nullptr;
    std::ptrdiff_t most = isTable ? 1 : 2; // fewer can be anything's
    for (const Known &one : knownOnes()) {
        const std::ptrdiff_t count = std::count_if(one.needed.begin(), one.needed.end(), hasName) +
                                     std::count_if(one.others.begin(), one.others.end(), hasName);
        if (one.isTable == isTable && count > most) {
            most = count;
            best = &one;
        }
    }
    if (!best && hasDigits(marks.line, ',', 19))
        return QStringLiteral("it looks like vegeta's CSV, but has %1 fields instead of 12")
            .arg(countOf(marks.line, ',') + 1);
    if (!best)
        return nearlyBareJtl(marks.text);
    const auto missing = std::find_if_not(best->needed.begin(), best->needed.end(), hasName);
    if (missing == best->needed.end())
        return {};
    return QStringLiteral("it looks like %1, but has no %2 \"%3\"")
        .arg(QLatin1String(best->what), isTable ? QStringLiteral("column") : QStringLiteral("key"),
             QString::fromLatin1(*missing));
}

bool isOfOurs(QByteArrayView beginning)
{
    return Marks(beginning).isOurs;
}

} // namespace fiftyfold
