// SPDX-License-Identifier: GPL-3.0-or-later
// What can be varied in a comparison, how that is read, and what entries are made of it.
#include "core/comparison/variation.h"

#include <QTest>

#include <algorithm>

using namespace fiftyfold;

namespace {

QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(QLatin1Char(';'), Qt::SkipEmptyParts);
}

RunPlan planOf(quint32 requests = 100)
{
    RunPlan plan;
    plan.url = ExactUrl::fromText(QByteArrayLiteral("practice:robots.txt?latency=5ms"));
    plan.requests = requests;
    return plan;
}

/// Of the texts of several --vary.
QList<Variation> variations(const QStringList &texts)
{
    QList<Variation> all;
    for (const QString &text : texts)
        addVariation(all, text);
    return all;
}

ComparisonEntry entryOf(const char *strategy, const RunPlan &plan)
{
    ComparisonEntry entry;
    entry.name = QLatin1String(strategy);
    entry.label = entry.name.toUpper();
    entry.plan = plan;
    entry.plan.strategy = entry.name;
    return entry;
}

QStringList namesOf(const QList<ComparisonEntry> &entries)
{
    QStringList names;
    for (const ComparisonEntry &entry : entries)
        names.append(entry.name);
    return names;
}

} // namespace

class TestVariation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsValues_data();
    void readsValues();
    void everyFactorSetsItsField_data();
    void everyFactorSetsItsField();
    void refuses_data();
    void refuses();
    void makesEntries();
    void makesAFamilyOfCurves();
    void aHeaderTakesThePlaceOfItsName();
    void keepsSecretsOut();
    void oneRequestHasNoRate();
    void whatAStrategyLacksIsNotVaried();
};

void TestVariation::readsValues_data()
{
    QTest::addColumn<QStringList>("texts");
    QTest::addColumn<QStringList>("values"); // of the first factor
    const auto row = [](const char *texts, const char *values) {
        QTest::newRow(texts) << words(texts) << words(values);
    };
    row("at-once=1,4, 16", "1;4;16");
    row("at-once=1;at-once=4", "1;4");
    row("at-once=1,", "1;");
    row("http=1.1,2", "1.1;2");
    row("header=Accept-Encoding: gzip|br", "Accept-Encoding: gzip;Accept-Encoding: br");
    row("header=Accept: a, b", "Accept: a, b");
    row("url=http://a/?x=1,2,http://b/", "http://a/?x=1,2;http://b/");
    row("url=practice:x,HTTPS://b/", "practice:x;HTTPS://b/");
    row("url=a.example/1,2;url=b.example", "a.example/1,2;b.example");
}

void TestVariation::readsValues()
{
    QFETCH(const QStringList, texts);
    QFETCH(QStringList, values);
    if (texts.first().endsWith(QLatin1Char(',')))
        values.append(QString());
    QCOMPARE(variations(texts).first().values, values);
}

void TestVariation::everyFactorSetsItsField_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("url") << "url=practice:a,practice:b" << words("practice:a;practice:b");
    QTest::newRow("at-once") << "at-once=04,16" << words("4;16");
    QTest::newRow("http") << "http=1.1,2" << words("1.1;2");
    QTest::newRow("transport") << "transport=curl,qt" << words("curl;qt");
    QTest::newRow("threads") << "threads=1,2" << words("1;2");
    QTest::newRow("connections") << "connections=reused,fresh" << words("reused;fresh");
    QTest::newRow("rate") << "rate=100/s,200/s" << words("100/s;200/s");
    QTest::newRow("header") << "header=Accept-Encoding: gzip|br" << words("Accept-Encoding: gzip;Accept-Encoding: br");
}

void TestVariation::everyFactorSetsItsField()
{
    QFETCH(const QString, text);
    RunPlan plan = planOf();
    if (text.startsWith(QLatin1String("http=")))
        plan.url = ExactUrl::fromText(QByteArrayLiteral("https://127.0.0.1/"));
    const QList<Variation> varied = variations({text});
    QCOMPARE(variationsProblem(varied, plan), QString());
    const QList<ComparisonEntry> entries = variedEntries({entryOf("async", plan)}, varied);
    QTEST(namesOf(entries), "names");
    QVERIFY(entries.at(0).plan != entries.at(1).plan);
    QCOMPARE(variedFactors(entries.first()), QList<const Factor *>{varied.first().factor});
    QCOMPARE(entries.at(1).values.first().number.has_value(), varied.first().factor->isNumber);
    QCOMPARE(valueProblem(entries.at(1)), QString());
}

void TestVariation::refuses_data()
{
    QTest::addColumn<QStringList>("texts");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *texts, const char *problem) {
        QTest::newRow(texts) << words(texts) << QString::fromLatin1(problem);
    };
    row("at-once=1,x", "--vary at-once takes a whole number from 1 to 10000000, got \"x\".");
    row("at-once=0,1", "--vary at-once takes a whole number from 1 to 10000000, got \"0\".");
    row("at-once=1,", "--vary at-once takes a whole number from 1 to 10000000, got an empty value.");
    row("at-once=4", "--vary at-once takes two values or more, got 4 alone.");
    row("at-once=4,8,04", "--vary at-once takes each value once, got 4 twice.");
    row("at-once=4,101",
        "--vary at-once takes at most as many as there are requests, 100, got 101: give more --requests.");
    row("threads=1,65", "--vary threads takes a whole number from 1 to 64, got \"65\".");
    row("http=1.1,3", "--vary http takes 1.1 or 2, got \"3\".");
    row("http=1.1,2",
        "--vary http 2 takes an https URL, since HTTP/2 is agreed on in the TLS handshake (ALPN), got "
        "\"practice:robots.txt?latency=5ms\"; the practice server speaks plain HTTP. Give an https URL, or "
        "use --http 1.1.");
    row("transport=curl,curl", "--vary transport takes each value once, got curl twice.");
    row("transport=curl,wget", "--vary transport takes curl or qt, got \"wget\".");
    row("connections=reused,kept", "--vary connections takes reused and fresh, got \"kept\".");
    row("rate=1/s..9/s,5/s",
        "--vary rate takes rates that stay as they are, such as 200/s or 30/m, at most 1000000/s, got \"1/s..9/s\".");
    row("url=practice:a;url=ftp://b",
        "--vary url takes URLs that begin with http://, https:// or practice:, and a comma before each but the "
        "first, got \"ftp://b\".");
    row("header=Accept: a|b;http=1.1,2",
        "--vary takes two factors where one of them is a number (at-once, threads, rate), got header and http.");
    row("at-once=1,2;threads=1,2;rate=1/s,2/s",
        "--vary takes one factor, or two of which one is a number; got at-once and threads and rate.");
}

void TestVariation::refuses()
{
    QFETCH(const QStringList, texts);
    QTEST(variationsProblem(variations(texts), planOf()), "problem");
}

void TestVariation::makesEntries()
{
    QList<Variation> none;
    QVERIFY(addVariation(none, QStringLiteral("speed=1,2")));
    QVERIFY(addVariation(none, QStringLiteral("at-once")));
    QVERIFY(none.isEmpty());

    QStringList many;
    for (int value = 1; value <= 65; ++value)
        many.append(QString::number(value));
    const QString values = QLatin1String("at-once=") + many.join(QLatin1Char(','));
    QCOMPARE(variationsProblem(variations({values}), planOf()),
             QStringLiteral("--vary makes 64 entries at most, got 65: give fewer values."));

    // One thing against itself shows the noise; a number is one point of a curve.
    const QList<Variation> same = variations(words("url=practice:a;url=practice:a"));
    QCOMPARE(variationsProblem(same, planOf()), QString());
    const QList<ComparisonEntry> twice = variedEntries({entryOf("async", planOf())}, same);
    QCOMPARE(namesOf(twice), words("practice:a;practice:a (2)"));
    QCOMPARE(twice.last().label, QStringLiteral("practice:a (2)"));
}

void TestVariation::makesAFamilyOfCurves()
{
    const QList<ComparisonEntry> strategies{entryOf("async", planOf()), entryOf("threads", planOf())};
    const QList<Variation> varied = variations(words("at-once=1,4;strategy=async,threads"));
    QCOMPARE(variationsProblem(varied, planOf()), QString());
    const QList<ComparisonEntry> entries = variedEntries(strategies, varied);
    QCOMPARE(namesOf(entries), words("async, 1;async, 4;threads, 1;threads, 4"));
    QCOMPARE(entries.last().label, QStringLiteral("THREADS, 4"));
    QCOMPARE(entries.last().plan.strategy, QStringLiteral("threads"));
    QCOMPARE(entries.last().plan.atOnce, 4U);
    QCOMPARE(entries.last().values.last().number, std::optional(4.0));

    // Of two numbers the first is the axis.
    const QList<ComparisonEntry> numbers =
        variedEntries({entryOf("async", planOf())}, variations(words("at-once=4,8;threads=1,2")));
    QCOMPARE(namesOf(numbers), words("1, 4;1, 8;2, 4;2, 8"));

    // Strategies alone are called what they were.
    const QList<ComparisonEntry> plain = variedEntries(strategies, variations(words("strategy=async,threads")));
    QCOMPARE(namesOf(plain), words("async;threads"));
    QCOMPARE(plain.first().values.first().text, QStringLiteral("async"));
}

void TestVariation::aHeaderTakesThePlaceOfItsName()
{
    RunPlan plan = planOf();
    plan.headers = {{"accept-encoding", "identity"}, {"X-A", "1"}};
    const QList<ComparisonEntry> entries =
        variedEntries({entryOf("async", plan)}, variations(words("header=Accept-Encoding: gzip|br")));
    QCOMPARE(entries.first().plan.headers, (QList<HeaderField>{{"X-A", "1"}, {"Accept-Encoding", "gzip"}}));
    QCOMPARE(entries.last().plan.headers, (QList<HeaderField>{{"X-A", "1"}, {"Accept-Encoding", "br"}}));
}

void TestVariation::keepsSecretsOut()
{
    const QList<Variation> varied =
        variations(words("url=http://u:hunter2@127.0.0.1/;url=http://127.0.0.1/?token=hunter2"));
    for (const ComparisonEntry &entry : variedEntries({entryOf("async", planOf())}, varied))
        QVERIFY2(!entry.name.contains(QLatin1String("hunter2")) && entry.name.contains(QLatin1String("redacted")),
                 qPrintable(entry.name));
    const QList<Variation> keys = variations(words("header=X-Api-Key: hunter2|hunter3"));
    for (const ComparisonEntry &entry : variedEntries({entryOf("async", planOf())}, keys))
        QVERIFY2(!entry.name.contains(QLatin1String("hunter")), qPrintable(entry.name));
    QVERIFY(!variationsProblem(variations(words("header=X-Api-Key: hunter2|hunter2")), planOf())
                 .contains(QLatin1String("hunter2")));
}

void TestVariation::oneRequestHasNoRate()
{
    const QString problem = QStringLiteral("--vary rate takes 2 requests or more, got 1: give more --requests.");
    QCOMPARE(variationsProblem(variations(words("rate=1/m,2/m")), planOf(1)), problem);
    QCOMPARE(variationsProblem(variations(words("rate=1/m,2/m")), planOf(2)), QString());
}

void TestVariation::whatAStrategyLacksIsNotVaried()
{
    const QList<ComparisonEntry> entries =
        variedEntries({entryOf("sequential", planOf())}, variations(words("at-once=1,4")));
    QCOMPARE(valueProblem(entries.first()), QString());
    QCOMPARE(variationsProblem(variations(words("at-once=1,4")), entryOf("sequential", planOf()).plan), QString());
    QCOMPARE(valueProblem(entries.last()),
             QStringLiteral("sequential has one request at a time: there is no at-once of it to be varied."));
    QCOMPARE(valueProblem(variedEntries({entryOf("threads", planOf())}, variations(words("threads=1,2"))).first()),
             QStringLiteral("threads has its own way with threads: there are none of it to be varied."));
    QCOMPARE(valueProblem(
                 variedEntries({entryOf("go-goroutines", planOf())}, variations(words("transport=curl,qt"))).first()),
             QStringLiteral("go-goroutines has its own HTTP: there is no transport of it to be varied."));
}

QTEST_APPLESS_MAIN(TestVariation)
#include "tst_variation.moc"
