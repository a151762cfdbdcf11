// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run/tilestrip.h"

#include "widgets/base/tile.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

using namespace fiftyfold;

namespace {

constexpr qint64 ms = 1'000'000;

RunFigures openFigures(LoadVerdict verdict, bool isFinal)
{
    RunFigures figures;
    figures.elapsedNs = 60'250 * ms;
    figures.requests = 12'000;
    figures.done = 11'993;
    figures.failed = 7;
    figures.shareDone = 11'993 / 12'000.;
    figures.atOnce = 1024;
    figures.latencyCount = 11'993;
    figures.p95Ns = 323 * ms;
    LoadFigures load;
    load.responseCount = 11'993;
    load.responseP50Ns = 197 * ms;
    load.responseP95Ns = 323 * ms;
    load.responseP99Ns = 1'790 * ms;
    load.responseP999Ns = 2'010 * ms;
    load.lagCount = 12'000;
    load.lagP99Ns = 285'000;
    load.longestLagNs = 2'890'000;
    load.health = LoadHealth{200, 199.2, 0.996, 441, std::nullopt, verdict};
    load.isFinal = isFinal;
    if (isFinal)
        load.sentence = QStringLiteral("What would help.");
    figures.load = load;
    return figures;
}

} // namespace

class TileStripTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itsFiguresAreCopied()
    {
        TileStrip strip;
        strip.clear(true);
        strip.showFigures(openFigures(LoadVerdict::TooFewLanes, true));
        strip.copy();
        const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 8); // the tiles that an open load has
        QCOMPARE(lines.at(1), QStringLiteral("DONE\t11,993 of 12,000"));
        QCOMPARE(lines.at(2), QStringLiteral("RATE achieved · asked\t199.2 of 200/s"));
        QVERIFY2(lines.at(6).startsWith(QStringLiteral("FAILED\t7\t")), qPrintable(lines.at(6)));
    }

    /// Ctrl+C copies what has it.
    void aClickGivesItTheFocus()
    {
        TileStrip strip;
        strip.show();
        QVERIFY(QTest::qWaitForWindowActive(&strip));
        strip.clearFocus();
        QTest::mouseClick(strip.findChild<Tile *>(), Qt::LeftButton);
        QVERIFY(strip.hasFocus());
    }

    void aClosedLoadHasItsTiles()
    {
        TileStrip strip;
        for (const Tile *tile : {strip.overlap(), strip.rate(), strip.latency(), strip.failed()})
            QVERIFY(!tile->isHidden());
        for (const Tile *tile : {strip.achieved(), strip.response(), strip.service(), strip.lag(), strip.generator()})
            QVERIFY(tile->isHidden());
        RunFigures figures;
        figures.done = 911;
        figures.isCountKnown = false;
        strip.showFigures(figures);
        QCOMPARE(strip.done()->figure().value, QStringLiteral("911"));
        QCOMPARE(strip.done()->figure().unit, QString());
        QCOMPARE(strip.failed()->note(), QString());
    }

    void marksWhatSoFewCanNotSupport()
    {
        RunFigures figures = openFigures(LoadVerdict::KeptUp, true);
        figures.latencyCount = 19;
        figures.load->responseCount = 19;
        figures.load->lagCount = 99;
        TileStrip strip;
        strip.clear(true);
        strip.showFigures(figures);
        QCOMPARE(strip.response()->figure().value, QStringLiteral("197 · 323* · 1,790*"));
        QCOMPARE(strip.service()->figure().value, QStringLiteral("323*"));
        QCOMPARE(strip.lag()->figure().value, QStringLiteral("285*"));
        for (const Tile *tile : {strip.response(), strip.service(), strip.lag()})
            QVERIFY2(tile->toolTip().contains(QStringLiteral("* too few requests")), qPrintable(tile->toolTip()));
        strip.showFigures(openFigures(LoadVerdict::KeptUp, true));
        for (const Tile *tile : {strip.response(), strip.service(), strip.lag()})
            QVERIFY2(!tile->toolTip().contains(QStringLiteral("too few")), qPrintable(tile->toolTip()));
    }

    void anOpenLoadHasOthers()
    {
        TileStrip strip;
        strip.clear(true);
        for (const Tile *tile : {strip.overlap(), strip.rate(), strip.latency()})
            QVERIFY(tile->isHidden());
        for (const Tile *tile : {strip.achieved(), strip.response(), strip.service(), strip.lag(), strip.generator()}) {
            QVERIFY(!tile->isHidden());
            QCOMPARE(tile->figure().value, QStringLiteral("–"));
            QVERIFY(!tile->accessibleName().isEmpty());
            QVERIFY(tile->verdict() == Tile::Verdict::None);
        }
        strip.showFigures(openFigures(LoadVerdict::KeptUp, true));
        QCOMPARE(strip.done()->figure().unit, QStringLiteral("of 12,000"));
        QCOMPARE(strip.achieved()->figure().value, QStringLiteral("199.2"));
        QCOMPARE(strip.achieved()->figure().unit, QStringLiteral("of 200/s"));
        QCOMPARE(strip.response()->figure().value, QStringLiteral("197 · 323 · 1,790"));
        QVERIFY(strip.response()->toolTip().contains(QStringLiteral("p99.9: 2.01 s")));
        QCOMPARE(strip.service()->figure().value, QStringLiteral("323"));
        QCOMPARE(strip.lag()->spokenText(), QStringLiteral("285 µs, max 2.89 ms"));
        QCOMPARE(strip.failed()->spokenText(), QStringLiteral("7, 0.06 %"));
        strip.clear();
        QVERIFY(!strip.overlap()->isHidden());
        QVERIFY(strip.generator()->isHidden());
    }

    void theVerdictIsAWordASignAndAColour()
    {
        TileStrip strip;
        strip.clear(true);
        strip.showFigures(openFigures(LoadVerdict::KeptUp, false));
        QCOMPARE(strip.generator()->spokenText(), QStringLiteral("kept up, so far"));
        strip.showFigures(openFigures(LoadVerdict::KeptUp, true));
        QVERIFY(strip.generator()->verdict() == Tile::Verdict::Good);
        QCOMPARE(strip.generator()->spokenText(), QStringLiteral("kept up, 441/1,024 lanes"));
        strip.showFigures(openFigures(LoadVerdict::TooFewLanes, true));
        QVERIFY(strip.generator()->verdict() == Tile::Verdict::Warning);
        QCOMPARE(strip.generator()->figure().value, QStringLiteral("too few lanes"));
        QCOMPARE(strip.generator()->note(), QStringLiteral("1,024 at once · 441 wanted"));
        QVERIFY(strip.generator()->toolTip().contains(QStringLiteral("What would help.")));
        RunFigures none = openFigures(LoadVerdict::KeptUp, false);
        none.load->health.reset();
        strip.showFigures(none);
        QCOMPARE(strip.generator()->figure().value, QStringLiteral("–"));
        QVERIFY(strip.generator()->verdict() == Tile::Verdict::None);
    }

    void allTilesFitASmallWindow()
    {
        TileStrip strip;
        strip.clear(true);
        QVERIFY2(strip.minimumSizeHint().width() <= 876, qPrintable(QString::number(strip.minimumSizeHint().width())));
        strip.resize(876, strip.sizeHint().height());
        strip.show();
        strip.setUnverified(true);
        RunFigures busy = openFigures(LoadVerdict::FellBehind, true);
        busy.load->health->clientCpuShare = 0.95;
        busy.load->longestLagNs = 12'340 * ms;
        RunFigures slow = openFigures(LoadVerdict::FellBehind, true);
        slow.load->health->ratio = 0.989;
        for (const RunFigures &figures :
             {openFigures(LoadVerdict::TooFewLanes, true), openFigures(LoadVerdict::KeptUp, true), busy, slow}) {
            strip.showFigures(figures);
            for (const Tile *tile : {strip.elapsed(), strip.done(), strip.achieved(), strip.response(), strip.service(),
                                     strip.lag(), strip.failed(), strip.generator()}) {
                QVERIFY2(tile->fittingScale() >= 0.5, qPrintable(tile->accessibleName()));
                QVERIFY2(tile->isNoteLegible(), qPrintable(tile->note()));
            }
        }
    }

    /// Rather than standing over their notes.
    void aLowStripHasSmallerFigures()
    {
        TileStrip strip;
        strip.resize(1360, strip.sizeHint().height());
        strip.show();
        const double whole = strip.done()->fittingScale();
        strip.resize(1360, strip.minimumSizeHint().height());
        QTRY_VERIFY(strip.done()->fittingScale() < whole);
        QVERIFY(strip.done()->fittingScale() >= Tile::leastScale);
        QVERIFY(strip.done()->height() >= strip.done()->minimumSizeHint().height());
    }
};

QTEST_MAIN(TileStripTest)
#include "tst_tilestrip.moc"
