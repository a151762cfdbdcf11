// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/loadshape.h"
#include "models/run/loadwording.h"

#include <QTest>

using namespace fiftyfold;
using namespace std::chrono_literals;

namespace {

RunPlan openPlan(const char *rate, std::chrono::nanoseconds duration = 0s, quint32 requests = 0)
{
    RunPlan plan;
    plan.rate = rateFromText(QString::fromLatin1(rate)).value();
    plan.duration = duration;
    plan.requests = requests;
    return plan;
}

RunPlan closedPlan(quint32 requests, quint32 atOnce, std::chrono::nanoseconds duration = 0s)
{
    RunPlan plan;
    plan.requests = requests;
    plan.atOnce = atOnce;
    plan.duration = duration;
    return plan;
}

const char *const threePieces = "0/s..200/s:10s,200/s:30s,200/s..0/s:10s";

} // namespace

/// A plan's load as it is drawn, and as it is said.
class TestLoadShape : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drawsARate();
    void drawsLanes();
    void saysIt_data();
    void saysIt();
    void wordsPlannedTimes();
};

void TestLoadShape::drawsARate()
{
    LoadShape shape = loadShapeOf(openPlan(threePieces));
    QVERIFY(shape.isOpen);
    QCOMPARE(shape.points, (QList<QPointF>{{0, 0}, {10, 200}, {10, 200}, {40, 200}, {40, 200}, {50, 0}}));
    QCOMPARE(shape.seconds, 50.);
    QCOMPARE(shape.most, 200.);
    shape = loadShapeOf(openPlan(threePieces, 5s)); // which ends within the first piece
    QCOMPARE(shape.points, (QList<QPointF>{{0, 0}, {5, 100}}));
    shape = loadShapeOf(openPlan("10/s..30/s", 20s));
    QCOMPARE(shape.points, (QList<QPointF>{{0, 10}, {20, 30}}));
    shape = loadShapeOf(openPlan("10/s", 0s, 50)); // whose requests end it
    QCOMPARE(shape.points, (QList<QPointF>{{0, 10}, {5, 10}}));
}

void TestLoadShape::drawsLanes()
{
    LoadShape shape = loadShapeOf(closedPlan(50, 0));
    QVERIFY(!shape.isOpen);
    QCOMPARE(shape.points, (QList<QPointF>{{0, 50}, {1, 50}}));
    QCOMPARE(shape.seconds, 0.);
    RunPlan plan = closedPlan(0, 20, 10s);
    plan.rampUp = 4s;
    shape = loadShapeOf(plan);
    QCOMPARE(shape.points, (QList<QPointF>{{0, 0}, {4, 20}, {10, 20}}));
    QCOMPARE(shape.seconds, 10.);
    plan.rampUp = 20s; // never all of them
    QCOMPARE(loadShapeOf(plan).points, (QList<QPointF>{{0, 0}, {10, 10}}));
}

void TestLoadShape::saysIt_data()
{
    QTest::addColumn<RunPlan>("plan");
    QTest::addColumn<QString>("inShort");
    QTest::addColumn<QString>("whole");
    const auto row = [](const char *name, const RunPlan &plan, const char *inShort, const char *whole) {
        QTest::newRow(name) << plan << QString::fromUtf8(inShort) << QString::fromUtf8(whole);
    };
    row("new", RunPlan(), "50 requests, 50 at once", "50 requests, each as a lane is free");
    row("one", closedPlan(1, 0), "1 request, 1 at once", "1 request");
    row("for a time", closedPlan(0, 20, 10s), "for 10 s, 20 at once", "as many as 20 lanes do in 10 s");
    row("both", closedPlan(5000, 20, 10s), "for 10 s, 20 at once, 5,000 at most", "5,000 requests at most in 10 s");
    row("rate", openPlan("200/s", 60s), "200/s for 60 s", "12,000 requests become due in 60 s");
    RunPlan lanes = openPlan("200/s", 5s);
    lanes.atOnce = 20;
    row("rate and lanes", lanes, "200/s for 5 s, 20 at once", "1,000 requests become due in 5 s");
    lanes.requests = 500;
    row("all of it", lanes, "200/s for 5 s, 20 at once, 500 at most", "500 requests become due in 2.5 s");
    lanes.atOnce = defaultOpenAtOnce; // as a record has it
    row("rate, time and count, recorded", lanes, "200/s for 5 s, 500 at most", "500 requests become due in 2.5 s");
    row("rate and count", openPlan("200/s", 0s, 50), "200/s, 50 requests", "50 requests become due in 250 ms");
    row("rate, time and count", openPlan("200/s", 60s, 500), "200/s for 60 s, 500 at most",
        "500 requests become due in 2.5 s");
    row("ramp", openPlan("10/s..500/s", 2min), "10 to 500/s for 2 min", "30,600 requests become due in 2 min");
    row("pieces", openPlan(threePieces), "up to 200/s for 50 s", "8,000 requests become due in 50 s");
    RunPlan poisson = openPlan("10000/s", 100s);
    poisson.arrivals = QStringLiteral("poisson");
    row("many, drawn", poisson, "10,000/s for 100 s", "about 1,000,000 requests become due in 100 s");
    RunPlan oneLane = closedPlan(50, 0);
    oneLane.strategy = QStringLiteral("sequential");
    row("one lane", oneLane, "50 requests, 1 at once", "50 requests, one after the other");
}

void TestLoadShape::saysIt()
{
    QFETCH(const RunPlan, plan);
    QTEST(loadInShort(plan), "inShort");
    QTEST(loadSentence(plan), "whole");
}

void TestLoadShape::wordsPlannedTimes()
{
    QCOMPARE(plannedTime(60s), QStringLiteral("60 s"));
    QCOMPARE(plannedTime(250ms), QStringLiteral("250 ms"));
    QCOMPARE(plannedTime(1500ms), QStringLiteral("1.5 s"));
    QCOMPARE(plannedTime(5min), QStringLiteral("5 min"));
    QCOMPARE(plannedTime(2h), QStringLiteral("2 h"));
    QCOMPARE(countedRequests(closedPlan(0, 20, 10s)), QStringLiteral("requests for 10 s"));
    QCOMPARE(countedRequests(openPlan(threePieces)), QStringLiteral("8,000 requests"));
}

QTEST_APPLESS_MAIN(TestLoadShape)
#include "tst_loadshape.moc"
