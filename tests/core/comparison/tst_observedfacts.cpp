// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/observedfacts.h"

#include <QTest>

using namespace fiftyfold;

namespace {

ObservedEntry entryOf(const char *name, quint64 reused = 90)
{
    ObservedEntry entry;
    entry.name = QLatin1String(name);
    entry.exchange.replies = 100;
    entry.exchange.http = {HttpVersion::Http11};
    entry.exchange.codings = {"identity"};
    entry.exchange.reused = reused;
    entry.exchange.lookups = 0;
    entry.exchange.handshakes = 0;
    return entry;
}

} // namespace

class TestObservedFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatAllHadAlike()
    {
        const ObservedFacts facts = observedFacts({entryOf("async"), entryOf("threads", 88)});
        QCOMPARE(facts.same.join(QLatin1String("; ")),
                 QStringLiteral("HTTP/1.1; uncoded bodies; no name looked up; no TLS handshake; "
                                "88 to 90 % of requests on a connection that was there"));
        QVERIFY(facts.differences.isEmpty() && facts.untold.isEmpty());
    }

    void whatDiffered()
    {
        ObservedEntry other = entryOf("mine", 0);
        other.exchange.http = {HttpVersion::Http2};
        other.exchange.codings = {"gzip"};
        other.exchange.handshakes = 20;
        const ObservedFacts facts = observedFacts({entryOf("async"), other, entryOf("threads")});
        QCOMPARE(facts.same, QStringList{QStringLiteral("no name looked up")});
        QCOMPARE(facts.differences,
                 (QStringList{QStringLiteral("HTTP/1.1 with async and threads, HTTP/2 with mine"),
                              QStringLiteral("uncoded bodies with async and threads, bodies coded as gzip with mine"),
                              QStringLiteral("no TLS handshake with async and threads, TLS handshakes with mine"),
                              QStringLiteral("90 % of requests on a connection that was there with async and threads, "
                                             "no connection used again with mine")}));
    }

    void entriesHaveTheirLabelsInTheWindow()
    {
        MeasuredEntry one;
        one.name = QStringLiteral("async, 1");
        one.label = QStringLiteral("Async, 1");
        one.rounds.resize(1);
        one.rounds.front().exchange = entryOf("a").exchange;
        MeasuredEntry other = one;
        other.label = QStringLiteral("Async, 4");
        other.rounds.front().exchange.handshakes = 20;
        QCOMPARE(observedFactsOf(std::vector{one, other}, &ComparisonEntry::label).differences,
                 QStringList{QStringLiteral("no TLS handshake with Async, 1, TLS handshakes with Async, 4")});
    }

    void ofManyOnlySomeAreNamed()
    {
        std::vector<ObservedEntry> entries;
        for (const char *name : {"a", "b", "c", "d", "e", "f"})
            entries.push_back(entryOf(name));
        entries.push_back(entryOf("mine"));
        entries.back().exchange.handshakes = 20;
        QCOMPARE(observedFacts(entries).differences,
                 QStringList{QStringLiteral("no TLS handshake with a, b, c and 3 others, TLS handshakes with mine")});
        entries.pop_back();
        for (std::size_t entry = 0; entry < 4; ++entry)
            entries[entry].exchange.reused = 50 + 10 * entry;
        QCOMPARE(observedFacts(entries).differences,
                 QStringList{QStringLiteral("50 % of requests on a connection that was there with a, 90 % of requests "
                                            "on a connection that was there with e and f, in between with the "
                                            "others")});
    }

    void whatIsNotTold()
    {
        ObservedEntry silent;
        silent.name = QStringLiteral("mine");
        silent.exchange.replies = 100;
        const ObservedFacts facts = observedFacts({entryOf("async"), silent});
        QCOMPARE(facts.same.size(), 5);
        QCOMPARE(facts.same.first(), QStringLiteral("HTTP/1.1 (all that told)"));
        QVERIFY(facts.differences.isEmpty());
        QCOMPARE(facts.untold.size(), 5);
        QCOMPARE(facts.untold.first(), QStringLiteral("the version of HTTP: not told by mine"));
    }

    void nothingSeenIsNothingSaid()
    {
        ObservedEntry absent;
        absent.name = QStringLiteral("absent");
        const ObservedFacts facts = observedFacts({absent});
        QVERIFY(facts.isEmpty() && facts.untold.isEmpty());
    }

    void roundsThatAreNotWholeDoNotCount()
    {
        ComparisonRound whole;
        whole.exchange = entryOf("a").exchange;
        ComparisonRound broken = whole;
        broken.failed = 1;
        const ObservedExchange seen = observedOver({whole, broken, whole});
        QCOMPARE(seen.replies, 200U);
        QCOMPARE(seen.reused, std::optional<quint64>(180));
    }
};

QTEST_APPLESS_MAIN(TestObservedFacts)
#include "tst_observedfacts.moc"
