// SPDX-License-Identifier: GPL-3.0-or-later
// Of tools that print what came of a run for people. What is looked for are the words at the beginning of a line.
#include "records/import/importformats.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fiftyfold {

namespace {

constexpr double millisecondNs = 1e6;
constexpr double secondNs = 1e9;

/// "104.40ms" in nanoseconds; -1 where it is no such text.
double timeOf(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^([0-9.]+)(us|ms|s|m|h)$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return -1;
    const QString unit = match.captured(2);
    double one = 60 * secondNs;
    for (const auto &[name, length] : {std::pair("us", 1e3), std::pair("ms", millisecondNs), std::pair("s", secondNs),
                                       std::pair("h", 3600 * secondNs)})
        one = unit == QLatin1String(name) ? length : one;
    return match.captured(1).toDouble() * one;
}

/// "12.77MB", in steps of 1024.
double bytesOf(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^([0-9.]+)([KMGT]?)B$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return 0;
    const qsizetype step = QStringLiteral("KMGT").indexOf(match.captured(2));
    return match.captured(1).toDouble() * std::pow(1024, match.captured(2).isEmpty() ? 0 : double(step + 1));
}

QStringList wordsOf(const QByteArray &line)
{
    return QString::fromUtf8(line).simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

/// The number before the word, "199" of "199 succeeded,"; 0 where there is none.
double before(const QStringList &words, const char *word)
{
    for (qsizetype i = 1; i < words.size(); ++i) {
        QString one = words.at(i);
        if (one.remove(QLatin1Char(',')) == QLatin1String(word))
            return words.at(i - 1).toDouble();
    }
    return 0;
}

/// What a report ends without.
QString cutShort(const ImportText &text, const char *missing)
{
    return text.problemHere(
        QStringLiteral("the report ends here, without \"%1\": it was cut short").arg(QLatin1String(missing)));
}

} // namespace

QString importWrk(ImportText &text, ImportedRun &run)
{
    bool isWrk2 = false;
    bool isUncorrected = false;
    bool hasRequests = false;
    bool hasEnd = false;
    double requests = 0;
    double failed = 0;
    double unanswered = 0; // the others among those that failed are late or of a bad status
    QByteArray line;
    while (text.readLine(line)) {
        const QStringList words = wordsOf(line);
        const QString first = words.value(0);
        isWrk2 = isWrk2 || line.contains("HdrHistogram") || line.contains("Thread calibration");
        isUncorrected = isUncorrected || line.contains("Uncorrected Latency");
        if (first == QLatin1String("Running"))
            run.addUrl({}, words.value(4));
        else if (line.contains(" threads and "))
            run.stateAtOnce(before(words, "connections"));
        else if (first == QLatin1String("Latency") && timeOf(words.value(1)) >= 0) {
            run.state(&Distribution::mean, timeOf(words.value(1)), 1);
            run.state(&Distribution::max, timeOf(words.value(3)), 1);
        } else if (first.endsWith(QLatin1Char('%')) && words.size() == 2 && !isUncorrected) {
            run.statePercentile(first, timeOf(words.at(1)), 1);
        } else if (words.value(1) == QLatin1String("requests") && words.value(2) == QLatin1String("in")) {
            hasRequests = true;
            requests = first.toDouble();
            run.stateElapsed(timeOf(words.value(3).remove(QLatin1Char(','))), 1);
            run.stateBytes(bytesOf(words.value(4)));
        } else if (line.contains("Socket errors:")) {
            for (const auto &[name, error] :
                 {std::pair("connect", ErrorClass::Connect), std::pair("read", ErrorClass::Reset),
                  std::pair("write", ErrorClass::Reset), std::pair("timeout", ErrorClass::Timeout)}) {
                QString number = words.value(words.indexOf(QLatin1String(name)) + 1);
                const double count = number.remove(QLatin1Char(',')).toDouble();
                failed += run.stateErrors(error, count);
                unanswered += error == ErrorClass::Timeout ? 0 : count;
            }
        } else if (line.contains("Non-2xx or 3xx responses:")) {
            failed += run.stateErrors(ErrorClass::Status, words.last().toDouble());
        } else if (first == QLatin1String("Requests/sec:")) {
            run.stateRate(words.value(1).toDouble());
        } else if (first == QLatin1String("Transfer/sec:")) {
            hasEnd = true;
        }
    }
    if (!text.problem().isEmpty())
        return text.problem();
    if (!hasRequests || !hasEnd)
        return cutShort(text, hasRequests ? "Transfer/sec:" : "requests in");
    run.stateCounts(requests + unanswered, failed, requests);
    run.hasMadeUpTimes = true;
    run.tool = isWrk2 ? QStringLiteral("wrk2") : QStringLiteral("wrk");
    run.addLimit(isWrk2 ? QStringLiteral("wrk2's times are from when a request was due, in whole milliseconds, which "
                                         "adds up to 1 ms to each.")
                        : QStringLiteral("wrk's times are corrected after the fact: where it waited for a slow reply, "
                                         "times were added that it did not measure."));
    run.addLimit(QStringLiteral("What wrk prints has no single requests, no statuses and no time at which it began."));
    if (run.percentiles.empty())
        run.addLimit(QStringLiteral("It has no percentiles, which wrk prints with --latency."));
    return {};
}

QString importH2loadText(ImportText &text, ImportedRun &run)
{
    run.tool = QStringLiteral("h2load");
    run.addLimit(QStringLiteral("What h2load prints has no single requests and no time at which it began."));
    QStringList columns;
    bool hasRequests = false;
    bool hasTimes = false;
    QByteArray line;
    while (text.readLine(line)) {
        const QStringList words = wordsOf(line);
        const QString first = words.value(0);
        if (first == QLatin1String("finished")) {
            run.stateElapsed(timeOf(words.value(2).remove(QLatin1Char(','))), 1);
            run.stateRate(words.value(3).toDouble());
        } else if (first == QLatin1String("requests:")) {
            hasRequests = true;
            const double failed = before(words, "failed");
            const double timeouts = before(words, "timeout");
            const double errored = before(words, "errored");
            run.stateCounts(before(words, "total"), failed, before(words, "done"));
            run.stateErrors(ErrorClass::Timeout, timeouts);
            run.stateErrors(ErrorClass::Status, failed - errored);
            if (errored > timeouts)
                run.addLimit(QStringLiteral("h2load does not tell why requests failed that got no reply."));
        } else if (line.startsWith("traffic:")) {
            const qsizetype at = words.indexOf(QStringLiteral("data"));
            QString bytes = words.value(at - 1);
            run.stateBytes(bytes.remove(QLatin1Char('(')).remove(QLatin1Char(')')).toDouble());
        } else if (first == QLatin1String("min") && words.contains(QStringLiteral("max"))) {
            columns = words;
        } else if (line.startsWith("time for request:") ||
                   (first == QLatin1String("request") && words.value(1) == QLatin1String(":"))) {
            hasTimes = true;
            const QStringList values = words.mid(words.indexOf(QRegularExpression(QStringLiteral("^.*:$"))) + 1);
            for (const auto &[name, figure] :
                 {std::pair("min", &Distribution::min), std::pair("max", &Distribution::max),
                  std::pair("mean", &Distribution::mean)})
                run.state(figure, timeOf(values.value(columns.indexOf(QLatin1String(name)))), 1);
            for (const auto &[name, percent] :
                 {std::pair("median", 50.0), std::pair("p95", 95.0), std::pair("p99", 99.0)}) {
                if (columns.contains(QLatin1String(name)))
                    run.statePercentile(percent, timeOf(values.value(columns.indexOf(QLatin1String(name)))), 1);
            }
        }
    }
    if (!text.problem().isEmpty())
        return text.problem();
    if (run.percentiles.empty())
        run.addLimit(QStringLiteral("This version of h2load prints no percentiles."));
    if (!hasRequests || !hasTimes)
        return cutShort(text, hasRequests ? "time for request:" : "requests:");
    return {};
}

QString importAb(ImportText &text, ImportedRun &run)
{
    run.tool = QStringLiteral("ab");
    run.addLimit(
        QStringLiteral("ab's times are whole milliseconds and have those of requests that failed among them."));
    run.addLimit(QStringLiteral("What ab prints has no single requests and no time at which it began."));
    double complete = -1;
    double failed = 0;
    double badStatus = 0;
    QString host;
    QString port;
    QString path;
    bool isTls = false;
    bool hasTimes = false;
    QByteArray line;
    while (text.readLine(line)) {
        const QStringList words = wordsOf(line);
        const auto valueOf = [&](const char *key) {
            return line.startsWith(key) ? QString::fromUtf8(line.mid(static_cast<qsizetype>(qstrlen(key)))).trimmed()
                                        : QString();
        };
        if (const QString v = valueOf("Server Hostname:"); !v.isEmpty())
            host = v;
        else if (const QString p = valueOf("Server Port:"); !p.isEmpty())
            port = p;
        else if (const QString d = valueOf("Document Path:"); !d.isEmpty())
            path = d;
        else if (line.startsWith("SSL/TLS Protocol:"))
            isTls = true;
        else if (const QString c = valueOf("Concurrency Level:"); !c.isEmpty())
            run.stateAtOnce(c.toDouble());
        else if (line.startsWith("Time taken for tests:"))
            run.stateElapsed(words.value(4).toDouble(), secondNs);
        else if (const QString all = valueOf("Complete requests:"); !all.isEmpty())
            complete = all.toDouble();
        else if (words.value(0) == QLatin1String("(Connect:")) {
            // A reply of another length than the first one is no failure.
            for (const auto &[index, error] : {std::pair(1, ErrorClass::Connect), std::pair(3, ErrorClass::Reset),
                                               std::pair(7, ErrorClass::Reset)}) {
                QString number = words.value(index);
                const double count = number.remove(QLatin1Char(',')).remove(QLatin1Char(')')).toDouble();
                run.stateErrors(error, count);
                failed += count;
            }
        } else if (const QString bad = valueOf("Non-2xx responses:"); !bad.isEmpty()) {
            badStatus = bad.toDouble();
            run.stateErrors(ErrorClass::Status, badStatus);
        } else if (line.startsWith("HTML transferred:")) {
            run.stateBytes(words.value(2).toDouble());
        } else if (line.startsWith("Requests per second:")) {
            run.stateRate(words.value(3).toDouble());
        } else if (words.value(0) == QLatin1String("Total:")) {
            hasTimes = true;
            if (words.size() < 6) // with -S it has no deviation and no median
                continue;
            run.state(&Distribution::min, words.at(1).toDouble(), millisecondNs);
            run.state(&Distribution::mean, words.at(2).toDouble(), millisecondNs);
            run.state(&Distribution::p50, words.at(4).toDouble(), millisecondNs);
            run.state(&Distribution::max, words.at(5).toDouble(), millisecondNs);
        } else if (words.value(0).endsWith(QLatin1Char('%')) && words.size() >= 2) {
            run.statePercentile(words.at(0), words.at(1).toDouble(), millisecondNs);
        }
    }
    if (!text.problem().isEmpty())
        return text.problem();
    if (complete < 0)
        return cutShort(text, "Complete requests:");
    if (complete > 0 && !hasTimes)
        return cutShort(text, "Total:");
    if (!run.percentiles.empty() && !run.percentiles.contains(100)) // with -d it prints none of them
        return cutShort(text, "100%");
    if (!host.isEmpty())
        run.addUrl({}, QStringLiteral("%1://%2:%3%4")
                           .arg(isTls ? QStringLiteral("https") : QStringLiteral("http"), host, port, path));
    run.stateCounts(complete, failed + badStatus, complete);
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
    bool hasTotal = false;
    QByteArray line;
    while (text.readLine(line)) {
        const QStringList words = wordsOf(line);
        const QString first = words.value(0);
        const double value = words.value(1).toDouble();
        isOfErrors = isOfErrors || line.startsWith("Error distribution:");
        if (const qsizetype unit = unitOfHey(words); unit > 0 && words.value(unit) != QLatin1String("secs"))
            return text.problemHere(QStringLiteral("hey's times are in secs, and this one is not"));
        if (first == QLatin1String("Total:")) {
            hasTotal = true;
            run.stateElapsed(value, secondNs);
        } else if (first == QLatin1String("Slowest:")) {
            run.state(&Distribution::max, value, secondNs);
        } else if (first == QLatin1String("Fastest:")) {
            run.state(&Distribution::min, value, secondNs);
        } else if (first == QLatin1String("Average:")) {
            run.state(&Distribution::mean, value, secondNs);
        } else if (first == QLatin1String("Requests/sec:")) {
            run.stateRate(value);
        } else if (line.contains("Total data:")) {
            run.stateBytes(words.value(2).toDouble());
        } else if (first.endsWith(QLatin1Char('%')) && words.value(1) == QLatin1String("in")) {
            run.statePercentile(first, words.value(2).toDouble(), secondNs);
        } else if (first.startsWith(QLatin1Char('[')) && first.endsWith(QLatin1Char(']'))) {
            const QString inside = first.mid(1, first.size() - 2);
            const double count = isOfErrors ? inside.toDouble() : value;
            if (count < 1 || count > 4e9)
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
