// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/junit/junitwriter.h"

#include "core/comparison/runcomparisonwording.h"
#include "core/run/statedfigures.h"
#include "core/run/thresholdwording.h"
#include "core/text/redaction.h"
#include "core/text/visibletext.h"
#include "records/base/textoutput.h"

#include <QLocale>
#include <QXmlStreamWriter>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace fiftyfold {

namespace {

enum class CaseResult { Passed, Failed, Error, Skipped };

struct JunitCase {
    QString className;
    QString name;
    CaseResult result = CaseResult::Passed;
    QString type = {};    ///< Of what went wrong.
    QString message = {}; ///< In a line; empty where it passed.
    QString detail = {};  ///< Lines after it.
    QString output = {};  ///< Of one that passed.
};

struct JunitSuite {
    std::pair<QString, QString> asked; ///< What was asked: a URL, or how many targets.
    std::pair<QString, QString> by;    ///< What carried it out: a strategy, or another program.
    QString startedAt;                 ///< Empty: it never did.
    QString seconds;
    std::vector<JunitCase> cases;
};

const QString thresholdsClass = QStringLiteral("fiftyfold.thresholds");
const QString runClass = QStringLiteral("fiftyfold.run");

/// XML 1.0 has no place for most controls, nor for two characters that are none.
QString xmlText(const QString &text)
{
    QString shown = visibleLines(text);
    for (const char16_t none : {u'\uFFFE', u'\uFFFF'})
        shown.replace(QChar(none), QChar(QChar::ReplacementCharacter));
    return shown;
}

QString secondsOf(qint64 nanoseconds)
{
    return QString::number(static_cast<double>(nanoseconds) / 1e9, 'f', 3);
}

QString counted(quint32 number)
{
    return QLocale(QLocale::English).toString(number);
}

/// `requests`: 0 where nobody knows how many there would have been.
QString loadLine(const RunPlan &plan, quint32 requests)
{
    QString line = QStringLiteral("strategy %1, %2 at once").arg(plan.strategy, counted(plan.effectiveAtOnce()));
    if (plan.isOpen())
        line += QLatin1String(", rate ") + rateToText(plan.rate);
    if (requests == 0)
        return line;
    const QLatin1String noun(requests == 1 ? "request" : "requests");
    return QStringLiteral("%1 %2, ").arg(counted(requests), noun) + line;
}

QString loadLine(const RunRecord &record, const RunSummary &summary)
{
    return record.imported ? QStringLiteral("imported from %1 (%2)").arg(record.imported->tool, record.imported->file)
                           : loadLine(record.plan(), summary.requests);
}

JunitSuite suiteOf(const RunPlan &plan)
{
    JunitSuite suite;
    const qsizetype targets = plan.targetNames.size();
    suite.asked = targets > 1 ? std::pair(QStringLiteral("targets"), QString::number(targets))
                              : std::pair(QStringLiteral("url"), redactedUrl(plan.url));
    suite.by = {QStringLiteral("strategy"), plan.strategy};
    suite.seconds = secondsOf(0);
    return suite;
}

JunitCase caseOf(const Expectation &expectation, const QString &load, bool isStrict)
{
    JunitCase result{thresholdsClass, expectation.threshold.text};
    if (expectation.verdict == ThresholdVerdict::Held)
        return result;
    const bool isFailure = expectation.verdict == ThresholdVerdict::Crossed ||
                           (isStrict && expectation.reason != VerdictReason::StoppedEarly);
    result.result = isFailure ? CaseResult::Failed : CaseResult::Skipped;
    result.type = QStringLiteral("threshold");
    result.message = expectationText(expectation);
    result.detail = isFailure ? load : QString();
    return result;
}

JunitCase baselineCase(const RunComparison &comparison, const QString &load, bool isStrict)
{
    JunitCase result{QStringLiteral("fiftyfold.baseline"), QStringLiteral("no slower than the baseline")};
    const QString sentence = runComparisonSentence(comparison);
    const bool isUndecided = comparison.verdict == Verdict::NotComparable;
    if (isFailure(comparison, isStrict)) {
        result.result = CaseResult::Failed;
        result.type = QStringLiteral("baseline");
        result.detail = load;
    } else if (isUndecided) {
        result.result = CaseResult::Skipped;
    }
    (result.result == CaseResult::Passed ? result.output : result.message) = sentence;
    return result;
}

/// A line for each class of errors, with what one of its requests said.
QString errorLines(const RunRecord &record, const RunSummary &summary)
{
    std::map<ErrorClass, QString> examples;
    for (quint32 i = 0; i < record.requestCount() && examples.size() < summary.errors.size(); ++i) {
        if (const QString message = record.errorMessage(i); !message.isEmpty())
            examples.try_emplace(record.error(i), message);
    }
    QStringList lines;
    for (const auto &[errorClass, count] : summary.errors) {
        const auto example = examples.find(errorClass);
        lines.append(QStringLiteral("%1: %2").arg(errorClassName(errorClass), counted(count)) +
                     (example == examples.end() ? QString() : QLatin1String(", such as: ") + example->second));
    }
    return lines.join(QLatin1Char('\n'));
}

JunitCase requestsCase(const RunRecord &record, const RunSummary &summary, const Expectations &expectations)
{
    JunitCase result{runClass, QStringLiteral("requests answered")};
    const QString tally =
        QStringLiteral("%1 of %2 done, %3 failed, %4 cancelled")
            .arg(counted(summary.done), counted(summary.requests), counted(summary.failed), counted(summary.cancelled));
    if (!hasCount(summary)) {
        result.result = CaseResult::Skipped;
        result.message = QStringLiteral("the file does not tell how many requests there were");
    } else if (record.isStopped) {
        result.result = CaseResult::Skipped;
        result.message = QStringLiteral("the run was stopped: ") + tally;
    } else if (isAnswered(summary)) {
        result.output = summary.cancelled == 0 ? QString() : tally; // by the end of its time
        return result;
    } else if (judgesFailures(expectations)) {
        result.output = tally;
    } else {
        result.result = CaseResult::Failed;
        result.type = QStringLiteral("requests");
        result.message = tally;
    }
    result.detail = errorLines(record, summary);
    return result;
}

JunitCase finishedCase(const RunRecord &record, const QString &load)
{
    JunitCase result{runClass, QStringLiteral("run finished")};
    result.output = record.allNotices().join(QLatin1Char('\n'));
    if (record.isStopped) {
        result.result = CaseResult::Failed;
        result.type = QStringLiteral("stopped");
        result.message = QStringLiteral("the run was stopped before its end");
        result.detail = load;
    }
    return result;
}

QString numberOf(const JunitSuite &suite, CaseResult result)
{
    return QString::number(std::count_if(suite.cases.begin(), suite.cases.end(),
                                         [result](const JunitCase &one) { return one.result == result; }));
}

void writeTotals(QXmlStreamWriter &xml, const QString &name, const JunitSuite &suite)
{
    xml.writeAttribute(QStringLiteral("name"), name);
    xml.writeAttribute(QStringLiteral("tests"), QString::number(suite.cases.size()));
    xml.writeAttribute(QStringLiteral("failures"), numberOf(suite, CaseResult::Failed));
    xml.writeAttribute(QStringLiteral("errors"), numberOf(suite, CaseResult::Error));
    xml.writeAttribute(QStringLiteral("skipped"), numberOf(suite, CaseResult::Skipped));
    xml.writeAttribute(QStringLiteral("time"), suite.seconds);
}

void writeProperty(QXmlStreamWriter &xml, const QString &name, const QString &value)
{
    xml.writeStartElement(QStringLiteral("property"));
    xml.writeAttribute(QStringLiteral("name"), name);
    xml.writeAttribute(QStringLiteral("value"), xmlText(value));
    xml.writeEndElement();
}

QString elementOf(CaseResult result)
{
    switch (result) {
    case CaseResult::Failed:
        return QStringLiteral("failure");
    case CaseResult::Error:
        return QStringLiteral("error");
    case CaseResult::Skipped:
        return QStringLiteral("skipped");
    case CaseResult::Passed:
        break;
    }
    return QStringLiteral("system-out");
}

void writeCase(QXmlStreamWriter &xml, const JunitCase &one, const QString &seconds)
{
    xml.writeStartElement(QStringLiteral("testcase"));
    xml.writeAttribute(QStringLiteral("classname"), one.className);
    xml.writeAttribute(QStringLiteral("name"), xmlText(one.name));
    xml.writeAttribute(QStringLiteral("time"), seconds);
    const bool isPassed = one.result == CaseResult::Passed;
    QStringList lines{isPassed ? one.output : one.message, one.detail};
    lines.removeAll(QString());
    if (!lines.isEmpty()) {
        xml.writeStartElement(elementOf(one.result));
        if (!one.type.isEmpty() && one.result != CaseResult::Skipped)
            xml.writeAttribute(QStringLiteral("type"), one.type);
        if (!isPassed)
            xml.writeAttribute(QStringLiteral("message"), xmlText(one.message)); // GitLab shows the text, Jenkins this
        xml.writeCharacters(xmlText(lines.join(QLatin1Char('\n'))));
        xml.writeEndElement();
    }
    xml.writeEndElement();
}

QString writeSuite(QIODevice &device, const JunitSuite &suite)
{
    QByteArray text; // some kilobytes, which the device gets in one piece
    QXmlStreamWriter xml(&text);
    xml.setAutoFormatting(true);
    xml.setAutoFormattingIndent(2);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("testsuites"));
    writeTotals(xml, QStringLiteral("fiftyfold"), suite);
    xml.writeStartElement(QStringLiteral("testsuite"));
    writeTotals(xml, QStringLiteral("fiftyfold.run"), suite);
    if (!suite.startedAt.isEmpty())
        xml.writeAttribute(QStringLiteral("timestamp"), suite.startedAt);
    xml.writeStartElement(QStringLiteral("properties"));
    writeProperty(xml, suite.asked.first, suite.asked.second);
    writeProperty(xml, suite.by.first, suite.by.second);
    xml.writeEndElement();
    for (const JunitCase &one : suite.cases)
        writeCase(xml, one, suite.seconds);
    xml.writeEndDocument();

    TextOutput output(device);
    output.append(text);
    return output.finish();
}

} // namespace

QString writeRunJunit(QIODevice &device, const RunRecord &record, const RunSummary &summary,
                      const Expectations &expectations, bool isStrict, const RunComparison *baseline)
{
    JunitSuite suite = suiteOf(record.plan());
    if (record.imported)
        suite.by = {QStringLiteral("tool"), record.imported->tool};
    suite.startedAt = record.startedAt.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss"));
    suite.seconds = secondsOf(summary.elapsedNs);
    const QString load = loadLine(record, summary);
    for (const Expectation &expectation : expectations)
        suite.cases.push_back(caseOf(expectation, load, isStrict));
    if (baseline)
        suite.cases.push_back(baselineCase(*baseline, load, isStrict && !record.isStopped));
    suite.cases.push_back(requestsCase(record, summary, expectations));
    suite.cases.push_back(finishedCase(record, load));
    return writeSuite(device, suite);
}

QString writeUnstartedJunit(QIODevice &device, const RunPlan &plan, const QList<Threshold> &thresholds,
                            const QString &problem)
{
    const QString reason = QStringLiteral("the run did not finish");
    JunitSuite suite = suiteOf(plan);
    for (const Threshold &threshold : thresholds)
        suite.cases.push_back({thresholdsClass, threshold.text, CaseResult::Skipped, {}, reason});
    suite.cases.push_back({runClass, QStringLiteral("requests answered"), CaseResult::Skipped, {}, reason});
    suite.cases.push_back({runClass, QStringLiteral("run finished"), CaseResult::Error, QStringLiteral("run"), problem,
                           loadLine(plan, plan.requests)});
    return writeSuite(device, suite);
}

} // namespace fiftyfold
