// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/serverfloor.h"
#include "records/comparison/reportwording.h"
#include "records/csv/comparisoncsvwriter.h"
#include "records/html/comparisonhtmlwriter.h"
#include "records/html/htmlcheck.h"
#include "records/json/comparisonjsonreader.h"
#include "records/json/comparisonjsonwriter.h"
#include "records/markdown/comparisonmarkdownwriter.h"
#include "recordsample.h"
#include "schemacheck.h"
#include "support/germannumbers.h"

#include <QBuffer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>

using namespace fiftyfold;
using fiftyfold::test::strangers;
using namespace std::chrono_literals;

namespace {

ReportedEntry entryOf(const char *name, const QList<double> &elapsedMs)
{
    ReportedEntry entry;
    entry.name = QLatin1String(name);
    entry.label = entry.name;
    entry.plan.url = QUrl(QStringLiteral("practice:robots.txt?latency=100ms"));
    entry.plan.strategy = entry.name.section(QLatin1Char(' '), 0, 0);
    for (const double ms : elapsedMs) {
        ComparisonRound round;
        round.elapsedNs = std::llround(ms * 1e6);
        round.done = 50;
        round.maxInFlight = 50;
        entry.rounds.push_back(round);
    }
    return entry;
}

/// sequential, async, and async again; a runner that is not here; one that failed in its third round.
ComparisonReport sampleReport()
{
    ComparisonReport report;
    report.startedAt = QDateTime(QDate(2026, 11, 23), QTime(10, 0, 0, 5), QTimeZone::utc());
    report.plan.url = QUrl(QStringLiteral("practice:robots.txt?latency=100ms&token=hunter2"));
    report.plan.headers = {{"Authorization", "Bearer hunter2"}};
    report.environment = {QStringLiteral("Debian"),
                          QStringLiteral("linux 6.1.0"),
                          QStringLiteral("riscv64"),
                          QStringLiteral("SiFive"),
                          2,
                          QStringLiteral("6.4.2"),
                          QStringLiteral("libcurl/7.88.1")};
    report.roundsWanted = 5;
    report.runsDone = report.runsInAll = 22;
    report.entries = {entryOf("sequential", {5310, 5290, 5350, 5300, 5400}),
                      entryOf("async", {108, 106, 111, 107, 109}), entryOf("async (2)", {107, 108, 110, 106, 111}),
                      entryOf("go-goroutines", {}), entryOf("threads", {131, 133, 99})};
    report.entries[3].unavailable = QStringLiteral("Go is not in the PATH. Install it | now");
    report.entries[3].plan.runnerCommand = QStringLiteral("go run goroutines.go");
    report.entries[4].problem = QStringLiteral("2 of 50 requests failed: <no> reply");
    report.entries[4].rounds.back().failed = 2;
    report.entries[4].rounds.back().problem = QStringLiteral("<no> reply");
    fillFigures(report);
    return report;
}

/// At 1, 4 and 16 at once, of a server that takes 100 ms and manages 40 a second.
ComparisonReport sweepReport()
{
    ComparisonReport report = sampleReport();
    report.entries = {entryOf("1", {5000, 5010}), entryOf("4", {1250, 1252}), entryOf("16", {1250, 1240})};
    quint32 atOnce = 1;
    for (ReportedEntry &entry : report.entries) {
        entry.plan.strategy = QStringLiteral("async");
        entry.plan.atOnce = atOnce;
        entry.values = {{QStringLiteral("at-once"), entry.name, double(atOnce)}};
        atOnce *= 4;
        for (ComparisonRound &round : entry.rounds) {
            round.response = ResponseFigures{100, 99, 110};
            round.laneMs = 100;
            round.cost = RunCost{.cpuNs = 5'000'000, .peakMemoryBytes = 20'000'000, .threads = 1, .processes = 1};
        }
    }
    fillFigures(report);
    return report;
}

QByteArray written(const ComparisonReport &report, QString (*write)(QIODevice &, const ComparisonReport &))
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const QString problem = write(buffer, report);
    return problem.isEmpty() ? buffer.data() : problem.toUtf8();
}

QJsonObject jsonOf(const ComparisonReport &report)
{
    return QJsonDocument::fromJson(written(report, writeComparisonJson)).object();
}

} // namespace

class TestComparisonReport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsTheFloor_data();
    void knowsTheFloor();
    void tellsTheLoadThatRan_data();
    void tellsTheLoadThatRan();
    void makesFigures();
    void saysNothingOfOneRound();
    void intervalsAreCalledWhatTheyAre();
    void remarksOnWhatMatters();
    void ranksNoDifferentPages_data();
    void ranksNoDifferentPages();
    void ranksNoPagesThatDifferInOneRound();
    void writesJson();
    void meetsItsSchema();
    void tellsCost();
    void writesMarkdown();
    void writesHtml();
    void writesCsv();
    void tellsASweep();
    void saysNothingOfWhatIsVaried();
    void keepsSecretsOut();
    void isEnglishWhateverTheWindowsLanguage();
    void reportsShortWrite();
    void isReadAgain_data();
    void isReadAgain();
    void saysWhatCantBeRead_data();
    void saysWhatCantBeRead();
};

void TestComparisonReport::knowsTheFloor_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<int>("requests");
    QTest::addColumn<int>("atOnce");
    QTest::addColumn<int>("floorMs"); // 0: not known
    const auto row = [](const char *name, const char *url, const char *strategy, int requests, int atOnce, int floor) {
        QTest::newRow(name) << QString::fromLatin1(url) << QString::fromLatin1(strategy) << requests << atOnce << floor;
    };
    row("all at once", "practice:robots.txt?latency=100ms", "async", 50, 0, 100);
    row("one at a time", "practice:robots.txt?latency=100ms", "sequential", 50, 0, 5000);
    row("in five", "practice:robots.txt?latency=100ms", "async", 50, 10, 500);
    row("the last lane has one more", "practice:robots.txt?latency=100ms", "async", 51, 10, 600);
    row("more lanes than requests", "practice:robots.txt?latency=100ms", "async", 3, 10, 100);
    row("no jitter", "practice:robots.txt?latency=340ms&jitter=0", "async", 50, 0, 340);
    row("jitter", "practice:robots.txt?latency=100ms&jitter=40ms", "async", 50, 0, 0);
    row("a distribution", "practice:robots.txt?latency=100ms&dist=exponential", "async", 50, 0, 0);
    row("one without a spread", "practice:robots.txt?latency=100ms&dist=uniform", "async", 50, 0, 100);
    row("a capacity", "practice:robots.txt?latency=100ms&rate=200/s", "async", 50, 0, 0);
    row("a stall", "practice:robots.txt?latency=100ms&stall=3s+2s", "async", 50, 0, 0);
    row("an echo", "practice:echo?latency=100ms", "async", 50, 0, 100);
    row("no latency", "practice:robots.txt", "async", 50, 0, 0);
    row("redirected", "practice:x?latency=100ms&status=302&location=/y", "async", 50, 0, 0);
    row("somebody else's server", "http://127.0.0.1:8080/?latency=100ms", "async", 50, 0, 0);
}

void TestComparisonReport::knowsTheFloor()
{
    QFETCH(const QString, url);
    QFETCH(const int, requests);
    QFETCH(const int, atOnce);
    QFETCH(const int, floorMs);
    RunPlan plan;
    plan.url = QUrl(url);
    plan.requests = static_cast<quint32>(requests);
    plan.atOnce = static_cast<quint32>(atOnce);
    QFETCH(const QString, strategy);
    plan.strategy = strategy;
    const std::optional<std::chrono::nanoseconds> floor = serverFloorOf(plan, plan.effectiveAtOnce());
    QCOMPARE(floor.has_value(), floorMs > 0);
    QVERIFY(!floor || *floor == std::chrono::milliseconds(floorMs));
}

void TestComparisonReport::tellsTheLoadThatRan_data()
{
    QTest::addColumn<int>("atOnce"); // of the one that can have several
    QTest::addColumn<int>("told");
    QTest::newRow("as asked") << 30 << 30;
    QTest::newRow("lowered for all") << 7 << 7;
    QTest::newRow("lowered to one") << 1 << 1;
}

void TestComparisonReport::tellsTheLoadThatRan()
{
    QFETCH(const int, atOnce);
    RunPlan plan;
    plan.url = QUrl(QStringLiteral("practice:robots.txt"));
    plan.atOnce = 30;
    ComparisonRecord record;
    for (const char *strategy : {"sequential", "async"}) {
        MeasuredEntry entry;
        entry.plan = plan;
        entry.plan.strategy = QLatin1String(strategy);
        record.entries.push_back(entry);
    }
    record.entries[1].plan.atOnce = static_cast<quint32>(atOnce);
    const QJsonObject json = jsonOf(reportOf(record, plan, 0));
    QTEST(json.value(QLatin1String("plan")).toObject().value(QLatin1String("at_once")).toInt(), "told");
}

void TestComparisonReport::makesFigures()
{
    const ComparisonReport report = sampleReport();
    const ReportedEntry &sequential = report.entries[0];
    QCOMPARE(sequential.median->value, 5310.0);
    QVERIFY(!sequential.ratio);
    QCOMPARE(*sequential.floor, std::chrono::nanoseconds(5s));
    QCOMPARE(verdictText(report.entries[0]), QStringLiteral("baseline"));

    const ReportedEntry &async = report.entries[1];
    QCOMPARE(async.median->value, 108.0);
    QCOMPARE(async.maxInFlight, 50U);
    QVERIFY(std::abs(async.ratio->value - 5300.0 / 107) < 1e-9);
    QCOMPARE(verdictText(report.entries[1]), QString());
    QCOMPARE(medianInterval(report, async), QStringLiteral("106 ms to 111 ms"));
    QCOMPARE(ratioInterval(async), QStringLiteral("48.2 to 50.1"));
    QCOMPARE(ratioForPeople(*async.ratio), QStringLiteral("49.5 ×"));

    QVERIFY(!report.entries[3].median && !report.entries[3].ratio);
    QVERIFY(shortfallOf(report.entries[3]).startsWith(QLatin1String("not here: Go")));
    const ReportedEntry &threads = report.entries[4];
    QCOMPARE(threads.wholeRounds, 2U); // the third, in which requests failed, is in no figure
    QCOMPARE(threads.median->value, 132.0);
    QCOMPARE(threads.pairs, 2U);
    QVERIFY(shortfallOf(threads).startsWith(QLatin1String("left out after 2 rounds: 2 of 50")));

    ComparisonReport turned = report;
    turned.baseline = 1;
    fillFigures(turned);
    QCOMPARE(verdictText(turned.entries[2]), QStringLiteral("no difference seen"));
    QVERIFY(!turned.entries[1].ratio && turned.entries[0].ratio->value < 0.03);
}

void TestComparisonReport::saysNothingOfOneRound()
{
    ComparisonReport report = sampleReport();
    report.entries = {entryOf("sequential", {100}), entryOf("async", {100})};
    fillFigures(report);
    QCOMPARE(report.entries[1].ratio->value, 1.0);
    QCOMPARE(verdictText(report.entries[1]), QString());
    QCOMPARE(medianInterval(report, report.entries[1]), QString());
    QCOMPARE(ratioInterval(report.entries[1]), QString());
    const QJsonObject entry = jsonOf(report).value(QLatin1String("entries")).toArray().at(1).toObject();
    QVERIFY(!entry.contains(QLatin1String("no_difference")));
    QVERIFY(!entry.value(QLatin1String("ratio")).toObject().contains(QLatin1String("low")));
    QVERIFY(remarksOn(report).join(QLatin1Char(' ')).contains(QLatin1String("One round has no interval")));
}

/// Who is left out early does not make the intervals of the others something else.
void TestComparisonReport::intervalsAreCalledWhatTheyAre()
{
    ComparisonReport report = sampleReport();
    report.entries = {entryOf("sequential", {100, 101, 102, 103, 104, 105}), entryOf("async", {10, 11, 12})};
    report.entries[1].problem = QStringLiteral("no reply");
    fillFigures(report);
    QCOMPARE(medianIntervalHeading(report), QStringLiteral("95 % bootstrap"));
    QCOMPARE(ratioIntervalHeading(report), QStringLiteral("95 % interval"));
    QCOMPARE(medianInterval(report, report.entries[0]), QStringLiteral("101 ms to 105 ms"));
    QCOMPARE(medianInterval(report, report.entries[1]), QString());

    report.entries[0].problem = QStringLiteral("no reply"); // nobody is left
    QCOMPARE(medianIntervalHeading(report), QStringLiteral("fastest to slowest"));
    QCOMPARE(ratioIntervalHeading(report), QStringLiteral("interval"));
    QCOMPARE(medianInterval(report, report.entries[1]), QStringLiteral("10.0 ms to 12.0 ms"));
    QVERIFY(remarksOn(report).join(QLatin1Char(' ')).contains(QLatin1String("With 3 rounds")));
}

void TestComparisonReport::remarksOnWhatMatters()
{
    ComparisonReport report = sampleReport();
    report.entries.pop_back();
    const QStringList usual = remarksOn(report);
    QCOMPARE(usual.size(), 2);
    QVERIFY2(usual.first().startsWith(QLatin1String("Floor: 100 ms. ")), qPrintable(usual.first()));
    QVERIFY2(usual.last().startsWith(QLatin1String("With 5 rounds there is no 95 % interval: ")) &&
                 usual.last().endsWith(QLatin1String("Take 6 or more.")),
             qPrintable(usual.last()));
    for (ReportedEntry &entry : report.entries) {
        if (!entry.rounds.empty())
            entry.rounds.push_back(entry.rounds.front());
    }
    fillFigures(report);
    QCOMPARE(remarksOn(report).size(), 1);

    report.preset = QStringLiteral("article");
    report.isStopped = true;
    report.plan.insecure = true;
    report.notices = {QStringLiteral("at once was lowered")};
    report.entries[0].rounds.resize(3);
    report.entries[1].rounds[0].isDisturbed = true;
    fillFigures(report);
    QCOMPARE(medianIntervalHeading(report), QStringLiteral("fastest to slowest"));
    const QString all = remarksOn(report).join(QLatin1Char('\n'));
    for (const char *words : {"at once was lowered", "in 75 of 100", "Reported in 2018", "not measured here", "17 s",
                              "0.53 s", "stopped before its end, after 22 of 22", "--insecure", "stood still"})
        QVERIFY2(all.contains(QLatin1String(words)), words);
    const QString withExternal = QStringLiteral("HTTP/1.1, transport curl (external runners bring their own)");
    QVERIFY(!sameForAllText(report).contains(withExternal)); // the one that there is can't run
    report.entries[3].unavailable.clear();
    QVERIFY(sameForAllText(report).contains(withExternal));
    QCOMPARE(loadForPeople(report),
             QStringLiteral("50 requests, 50 at once, 5 rounds in turn after a warm-up of each, certificates not "
                            "verified"));
    report.plan.insecure = false;
    QCOMPARE(loadForPeople(report),
             QStringLiteral("50 requests, 50 at once, 5 rounds in turn after a warm-up of each"));
}

void TestComparisonReport::ranksNoDifferentPages_data()
{
    QTest::addColumn<ComparisonRound>("here");
    QTest::addColumn<ComparisonRound>("there");
    QTest::addColumn<bool>("changes"); // each round has another digest
    QTest::addColumn<bool>("isExternal");
    QTest::addColumn<QString>("difference");
    const char *const ofNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"; // SHA-256
    const auto page = [](qint64 bytes, const std::set<quint16> &statuses = {200}, const char *digest = "a") {
        ComparisonRound round;
        round.bytesReceived = 50 * bytes;
        round.statuses = statuses;
        round.digest = digest;
        return round;
    };
    const auto row = [](const char *name, const ComparisonRound &here, const ComparisonRound &there,
                        const char *difference, bool changes = false, bool isExternal = false) {
        QTest::newRow(name) << here << there << changes << isExternal << QString::fromLatin1(difference);
    };
    row("the same", page(6804), page(6804), "");
    row("another size", page(312), page(6804), "312 bytes here, 6,804 there");
    row("one byte", page(1), page(6804), "1 byte here, 6,804 there");
    row("none, of ours", page(0), page(6804), "0 bytes here, 6,804 there");
    row("none told, of others", page(0), page(6804), "", false, true);
    row("an empty one told, of others", page(0, {200}, ofNothing), page(6804, {200}, ""), "0 bytes here, 6,804 there",
        false, true);
    row("both empty", page(0, {200}, ofNothing), page(0, {200}, ""), "", false, true);
    row("nearly the same size", page(6804, {200}, ""), page(6850, {200}, ""), "");
    row("the time in it", page(6804, {200}, "a"), page(6805, {200}, "b"), "", true);
    row("the time in it, and another size", page(6804, {200}, "a"), page(7000, {200}, "b"),
        "6,804 bytes here, 7,000 there", true);
    row("another page", page(6804, {200}, "a"), page(6804, {200}, "b"),
        "another page here than there, though of the same size");
    row("another page of nearly the same size", page(6804, {200}, "a"), page(6805, {200}, "b"),
        "another page here than there, though of nearly the same size");
    row("another page of a size that is not told", page(0, {200}, "a"), page(6804, {200}, "b"),
        "another page here than there", false, true);
    row("no digest", page(6804, {200}, ""), page(6804, {200}, "b"), "");
    row("another status", page(6804, {302}), page(6804), "status 302 here, 200 there");
    row("now and then another status", page(6804, {200, 302}), page(6804), "status 200 and 302 here, 200 there");
    row("no status told", page(6804, {}), page(6804), "");
}

void TestComparisonReport::ranksNoDifferentPages()
{
    QFETCH(const ComparisonRound, here);
    QFETCH(const ComparisonRound, there);
    QFETCH(const bool, changes);
    QFETCH(const bool, isExternal);
    QFETCH(const QString, difference);
    ComparisonReport report = sampleReport();
    report.entries = {entryOf("sequential", {100, 101, 102}), entryOf("async", {10, 11, 12})};
    if (isExternal)
        report.entries[1].plan.runnerCommand = QStringLiteral("mine");
    for (std::size_t entry = 0; entry < 2; ++entry) {
        const ComparisonRound &page = entry == 0 ? there : here;
        for (ComparisonRound &round : report.entries[entry].rounds) {
            round.bytesReceived = page.bytesReceived;
            round.statuses = page.statuses;
            round.digest = changes ? page.digest + QByteArray::number(round.elapsedNs) : page.digest;
        }
    }
    fillFigures(report);
    QCOMPARE(report.entries[0].difference, QString());
    QCOMPARE(report.entries[1].difference, difference);
    QCOMPARE(report.entries[1].ratio.has_value(), difference.isEmpty());
    QVERIFY(report.entries[1].median);
    const QJsonObject entry = jsonOf(report).value(QLatin1String("entries")).toArray().at(1).toObject();
    QCOMPARE(entry.value(QLatin1String("not_comparable")).toString(), difference);
    QCOMPARE(entry.contains(QLatin1String("ratio")), difference.isEmpty());
    const QString verdict = difference.isEmpty() ? QString() : QLatin1String("not comparable: ") + difference;
    QCOMPARE(verdictText(report.entries[1]), verdict);
    if (!verdict.isEmpty())
        QVERIFY(QString::fromUtf8(written(report, writeComparisonMarkdown)).contains(verdict));
}

void TestComparisonReport::ranksNoPagesThatDifferInOneRound()
{
    ComparisonReport report = sampleReport();
    report.entries = {entryOf("sequential", {100}), entryOf("async", {10})};
    for (std::size_t entry = 0; entry < 2; ++entry) {
        ComparisonRound &round = report.entries[entry].rounds.front();
        round.bytesReceived = qint64(50) * 6804;
        round.digest = entry == 0 ? "a" : "b";
    }
    fillFigures(report);
    QCOMPARE(report.entries[1].difference,
             QStringLiteral("another page here than there, though of the same size, seen in one round only; take more "
                            "rounds to see whether the page changes by itself"));
    report.entries[1].rounds.front().digest = "a";
    fillFigures(report);
    QCOMPARE(report.entries[1].difference, QString());
}

void TestComparisonReport::writesJson()
{
    const QJsonObject json = jsonOf(sampleReport());
    QCOMPARE(json.value(QLatin1String("schema")).toString(), QStringLiteral("fiftyfold.comparison/1"));
    QCOMPARE(json.value(QLatin1String("started_at")).toString(), QStringLiteral("2026-11-23T10:00:00.005Z"));
    QCOMPARE(json.value(QLatin1String("baseline")).toString(), QStringLiteral("sequential"));
    QCOMPARE(json.value(QLatin1String("rounds")).toInt(), 5);
    const QJsonObject plan = json.value(QLatin1String("plan")).toObject();
    QVERIFY(!plan.contains(QLatin1String("strategy")));
    QCOMPARE(plan.value(QLatin1String("at_once")).toInt(), 50);

    const QJsonArray entries = json.value(QLatin1String("entries")).toArray();
    QCOMPARE(entries.size(), 5);
    const QJsonObject sequential = entries.at(0).toObject();
    QCOMPARE(sequential.value(QLatin1String("at_once")).toInt(), 1);
    QCOMPARE(sequential.value(QLatin1String("floor_ms")).toDouble(), 5000.0);
    QVERIFY(!sequential.contains(QLatin1String("ratio")));
    const QJsonObject async = entries.at(1).toObject();
    const QJsonObject median = async.value(QLatin1String("median_ms")).toObject();
    QCOMPARE(median.value(QLatin1String("value")).toDouble(), 108.0);
    QCOMPARE(median.value(QLatin1String("low")).toDouble(), 106.0);
    QCOMPARE(median.value(QLatin1String("high")).toDouble(), 111.0);
    QCOMPARE(async.value(QLatin1String("ratio")).toObject().value(QLatin1String("value")).toDouble(), 49.53271);
    QCOMPARE(async.value(QLatin1String("no_difference")), QJsonValue(false));
    QCOMPARE(async.value(QLatin1String("rounds")).toArray().size(), 5);
    const QJsonObject absent = entries.at(3).toObject();
    QVERIFY(absent.contains(QLatin1String("unavailable")) && absent.contains(QLatin1String("external")));
    QVERIFY(!absent.contains(QLatin1String("median_ms")));
    const QJsonObject broken = entries.at(4).toObject();
    QVERIFY(broken.value(QLatin1String("problem")).toString().contains(QLatin1String("2 of 50")));
    QCOMPARE(broken.value(QLatin1String("rounds")).toArray().at(2).toObject().value(QLatin1String("failed")).toInt(),
             2);
}

void TestComparisonReport::meetsItsSchema()
{
    QFile file(QStringLiteral(FIFTYFOLD_COMPARISON_SCHEMA));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject schema = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject definitions = schema.value(QLatin1String("$defs")).toObject();
    const auto definition = [&definitions](const char *name) {
        return definitions.value(QLatin1String(name)).toObject();
    };
    ComparisonReport report = sampleReport();
    report.isStopped = true;
    report.preset = QStringLiteral("article");
    report.notices = {QStringLiteral("a notice")};
    report.entries[0].rounds[0].isDisturbed = true;
    report.entries[0].rounds[0].statuses = {200};
    report.entries[0].rounds[0].digest = "a";
    report.entries[1].difference = QStringLiteral("312 bytes here, 6,804 there");
    const QJsonObject json = jsonOf(report);
    QCOMPARE(strangers(schema, json), QStringList());
    QCOMPARE(strangers(definition("plan"), json.value(QLatin1String("plan")).toObject()), QStringList());
    QCOMPARE(strangers(definition("environment"), json.value(QLatin1String("environment")).toObject()), QStringList());
    for (const QJsonValue value : json.value(QLatin1String("entries")).toArray()) {
        const QJsonObject entry = value.toObject();
        QCOMPARE(strangers(definition("entry"), entry), QStringList());
        for (const char *name : {"median_ms", "ratio"}) {
            if (entry.contains(QLatin1String(name)))
                QCOMPARE(strangers(definition("estimate"), entry.value(QLatin1String(name)).toObject()), QStringList());
        }
        for (const QJsonValue round : entry.value(QLatin1String("rounds")).toArray())
            QCOMPARE(strangers(definition("round"), round.toObject()), QStringList());
    }
}

void TestComparisonReport::tellsCost()
{
    ComparisonReport report = sampleReport();
    report.entries = {entryOf("sequential", {500, 510, 505}), entryOf("async", {108, 106, 111})};
    for (ComparisonRound &round : report.entries[0].rounds)
        round.cost = RunCost{
            .cpuNs = 5'000'000, .peakMemoryBytes = 20'000'000, .threads = 1, .processes = 1, .contextSwitches = 125};
    qint64 cpuNs = 9'000'000;
    for (ComparisonRound &round : report.entries[1].rounds) {
        round.cost =
            RunCost{.cpuNs = cpuNs, .peakMemoryBytes = 30'000'000, .threads = 4, .processes = 2, .contextSwitches = 50};
        cpuNs += 1'000'000;
    }
    fillFigures(report);
    QFile file(QStringLiteral(FIFTYFOLD_COMPARISON_SCHEMA));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject definitions =
        QJsonDocument::fromJson(file.readAll()).object().value(QLatin1String("$defs")).toObject();
    const auto costSchema = [&definitions](const char *name) {
        return definitions.value(QLatin1String(name))
            .toObject()[QLatin1String("properties")]
            .toObject()[QLatin1String("cost")]
            .toObject();
    };
    const QJsonArray entries = jsonOf(report).value(QLatin1String("entries")).toArray();
    const QJsonObject cost = entries.at(1)[QLatin1String("cost")].toObject();
    QCOMPARE(strangers(costSchema("entry"), cost), QStringList());
    const QJsonObject cpu = cost[QLatin1String("cpu_us_per_request")].toObject();
    QCOMPARE(cpu[QLatin1String("value")].toDouble(), 200.0);
    QCOMPARE(cpu[QLatin1String("low")].toDouble(), 180.0);
    QCOMPARE(cpu[QLatin1String("high")].toDouble(), 220.0);
    QCOMPARE(cost[QLatin1String("cpu_ratio")][QLatin1String("value")].toDouble(), 2.0);
    QCOMPARE(cost[QLatin1String("peak_memory_bytes")].toInt(), 30'000'000);
    QCOMPARE(cost[QLatin1String("threads")].toInt(), 4);
    QCOMPARE(cost[QLatin1String("processes")].toInt(), 2);
    QCOMPARE(cost[QLatin1String("context_switches_per_request")].toDouble(), 1.0);
    QVERIFY(!entries.at(0)[QLatin1String("cost")].toObject().contains(QLatin1String("cpu_ratio")));
    const QJsonObject round = entries.at(0)[QLatin1String("rounds")].toArray().at(0)[QLatin1String("cost")].toObject();
    QCOMPARE(strangers(costSchema("round"), round), QStringList());
    QCOMPARE(round[QLatin1String("cpu_us_per_request")].toDouble(), 100.0);
    QCOMPARE(round[QLatin1String("cpu_ms")].toDouble(), 5.0);
    QCOMPARE(round[QLatin1String("context_switches_per_request")].toDouble(), 2.5);

    report.entries[1].rounds[0].cost->peakMemoryBytes = 20 * 1024 * 1024;
    report.entries[1].rounds[1].cost->peakMemoryBytes = 40 * 1024 * 1024;
    report.entries[1].rounds[0].cost->contextSwitches = 75;
    fillFigures(report);
    const QString text = QString::fromUtf8(written(report, writeComparisonMarkdown));
    QVERIFY2(text.contains(QString::fromUtf8("| async | 200 µs | 180 µs to 220 µs | 2.00 × | 1.55 to 2.56 | 28.6 MiB | "
                                             "20.0 MiB to 40.0 MiB | 4 | 2 | 1.0 | 1.0 to 1.5 |")),
             qPrintable(text));
    QVERIFY(text.contains(QLatin1String("| peak memory | least to most |")));
}

void TestComparisonReport::writesMarkdown()
{
    const QString text = QString::fromUtf8(written(sampleReport(), writeComparisonMarkdown));
    const QStringList all = text.split(QLatin1Char('\n'));
    QVERIFY2(all.at(2).startsWith(QLatin1String("**Equally fast are async and async (2); ")), qPrintable(all.at(2)));
    const QStringList lines = all.mid(0, 2) + all.mid(4); // without the answer
    QVERIFY2(lines.at(0).contains(QLatin1String("GET `practice:robots.txt?latency=100ms")), qPrintable(lines.at(0)));
    QVERIFY(lines.at(2).contains(QLatin1String("| times as fast as sequential |")));
    QVERIFY(lines.at(4).contains(QLatin1String("| sequential | 5.31 s | 5.29 s to 5.40 s | 1 |  | 5 | baseline |")));
    QVERIFY(
        lines.at(5).contains(QString::fromUtf8("| async | 108 ms | 106 ms to 111 ms | 49.5 × | 48.2 to 50.1 | 5 |")));
    // Seven cells in every line of the table, whatever a message has in it.
    for (int line = 2; line < 9; ++line)
        QCOMPARE(QString(lines.at(line)).remove(QLatin1String("\\|")).count(QLatin1Char('|')), 8);
    QVERIFY(text.contains(QLatin1String("&lt;no\\> reply")));
    QVERIFY(text.contains(QLatin1String("2026-11-23 10:00 UTC, Debian, riscv64, 2 processors, Fiftyfold 0.")));
    QVERIFY(text.endsWith(QLatin1Char('\n')));
}

void TestComparisonReport::writesHtml()
{
    ComparisonReport report = sampleReport();
    report.entries[2].name = QStringLiteral("</text><script>1</script>\" '&");
    for (const ComparisonReport &one : {report, sweepReport()}) {
        const QByteArray html = written(one, writeComparisonHtml);
        const test::ReadHtml read = test::readHtml(html);
        QCOMPARE(read.problems, QStringList());
        QVERIFY(read.elements.contains(QStringLiteral("svg")));
        for (const QString &sentence : one.answer)
            QVERIFY2(read.texts.contains(sentence), qPrintable(sentence));
        for (const ReportedEntry &entry : one.entries)
            QVERIFY2(!read.texts.filter(entry.name).isEmpty(), qPrintable(entry.name));
    }
}

void TestComparisonReport::writesCsv()
{
    ComparisonReport report = sampleReport();
    report.entries[1].label = QStringLiteral("=Async, \"mine\"");
    const QStringList lines =
        QString::fromUtf8(written(report, writeComparisonCsv)).split(QStringLiteral("\r\n"), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 1 + 5);
    QVERIFY(lines.at(0).startsWith(QLatin1String("name,label,rounds,median_ms,")));
    QVERIFY2(lines.at(1).startsWith(QLatin1String("\"sequential\",\"sequential\",5,5310,5290,5400,,,,")),
             qPrintable(lines.at(1)));
    QVERIFY2(lines.at(2).startsWith(QLatin1String("\"async\",\"'=Async, \"\"mine\"\"\",5,108,106,111,49.")),
             qPrintable(lines.at(2)));
    QVERIFY(lines.at(4).endsWith(QLatin1String(",\"Go is not in the PATH. Install it | now\"")));
    for (const int line : {0, 1, 3, 4, 5})
        QCOMPARE(lines.at(line).count(QLatin1Char(',')), 17);
    QVERIFY2(lines.at(1).contains(QLatin1String(",\"baseline\",")), qPrintable(lines.at(1)));
    QVERIFY2(lines.at(2).contains(QLatin1String(",\"faster\",")), qPrintable(lines.at(2)));
}

void TestComparisonReport::tellsASweep()
{
    const ComparisonReport report = sweepReport();
    QCOMPARE(report.answer.size(), 2);
    QVERIFY2(report.answer.first().startsWith(QStringLiteral("More at once pays up to 4 (")),
             qPrintable(report.answer.first()));
    QCOMPARE(nameHeading(report), QStringLiteral("at-once"));
    const SweepCurve &curve = report.sweep->curves.front();
    QCOMPARE(sweepCells(curve.points[1]).mid(0, 1) + sweepCells(curve.points[1]).mid(3),
             (QStringList{QStringLiteral("4"), QStringLiteral("100 %"), QStringLiteral("100 ms"),
                          QStringLiteral("110 ms"), QStringLiteral("100 µs")}));
    QCOMPARE(
        sweepRemark(*report.sweep, curve),
        QStringLiteral(
            "Bound: at once ÷ 100 ms, the shortest mean time of a request with its steps (Little's law). Knee: 4; "
            "no greater value gains 5 % of throughput. If no request ever waited for another, 4.0 at once would do "
            "for the most, 40.2/s; the knee is of the values that were tried."));

    QFile file(QStringLiteral(FIFTYFOLD_COMPARISON_SCHEMA));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject schema = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject definitions = schema.value(QLatin1String("$defs")).toObject();
    const auto definition = [&definitions](const char *name) {
        return definitions.value(QLatin1String(name)).toObject();
    };
    const QJsonObject json = jsonOf(report);
    QCOMPARE(strangers(schema, json), QStringList());
    QCOMPARE(strangers(definition("plan"), json.value(QLatin1String("plan")).toObject()), QStringList());
    const QJsonObject sweep = json.value(QLatin1String("sweep")).toObject();
    QCOMPARE(strangers(definition("sweep"), sweep), QStringList());
    const QJsonObject curveJson = sweep.value(QLatin1String("curves")).toArray().first().toObject();
    QCOMPARE(strangers(definition("curve"), curveJson), QStringList());
    QCOMPARE(curveJson.value(QLatin1String("knee")).toInt(), 4);
    QCOMPARE(curveJson.value(QLatin1String("floor_ms")).toDouble(), 100.0);
    for (const QJsonValue point : curveJson.value(QLatin1String("points")).toArray())
        QCOMPARE(strangers(definition("point"), point.toObject()), QStringList());
    for (const QJsonValue entry : json.value(QLatin1String("entries")).toArray())
        QCOMPARE(strangers(definition("entry"), entry.toObject()), QStringList());

    const QString markdown = QString::fromUtf8(written(report, writeComparisonMarkdown));
    QVERIFY2(markdown.contains(QLatin1String("| at-once | throughput | fastest to slowest |")), qPrintable(markdown));
    QVERIFY(markdown.contains(QLatin1String("**More at once pays up to 4 (")));
}

void TestComparisonReport::saysNothingOfWhatIsVaried()
{
    ComparisonReport report = sweepReport();
    QCOMPARE(loadForPeople(report), QStringLiteral("50 requests, 5 rounds in turn after a warm-up of each"));
    QVERIFY(!jsonOf(report).value(QLatin1String("plan")).toObject().contains(QLatin1String("at_once")));
    QVERIFY(!remarksOn(report).join(QLatin1Char(' ')).contains(QLatin1String("Floor")));

    const auto vary = [&report](const char *factor, const char *value) {
        for (ReportedEntry &entry : report.entries)
            entry.values = {{QLatin1String(factor), QLatin1String(value)}};
        fillFigures(report);
    };
    const auto plan = [&report] { return jsonOf(report).value(QLatin1String("plan")).toObject(); };
    vary("url", "x");
    QCOMPARE(requestForPeople(report, QStringLiteral("never")), QStringLiteral("GET 1 URL against itself"));
    QVERIFY(!plan().contains(QLatin1String("url")));
    vary("http", "1.1");
    QVERIFY(!plan().contains(QLatin1String("http")) && !sameForAllText(report).contains(QLatin1String("HTTP/")));
    vary("transport", "curl");
    QVERIFY(!plan().contains(QLatin1String("transport")) &&
            !sameForAllText(report).contains(QLatin1String("transport")));
    vary("connections", "reused");
    QVERIFY(!plan().contains(QLatin1String("fresh_connections")) &&
            !sameForAllText(report).contains(QLatin1String("connections reused")));
    for (RunPlan *each : {&report.plan, &report.entries[0].plan, &report.entries[1].plan, &report.entries[2].plan})
        each->headers = {{"X-A", "1"}, {"Accept-Encoding", "gzip"}};
    vary("header", "Accept-Encoding: gzip");
    QCOMPARE(plan().value(QLatin1String("headers")).toArray().size(), 1);
    for (RunPlan *each : {&report.plan, &report.entries[0].plan, &report.entries[1].plan, &report.entries[2].plan})
        each->rate = *rateFromText(QStringLiteral("50/s"));
    vary("rate", "50/s");
    const QJsonObject load = plan().value(QLatin1String("load")).toObject();
    QVERIFY(load.value(QLatin1String("mode")) == QLatin1String("open") && !load.contains(QLatin1String("rate")));
    QCOMPARE(medianHeading(report), QStringLiteral("mean response"));
    vary("threads", "1");
    QCOMPARE(loadForPeople(report),
             QStringLiteral("50 requests due at 50/s, 50 at once, 5 rounds in turn after a warm-up of each"));
}

void TestComparisonReport::keepsSecretsOut()
{
    for (auto *write : {writeComparisonJson, writeComparisonMarkdown, writeComparisonHtml}) {
        const QByteArray text = written(sampleReport(), write);
        QVERIFY2(!text.contains("hunter2"), text.constData());
        QVERIFY(text.contains("redacted"));
    }
}

void TestComparisonReport::isEnglishWhateverTheWindowsLanguage()
{
    ComparisonReport report = sampleReport();
    for (ReportedEntry &entry : report.entries)
        for (ComparisonRound &round : entry.rounds)
            round.cost = RunCost{.cpuNs = 3'310'000, .peakMemoryBytes = 20'000'000, .contextSwitches = 20};
    fillFigures(report);
    QVERIFY(report.entries[1].cost);
    for (auto *write : {writeComparisonJson, writeComparisonMarkdown, writeComparisonHtml}) {
        const QByteArray english = written(report, write);
        const test::GermanNumbers german;
        QCOMPARE(written(report, write), english);
    }
}

void TestComparisonReport::reportsShortWrite()
{
    for (auto *write : {writeComparisonJson, writeComparisonMarkdown, writeComparisonCsv, writeComparisonHtml}) {
        test::ShortDevice full(100);
        QVERIFY(!write(full, sampleReport()).isEmpty());
    }
}

void TestComparisonReport::isReadAgain_data()
{
    QTest::addColumn<ComparisonReport>("report");
    QTest::newRow("strategies") << sampleReport();
    QTest::newRow("a sweep") << sweepReport();
    ComparisonReport told = sampleReport();
    told.plan.insecure = true;
    told.plan.url = QUrl(QStringLiteral("https://127.0.0.1/"));
    told.preset = QStringLiteral("article");
    told.isStopped = true;
    told.notices = {QStringLiteral("at once was lowered")};
    told.baseline = 1;
    for (ReportedEntry &entry : told.entries) {
        entry.plan = told.plan;
        for (ComparisonRound &round : entry.rounds) {
            round.statuses = {200, 204};
            round.bytesReceived = 350'000;
            round.digest = "0123456789abcdef";
            round.isDisturbed = true;
            round.doneMs = {100.5F, 101.25F, 105};
            round.cost = RunCost{.cpuNs = 3'310'000, .peakMemoryBytes = 20'000'000, .contextSwitches = 20};
            round.exchange = {.replies = 50,
                              .http = {HttpVersion::Http11},
                              .codings = {"gzip"},
                              .reused = 49,
                              .lookups = 0,
                              .handshakes = 1};
        }
    }
    fillFigures(told);
    QTest::newRow("all that may be told") << told;
    ComparisonReport open = sampleReport();
    open.entries.resize(2);
    double rate = 100;
    for (ReportedEntry &entry : open.entries) {
        entry.plan.rate.pieces = {{rate, rate, 0ns}};
        entry.values = {{QStringLiteral("rate"), QStringLiteral("%1/s").arg(rate), rate}};
        entry.name = entry.label = entry.values.first().text;
        for (ComparisonRound &round : entry.rounds)
            round.response = ResponseFigures{100 + rate / 10, 99, 110};
        rate *= 2;
    }
    fillFigures(open);
    QTest::newRow("under a rate") << open;
}

/// And is written as it was, figures, answer and all.
void TestComparisonReport::isReadAgain()
{
    QFETCH(const ComparisonReport, report);
    const QByteArray json = written(report, writeComparisonJson);
    ComparisonReport read;
    QCOMPARE(readComparisonJson(json, read), QString());
    QCOMPARE(QString::fromUtf8(written(read, writeComparisonJson)), QString::fromUtf8(json));
    QCOMPARE(read.entries.size(), report.entries.size());
    for (std::size_t i = 0; i < read.entries.size(); ++i) {
        QCOMPARE(read.entries[i].verdict, report.entries[i].verdict);
        QCOMPARE(read.entries[i].isExternal(), report.entries[i].isExternal());
        QCOMPARE(read.entries[i].values, report.entries[i].values);
        QCOMPARE(read.entries[i].plan.isOpen(), report.entries[i].plan.isOpen());
    }
    QCOMPARE(read.lack, report.plan.headers.isEmpty() ? PlanLack::Nothing : PlanLack::Secrets);
    const ComparisonReport again = reportOf(recordOf(read), read.plan, read.baseline);
    QCOMPARE(again.environment.cpu, report.environment.cpu); // not this machine's
    QCOMPARE(again.environment.architecture, report.environment.architecture);
    QCOMPARE(again.isStopped, report.isStopped);
}

void TestComparisonReport::saysWhatCantBeRead_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *from, const char *to, const char *words) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(words);
    };
    row("a later version", "comparison/1", "comparison/2", "line 1: it was written by a later version");
    row("no time", "\"started_at\":", "\"began_at\":", "started_at should be a text, and is not there");
    row("no environment", "\"environment\":", "\"place\":", "environment should be an object");
    row("another factor", "\"at-once\"]", "\"colour\"]", "factors should be one or two of url, at-once");
    row("no such baseline", "\"baseline\":\"1\"", "\"baseline\":\"2\"", "baseline should be the name of one");
    row("no entries", "\"entries\":", "\"rows\":", "entries should be an array");
    row("no value", "\"values\":{\"at-once\":4}", "\"values\":{\"at-once\":\"four\"}",
        "entries[1].values.at-once should be a number");
    row("a time below nought", "\"elapsed_ms\":5000", "\"elapsed_ms\":-1",
        "entries[0].rounds[0].elapsed_ms should be a number");
    row("a count that is none", "\"done\":50", "\"done\":5.5", "entries[0].rounds[0].done should be a whole number");
    row("a status that is none", "\"done\":50", "\"done\":50,\"statuses\":[-200]",
        "entries[0].rounds[0].statuses should be whole numbers from 0 to 999");
    row("a time that is none", "\"done\":50", "\"done\":50,\"done_at_ms\":[\"NaN\"]",
        "entries[0].rounds[0].done_at_ms should be times from 0 to 4e12 in their order");
    row("cut short", "]}]}", "", "it was cut short");
}

void TestComparisonReport::saysWhatCantBeRead()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QFETCH(const QString, words);
    QByteArray json = written(sweepReport(), writeComparisonJson);
    const qsizetype at = json.indexOf(from);
    QVERIFY2(at >= 0, json.constData());
    json.replace(at, from.size(), to);
    ComparisonReport read;
    const QString problem = readComparisonJson(json, read);
    QVERIFY2(problem.contains(words), qPrintable(problem));
}

QTEST_APPLESS_MAIN(TestComparisonReport)
#include "tst_comparisonreport.moc"
