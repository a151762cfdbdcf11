// SPDX-License-Identifier: GPL-3.0-or-later
#include "records/trace/runtracewriter.h"
#include "recordsample.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <cmath>
#include <map>

using namespace fiftyfold;

namespace {

QJsonArray eventsOf(const RunRecord &record)
{
    QBuffer buffer;
    if (!buffer.open(QIODevice::WriteOnly) || !writeRunTrace(buffer, record).isEmpty())
        return {};
    return QJsonDocument::fromJson(buffer.data()).object().value(QLatin1String("traceEvents")).toArray();
}

/// Two requests that are done, of one lane, the second of which begins at `secondStart`.
std::shared_ptr<RunRecord> twoOfALane(qint64 secondStart)
{
    RunPlan plan;
    plan.requests = 2;
    plan.atOnce = 1;
    RunRecorder recorder(plan, test::sampleRunId);
    FactBatch batch;
    batch.runId = test::sampleRunId;
    for (const auto &[request, start] : {std::pair(0U, qint64(1'000)), std::pair(1U, secondStart)}) {
        batch.facts.push_back(facts::ended(request, Stage::Queued, start, 0));
        batch.facts.push_back(facts::began(request, Stage::Wait, start));
        batch.facts.push_back(facts::ended(request, Stage::Wait, start + 700));
        batch.facts.push_back(test::finished(request, Outcome::Done, ErrorClass::None, 10, start + 1'000));
    }
    batch.facts = facts::whole(batch.facts);
    recorder.apply(batch);
    recorder.record()->elapsedNs = secondStart + 1'000;
    return recorder.record();
}

QString kindOf(const QJsonObject &event)
{
    return event.value(QLatin1String("ph")).toString();
}

} // namespace

class TestRunTraceWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void slicesNest();
    void overlappingRequestsAreAsynchronous();
    void countsWhatIsInFlight();
    void countsInSoManyStepsOfAnyLength();
    void takesAnyLane();
    void reportsShortWrite();
};

/// On each track a slice lies within the one before it that has not ended, or after it.
void TestRunTraceWriter::slicesNest()
{
    std::map<int, std::vector<qint64>> open; // ends in ns, by track
    int requests = 0;
    int stages = 0;
    for (const QJsonValue value : eventsOf(*test::sampleRecord())) {
        const QJsonObject event = value.toObject();
        QVERIFY(kindOf(event) != QLatin1String("b"));
        if (kindOf(event) != QLatin1String("X"))
            continue;
        const qint64 begin = std::llround(event.value(QLatin1String("ts")).toDouble() * 1000);
        const qint64 end = begin + std::llround(event.value(QLatin1String("dur")).toDouble() * 1000);
        std::vector<qint64> &ends = open[event.value(QLatin1String("tid")).toInt()];
        while (!ends.empty() && ends.back() <= begin)
            ends.pop_back();
        QVERIFY(ends.empty() || end <= ends.back());
        const bool isRequest = event.value(QLatin1String("cat")).toString() == QLatin1String("request");
        QCOMPARE(ends.empty(), isRequest);
        ends.push_back(end);
        ++(isRequest ? requests : stages);
    }
    QCOMPARE(requests, 2); // the third was cancelled in the queue
    QCOMPARE(stages, 7);   // connect, send, wait, receive, wrap, save, delete
}

void TestRunTraceWriter::overlappingRequestsAreAsynchronous()
{
    const auto numberOf = [](const QJsonArray &events, QLatin1String kind) {
        return std::count_if(events.begin(), events.end(),
                             [kind](const QJsonValue &event) { return kindOf(event.toObject()) == kind; });
    };
    const QJsonArray apart = eventsOf(*twoOfALane(2'000));
    QCOMPARE(numberOf(apart, QLatin1String("X")), 4);
    QCOMPARE(numberOf(apart, QLatin1String("b")), 0);
    const QJsonArray overlapping = eventsOf(*twoOfALane(1'500));
    QCOMPARE(numberOf(overlapping, QLatin1String("X")), 0);
    QCOMPARE(numberOf(overlapping, QLatin1String("b")), 4);
    // Of each request the last to begin is the first to end.
    std::map<QString, QStringList> open;
    for (const QJsonValue value : overlapping) {
        const QJsonObject event = value.toObject();
        QStringList &names = open[event.value(QLatin1String("id")).toString()];
        if (kindOf(event) == QLatin1String("b"))
            names.append(event.value(QLatin1String("name")).toString());
        else if (kindOf(event) == QLatin1String("e"))
            QCOMPARE(names.takeLast(), event.value(QLatin1String("name")).toString());
    }
    for (const auto &[id, names] : open)
        QVERIFY2(names.isEmpty(), qPrintable(id));
}

void TestRunTraceWriter::countsWhatIsInFlight()
{
    double most = 0;
    double last = -1;
    for (const QJsonValue value : eventsOf(*test::sampleRecord())) {
        const QJsonObject event = value.toObject();
        if (event.value(QLatin1String("name")).toString() != QLatin1String("in flight"))
            continue;
        last = event.value(QLatin1String("args")).toObject().value(QLatin1String("requests")).toDouble();
        most = std::max(most, last);
    }
    QCOMPARE(most, 2.0);
    QCOMPARE(last, 0.0);
}

/// Another tool's file may tell of two requests that are days apart.
void TestRunTraceWriter::countsInSoManyStepsOfAnyLength()
{
    constexpr qint64 twoDays = 200'000'000'000'000;
    std::map<QString, int> steps;
    double lastAt = 0;
    double lastInFlight = -1;
    for (const QJsonValue value : eventsOf(*twoOfALane(twoDays))) {
        const QJsonObject event = value.toObject();
        if (kindOf(event) != QLatin1String("C"))
            continue;
        const QString name = event.value(QLatin1String("name")).toString();
        ++steps[name];
        if (name != QLatin1String("in flight"))
            continue;
        lastAt = event.value(QLatin1String("ts")).toDouble();
        lastInFlight = event.value(QLatin1String("args")).toObject().value(QLatin1String("requests")).toDouble();
    }
    QCOMPARE(steps.size(), std::size_t(2));
    for (const auto &[name, count] : steps)
        QVERIFY2(count > 1'000 && count <= 10'002, qPrintable(QStringLiteral("%1: %2").arg(name).arg(count)));
    QVERIFY(lastAt * 1'000 >= double(twoDays + 1'000));
    QCOMPARE(lastInFlight, 0.0);
}

/// A file may say any number.
void TestRunTraceWriter::takesAnyLane()
{
    RunPlan plan;
    plan.requests = 2;
    RunRecorder recorder(plan, test::sampleRunId);
    FactBatch batch;
    batch.runId = test::sampleRunId;
    for (const auto &[request, lane] : {std::pair(0U, qint64(4'000'000'000)), std::pair(1U, qint64(7))}) {
        batch.facts.push_back(facts::ended(request, Stage::Queued, 1'000, lane));
        batch.facts.push_back(test::finished(request, Outcome::Done, ErrorClass::None, 10, 2'000));
    }
    batch.facts = facts::whole(batch.facts);
    recorder.apply(batch);
    recorder.record()->elapsedNs = 2'000;
    std::map<int, QString> tracks;
    for (const QJsonValue value : eventsOf(*recorder.record())) {
        const QJsonObject event = value.toObject();
        if (event.value(QLatin1String("name")).toString() == QLatin1String("thread_name"))
            tracks[event.value(QLatin1String("tid")).toInt()] =
                event.value(QLatin1String("args"))[QLatin1String("name")].toString();
        else if (kindOf(event) == QLatin1String("X"))
            QCOMPARE(event.value(QLatin1String("tid")).toInt(),
                     event.value(QLatin1String("name")).toString() == QLatin1String("request 1") ? 1 : 2);
    }
    QVERIFY(tracks == (std::map<int, QString>{{1, QStringLiteral("lane 7")}, {2, QStringLiteral("lane 4000000000")}}));
}

void TestRunTraceWriter::reportsShortWrite()
{
    test::ShortDevice device(300);
    QVERIFY(!writeRunTrace(device, *test::sampleRecord()).isEmpty());
}

QTEST_GUILESS_MAIN(TestRunTraceWriter)
#include "tst_runtracewriter.moc"
