// SPDX-License-Identifier: GPL-3.0-or-later
// Whether entries of a comparison did the same work, over all rounds and in each of them.
#include "core/comparison/comparedpage.h"

#include <QTest>

using namespace fiftyfold;

namespace {

/// A round of ten requests, each with a page of so many bytes.
ComparisonRound roundOf(qint64 bytes, const QByteArray &digest, quint16 status = 200)
{
    ComparisonRound round;
    round.elapsedNs = 1;
    round.done = 10;
    round.bytesReceived = 10 * bytes;
    round.digest = digest;
    round.statuses = {status};
    return round;
}

ComparedPage pageOfRounds(const std::vector<ComparisonRound> &rounds, bool isExternal = false)
{
    MeasuredEntry entry;
    entry.rounds = rounds;
    if (isExternal)
        entry.plan.runnerCommand = QStringLiteral("mine");
    return pageOf(entry);
}

} // namespace

class TestComparedPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void samePages()
    {
        const ComparedPage page = pageOfRounds({roundOf(1000, "a"), roundOf(1000, "a")});
        QCOMPARE(pageDifference(page, page), QString());
        QCOMPARE(page.rounds.size(), 2U);
        QVERIFY(!page.isSeenOnce);
    }

    void whatDiffersInAllRounds()
    {
        const ComparedPage one = pageOfRounds({roundOf(1000, "a"), roundOf(1000, "a")});
        QCOMPARE(pageDifference(pageOfRounds({roundOf(1000, "a", 404), roundOf(1000, "a", 404)}), one),
                 QStringLiteral("status 404 here, 200 there"));
        QCOMPARE(pageDifference(pageOfRounds({roundOf(1011, "a"), roundOf(1011, "a")}), one),
                 QStringLiteral("1,011 bytes here, 1,000 there"));
        QVERIFY(pageDifference(pageOfRounds({roundOf(1000, "b"), roundOf(1000, "b")}), one)
                    .startsWith(QStringLiteral("another page here than there, though of the same size")));
    }

    /// Within 1 in 100 over all rounds, and 5 in 100 in one of them.
    void oneRoundOfAnotherSize()
    {
        const ComparedPage usual = pageOfRounds(std::vector<ComparisonRound>(9, roundOf(1000, "")));
        std::vector<ComparisonRound> rounds(9, roundOf(1000, ""));
        rounds[3] = roundOf(1050, "");
        QCOMPARE(pageDifference(pageOfRounds(rounds), usual),
                 QStringLiteral("1,050 bytes here, 1,000 there, in 1 of 9 rounds"));
    }

    void oneRoundWithAnotherPage()
    {
        const ComparedPage usual = pageOfRounds({roundOf(1000, "a"), roundOf(1000, "a"), roundOf(1000, "a")});
        const ComparedPage odd = pageOfRounds({roundOf(1000, "a"), roundOf(1001, "b"), roundOf(1000, "a")});
        const QString said = QStringLiteral("another page here than there, in 1 of 3 rounds");
        QCOMPARE(pageDifference(odd, usual), said);
        QCOMPARE(pageDifference(usual, odd), said);
    }

    void pagesThatChangeByThemselves()
    {
        const ComparedPage one = pageOfRounds({roundOf(1000, "a"), roundOf(1004, "b"), roundOf(1000, "c")});
        const ComparedPage other = pageOfRounds({roundOf(1001, "d"), roundOf(1000, "e"), roundOf(1003, "f")});
        QCOMPARE(pageDifference(one, other), QString());
    }

    /// Differs from nothing. A program that tells of no bytes has not got none.
    void whatIsNotTold()
    {
        const ComparedPage usual = pageOfRounds({roundOf(1000, "a"), roundOf(1000, "a")});
        ComparisonRound silent;
        silent.elapsedNs = 1;
        silent.done = 10;
        const ComparedPage untold = pageOfRounds({silent, silent}, true);
        QVERIFY(!untold.bytes && !untold.rounds.front().bytes);
        QVERIFY(!pageDifference(pageOfRounds({silent, silent}), usual).isEmpty());
        silent.statuses = {200};
        QCOMPARE(pageDifference(pageOfRounds({silent, silent}, true), usual), QString());
        // Of whom nothing is known, it is not known that it did the same.
        QCOMPARE(pageDifference(untold, usual), QStringLiteral("it told nothing of its pages"));
        QCOMPARE(pageDifference(usual, untold), QStringLiteral("the baseline told nothing of its pages"));
        QCOMPARE(pageDifference(pageOfRounds({}, true), usual), QString()); // nor that it did not
    }

    /// The digest is of the page; the size is as it came, where somebody asks for a coding of his own.
    void pagesInAnotherCoding()
    {
        const auto coded = [](qint64 bytes, const QByteArray &digest, const QByteArray &coding) {
            ComparisonRound round = roundOf(bytes, digest);
            round.exchange.codings = {coding};
            MeasuredEntry entry;
            entry.plan.headers = {{"Accept-Encoding", coding}};
            entry.rounds = {round, round};
            return pageOf(entry);
        };
        const ComparedPage plain = coded(1000, "a", "identity");
        QCOMPARE(pageDifference(coded(300, "a", "gzip"), plain), QString());
        QCOMPARE(pageDifference(coded(300, "a", "gzip"), coded(280, "a", "br")), QString());
        QCOMPARE(pageDifference(coded(300, "b", "gzip"), plain), QStringLiteral("another page here than there"));
        QCOMPARE(pageDifference(coded(300, "a", "gzip"), coded(280, "a", "gzip")),
                 QStringLiteral("300 bytes here, 280 there"));
        QCOMPARE(pageDifference(coded(300, "a", "identity"), plain), QStringLiteral("300 bytes here, 1,000 there"));
    }
};

QTEST_APPLESS_MAIN(TestComparedPage)
#include "tst_comparedpage.moc"
