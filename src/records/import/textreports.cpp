// SPDX-License-Identifier: GPL-3.0-or-later
// Of tools that print what came of a run for people. What is looked for are the words at the beginning of a line.
#include "records/import/importformats.h"
#include "records/import/importvalues.h"
#include "records/import/reportwords.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace fiftyfold {

namespace {

struct H2loadReport {
    bool hasBegun = false;
    bool hasEnded = false;
    bool hasRequests = false;
    bool hasTimes = false;
    QStringList columns;   ///< Of the table of times.
    QStringList clients;   ///< What it tells of the times of its clients.
    QStringList ofClasses; ///< How many statuses it tells of each class.
};

/// "connect 521us to 1.06ms, mean 747us"
QString clientTimes(const QString &name, const QStringList &columns, const QStringList &values)
{
    const auto valueOf = [&](const char *column) { return values.value(columns.indexOf(QLatin1String(column))); };
    return QStringLiteral("%1 %2 to %3, mean %4").arg(name, valueOf("min"), valueOf("max"), valueOf("mean"));
}

void takeH2loadTimes(const QStringList &columns, const QStringList &values, ImportedRun &run)
{
    const auto timeOf = [&](const char *column) {
        return reportTime(values.value(columns.indexOf(QLatin1String(column))));
    };
    run.state(&Distribution::min, timeOf("min"), 1);
    run.state(&Distribution::max, timeOf("max"), 1);
    run.state(&Distribution::mean, timeOf("mean"), 1);
    run.statePercentile(50, timeOf("median"), 1);
    run.statePercentile(95, timeOf("p95"), 1);
    run.statePercentile(99, timeOf("p99"), 1);
}

void takeH2loadRequests(const QStringList &words, ImportedRun &run)
{
    const double failed = numberBefore(words, "failed");
    const double timeouts = numberBefore(words, "timeout");
    const double errored = std::max(timeouts, numberBefore(words, "errored"));
    run.stateCounts(numberBefore(words, "total"), failed, numberBefore(words, "done"));
    run.stateErrors(ErrorClass::Timeout, timeouts);
    run.stateErrors(ErrorClass::Status, failed - errored);
    if (errored > timeouts)
        run.addLimit(QStringLiteral("h2load does not tell why requests failed that got no reply."));
}

/// What is wrong with the line, if anything.
QString takeH2loadLine(const QByteArray &line, const ImportText &text, ImportedRun &run, H2loadReport &report)
{
    const QStringList words = wordsOf(line);
    const bool isEnd = words.value(0) == QLatin1String("finished") && words.value(1) == QLatin1String("in");
    if ((beginsReport(line.trimmed()) && (std::exchange(report.hasBegun, true) || report.hasEnded)) ||
        (isEnd && std::exchange(report.hasEnded, true)))
        return secondReport(text);
    if (isEnd) {
        const QString lasted = words.value(2).remove(QLatin1Char(','));
        if (reportTime(lasted) < 0)
            return wrongWord(text, QStringLiteral("a time such as 1.05s"), lasted);
        run.stateElapsed(reportTime(lasted), 1);
        run.stateRate(reportNumber(words.value(3)).value_or(0));
        return {};
    }
    if (words.value(0) == QLatin1String("min") && words.contains(QStringLiteral("max"))) {
        report.columns = words;
        return {};
    }
    // "time for request:", and "request     :" of newer ones.
    const auto labelsEnd =
        std::find_if(words.begin(), words.end(), [](const QString &word) { return word.endsWith(QLatin1Char(':')); });
    if (labelsEnd == words.end())
        return {};
    const qsizetype labelled = labelsEnd - words.begin() + 1;
    const QString label = words.first(labelled).join(QLatin1Char(' ')).remove(QLatin1Char(':')).trimmed();
    const QStringList values = words.sliced(labelled);
    if (label == QLatin1String("requests")) {
        for (const char *name : {"total", "done", "failed"}) {
            if (const QString word = wordBefore(words, name); !reportNumber(word))
                return wrongWord(text, QStringLiteral("a number before \"%1\"").arg(QLatin1String(name)), word);
        }
        report.hasRequests = true;
        takeH2loadRequests(words, run);
    } else if (label == QLatin1String("status codes")) {
        for (const char *name : {"2xx", "3xx", "4xx", "5xx"}) {
            if (numberBefore(words, name) > 0)
                report.ofClasses.append(QStringLiteral("%1 %2").arg(wordBefore(words, name), QLatin1String(name)));
        }
    } else if (label == QLatin1String("traffic")) {
        run.stateBytes(wordBefore(words, "data").remove(QLatin1Char('(')).remove(QLatin1Char(')')).toDouble());
    } else if (label == QLatin1String("time for request") || label == QLatin1String("request")) {
        report.hasTimes = true;
        takeH2loadTimes(report.columns, values, run);
    } else if (label == QLatin1String("time for connect") || label == QLatin1String("connect")) {
        report.clients.append(clientTimes(QStringLiteral("connect"), report.columns, values));
    } else if (label == QLatin1String("time to 1st byte") || label == QLatin1String("TTFB")) {
        report.clients.append(clientTimes(QStringLiteral("1st byte"), report.columns, values));
    }
    return {};
}

} // namespace

QString importH2loadText(ImportText &text, ImportedRun &run)
{
    run.tool = QStringLiteral("h2load");
    run.addLimit(QStringLiteral("What h2load prints has no single requests and no time at which it began."));
    H2loadReport report;
    QByteArray line;
    while (text.readLine(line)) {
        if (QString problem = takeH2loadLine(line, text, run, report); !problem.isEmpty())
            return problem;
    }
    if (!text.problem().isEmpty())
        return text.problem();
    if (!report.hasRequests || !report.hasTimes)
        return cutShort(text, report.hasRequests ? "time for request:" : "requests:");
    if (run.percentiles.empty())
        run.addLimit(QStringLiteral("This version of h2load prints no percentiles."));
    if (!report.ofClasses.isEmpty())
        run.addLimit(QStringLiteral("h2load tells statuses by their class alone: %1.")
                         .arg(report.ofClasses.join(QLatin1String(", "))));
    if (!report.clients.isEmpty())
        run.addLimit(QStringLiteral("Not taken are times that are those of its clients, not of requests: %1.")
                         .arg(report.clients.join(QLatin1String("; "))));
    return {};
}

namespace {

/// Which word is the unit of the time in a line of hey's; 0 where it has none.
qsizetype unitOfHey(const QStringList &words)
{
    const QString first = words.value(0);
    if (first.endsWith(QLatin1Char('%')) && words.value(1) == QLatin1String("in"))
        return 3;
    const bool isTime = first == QLatin1String("Total:") || first == QLatin1String("Slowest:") ||
                        first == QLatin1String("Fastest:") || first == QLatin1String("Average:");
    return isTime ? 2 : 0;
}

} // namespace

QString importHeyText(ImportText &text, ImportedRun &run)
{
    run.tool = QStringLiteral("hey");
    run.addLimit(QStringLiteral("What hey prints has no single requests and no time at which it began."));
    double replies = 0;
    double errors = 0;
    bool isOfErrors = false;
    bool hasBegun = false;
    bool hasTotal = false;
    QByteArray line;
    while (text.readLine(line)) {
        const QStringList words = wordsOf(line);
        const QString first = words.value(0);
        const double value = words.value(1).toDouble();
        if (beginsReport(line.trimmed()) || (line.startsWith("Summary:") && std::exchange(hasBegun, true)))
            return secondReport(text);
        isOfErrors = isOfErrors || line.startsWith("Error distribution:");
        if (const qsizetype unit = unitOfHey(words); unit > 0 && words.value(unit) != QLatin1String("secs"))
            return text.problemHere(QStringLiteral("hey's times are in secs, and this one is not"));
        if (first == QLatin1String("Total:")) {
            hasTotal = true;
            run.stateElapsed(value, nsOfSecond);
        } else if (first == QLatin1String("Slowest:")) {
            run.state(&Distribution::max, value, nsOfSecond);
        } else if (first == QLatin1String("Fastest:")) {
            run.state(&Distribution::min, value, nsOfSecond);
        } else if (first == QLatin1String("Average:")) {
            run.state(&Distribution::mean, value, nsOfSecond);
        } else if (first == QLatin1String("Requests/sec:")) {
            run.stateRate(value);
        } else if (line.contains("Total data:")) {
            run.stateBytes(words.value(2).toDouble());
        } else if (first == QLatin1String("0%")) {
            continue; // of what it had too few requests for
        } else if (first.endsWith(QLatin1Char('%')) && words.value(1) == QLatin1String("in")) {
            run.statePercentile(first, words.value(2).toDouble(), nsOfSecond);
        } else if (first.startsWith(QLatin1Char('[')) && first.endsWith(QLatin1Char(']'))) {
            const QString inside = first.mid(1, first.size() - 2);
            const double count = isOfErrors ? inside.toDouble() : value;
            if (!(count >= 1 && count <= 4e9))
                continue;
            if (isOfErrors) {
                run.stateErrors(errorClassOfWords(words.mid(1).join(QLatin1Char(' '))), count);
                errors += count;
                continue;
            }
            const quint16 status = inside.toUShort();
            replies += count;
            if (status < 100 || status > 999)
                continue;
            run.stated.statuses[status] = static_cast<quint32>(count);
            if (!run.plan.accepts(status))
                run.stateErrors(ErrorClass::Status, count);
        }
    }
    if (!text.problem().isEmpty())
        return text.problem();
    if (!hasTotal)
        return cutShort(text, "Total:");
    const auto bad = run.stated.errors.find(ErrorClass::Status);
    const double badStatus = bad == run.stated.errors.end() ? 0 : bad->second;
    run.stateCounts(replies + errors, errors + badStatus, replies);
    return {};
}

} // namespace fiftyfold
