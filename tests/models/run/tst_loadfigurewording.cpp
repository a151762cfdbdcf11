// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run/loadfigurewording.h"

#include <QTest>

using namespace fiftyfold;

namespace {

constexpr qint64 ms = 1'000'000;

QString joined(const FigureText &text)
{
    return text.value + QLatin1Char('|') + text.unit;
}

LoadFigures figuresOf(LoadVerdict verdict, bool isFinal)
{
    LoadFigures load;
    load.lagCount = 12'000;
    load.lagP99Ns = 285'000;
    load.longestLagNs = 2'890'000;
    load.health = LoadHealth{200, 194.56, 0.9728, 441, std::nullopt, verdict};
    load.isFinal = isFinal;
    return load;
}

} // namespace

class TestLoadFigureWording : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wordsRates_data();
    void wordsRates();
    void wordsResponse();
    void wordsLag();
    void wordsVerdicts();
    void aLoadThatFellBehindSaysSo();
};

void TestLoadFigureWording::wordsRates_data()
{
    QTest::addColumn<double>("achieved");
    QTest::addColumn<double>("asked");
    QTest::addColumn<QString>("text");
    QTest::newRow("the mockup") << 199.2 << 200. << QStringLiteral("199.2|of 200/s");
    QTest::newRow("a fraction") << 0.5 << 0.5 << QStringLiteral("0.50|of 0.50/s");
    QTest::newRow("many") << 12'345.6 << 20'000. << QStringLiteral("12,346|of 20,000/s");
}

void TestLoadFigureWording::wordsRates()
{
    QFETCH(double, achieved);
    QFETCH(double, asked);
    LoadHealth health;
    health.achievedRate = achieved;
    health.askedRate = asked;
    QTEST(joined(achievedText(health)), "text");
}

void TestLoadFigureWording::wordsResponse()
{
    LoadFigures load;
    QCOMPARE(joined(responseText(load)), QStringLiteral("–|"));
    QCOMPARE(responseDetailText(load), QString());
    load.responseCount = 11'993;
    load.responseP50Ns = 197 * ms;
    load.responseP95Ns = 323 * ms;
    load.responseP99Ns = 1'790 * ms;
    load.responseP999Ns = 2'010 * ms;
    QCOMPARE(joined(responseText(load)), QStringLiteral("197 · 323 · 1,790|ms"));
    QCOMPARE(responseDetailText(load), QStringLiteral("p99.9: 2.01 s."));
    load.responseCount = 999;
    QVERIFY(responseDetailText(load).startsWith(QStringLiteral("p99.9: 2.01 s*. * too few")));
    load.responseCount = 99;
    QCOMPARE(joined(responseText(load)), QStringLiteral("197 · 323 · 1,790*|ms"));
    load.responseCount = 19;
    QCOMPARE(joined(responseText(load)), QStringLiteral("197 · 323* · 1,790*|ms"));
    load.responseCount = 1;
    QCOMPARE(joined(responseText(load)), QStringLiteral("197* · 323* · 1,790*|ms"));
}

void TestLoadFigureWording::wordsLag()
{
    QCOMPARE(longestLagText(LoadFigures()), QString());
    QCOMPARE(longestLagText(figuresOf(LoadVerdict::KeptUp, true)), QStringLiteral("max 2.89 ms"));
}

void TestLoadFigureWording::wordsVerdicts()
{
    QCOMPARE(verdictText(LoadVerdict::KeptUp), QStringLiteral("kept up"));
    QCOMPARE(verdictText(LoadVerdict::FellBehind), QStringLiteral("fell behind"));
    QCOMPARE(verdictText(LoadVerdict::TooFewLanes), QStringLiteral("too few lanes"));
    QCOMPARE(verdictNote(LoadFigures(), 64), QString());
    QCOMPARE(verdictNote(figuresOf(LoadVerdict::KeptUp, false), 1024), QStringLiteral("so far"));
    QCOMPARE(verdictNote(figuresOf(LoadVerdict::KeptUp, true), 1024), QStringLiteral("441/1,024 lanes"));
    QCOMPARE(verdictNote(figuresOf(LoadVerdict::TooFewLanes, true), 64), QStringLiteral("64 at once · 441 wanted"));
    LoadFigures behind = figuresOf(LoadVerdict::FellBehind, true);
    QCOMPARE(verdictNote(behind, 1024), QStringLiteral("97.2 % of rate"));
    behind.health->ratio = 0.98999; // it was less than 99 %
    QCOMPARE(verdictNote(behind, 1024), QStringLiteral("98.9 % of rate"));
    behind.health->ratio = 0.999;
    QCOMPARE(verdictNote(behind, 1024), QStringLiteral("lag p99 285 µs"));
    behind.health->clientCpuShare = 0.95;
    QCOMPARE(verdictNote(behind, 1024), QStringLiteral("CPU 95.0 % busy"));
}

void TestLoadFigureWording::aLoadThatFellBehindSaysSo()
{
    QCOMPARE(behindText(figuresOf(LoadVerdict::TooFewLanes, false)), QStringLiteral("too few lanes so far"));
    QCOMPARE(behindText(figuresOf(LoadVerdict::TooFewLanes, true)), QStringLiteral("too few lanes, 441 wanted"));
    QCOMPARE(behindText(figuresOf(LoadVerdict::FellBehind, false)), QStringLiteral("the client fell behind so far"));
    QCOMPARE(behindText(figuresOf(LoadVerdict::FellBehind, true)),
             QStringLiteral("the client fell behind, 97.2 % of rate"));
}

QTEST_GUILESS_MAIN(TestLoadFigureWording)
#include "tst_loadfigurewording.moc"
