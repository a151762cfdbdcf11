// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/json/expectationsjson.h"

#include "records/json/jsonmembers.h"

#include <QJsonArray>

#include <cmath>

namespace fiftyfold {

namespace {

QString readExpectation(const QJsonObject &json, const QString &path, const RunSummary &summary, bool isStopped,
                        Expectation &expectation)
{
    JsonMembers members(json, path);
    if (readThreshold(members.text("expect"), expectation.threshold))
        members.expect("expect", QStringLiteral("a threshold such as p95 < 120 ms"));
    const bool isTime = isTimeUnit(expectation.threshold.unit);
    if (members.has("measured"))
        expectation.measured = isTime ? static_cast<double>(members.time("measured")) : members.number("measured");
    const QString word = members.text("verdict");
    bool isKnown = false;
    for (const ThresholdVerdict verdict :
         {ThresholdVerdict::Held, ThresholdVerdict::Crossed, ThresholdVerdict::Undecided}) {
        if (word == verdictName(verdict)) {
            expectation.verdict = verdict;
            isKnown = true;
        }
    }
    if (!isKnown)
        members.expect("verdict", QStringLiteral("held, crossed or undecided"));
    expectation.samples = samplesOf(expectation.threshold, summary);
    expectation.reason = reasonOf(expectation.verdict, expectation.measured.has_value(), isStopped);
    return members.problem();
}

} // namespace

void writeExpectations(JsonWriter &json, const Expectations &expectations)
{
    json.beginArray();
    for (const Expectation &expectation : expectations) {
        json.onNewLine();
        json.beginObject();
        json.key("expect"_key);
        json.string(expectation.threshold.text);
        if (expectation.measured) {
            json.key("measured"_key);
            json.millionths(std::llround(*expectation.measured * (isTimeUnit(expectation.threshold.unit) ? 1 : 1e6)));
        }
        json.key("verdict"_key);
        json.string(verdictName(expectation.verdict));
        json.endObject();
    }
    json.endArray();
}

QString readExpectations(const QJsonValue &json, const RunSummary &summary, bool isStopped, Expectations &expectations)
{
    if (!json.isArray())
        return QStringLiteral("expectations should be an array");
    const QJsonArray all = json.toArray();
    for (qsizetype i = 0; i < all.size(); ++i) {
        Expectation expectation;
        QString problem = readExpectation(all.at(i).toObject(), QStringLiteral("expectations[%1].").arg(i), summary,
                                          isStopped, expectation);
        if (!problem.isEmpty())
            return problem;
        expectations.append(expectation);
    }
    return {};
}

} // namespace fiftyfold
