// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/import/importsniffing.h"

#include "records/import/importformats.h"
#include "records/import/percentilespectrum.h"
#include "records/import/reportwords.h"

#include <algorithm>
#include <iterator>

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
        {[](QByteArrayView, QByteArrayView, const Keys &keys) { return hasAll(keys, "summary", "latencyPercentiles"); },
         importOhaJson,
         {}},
        {[](QByteArrayView, QByteArrayView, const Keys &keys) { return hasAll(keys, "latencies", "requests"); },
         importVegetaReport,
         {}},
        {[](QByteArrayView, QByteArrayView, const Keys &keys) { return keys.contains("metrics"); },
         importK6Summary,
         {}},
        {[](QByteArrayView, QByteArrayView, const Keys &keys) {
             return hasAll(keys, "results", "version", "metadata");
         },
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
        {[](QByteArrayView, QByteArrayView line, const Keys &) { return line.startsWith("metric_name,timestamp,"); },
         nullptr,
         QStringLiteral("it has k6's samples in whole seconds; of k6, what is read are its samples as --out json=FILE "
                        "writes them, and its summary: --summary-export")},
        {[](QByteArrayView, QByteArrayView line, const Keys &) { return line.startsWith("response-time,DNS+dialup,"); },
         importHeyCsv,
         {}},
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
        {[](QByteArrayView, QByteArrayView line, const Keys &) { return line.startsWith("request-start,DNS,"); },
         importOhaCsv,
         {}},
        {[](QByteArrayView, QByteArrayView line, const Keys &) { return line.startsWith("Type,Name,Request Count,"); },
         importLocustStats,
         {}},
        {[](QByteArrayView, QByteArrayView line, const Keys &) {
             return line.startsWith("Timestamp,User Count,") || line.startsWith("Method,Name,Error,") ||
                    line.startsWith("Count,Message,Traceback,");
         },
         nullptr,
         QStringLiteral(
             "it has no figures of the whole run; of Locust, what --csv writes to PREFIX_stats.csv is read")},
        {[](QByteArrayView, QByteArrayView line, const Keys &) { return line.startsWith("timestamp,request_type,"); },
         importLocustLog,
         {}},
        {[](QByteArrayView, QByteArrayView line, const Keys &) {
             return line.contains("timeStamp") && line.contains("elapsed");
         },
         importJmeter,
         {}},
        {[](QByteArrayView, QByteArrayView line, const Keys &) {
             return countOf(line, ',') >= 11 && hasDigits(line, ',', 19);
         },
         importVegetaCsv,
         {}},
        {[](QByteArrayView, QByteArrayView line, const Keys &) {
             return countOf(line, '\t') >= 2 && hasDigits(line, '\t', 16);
         },
         importH2loadLog,
         {}},
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

} // namespace

const ImportFormat *importFormatOf(QByteArrayView beginning)
{
    const QByteArrayView whole = beginning.trimmed();
    const bool isObject = whole.startsWith('{');
    bool isOurs = false; // which is never taken for another tool's
    const Keys keys = isObject ? topKeys(whole, isOurs) : Keys();
    if (isOurs)
        return nullptr;
    const QByteArrayView text = isObject ? QByteArrayView() : whole;
    const qsizetype end = text.indexOf('\n');
    const QByteArrayView line = (end < 0 ? text : text.first(end)).trimmed();
    const auto found = std::find_if(formats().begin(), formats().end(),
                                    [&](const ImportFormat &one) { return one.isOf(text, line, keys); });
    if (found != formats().end())
        return &*found;
    const QByteArrayView report = laterReport(text); // empty of an object
    return report.isEmpty() ? nullptr : importFormatOf(report);
}

bool isOfOurs(QByteArrayView beginning)
{
    const QByteArrayView text = beginning.trimmed();
    bool isOurs = false;
    if (text.startsWith('{'))
        topKeys(text, isOurs);
    return isOurs;
}

} // namespace fiftyfold
